import { LenientReplay } from '../explore/replay.ts';
import { type Controlled, controlled } from './controlled.ts';
import { type Cures, smallestCure, withFixes } from './cure.ts';
import type { Broken } from './neighbours.ts';
import { runCell } from './run-cell.ts';
import type { Cell, Subject } from './subject.ts';

/** An execution that breaks a rule, and the cell whose schedules are tried on its program when a fix is stacked. */
export interface Curable<P> extends Broken<P> {
  readonly cell: Cell;
}

/**
 * Whether fixes remove a finding: its schedule, carried over, keeps the rule, and so do all executions of its cell
 * with its program. The number of these, or null.
 */
export function rerunsWith<P>(
  subject: Subject<P>,
  units: readonly string[],
  fixes: readonly string[],
  { rule, program, decisions, cell }: Curable<P>,
  cures: Cures,
  shouldStop: () => boolean,
): number | null {
  const cured = withFixes(units, fixes, cures.fixes);
  if (!subject.stacks(cured)) return null;
  if (subject.breaksAt(cured, program, new LenientReplay(decisions), rule) !== null) return null;
  let broke = false;
  const watched: Subject<P> = {
    ...fixedTo(subject, program),
    run: (...run) => {
      const outcome = subject.run(...run);
      broke ||= outcome.violations.some((violation) => violation.rule === rule);
      return outcome;
    },
  };
  const again = runCell(watched, cured, cell, [rule], () => broke || shouldStop());
  // What was cut short shows nothing.
  return again.found.length === 0 && !shouldStop() ? again.executions : null;
}

/** A set of fixes that removes a finding, the executions re-run with it, and what its placebo came to if it has one. */
export interface Cure {
  readonly fixes: readonly string[];
  readonly rerun: number;
  readonly control: Controlled | null;
}

/**
 * The smallest set of fixes that removes a finding, also near its schedule, where another timing would not. Where near it
 * none does of those tried, since others cause the same there, the smallest that removes it itself; null when none does.
 */
export function cureOf<P>(
  subject: Subject<P>,
  units: readonly string[],
  curable: Curable<P>,
  cures: Cures,
  shouldStop: () => boolean,
): Cure | null {
  let onlyItself: Cure | null = null;
  let alsoNear: Cure | null = null;
  smallestCure(
    cures.fixes.filter((fix) => !units.includes(fix.name)),
    (fixes) => {
      const rerun = rerunsWith(subject, units, fixes, curable, cures, shouldStop);
      if (rerun === null) return false;
      onlyItself ??= { fixes, rerun, control: null };
      const placebo = subject.slowerBy(units, fixes);
      const cured = withFixes(units, fixes, cures.fixes);
      const control = controlled(subject, units, cured, placebo, curable, shouldStop);
      if (control === null) return false;
      alsoNear = { fixes, rerun, control };
      return true;
    },
    shouldStop,
  );
  // What was cut short shows nothing.
  return shouldStop() ? null : (alsoNear ?? onlyItself);
}

/** The subject with one program for every key. */
export function fixedTo<P>(subject: Subject<P>, program: P): Subject<P> {
  const { space } = subject;
  return {
    run: (units, p, chooser, rules) => subject.run(units, p, chooser, rules),
    breaksAt: (units, p, chooser, rule, maxSteps) => subject.breaksAt(units, p, chooser, rule, maxSteps),
    stacks: (units) => subject.stacks(units),
    slowerBy: (units, fixes) => subject.slowerBy(units, fixes),
    passes: subject.passes,
    space: { strategy: (name) => space.strategy(name), program: () => program },
  };
}
