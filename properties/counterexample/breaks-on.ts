import { simulatorSubject } from '../campaign/simulator-subject.ts';
import { LenientReplay } from '../explore/replay.ts';
import { type Counterexample, scenarioOf } from './counterexample.ts';

const subject = simulatorSubject([]);

/**
 * Whether another driver breaks the rule of a counterexample too, under its decisions as far as they can be taken.
 *
 * @param units names of the other driver's units, lowest first
 */
export function breaksOn(units: readonly string[], counterexample: Counterexample): boolean {
  const { rule, schedule } = counterexample;
  return subject.breaksAt(units, scenarioOf(counterexample), new LenientReplay(schedule), rule) !== null;
}
