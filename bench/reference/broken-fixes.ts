import { readdirSync, readFileSync } from 'node:fs';
import type { Fix } from '../../impl/driver/reference/fix.ts';
import { type Revision, stack } from '../../impl/driver/unit.ts';
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
  readonly edit: Edit;
}

const folder = new URL('../../impl/driver/reference/', import.meta.url);
const sourceOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** What is told of a fix, not done by it. */
const told = ['changes', 'forcedBy', 'name', 'on', 'title', 'cite', 'merges', 'requires', 'state'];

/**
 * What makes a driver that does less, or asks less: that a question with the contrary answer is noticed says little. A time
 * that is off by a microsecond is left alone, and so is what is no doing of a driver: where others may go on, and the cells
 * that keep its state.
 */
const isLess =
  /^\S+ (?!contrary of)(?!off by one: .*U[sS]\b)(?!\w+ (?:yield\* d\.machine\.step\(|kind:|op:|if \(cell === undefined\)|cell = |this\.cells))/;

/** What a fix tells the log or the rules, with the question whether it does: from `d.log(` or `if (…) d.log(` to its end. */
const telling = /^ *(?:if \(.*\) )?d\.(?:emit|log)\(.*\);$/gm;
const isTold = (source: string, { start, end }: Edit): boolean =>
  [...source.matchAll(telling)].some((m) => m.index <= start && end <= m.index + m[0].length);

/** Every clause and statement of the fixes broken, one at a time, in the order of the source texts. */
export function brokenFixes(): readonly BrokenFix[] {
  const files = readdirSync(folder).filter((file) => !['fix.ts', 'index.ts'].includes(file));
  return files.flatMap((file) => {
    const source = sourceOf(file);
    const times = new Map<string, number>();
    const all = editsOf(source, { statements: true, told }).filter(
      (edit) => isLess.test(edit.what) && !isTold(source, edit),
    );
    // Without what an `if` does it is without the `if`.
    const isDone = (e: Edit, by: Edit): boolean =>
      by !== e && by.by === ';' && by.end === e.end && by.start < e.start && source[e.end - 1] === ';';
    const edits = all.filter((e) => e.by !== ';' || !all.some((by) => isDone(e, by)));
    return edits.map(({ what, start, end, by, inOn }) => {
      const text = what.slice(what.indexOf(' ') + 1);
      const nth = (times.get(text) ?? 0) + 1;
      times.set(text, nth);
      const name = nth === 1 ? text : `${text} (${nth})`;
      return {
        file,
        change: what,
        name,
        source: source.slice(0, start) + by + source.slice(end),
        edit: { what, start, end, by, inOn },
      };
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
  const { reference } = await linked('index.ts', broken === null ? none : changeOf(broken));
  return reference as Revision;
}

/** Where a run comes to what is broken: told with the place in the list of broken fixes. */
type Noted = (nth: number) => void;
const holder = globalThis as { notedOfFixes?: Noted };

/**
 * The reference, telling which of the broken fixes a run would have noticed: a question that would have been answered
 * otherwise where it is asked, a statement that is come to. After what is called weak mutation.
 */
export async function referenceNoting(all: readonly BrokenFix[], noted: Noted): Promise<Revision> {
  const numbered = all.map((broken, nth) => ({ ...broken, nth }));
  const sources = new Map<string, string>();
  for (const file of new Set(all.map((b) => b.file))) {
    const mine = numbered.filter((b) => b.file === file);
    sources.set(file, notingText(sourceOf(file), mine));
  }
  holder.notedOfFixes = noted;
  const { reference } = await linked('index.ts', sources);
  return reference as Revision;
}

interface Numbered extends BrokenFix {
  readonly nth: number;
}

/** The text with a note wherever one of the edits would change something; spans of edits lie in each other or apart. */
function notingText(source: string, broken: readonly Numbered[]): string {
  const spans = [...new Map(broken.map((b) => [`${b.edit.start} ${b.edit.end}`, b.edit])).values()].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const emit = (from: number, to: number, inside: readonly Edit[]): string => {
    let out = '';
    let at = from;
    let i = 0;
    while (i < inside.length) {
      const span = inside[i] as Edit;
      const next = inside.findIndex((other, k) => k > i && other.start >= span.end);
      const children = inside.slice(i + 1, next < 0 ? inside.length : next);
      out += source.slice(at, span.start);
      let text = emit(span.start, span.end, children);
      for (const b of broken.filter(({ edit }) => edit.start === span.start && edit.end === span.end)) {
        text = noting(b, text);
      }
      out += text;
      at = span.end;
      i = next < 0 ? inside.length : next;
    }
    return out + source.slice(at, to);
  };
  return emit(0, source.length, spans);
}

function noting({ edit, nth }: Numbered, text: string): string {
  const note = `globalThis.notedOfFixes(${nth})`;
  if (edit.by === ';') return `{ ${note}; ${text} }`;
  if (text.startsWith('...')) return `...(${note}, ${text.slice(3)})`;
  // What takes steps cannot be asked twice.
  if (edit.by === '' || edit.by.includes('yield')) return `(${note}, ${text})`;
  return `((own, other) => { let o; try { o = other(); } catch { o = !own; } if (o !== own) ${note}; return own; })(${text}, () => (${edit.by}))`;
}

/** The posted series with one fix, and what that stands on: whole, or broken. */
export async function fixAlone(file: string, broken: BrokenFix | null): Promise<Revision> {
  const { fixes, reference } = await linked('index.ts', broken === null ? none : changeOf(broken));
  const own = file.replace('.ts', '');
  const units = (fixes as readonly Fix[]).map(({ unit }) => unit);
  const wanted = new Set([own]);
  for (const unit of units.toReversed()) {
    if (wanted.has(unit.name)) for (const name of unit.requires ?? []) wanted.add(name);
  }
  const others = units.filter(({ name }) => !wanted.has(name)).map(({ name }) => name);
  const stacked = (reference as Revision).units.filter(({ name }) => !others.includes(name));
  return stack(`series-2026 + ${own}`, stacked);
}

const none: ReadonlyMap<string, string> = new Map();
const changeOf = ({ file, source }: BrokenFix) => new Map([[file, source]]);
