import { setupOf } from '../campaign/simulator-subject.ts';
import { catalogue } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { type NoReturnLimits, pointOfNoReturn } from '../shrink/no-return.ts';
import { type Counterexample, type NoReturn, scenarioOf } from './counterexample.ts';
import { stepsOf } from './steps.ts';

/** All continuations with at most two delays, as for small workloads elsewhere, else with one, where they are not too many. */
const usual: NoReturnLimits = { maxSearch: 50, maxProof: 1_500, maxDelays: 2 };
/** Following runs on the reference model costs ten times the rest. */
const refined: NoReturnLimits = { maxSearch: 10, maxProof: 150, maxDelays: 2 };

/**
 * The last decision of a counterexample from which scheduling alone could still have kept its rule, for any instance,
 * within the bounds of a run. Null for a rule that is no safety rule.
 */
export function noReturnOf(counterexample: Counterexample): NoReturn | null {
  const { rule, revision, schedule } = counterexample;
  if (!catalogue[rule].kinds.includes('S')) return null;
  let steps = 0;
  const setup = {
    ...setupOf(revision.units, scenarioOf(counterexample)),
    afterStep: (_: unknown, { index }: { readonly index: number }) => {
      steps = index + 1;
      return false;
    },
  };
  const program = {
    breaks: (chooser: Parameters<typeof checkRun>[1]): boolean => {
      steps = 0;
      return checkRun(setup, chooser, { rules: [rule], stopAtFirst: true }).violations.length > 0;
    },
    clock: () => steps,
  };
  const { last, ...proof } = pointOfNoReturn(program, schedule, rule === 'REFINES' ? refined : usual);
  if (last === null) return { ...proof, last };
  const { at: step, ...chance } = last;
  const tUs = stepsOf(counterexample, step).at(-1)?.tUs ?? 0;
  return { ...proof, last: { step, tUs, ...chance } };
}
