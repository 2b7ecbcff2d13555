import { basename } from 'node:path';
import { defectiveName } from '../../impl/driver/defects/index.ts';
import { fixes, revisionNamed } from '../../impl/driver/revisions.ts';
import { sizeOf } from '../../properties/campaign/finding-reports.ts';
import { causeOf } from '../../properties/campaign/stack.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { defectsFolder } from '../../properties/detect/store.ts';
import { plural } from '../../properties/plural.ts';
import { severityOf } from '../../properties/severity.ts';
import { jsonFiles, readStored } from '../files.ts';
import { type KnownFinding, knownFindings } from '../findings/finding.ts';
import { shellWord } from '../report/table.ts';
import { severityWord } from '../severity.ts';
import { said } from '../story/said.ts';
import type { Item, Section } from './page.ts';

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

/**
 * The same in fewer words where many have one cause: the line that replays the one that tells the cause, what was seen, how
 * bad the cause is where that is another thing, and the names of the others.
 */
export function causesSection(heading: string, stored: readonly Stored[]): Section {
  const causes = byCause(stored);
  const told = causes.map(([teller, ...others]): Item => {
    if (teller === undefined) throw new Error('a cause that nothing shows');
    const names = others.map(({ name }) => name).join(', ');
    const more = names === '' ? '' : `; of the same cause, as \`explain -- NAME\` says: ${names}`;
    return [replayLine(teller.file), `${seen(teller.counterexample)}${asBadAs(teller)}${more}`];
  });
  const counts = `${plural(causes.length, 'cause')}, ${plural(stored.length, 'counterexample')}`;
  return { heading: causes.length === stored.length ? heading : `${heading}: ${counts}`, items: told };
}

/** What a cause is as bad as, where what tells it does not say so itself. */
function asBadAs({ file, counterexample }: Stored): string {
  const cause = knownCause(file);
  if (cause === undefined || cause.severity.severity === severityOf(counterexample.rule)) return '';
  return `; the cause is as bad as ${severityWord(cause.severity)}`;
}

/** The cause that the findings page tells of a counterexample. */
export function knownCause(file: string): KnownFinding | undefined {
  return known().find(({ told, others }) => [told, ...others].some((one) => isFile(file, one)));
}

/** Whether a path is that of a file that is named from `counterexamples/` on. */
const isFile = (path: string, stored: Pick<Stored, 'file'> | undefined): boolean =>
  stored !== undefined && path.endsWith(stored.file);

const known = (): readonly KnownFinding[] => {
  knownOnce ??= knownFindings();
  return knownOnce;
};

let knownOnce: readonly KnownFinding[] | null = null;

/**
 * Counterexamples of one cause: the same fixes of the same revision cure them. Causes come in the order of the findings page,
 * and the one that tells a cause there is the first of it; where it is not among them, the smallest is.
 */
export function byCause(stored: readonly Stored[]): readonly (readonly Stored[])[] {
  const causes = new Map<string, Stored[]>();
  for (const one of stored) {
    const { revision, cure } = one.counterexample;
    const key = `${revision.name}: ${cure === null ? one.name : causeOf(cure.fixes)}`;
    causes.set(key, [...(causes.get(key) ?? []), one]);
  }
  const tells = ({ file }: Stored): boolean => isFile(file, knownCause(file)?.told);
  const place = ([first]: readonly Stored[]): number => {
    const at = known().findIndex((cause) => first !== undefined && cause === knownCause(first.file));
    return at === -1 ? known().length : at;
  };
  return [...causes.values()]
    .map((cause) =>
      cause.toSorted(
        (a, b) => Number(tells(b)) - Number(tells(a)) || sizeOf(a.counterexample) - sizeOf(b.counterexample),
      ),
    )
    .sort((a, b) => place(a) - place(b));
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
