import { controlled } from '../campaign/controlled.ts';
import { withFixes } from '../campaign/cure.ts';
import { simulatorSubject } from '../campaign/simulator-subject.ts';
import { curesOf, slowerBy } from '../campaign/stack.ts';
import { type Counterexample, scenarioOf } from './counterexample.ts';

/**
 * A counterexample with what its cure's placebo comes to near its schedule, if there is one.
 *
 * @throws Error when an execution there breaks the rule with the cure: it is none
 */
export function withControl(counterexample: Counterexample): Counterexample {
  const { cure, revision, rule, schedule: decisions } = counterexample;
  if (cure === null) return counterexample;
  const { units, name } = revision;
  const placebo = slowerBy(units, cure.fixes);
  if (placebo === null) return counterexample;
  const cured = withFixes(units, cure.fixes, curesOf(name).fixes);
  const broken = { rule, program: scenarioOf(counterexample), decisions };
  const control = controlled(simulatorSubject([]), units, cured, placebo, broken);
  if (control === null) throw new Error(`${rule} breaks with its cure ${cure.fixes.join(' + ')}`);
  return { ...counterexample, cure: { ...cure, control } };
}
