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
  'default answers': { states: 15_467_792_968n, transitions: 143_947_255_582n },
  'F05 EXIT, then bit 7': { states: 16_988_255_752n, transitions: 153_815_574_658n },
  'F08a waits': { states: 26_058_434_888n, transitions: 241_213_265_598n },
  'F08b waits': { states: 18_106_011_848n, transitions: 170_420_371_454n },
  'F08d waits': { states: 16_857_941_928n, transitions: 155_664_852_438n },
  'F12 the acknowledged one': { states: 17_456_527_432n, transitions: 159_261_131_102n },
  'F18b dead': { states: 19_944_982_504n, transitions: 179_463_826_662n },
  'F30 EXIT first': { states: 15_820_615_624n, transitions: 146_882_104_478n },
  'F35 ends the session': { states: 12_908_860_648n, transitions: 121_400_105_614n },
  'F38 raised at once': { states: 16_138_053_064n, transitions: 148_534_750_846n },
  'F04F07 may never complete': { states: 20_540_913_768n, transitions: 184_478_737_398n },
};
