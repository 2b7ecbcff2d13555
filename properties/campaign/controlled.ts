import type { Chooser } from '../../impl/runtime/decision.ts';
import type { RuleId } from '../catalogue.ts';
import { type Broken, neighboursOf } from './neighbours.ts';
import type { Subject } from './subject.ts';

/**
 * What a cure and its placebo came to under the same schedules, with the cure none of which breaks the rule. If the cure
 * only made things happen at another time, each of `broke` executions might as well have been one with the cure: that by
 * chance none is has a probability of 2^-broke.
 */
export interface Controlled {
  /** Executions with the cure. */
  readonly executions: number;
  /** Those with the placebo that broke the rule, of so many: until there were enough. */
  readonly broke: number;
  readonly of: number;
}

/** So many that by chance is less than one in a hundred. */
const ENOUGH = 7;
/** Executions with the cure; following runs on the reference model costs ten times the rest. */
const executionsOf = (rule: RuleId): number => (rule === 'REFINES' ? 12 : 100);

/** Whether it was shown that a cure is no matter of time. */
export const isShown = ({ broke }: Controlled): boolean => broke >= ENOUGH;

/**
 * Runs a finding's program with fixes, and with their placebo, which has the same functions take longer and changes
 * nothing else, under the same schedules near the finding's.
 *
 * The sign test on pairs of runs: W. J. Dixon, A. M. Mood: The Statistical Sign Test. JASA 41, 1946.
 *
 * @param units the stack that the finding is on
 * @param cured the stack with the fixes
 * @param placebo the stack with their placebo
 * @returns null when an execution with the fixes breaks the rule: they do not remove it
 */
export function controlled<P>(
  subject: Subject<P>,
  units: readonly string[],
  cured: readonly string[],
  placebo: readonly string[],
  broken: Broken<P>,
  shouldStop: () => boolean = () => false,
): Controlled | null {
  const { rule, program } = broken;
  const breaks = (stack: readonly string[], chooser: Chooser): boolean =>
    subject.breaksAt(stack, program, chooser, rule) !== null;
  const schedules = neighboursOf(subject, units, broken);
  const [withFixes, withPlacebo] = [schedules(), schedules()];
  const executions = executionsOf(rule);
  let broke = 0;
  let of = 0;
  for (let n = 0; n < executions && !shouldStop(); n++) {
    if (breaks(cured, withFixes.next().value)) return null;
    if (broke >= ENOUGH) continue;
    of++;
    if (breaks(placebo, withPlacebo.next().value)) broke++;
  }
  return { executions, broke, of };
}
