import type { Activity } from '../../impl/runtime/activity.ts';
import { type Choice, type Chooser, type Decision, runToCompletion } from '../../impl/runtime/decision.ts';
import { enumerateDelays } from '../explore/delay-bounded.ts';
import { randomWalk } from '../explore/random-walk.ts';
import { LenientReplay } from '../explore/replay.ts';
import { isLate, noHints, type Strategy } from '../explore/strategy.ts';
import { minimise } from './core.ts';
import { decisionPasses, decisionsOf, type Schedule, ScheduleRecorder } from './schedule.ts';

/** A program that breaks a rule, to be run again under other schedules. */
export interface Program {
  /** Runs it under a chooser and says whether it breaks the rule. Should not run on after it did. */
  breaks(chooser: Chooser): boolean;
  /** How far the present run is: the number of operations that were done. */
  clock(): number;
}

export interface NoReturnLimits {
  /** Runs that look for a way out, at most. */
  readonly maxSearch: number;
  /** Runs that try to show that there is none later, at most. */
  readonly maxProof: number;
  /** Delays up to which all continuations are run, if they are not too many. */
  readonly maxDelays: number;
}

/** The last decision of a run from which scheduling alone could still have kept the rule. */
export interface LastChance {
  /** What the clock said at this point of the run. */
  readonly at: number;
  /** What the run did there. */
  readonly took: Alternative;
  /** What a run did instead that is the same up to there and keeps the rule. */
  readonly instead: Alternative;
  /** All decisions of that run. */
  readonly wayOut: readonly Decision[];
}

/** One of those who could go on, about to do something; or how late a wake-up is. */
export type Alternative =
  | { readonly run: string; readonly runs: string }
  | { readonly choice: string; readonly option: string };

export interface PointOfNoReturn {
  /** Null: no schedule was found that keeps the rule, from the beginning of the run on. */
  readonly last: LastChance | null;
  /**
   * `proven`: every continuation after the last chance was run, or every one with at most as many delays as `delays`
   * says, and breaks the rule. `no escape`: as many as `runs` says were run, not all those with one delay, and each does.
   */
  readonly label: 'proven' | 'no escape';
  /** Null: every continuation there is, where they were all run. */
  readonly delays: number | null;
  /** Continuations of what comes after the last chance that were run, all of which break the rule. */
  readonly runs: number;
}

/**
 * Finds the last decision from which a run that differs only in later scheduling keeps the rule.
 *
 * Scheduling is who goes next, and whether a wake-up that is late in the run is late; no other is, and what firmware
 * answers stays as it was, so that a way out needs no assumption that the run does not. That one
 * exists from some point means that one exists from every earlier point: the last is found by bisection, with random
 * continuations to look for a way out, then moved on by running all continuations with few delays.
 *
 * @param decisions those of the run that breaks the rule
 * @throws Error if the run does not break the rule
 */
export function pointOfNoReturn(
  program: Program,
  decisions: readonly Decision[],
  limits: NoReturnLimits,
): PointOfNoReturn {
  const values = valuesOf(decisions);
  const recorded = new Points(new LenientReplay(decisions), values, () => program.clock());
  if (!program.breaks(recorded))
    throw new Error('the run does not break the rule: it has no point of no return');
  const search = new Search(program, recorded.taken, values, limits);
  search.bisect();
  const proof = search.prove();
  const { best } = search;
  if (best === null) return { last: null, ...proof };
  const point = search.chance;
  const took = recorded.done[point];
  const way = search.shortest(best, recorded.sizes[point] ?? 0);
  const instead = way.done[point];
  const at = recorded.at[point];
  if (took === undefined || instead === undefined || at === undefined) {
    throw new Error('a way out differs from the run nowhere');
  }
  return { last: { at, took, instead, wayOut: decisionsOf(way.recorder) }, ...proof };
}

/** Walks that look for a way out: with many switches, with few, with some. */
const walks = [randomWalk(0.5), randomWalk(0.05), randomWalk(0.2)];
/** Continuations that are tried of each point that bisection looks at. */
const TRIES = 8;
/** Runs spent on making the way out that is shown shorter. */
const MAX_SHORTENING = 40;

class Search {
  /** The point at which the latest way out leaves the run; -1: none is known. */
  chance = -1;
  best: Points | null = null;
  private runs = 0;

  constructor(
    private readonly program: Program,
    private readonly path: readonly number[],
    private readonly values: ReadonlyMap<string, string>,
    private readonly limits: NoReturnLimits,
  ) {}

  /** Looks for a way out from the beginning, then, as long as there is one, in the later half of what is left. */
  bisect(): void {
    if (!this.wayOutFrom(0, this.limits.maxSearch / 2)) return;
    let low = this.chance + 1;
    let high = this.path.length;
    while (low < high && this.runs < this.limits.maxSearch) {
      const middle = Math.floor((low + high) / 2);
      if (this.wayOutFrom(middle, TRIES)) low = this.chance + 1;
      else high = middle;
    }
  }

