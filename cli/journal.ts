import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Memo, Unfinished } from '../properties/campaign/memo.ts';
import { plural } from '../properties/plural.ts';
import { type Line, textAt, wholeLines } from './lines.ts';
import { checkpointIn, everySoOften, hasCheckpoint } from './model/checkpoint-file.ts';

const FORMAT = 'protm-check journal, version 1';

/**
 * What a search has finished, a line of JSON each, appended in one write as soon as it is known: a search that is killed
 * at any moment goes on from it. A line that was cut by the kill is taken away; whoever wrote it computes it again.
 * Beside the file, in a folder of its name, stand checkpoints of what takes minutes to finish.
 */
export class Journal implements Memo {
  /** Where the last line of each key stands: what they hold may be more than fits into memory. */
  private readonly known = new Map<string, Pick<Line, 'from' | 'bytes'>>();

  /**
   * @param path of the file; made where there is none
   * @param about what the search is of; a journal of another one is begun anew
   */
  constructor(
    private readonly path: string,
    about: string,
  ) {
    const head = JSON.stringify([FORMAT, about]);
    let end = 0;
    for (const { from, bytes, text } of existsSync(path) ? wholeLines(path) : []) {
      if (from === 0 && text !== head) break;
      if (from > 0) this.known.set(keyOf(text), { from, bytes });
      end = from + bytes + 1;
    }
    if (end === 0) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${head}\n`);
      rmSync(this.folder, { recursive: true, force: true });
    } else if (end < statSync(path).size) truncateSync(path, end);
  }

  /** How many things were finished before. */
  get size(): number {
    return this.known.size;
  }

  recall(key: string): unknown {
    const place = this.known.get(key);
    return place === undefined ? null : (JSON.parse(textAt(this.path, place)) as [string, unknown])[1];
  }

  keep(key: string, value: unknown): void {
    appendFileSync(this.path, `${JSON.stringify([key, value])}\n`);
  }

  unfinished(key: string): Unfinished {
    const folder = join(this.folder, key.replaceAll(/[^\w]+/g, '-'));
    return {
      store: checkpointIn(folder, everySoOften()),
      isBegun: hasCheckpoint(folder),
      forget: () => rmSync(folder, { recursive: true, force: true }),
    };
  }

  private get folder(): string {
    return unfinishedBeside(this.path);
  }
}

/** Where checkpoints stand of what a search has begun. */
const unfinishedBeside = (path: string): string => path.replace(/(\.jsonl)?$/, '-unfinished');

/** The key of a line, without reading what was kept under it. */
function keyOf(line: string): string {
  const [, text] = /^\[("(?:[^"\\]|\\.)*"),/.exec(line) ?? [];
  if (text === undefined) throw new Error(`no line of a journal: ${line.slice(0, 60)}`);
  return JSON.parse(text) as string;
}

/** Where the journal of a search is kept: two searches of different things or by different sources never share one. */
export function journalPath(folder: string, about: string): string {
  const name = createHash('sha256').update(about).digest('hex').slice(0, 16);
  return join(folder, 'journal', `${name}.jsonl`);
}

/** Where a search keeps what it has finished, and what it is of. */
export interface JournalPlace {
  readonly path: string;
  readonly about: string;
}

/** The option of a search that is to remember what stands in a journal; null: there is none. */
export const memoIn = (place: JournalPlace | null): { readonly memo?: Journal } =>
  place === null ? {} : { memo: new Journal(place.path, place.about) };

/** What is said of a journal as a search begins. */
export const keptIn = ({ path }: JournalPlace): string =>
  `${existsSync(path) ? 'going on from' : 'what is finished is kept in'} ${path}`;

/** What is said of a journal from which the same command goes on, and of the others beside it. */
export function staysIn({ path }: JournalPlace): string {
  const others = readdirSync(dirname(path)).filter(
    (name) => name.endsWith('.jsonl') && name !== basename(path),
  ).length;
  return (
    `what is finished is kept in ${path}: the same command goes on from it; remove it to begin anew\n` +
    (others === 0
      ? ''
      : `beside it ${others === 1 ? 'is' : 'are'} ${plural(others, 'journal')} of other searches or other sources, which only those read\n`)
  );
}

/** Removes the journal of a search that has ended: nothing is left to go on with. */
export function removeJournal({ path }: JournalPlace): void {
  rmSync(path, { force: true });
  rmSync(unfinishedBeside(path), { recursive: true, force: true });
}
