import { basename } from 'node:path';
import { defectiveName } from '../../impl/driver/defects/index.ts';
import { fixes, revisionNamed } from '../../impl/driver/revisions.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { defectsFolder } from '../../properties/detect/store.ts';
import { plural } from '../../properties/plural.ts';
import { severityOf } from '../../properties/severity.ts';
import { jsonFiles, readStored } from '../files.ts';
import { shellWord } from '../report/table.ts';
import { said } from '../story/said.ts';
import type { Section } from './page.ts';

/** A counterexample of counterexamples/ and where it lies. */
export interface Stored {
  readonly file: string;
  /** As it can be named: `ENTER-GATE.enter-gate`. */
  readonly name: string;
  readonly counterexample: Counterexample;
}

/** What is stored of drivers that somebody wrote, by path: all but what condemns seeded defects. */
export function allStored(): readonly Stored[] {
  all ??= read(storedFiles().filter(({ file }) => !file.startsWith(defectsPath)));
  return all;
}

/** Read once: a page asks for them several times. */
let all: readonly Stored[] | null = null;

/** What is stored of a seeded defect. */
export function storedOfDefect(id: string): readonly Stored[] {
  return read(storedFiles().filter(({ file }) => file.startsWith(`${defectsPath}${id}.`))).filter(
    ({ counterexample }) => counterexample.revision.name === defectiveName(id),
  );
}

const defectsPath = `counterexamples/${defectsFolder}/`;

function read(files: ReturnType<typeof storedFiles>): readonly Stored[] {
  return files.map(({ file, name }) => ({ file, name, counterexample: readStored(file) }));
}

export function storedFiles(): readonly Pick<Stored, 'file' | 'name'>[] {
  return jsonFiles('counterexamples').map((file) => ({ file, name: basename(file, '.json') }));
}

/** Stored counterexamples as a list: the line that replays each, what was seen, what cures it. */
export function storedSection(heading: string, stored: readonly Stored[]): Section {
  return {
    heading,
    items: stored.map(({ file, counterexample }) => [replayLine(file), seen(counterexample)]),
  };
}

function seen({ rule, what, cure, revision }: Counterexample): string {
  const stacked = fixesOf(revision).length;
  const below = stacked === 0 ? '' : ` with ${plural(stacked, 'fix')}`;
  const cured = cure === null ? 'no cure known' : `cured by ${cure.fixes.join(' + ')}`;
  // What cures a seeded defect is not to seed it.
  const end = revision.name.startsWith(defectiveName('')) ? '' : `; ${cured}`;
  return `${rule} (${severityOf(rule)}) on ${revision.name}${below}: ${said(what)}${end}`;
}

/** The fixes that are stacked on the revision that a counterexample names, beside those that it is made of. */
export function fixesOf({ name, units }: Counterexample['revision']): readonly string[] {
  const [base = name] = name.split('+');
  const own = revisionNamed(base)?.units.map((unit) => unit.name) ?? [];
  return name.startsWith('reference')
    ? []
    : units.filter((unit) => !own.includes(unit) && fixes.some((fix) => fix.unit.name === unit));
}

/** The line that runs a counterexample again. */
export const replayLine = (file: string): string => `npm run replay -- ${shellWord(file)}`;
