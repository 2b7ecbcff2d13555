import type { Chooser, Decision } from '../../impl/runtime/decision.ts';
import type { RuleId } from '../catalogue.ts';
import { LenientReplay } from '../explore/replay.ts';
import { ScheduleRecorder } from '../shrink/schedule.ts';
import { neighbours, OneMore } from './neighbours.ts';
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

/** An execution that breaks a rule. */
export interface Broken<P> {
  readonly rule: RuleId;
  readonly program: P;
  readonly decisions: readonly Decision[];
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
  { rule, program, decisions }: Broken<P>,
  shouldStop: () => boolean = () => false,
): Controlled | null {
  const breaks = (stack: readonly string[], chooser: Chooser): boolean =>
    subject.breaksAt(stack, program, chooser, rule) !== null;
  const counting = new OneMore(new LenientReplay(decisions), Number.POSITIVE_INFINITY, 1);
  const recorder = new ScheduleRecorder(counting);
  breaks(units, recorder);
  const schedules = () => neighbours(recorder, counting.points);
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
