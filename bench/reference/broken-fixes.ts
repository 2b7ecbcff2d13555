import { readdirSync, readFileSync } from 'node:fs';
import type { Revision } from '../../impl/driver/unit.ts';
import { type Edit, editsOf } from '../model/edits.ts';
import { type Exports, linkerOf } from '../model/linked.ts';

/** A fix of the reference with one clause or statement of its source text broken. */
export interface BrokenFix {
  readonly file: string;
  /** Line and column, and what was done there. */
  readonly change: string;
  /** The same without the place: what a table of them is kept by. */
  readonly name: string;
  readonly source: string;
}

const folder = new URL('../../impl/driver/reference/', import.meta.url);
const sourceOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** What is told of a fix, not done by it. */
const told = ['changes', 'forcedBy', 'name', 'on', 'title', 'cite', 'merges', 'requires', 'state'];

/**
 * What makes a driver that does less, or asks less: that a question with the contrary answer is noticed says little. What
 * is only told to the log or to the rules is left alone.
 */
const isLess =
  /^\S+ (?!contrary of)(?!\w+ (?:d\.(?:emit|log)\(|kind:|op:|if \(cell === undefined\)|cell = |this\.cells))/;

/** Every clause and statement of the fixes broken, one at a time, in the order of the source texts. */
export function brokenFixes(): readonly BrokenFix[] {
  const files = readdirSync(folder).filter((file) => !['fix.ts', 'index.ts'].includes(file));
  return files.flatMap((file) => {
    const source = sourceOf(file);
    const times = new Map<string, number>();
    const all = editsOf(source, { statements: true, told }).filter(({ what }) => isLess.test(what));
    // Without what an `if` does it is without the `if`.
    const isDone = (e: Edit, by: Edit): boolean =>
      by !== e && by.by === ';' && by.end === e.end && by.start < e.start && source[e.end - 1] === ';';
    const edits = all.filter((e) => e.by !== ';' || !all.some((by) => isDone(e, by)));
    return edits.map(({ what, start, end, by }) => {
      const text = what.slice(what.indexOf(' ') + 1);
      const nth = (times.get(text) ?? 0) + 1;
      times.set(text, nth);
      const name = nth === 1 ? text : `${text} (${nth})`;
      return { file, change: what, name, source: source.slice(0, start) + by + source.slice(end) };
    });
  });
}

/** What the fixes import of the driver below them, as it is. */
async function driverBelow(): Promise<ReadonlyMap<string, Exports>> {
  const wanted = new Set<string>();
  for (const file of readdirSync(folder)) {
    for (const [, path = ''] of sourceOf(file).matchAll(
      /^(?:import|export) (?!type )[^;]*? from '(\.\.\/[^']+)';/gm,
    ))
      wanted.add(path);
  }
  return new Map(
    await Promise.all(
      [...wanted].map(async (path) => [path, (await import(new URL(path, folder).href)) as Exports] as const),
    ),
  );
}

const below = await driverBelow();
const linked = linkerOf(folder, (path) => below.get(path));

/** The reference with a fix broken; null: as it is. */
export async function referenceWith(broken: BrokenFix | null): Promise<Revision> {
  const changed = broken === null ? null : { path: broken.file, source: broken.source };
  const { reference } = await linked('index.ts', changed);
  return reference as Revision;
}

/** The function of a fix in which a broken fix is broken; null: what several of them use. */
export function functionOf({ file, change }: BrokenFix): {
  readonly fix: string;
  readonly name: string | null;
} {
  const source = sourceOf(file);
  const [line = 0] = change.split(':').map(Number);
  const lines = source.split('\n').slice(0, line);
  const fix = file.replace('.ts', '');
  const inside = lines.findLastIndex((text) => /^ {4}functions: \{/.test(text));
  const closed = lines.findLastIndex((text) => /^ {4}\},/.test(text));
  if (inside < 0 || closed > inside) return { fix, name: null };
  const name = lines.findLast((text) => /^ {6}\w+: \(/.test(text))?.match(/\w+/)?.[0] ?? null;
  return { fix, name };
}
