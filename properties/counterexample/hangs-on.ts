import type { ChoiceId } from '../../impl/profile/choices.ts';
import type { Counterexample } from './counterexample.ts';

/**
 * Whether a counterexample hangs on the answer to a question that firmware leaves open: it shows with an unusual one
 * only, or was not found any more with another plausible one.
 */
export function hangsOn({ needs }: Counterexample, id: ChoiceId): boolean {
  return Object.hasOwn(needs.choices, id) || (needs.removing ?? []).some((answer) => answer.id === id);
}
