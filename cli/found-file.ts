import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { encodeWorkload } from '../impl/userspace/workload-file.ts';
import type { Counterexample } from '../properties/counterexample/counterexample.ts';
import { encodeCounterexample } from '../properties/counterexample/format.ts';
import { isExpected } from '../properties/counterexample/is-expected.ts';
import { fixesOf } from './explain/stored.ts';
import { writeOutput } from './files.ts';

/** Characters of a revision's name in a file's name: a stack of many fixes would make one that file systems refuse. */
const LONGEST = 80;

/**
 * The name of a new finding's file, without its ending: `my-driver-fe-a-3f2a91c0`. What is run and what cures it is in it, so
 * that the same finding has the same name in every search, and no other finding has it.
 */
export function foundName(counterexample: Counterexample): string {
  const { rule, instance, revision, workload, schedule, cure } = counterexample;
  const { choices } = counterexample.needs;
  const asked = [choices, counterexample.faults, counterexample.secrets ?? {}].map((of) =>
    Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const ran = [instance, fixesOf(revision), encodeWorkload(workload), asked, schedule, cure?.fixes ?? null];
  const digest = (of: readonly unknown[]): string =>
    createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 8);
  if (revision.name.length <= LONGEST) return `${revision.name}-${rule}-${digest(ran)}`.toLowerCase();
  const [first = '', ...more] = revision.name.split('+');
  return `${first}+${more.length}-units-${rule}-${digest([...ran, more])}`.toLowerCase();
}

/** Where a finding that is not stored lies in the folder of a report: apart from others, where the manifest foresees it. */
export const foundFile = (
  folder: string,
  counterexample: Counterexample,
  foreseen: boolean = isExpected(counterexample),
): string => join(folder, foreseen ? 'foreseen' : 'found', `${foundName(counterexample)}.json`);

/** Writes a new finding with its story. */
export function writeFound(file: string, counterexample: Counterexample, story: string): void {
  writeOutput(file, encodeCounterexample({ ...counterexample, story: story.trimEnd().split('\n') }));
}
