import type { Assumed, Counterexample } from '../../properties/counterexample/counterexample.ts';
import { plural } from '../../properties/plural.ts';
import { contentWords, faultWords } from '../story/faults.ts';

/** What must be so beside the posted code for a counterexample to show, a phrase each. */
export function assumes({ needs: { choices, late }, faults, secrets, workload }: Assumed): readonly string[] {
  return [
    ...Object.entries(choices).map(([id, option]) => `${id} = ${option}`),
    ...(late === 0 ? [] : [plural(late, 'late wake-up')]),
    ...faultWords(faults, workload.heap),
    ...contentWords(secrets),
  ];
}

/** What is known of how few these are: the searches that were done with less. */
export function searchedWithout({ needs: { searched = [] } }: Counterexample): readonly string[] {
  return searched.map(
    ({ without, executions }) =>
      `without ${without.join(' and ')} not found in ${plural(executions, 'execution')}`,
  );
}
