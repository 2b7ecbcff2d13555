import type { Activity } from '../../impl/runtime/activity.ts';
import type { Choice, Chooser, Decision } from '../../impl/runtime/decision.ts';
import type { RuleId } from '../catalogue.ts';
import { near } from '../explore/near.ts';
import { randomWalk } from '../explore/random-walk.ts';
import { LenientReplay } from '../explore/replay.ts';
import { noHints } from '../explore/strategy.ts';
import { adaptations } from '../shrink/adapt.ts';
import { decisionsOf, type Schedule, ScheduleRecorder } from '../shrink/schedule.ts';
import type { Subject } from './subject.ts';

const walks = [randomWalk(0.05), randomWalk(0.5)] as const;
/** Steps of a golden ratio's fraction come to every part of an interval soon, and nowhere twice. */
const GOLDEN = 0.618_033_988_749_895;

/**
 * Schedules near one that breaks a rule, without end: first it itself, carried over to another driver in every way there
 * is, then in turn it with one decision more, spread evenly over the run up to a little beyond where the rule broke, and
 * it up to some point with a random walk from there on.
 *
 * @param decided points at which something was decided in the run that breaks the rule, up to there
 */
function* neighbours(schedule: Schedule, decided: number): Generator<Chooser, never, void> {
  const decisions = decisionsOf(schedule);
  yield* adaptations(schedule);
  const points = Math.ceil(decided * 1.25) + 4;
  for (let i = 1; ; i++) {
    const at = Math.floor(((i * GOLDEN) % 1) * points);
    yield new OneMore(new LenientReplay(decisions), at, 1 + (i % 3));
    yield near(decisions, schedule.trace.length, walks[i % 2 === 0 ? 0 : 1].chooser(i, noHints), i);
  }
}

/** An execution that breaks a rule. */
export interface Broken<P> {
  readonly rule: RuleId;
  readonly program: P;
  readonly decisions: readonly Decision[];
}

/**
 * The schedules near that of an execution that breaks a rule on a stack of units: each call begins with the first.
 * Runs the execution once, up to where the rule breaks.
 */
export function neighboursOf<P>(
  subject: Subject<P>,
  units: readonly string[],
  { rule, program, decisions }: Broken<P>,
): () => Generator<Chooser, never, void> {
  const counting = new OneMore(new LenientReplay(decisions), Number.POSITIVE_INFINITY, 1);
  const recorder = new ScheduleRecorder(counting);
  subject.breaksAt(units, program, recorder, rule);
  return () => neighbours(recorder, counting.points);
}

/** Decides as another chooser, but at one point, where an option other than that is taken. */
export class OneMore implements Chooser {
  /** Points that it came to. */
  points = 0;

  constructor(
    private readonly below: Chooser,
    private readonly at: number,
    private readonly further: number,
  ) {}

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    return this.taken(this.below.pickActivity(candidates, last), candidates.length);
  }

  pickOption(choice: Choice): number {
    return this.taken(this.below.pickOption(choice), choice.options.length);
  }

  private taken(index: number, options: number): number {
    if (this.points++ !== this.at || options < 2) return index;
    return (index + 1 + ((this.further - 1) % (options - 1))) % options;
  }
}
