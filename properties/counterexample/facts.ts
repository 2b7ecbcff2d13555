import type { Workload } from '../../impl/userspace/workload.ts';
import { removingAnswers, withFewestAssumptions } from './assumptions.ts';
import type { Counterexample } from './counterexample.ts';
import { noReturnOf } from './no-return.ts';

/**
 * A counterexample with what is found out once it is small: the smallest set of its assumptions, each smaller one
 * searched anew, the answers of firmware that remove it, and its point of no return if its rule is a safety rule.
 *
 * @param workloads searched beside the counterexample's own program, which may be too small to break with less
 * @param shouldStop asked before each of these; what was not begun is left out
 */
export function withFacts(
  counterexample: Counterexample,
  workloads: readonly Workload[],
  shouldStop: () => boolean = () => false,
): Counterexample {
  if (shouldStop()) return counterexample;
  const fewest = withFewestAssumptions(counterexample, workloads);
  if (shouldStop()) return fewest;
  const needs = { ...fewest.needs, removing: removingAnswers(fewest) };
  const noReturn = shouldStop() ? null : noReturnOf(fewest);
  return { ...fewest, needs, ...(noReturn && { noReturn }) };
}
