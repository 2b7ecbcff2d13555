import { LenientReplay } from '../explore/replay.ts';
import { decisionsOf, ScheduleRecorder } from '../shrink/schedule.ts';
import { type Curable, fixedTo } from './cure-of.ts';
import type { Broken } from './neighbours.ts';
import { runCell } from './run-cell.ts';
import type { Subject } from './subject.ts';

/**
 * The subject in which a rule breaks only where it breaks with the same schedule on another stack too: with the known
 * cures on it, so that what is shrunk keeps a cause that is not known.
 */
export function breakingToo<P>(subject: Subject<P>, cured: readonly string[]): Subject<P> {
  return {
    ...subject,
    breaksAt: (units, program, chooser, rule, maxSteps) => {
      const recorder = new ScheduleRecorder(chooser);
      const at = subject.breaksAt(units, program, recorder, rule, maxSteps);
      if (at === null) return null;
      const again = new LenientReplay(decisionsOf(recorder));
      const curedAt = subject.breaksAt(cured, program, again, rule, maxSteps);
      return curedAt === null ? null : Math.max(at, curedAt);
    },
  };
}

/**
 * An execution of a finding's program that breaks its rule on both stacks with one schedule: its own, or one that is
 * met when its cell is run on the cured stack. Null where there is none.
 */
export function breakingBoth<P>(
  subject: Subject<P>,
  units: readonly string[],
  cured: readonly string[],
  { rule, program, decisions, cell }: Curable<P>,
  shouldStop: () => boolean,
): Broken<P> | null {
  const both = breakingToo(subject, cured);
  const breaks = (schedule: Broken<P>['decisions']): boolean =>
    both.breaksAt(units, program, new LenientReplay(schedule), rule) !== null;
  if (breaks(decisions)) return { rule, program, decisions };
  const { found } = runCell(fixedTo(subject, program), cured, cell, [rule], shouldStop);
  const met = found.find((raw) => breaks(raw.decisions));
  return met === undefined ? null : { rule, program, decisions: met.decisions };
}
