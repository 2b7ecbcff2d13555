import { existsSync, readdirSync } from 'node:fs';
import type { Counterexample } from '../counterexample/counterexample.ts';
import { DecodeError } from '../counterexample/expect.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';

/** The folder of what condemns seeded defects, below counterexamples/. */
export const defectsFolder = 'defects';

/** Where what condemns a defect is stored, below counterexamples/: `defects/M69.NO-MMU-IN-ENTRY.json`. */
export const fileOf = (id: string, rule: string): string => `${defectsFolder}/${id}.${rule}.json`;

/** The files below counterexamples/ that are stored of a defect; of all without one. */
export function filesOf(id: string | null = null): readonly string[] {
  const folder = pathOf(defectsFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && (id === null || isOf(id, file)))
    .sort()
    .map((file) => `${defectsFolder}/${file}`);
}

/** What is stored of a defect and can be read: a format of before is as good as nothing. */
export function readOf(id: string): readonly Counterexample[] {
  return filesOf(id).flatMap((file) => {
    try {
      return [readCounterexample(pathOf(file))];
    } catch (error) {
      if (error instanceof DecodeError) return [];
      throw error;
    }
  });
}

/** Ids have dots, rules have none. */
function isOf(id: string, file: string): boolean {
  return file.slice(0, file.lastIndexOf('.', file.length - '.json'.length - 1)) === id;
}
