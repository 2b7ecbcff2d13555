import { controlled } from '../campaign/controlled.ts';
import { type Cures, withFixes } from '../campaign/cure.ts';
import { cureOf } from '../campaign/cure-of.ts';
import { simulatorSubject } from '../campaign/simulator-subject.ts';
import { curesOf, slowerBy } from '../campaign/stack.ts';
import { mixture } from '../explore/strategies.ts';
import { type Counterexample, scenarioOf } from './counterexample.ts';

/**
 * A counterexample with what its cure's placebo comes to near its schedule.
 *
 * @throws Error when an execution there breaks the rule with the cure: it is none
 */
export function withControl(counterexample: Counterexample): Counterexample {
  const { cure, revision, rule } = counterexample;
  if (cure === null) return counterexample;
  const control = controlOf(counterexample, cure.fixes, curesOf(revision.name));
  if (control === null) throw new Error(`${rule} breaks with its cure ${cure.fixes.join(' + ')}`);
  return { ...counterexample, cure: { ...cure, control } };
}

/** Executions of all strategies that are run with a fix before it is looked at near the schedule. */
const OF_CELL = 4;

/**
 * A counterexample with the cause that it has: its cure where near its schedule that keeps the rule, else the smallest
 * that does. Null when none does.
 */
export function withCause(counterexample: Counterexample): Counterexample | null {
  const { cure, revision, rule, schedule: decisions } = counterexample;
  const cures = curesOf(revision.name);
  const control = cure && controlOf(counterexample, cure.fixes, cures);
  if (cure !== null && control !== null) return { ...counterexample, cure: { ...cure, control } };
  const cell = { strategy: mixture.name, program: counterexample.workload.name, from: 1, count: OF_CELL };
  const broken = { rule, program: scenarioOf(counterexample), decisions, cell };
  const found = cureOf(simulatorSubject([]), revision.units, broken, cures, () => false);
  return found?.control == null
    ? null
    : { ...counterexample, cure: { fixes: found.fixes, rerun: found.rerun, control: found.control } };
}

function controlOf(counterexample: Counterexample, fixes: readonly string[], cures: Cures) {
  const { revision, rule, schedule: decisions } = counterexample;
  const { units } = revision;
  const broken = { rule, program: scenarioOf(counterexample), decisions };
  const cured = withFixes(units, fixes, cures.fixes);
  return controlled(simulatorSubject([]), units, cured, slowerBy(units, fixes), broken);
}
