/** Widest line of a story: it goes into a mail. */
export const STORY_WIDTH = 75;

/** A row before it is laid out. */
export interface Row {
  readonly tUs: number;
  readonly column: string;
  readonly text: string;
  /** `BROKEN` at the row where the rule broke. */
  readonly mark?: string;
}

/**
 * Sets rows into columns under a line of titles. A text may run into the columns to its right, which are empty
 * in its row; what is still too long is wrapped.
 *
 * @param titles of the columns by key
 * @param lastColumn the one that stands rightmost; the others come in the order of their first row
 */
export function layOut(
  rows: readonly Row[],
  titles: ReadonlyMap<string, string>,
  lastColumn: string,
): readonly string[] {
  const met = [...new Set(rows.map((row) => row.column))];
  const keys = [...met.filter((key) => key !== lastColumn), ...met.filter((key) => key === lastColumn)];
  const times = rows.map((row) => (row.tUs / 1000).toFixed(1));
  const timeWidth = Math.max(2, ...times.map((time) => time.length)) + 1;
  const starts = columnStarts(keys, rows, titles, timeWidth + 1);
  const title = (key: string): string => titles.get(key) ?? key;
  const lines = [headLine(keys, starts, title, timeWidth)];
  let shownTime = '';
  for (const [i, row] of rows.entries()) {
    const start = starts.get(row.column) ?? timeWidth + 1;
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
  title: (key: string) => string,
  timeWidth: number,
): string {
  let line = 'ms'.padStart(timeWidth);
  for (const [i, key] of keys.entries()) {
    const start = starts.get(key) ?? 0;
    const next = starts.get(keys[i + 1] ?? '') ?? STORY_WIDTH + 1;
    line = line.padEnd(start) + title(key).slice(0, next - start - 1);
  }
  return line;
}

/**
 * Where columns start. Evenly, but so that the longest text of a column fits if it can: a column is moved left
 * as far as the title of the one before allows.
 */
function columnStarts(
  keys: readonly string[],
  rows: readonly Row[],
  titles: ReadonlyMap<string, string>,
  first: number,
): ReadonlyMap<string, number> {
  const share = Math.floor((STORY_WIDTH - first) / keys.length);
  const starts = new Map<string, number>();
  let earliest = first;
  for (const [i, key] of keys.entries()) {
    const widths = rows.filter((row) => row.column === key).map((row) => marked(row).length);
    const fits = STORY_WIDTH - Math.max(0, ...widths);
    const start = Math.max(earliest, Math.min(first + i * share, fits));
    starts.set(key, start);
    earliest = start + Math.min(share, (titles.get(key) ?? key).length + 2);
  }
  return starts;
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
