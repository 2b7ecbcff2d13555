import type { Case } from '../../model/protected-mode/index.ts';

/** The answers to part F in which a case differs from the defaults. */
export function answersOf(one: Case): string {
  const answers = Object.entries(one.profile ?? {}).map(([id, value]) => `${id} ${value}`);
  return answers.length === 0 ? 'default answers' : answers.join(', ');
}

/**
 * All states and steps of cases of the large scope, by their answers. Change them only together with the model, and say in
 * the commit what became reachable or unreachable.
 */
export const knownCounts: Readonly<
  Record<string, { readonly states: bigint; readonly transitions: bigint }>
> = {
  'default answers': { states: 15_337_752_904n, transitions: 142_613_984_950n },
  'F12 the acknowledged one': { states: 17_259_535_816n, transitions: 157_228_173_238n },
  'F30 EXIT first': { states: 15_757_527_112n, transitions: 146_248_521_078n },
  'F35 ends the session': { states: 12_846_378_184n, transitions: 120_671_011_486n },
  'F38 raised at once': { states: 16_008_013_000n, transitions: 147_201_480_214n },
};
