import type { Decision } from '../impl/runtime/decision.ts';
import type { RunEnd } from '../impl/runtime/machine.ts';
import type { Setup } from '../impl/simulate.ts';
import type { RuleId } from './catalogue.ts';
import { checkRun } from './check-run.ts';
import { MachinePilot, wholeRun } from './explore/dpor/machine.ts';
import { exploreTraces, type TraceLimits, type TraceSearch } from './explore/dpor.ts';
import type { Violation } from './rule.ts';

/** Which traces: of which program, from when to when. */
export interface TraceScope {
  readonly setup: Omit<Setup, 'horizonUs' | 'attend' | 'afterStep'>;
  /** Virtual time before which the default schedule is taken, microseconds; 0: from the beginning. */
  readonly fromUs: number;
  /** The horizon: virtual time at which a run ends, microseconds. */
  readonly untilUs: number;
  readonly rules: readonly RuleId[];
}

/** A rule that breaks in some traces. */
export interface BrokenRule {
  readonly rule: RuleId;
  /** The first one met with the fewest decisions. */
  readonly violation: Violation;
  readonly decisions: readonly Decision[];
  /** How many traces break it. */
  readonly traces: number;
}

export interface TraceVerdict {
  readonly search: TraceSearch;
  /** Traces by how they ended; one that was cut off at the limit on steps makes the search incomplete. */
  readonly ends: Readonly<Partial<Record<RunEnd, number>>>;
  /** Operations of the longest run. */
  readonly longest: number;
  /** In how many traces each rule's given happened. */
  readonly given: ReadonlyMap<RuleId, number>;
  readonly broken: readonly BrokenRule[];
}

/**
 * Runs a program once for each trace from one time to another and judges each by rules. Wake-ups come at once.
 *
 * One execution stands for all of its trace: they end in the same state, each activity does the same in all of
 * them. A rule that tells orders of a trace apart (`tellsOrdersApart`) is judged in one of them.
 *
 * @param onProgress told before each execution of those that were made, and how many rules broke
 * @throws Error where the simulator did not do the same again, or did not record what it depends on
 */
export function verifyTraces(
  scope: TraceScope,
  limits: TraceLimits,
  onProgress: (progress: { readonly executions: number; readonly broken: number }) => void = () => {},
): TraceVerdict {
  const { setup, fromUs, untilUs, rules } = scope;
  let executions = 0;
  const broken = new Map<RuleId, BrokenRule>();
  const given = new Map<RuleId, number>();
  const ends: Partial<Record<RunEnd, number>> = {};
  let longest = 0;
  const search = exploreTraces(
    (pilot) => {
      onProgress({ executions: executions++, broken: broken.size });
      const chooser = new MachinePilot(pilot, { ...wholeRun, fromUs });
      return checkRun(
        {
          ...setup,
          horizonUs: untilUs,
          attend: (machine, candidates) => chooser.attend(machine, candidates),
          afterStep: (_, step) => {
            chooser.afterStep(step);
            return false;
          },
        },
        chooser,
        { rules },
      );
    },
    ({ run, violations, given: happened }) => {
      ends[run.end] = (ends[run.end] ?? 0) + 1;
      longest = Math.max(longest, run.steps);
      for (const [rule, count] of happened) given.set(rule, (given.get(rule) ?? 0) + (count > 0 ? 1 : 0));
      for (const rule of new Set(violations.map((v) => v.rule))) {
        const violation = violations.find((v) => v.rule === rule) as Violation;
        const known = broken.get(rule);
        const traces = (known?.traces ?? 0) + 1;
        const shorter = known === undefined || run.decisions.length < known.decisions.length;
        const { decisions } = run;
        broken.set(rule, shorter ? { rule, violation, decisions, traces } : { ...known, traces });
      }
      return false;
    },
    limits,
  );
  const complete = search.complete && (ends.steps ?? 0) === 0;
  return { search: { ...search, complete }, ends, longest, given, broken: [...broken.values()] };
}
