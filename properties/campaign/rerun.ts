import type { Chooser, Decision } from '../../impl/runtime/decision.ts';
import type { RuleId } from '../catalogue.ts';
import { measureHints } from '../explore/hints.ts';
import { LenientReplay } from '../explore/replay.ts';
import { searchStrategies, strategyNamed } from '../explore/strategies.ts';
import type { Hints, Strategy } from '../explore/strategy.ts';
import { decisionsOf, ScheduleRecorder } from '../shrink/schedule.ts';
import type { Scenario } from './scenario.ts';
import type { Subject } from './subject.ts';

/** A scenario and the decisions of an execution of it. */
export interface Execution {
  readonly program: Scenario;
  readonly decisions: readonly Decision[];
}

/** Executions of a scenario that were run again. */
export interface Rerun {
  /** How many were done; the last of them breaks the rule if any does. */
  readonly executions: number;
  /** The first that breaks the rule; null: all keep it. */
  readonly broken: Execution | null;
}

const all = searchStrategies.map(strategyNamed);
/** Strategies under which no wake-up is late. */
const inTime = all.filter((s) => s.lateAllowed === 0);

/**
 * Runs a scenario on a stack of units until a rule breaks: with given decisions as far as they can be taken, then with
 * those of every strategy in turn.
 *
 * @param count executions at most
 * @param late whether wake-ups may be late, beside those of the given decisions
 */
export function rerun(
  subject: Subject<Scenario>,
  units: readonly string[],
  rule: RuleId,
  { program, decisions }: Execution,
  count: number,
  late = true,
): Rerun {
  const strategies = late ? all : inTime;
  let hints: Hints | null = null;
  for (let n = 0; n < count; n++) {
    let chooser: Chooser = new LenientReplay(decisions);
    if (n > 0) {
      // One of each strategy before the second of any.
      hints ??= measureHints((measuring) => subject.run(units, program, measuring, []));
      chooser = (strategies[(n - 1) % strategies.length] as Strategy).chooser(n, hints);
    }
    const recorder = new ScheduleRecorder(chooser);
    if (subject.breaksAt(units, program, recorder, rule) === null) continue;
    return { executions: n + 1, broken: { program, decisions: decisionsOf(recorder) } };
  }
  return { executions: count, broken: null };
}
