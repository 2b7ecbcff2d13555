import type { Chooser, Decision } from '../../impl/runtime/decision.ts';
import type { RuleId } from '../catalogue.ts';
import { enumerateDelays } from '../explore/delay-bounded.ts';
import { LenientReplay } from '../explore/replay.ts';
import { isLateDecision } from '../explore/strategy.ts';
import type { PassCount } from '../shrink/core.ts';
import { type Failing, failingRun, minimiseJointly } from '../shrink/joint.ts';
import { decisionsOf } from '../shrink/schedule.ts';
import type { Subject } from './subject.ts';

export interface ShrinkLimits {
  /** Runs of the program in shrinking, at most. */
  readonly maxRuns: number;
  /** Runs spent on showing that fewer delays do not do, at most. */
  readonly maxEnumeration: number;
  /** Whether wake-ups may be late where there are none in the finding, if that takes fewer decisions; true by default. */
  readonly late?: boolean;
  readonly shouldStop?: () => boolean;
}

/** Told each time that something smaller still breaks the rule, with the runs so far. */
export type OnSmaller<P> = (program: P, decisions: readonly Decision[], runs: number) => void;

/** How small a counterexample is, and by what that is known. */
export interface Minimality {
  /**
   * `fewest delays`: every schedule of this program with one decision less was run and keeps the rule.
   * `1-minimal`: no single edit of those listed makes it smaller. `not shrunk to the end`: a limit was hit.
   */
  readonly label: 'fewest delays' | '1-minimal' | 'not shrunk to the end';
  readonly edits: readonly PassCount[];
  readonly runs: number;
  /** Runs with fewer decisions, all of which keep the rule; null when they were not all done. */
  readonly enumerated: number | null;
}

/** Of a finding that is left as it was met. */
export const asMet: Minimality = { label: 'not shrunk to the end', edits: [], runs: 0, enumerated: null };

export interface ShrunkFinding<P> {
  readonly program: P;
  readonly decisions: readonly Decision[];
  readonly minimality: Minimality;
}

/**
 * What is smaller should break no later than what it was made from, but for a quarter and some steps: runs that
 * do not break are cut off there.
 */
const slackSteps = 300;

/**
 * Shrinks a finding on all levels: structure and assumptions of the program, and the schedule. Each candidate
 * is run, and counts if the same rule breaks. Throws if the finding itself does not show again: a run is a
 * function of its decisions, so that is a mistake in the simulator.
 */
export function shrinkFinding<P>(
  subject: Subject<P>,
  units: readonly string[],
  rule: RuleId,
  start: { readonly program: P; readonly decisions: readonly Decision[] },
  limits: ShrinkLimits,
  onSmaller: OnSmaller<P> = () => {},
): ShrunkFinding<P> {
  let maxSteps = Number.POSITIVE_INFINITY;
  const fails = (program: P, chooser: Chooser): boolean => {
    const step = subject.breaksAt(units, program, chooser, rule, maxSteps);
    if (step !== null) maxSteps = Math.min(maxSteps, slackSteps + Math.ceil(step * 1.25));
    return step !== null;
  };
  const failsEver = (program: P, chooser: Chooser): boolean =>
    subject.breaksAt(units, program, chooser, rule) !== null;
  const first = failingRun(start.program, new LenientReplay(start.decisions), fails);
  if (first === null)
    throw new Error(`${rule} does not break again on ${units.at(-1)} with the same decisions`);
  let failing: Failing<P> = first;
  const edits = new Map<string, PassCount>();
  let runs = 1;
  for (;;) {
    const result = minimiseJointly(failing, fails, {
      passes: subject.passes,
      maxTests: limits.maxRuns - runs,
      ...(limits.shouldStop && { shouldStop: limits.shouldStop }),
      onSmaller: ({ program, schedule }, more) => onSmaller(program, decisionsOf(schedule), runs + more),
    });
    runs += result.runs;
    for (const count of result.tried) {
      const before = edits.get(count.pass) ?? { tried: 0, kept: 0 };
      edits.set(count.pass, {
        pass: count.pass,
        tried: before.tried + count.tried,
        kept: before.kept + count.kept,
      });
    }
    failing = result.value;
    const least = fewerDelays(failing, failsEver, limits);
    runs += least.runs;
    if (least.found === null) {
      const label = !result.oneMinimal
        ? 'not shrunk to the end'
        : least.complete
          ? 'fewest delays'
          : '1-minimal';
      const minimality: Minimality = {
        label,
        edits: [...edits.values()].filter((count) => count.tried > 0),
        runs,
        enumerated: least.complete ? least.runs : null,
      };
      return { program: failing.program, decisions: decisionsOf(failing.schedule), minimality };
    }
    failing = least.found;
    maxSteps = Number.POSITIVE_INFINITY;
  }
}

/**
 * Runs all schedules of the program with fewer decisions, if that is possible within the limit. One that may not be
 * taken, since its wake-ups are late, still shows that there are fewer.
 */
function fewerDelays<P>(
  failing: Failing<P>,
  fails: (program: P, chooser: Chooser) => boolean,
  limits: ShrinkLimits,
): { readonly runs: number; readonly complete: boolean; readonly found: Failing<P> | null } {
  const { program } = failing;
  const decisions = failing.schedule.records.length;
  if (decisions === 0) return { runs: 0, complete: true, found: null };
  const mayBeLate = limits.late ?? true;
  let fewerWhenLate = false;
  const { runs, complete, found } = enumerateDelays<Failing<P> | null>(
    (chooser) => failingRun(program, chooser, fails),
    (result) => {
      if (result === null) return false;
      if (mayBeLate || !hasLate(result)) return true;
      fewerWhenLate = true;
      return false;
    },
    {
      maxDelays: decisions - 1,
      maxRuns: limits.maxEnumeration,
      ...(limits.shouldStop && { shouldStop: limits.shouldStop }),
    },
  );
  return { runs, complete: complete && !fewerWhenLate, found: found?.result ?? null };
}

const hasLate = ({ schedule }: Failing<unknown>): boolean => decisionsOf(schedule).some(isLateDecision);
