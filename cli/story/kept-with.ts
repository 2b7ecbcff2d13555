import type { Counterexample, RemovingAnswer } from '../../properties/counterexample/counterexample.ts';

/**
 * The other plausible answers with which the same program was searched and keeps the rule, in a line: that nothing is
 * assumed does not say that a finding shows whatever firmware does. Null where no answer removes it, or none was tried.
 */
export function keptWithText({ needs: { removing = [] } }: Pick<Counterexample, 'needs'>): string | null {
  if (removing.length === 0) return null;
  const options = new Map<string, readonly string[]>();
  for (const { id, option } of removing) options.set(id, [...(options.get(id) ?? []), option]);
  const answers = [...options].map(([id, given]) => `${id} = ${given.join(' or ')}`);
  const runs = removing.map(({ executions }: RemovingAnswer) => executions);
  return `the same program keeps the rule with ${answers.join(', with ')} (at least ${Math.min(...runs)} executions of each)`;
}
