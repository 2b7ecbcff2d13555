import type { Column } from '../c-names.ts';

/** Widest line of a story: it goes into a mail. */
export const STORY_WIDTH = 75;

/** A row before it is laid out. */
export interface Row {
  readonly tUs: number;
  readonly column: Column;
  readonly text: string;
  /** `BROKEN` at the row where the rule broke. */
  readonly mark?: string;
}

/**
 * Sets rows into columns under a line of titles. A text may run into the columns to its right, which are empty
 * in its row; what is still too long is wrapped.
 *
 * @param rightmost key of the column that stands rightmost; the others come in the order of their first row
 */
export function layOut(rows: readonly Row[], rightmost: string): readonly string[] {
  const titles = new Map(rows.map(({ column }) => [column.key, column.title]));
  const keys = [...titles.keys()].sort((a, b) => Number(a === rightmost) - Number(b === rightmost));
  const times = rows.map((row) => (row.tUs / 1000).toFixed(1));
  const timeWidth = Math.max(2, ...times.map((time) => time.length)) + 1;
  const starts = columnStarts(keys, rows, timeWidth + 1);
  const lines = [headLine(keys, starts, titles, timeWidth)];
  let shownTime = '';
  for (const [i, row] of rows.entries()) {
    const start = starts.get(row.column.key) ?? timeWidth + 1;
    const time = times[i] === shownTime ? '' : (times[i] ?? '');
    shownTime = times[i] ?? '';
    for (const [nth, part] of wrap(marked(row), STORY_WIDTH - start).entries()) {
      const lead = nth === 0 ? time.padStart(timeWidth) : '';
      lines.push(`${lead.padEnd(start)}${part}`);
    }
  }
  return lines;
}

function headLine(
  keys: readonly string[],
  starts: ReadonlyMap<string, number>,
  titles: ReadonlyMap<string, string>,
  timeWidth: number,
): string {
  let line = 'ms'.padStart(timeWidth);
  for (const [i, key] of keys.entries()) {
    const start = starts.get(key) ?? 0;
    const next = starts.get(keys[i + 1] ?? '') ?? STORY_WIDTH + 1;
    line = line.padEnd(start) + (titles.get(key) ?? key).slice(0, next - start - 1);
  }
  return line;
}

/** The rightmost column has no empty one to run into, so it gets what its texts need, up to this. */
const LAST_COLUMN_WIDTH = 34;

/** Where columns start: the rightmost so that its texts fit if they can, the others evenly before it. */
function columnStarts(
  keys: readonly string[],
  rows: readonly Row[],
  first: number,
): ReadonlyMap<string, number> {
  const last = keys.at(-1);
  const longest = Math.max(
    0,
    ...rows.filter((row) => row.column.key === last).map((row) => marked(row).length),
  );
  const share = Math.floor((STORY_WIDTH - first) / keys.length);
  const lastWidth = Math.max(share, Math.min(longest, LAST_COLUMN_WIDTH));
  const others = keys.length > 1 ? Math.floor((STORY_WIDTH - lastWidth - first) / (keys.length - 1)) : 0;
  return new Map(keys.map((key, i) => [key, first + i * others]));
}

function marked(row: Row): string {
  return row.mark === undefined ? row.text : `${row.text}  ${row.mark}`;
}

/** Breaks a text at spaces into parts of at most `width`, later parts indented by two. */
export function wrap(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const indent = lines.length === 0 ? '' : '  ';
    const longer = line === '' ? `${indent}${word}` : `${line} ${word}`;
    if (longer.length <= width || line.trim() === '') {
      line = longer;
      continue;
    }
    lines.push(line);
    line = `  ${word}`;
  }
  lines.push(line);
  // A single word that is wider than the line is cut rather than left out.
  return lines.flatMap((part) => (part.length <= width ? [part] : cut(part, width)));
}

function cut(text: string, width: number): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += width) parts.push(text.slice(at, at + width));
  return parts;
}
