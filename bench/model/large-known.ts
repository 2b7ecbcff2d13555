import type { Case } from '../../model/protected-mode/index.ts';

/** The answers to part F in which a case differs from the defaults. */
export function answersOf(one: Case): string {
  const answers = Object.entries(one.profile ?? {}).map(([id, value]) => `${id} ${value}`);
  return answers.length === 0 ? 'default answers' : answers.join(', ');
}

/**
 * All states and steps of each case of the large scope, in its order. Change them only together with the model, and say
 * in the commit what became reachable or unreachable.
 */
export const knownCounts: readonly { readonly states: bigint; readonly transitions: bigint }[] = [
  { states: 15_434_240_200n, transitions: 143_563_626_954n },
];