  /** Runs all continuations after the last chance; where one is a way out, it is a later chance. */
  prove(): Omit<PointOfNoReturn, 'last'> {
    const { maxDelays, maxProof: maxRuns } = this.limits;
    for (;;) {
      const from = this.chance + 1;
      const { runs, completeTo, everything, found } = enumerateDelays(
        (chooser) => this.wayOut(from, chooser),
        (way) => way !== null,
        { maxDelays, maxRuns, onlyWhole: true },
      );
      if (found === null) {
        const all = this.best === null ? this.runs + runs : runs;
        if (everything) return { label: 'proven', delays: null, runs: all };
        if (completeTo < 1) return { label: 'no escape', delays: maxDelays, runs: all };
        return { label: 'proven', delays: completeTo, runs: all };
      }
      if (found.result !== null) this.keep(found.result);
    }
  }

  /** A way out that leaves the run where this one does, with as few decisions as a few runs can make it. */
  shortest(way: Points, options: number): Points {
    const { chance: at } = this;
    const upTo = this.path.slice(0, at);
    for (let option = 0; option < options; option++) {
      if (option === this.path[at]) continue;
      const found = this.continued([...upTo, option], runToCompletion);
      if (found !== null) return found;
    }
    let best = way;
    const test = (candidate: Schedule): Schedule | null => {
      const points = new Points(new LenientReplay(decisionsOf(candidate)), this.values);
      if (this.program.breaks(points) || divergence(this.path, points.taken) !== at) return null;
      if (points.recorder.records.length >= best.recorder.records.length) return null;
      best = points;
      return points.recorder;
    };
    minimise<Schedule>(way.recorder, test, decisionPasses.slice(0, 1), { maxTests: MAX_SHORTENING });
    return best;
  }

  private wayOutFrom(from: number, tries: number): boolean {
    for (let n = 0; n < tries && this.runs < this.limits.maxSearch; n++) {
      this.runs++;
      const walk = n === 0 ? runToCompletion : walkOf(n);
      const way = this.wayOut(from, walk);
      if (way === null) continue;
      this.keep(way);
      return true;
    }
    return false;
  }

  /** The run that is as recorded for `from` points and then as `then` says; null if it breaks the rule. */
  private wayOut(from: number, then: Chooser): Points | null {
    return this.continued(this.path.slice(0, from), then);
  }

  private continued(first: readonly number[], then: Chooser): Points | null {
    const points = new Points(new Continuation(first, then, this.values), this.values);
    return this.program.breaks(points) ? null : points;
  }

  private keep(way: Points): void {
    const at = divergence(this.path, way.taken);
    if (at <= this.chance) return;
    this.chance = at;
    this.best = way;
  }
}

function walkOf(seed: number): Chooser {
  return (walks[seed % walks.length] as Strategy).chooser(seed, noHints);
}

/** At how many points two runs did the same. */
function divergence(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((option, i) => option !== b[i]);
  return at < 0 ? a.length : at;
}

/** What was chosen otherwise than by default, beside who goes next, by the name of the choice and its occurrence. */
function valuesOf(decisions: readonly Decision[]): ReadonlyMap<string, string> {
  const values = decisions.filter((d) => d.kind === 'value');
  return new Map(values.map((d) => [placeOf(d), d.option]));
}

const placeOf = ({ name, nth }: { readonly name: string; readonly nth: number }): string => `${name}#${nth}`;

/** Lets another chooser decide and notes what was scheduled at each point. */
class Points implements Chooser {
  /** The option that was taken at each point. */
  readonly taken: number[] = [];
  /** How many there were. */
  readonly sizes: number[] = [];
  readonly done: Alternative[] = [];
  /** What the clock said. */
  readonly at: number[] = [];
  readonly recorder: ScheduleRecorder;

  constructor(
    below: Chooser,
    private readonly values: ReadonlyMap<string, string>,
    private readonly clock: () => number = () => 0,
  ) {
    this.recorder = new ScheduleRecorder(below);
  }

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    const index = this.recorder.pickActivity(candidates, last);
    const chosen = candidates[index];
    this.note(index, candidates.length, { run: chosen?.path ?? '', runs: chosen?.op?.label ?? '' });
    return index;
  }

  pickOption(choice: Choice): number {
    const index = this.recorder.pickOption(choice);
    if (isLate(choice.name) && this.values.has(placeOf(choice))) {
      this.note(index === 0 ? 0 : 1, 2, { choice: choice.name, option: choice.options[index] ?? '' });
    }
    return index;
  }

  private note(index: number, size: number, alternative: Alternative): void {
    this.taken.push(index);
    this.sizes.push(size);
    this.done.push(alternative);
    this.at.push(this.clock());
  }
}

/** Takes given options at the first points at which there is something to schedule, then another chooser's. */
class Continuation implements Chooser {
  private at = 0;

  constructor(
    private readonly first: readonly number[],
    private readonly then: Chooser,
    private readonly values: ReadonlyMap<string, string>,
  ) {}

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    return this.first[this.at++] ?? this.then.pickActivity(candidates, last);
  }

  pickOption(choice: Choice): number {
    const value = this.values.get(placeOf(choice));
    if (value === undefined) return 0;
    const index = Math.max(0, choice.options.indexOf(value));
    if (!isLate(choice.name)) return index;
    const options = [choice.options[0] ?? '', value];
    const late = this.first[this.at++] ?? this.then.pickOption({ ...choice, options });
    return late === 0 ? 0 : index;
  }
}
