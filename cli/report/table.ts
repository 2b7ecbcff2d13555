/** Rows as aligned columns, the last one as it is. Empty cells stay empty. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  }
  const used = rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
      .filter((_, i) => widths[i] !== 0),
  );
  return used.map((cells) => `${indent}${cells.join('  ').trimEnd()}\n`).join('');
}

/** A text in lines of at most `width`, later ones indented like the first. */
export function wrapText(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === '' ? `${indent}${word}` : `${line} ${word}`;
    if (line !== '' && longer.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = longer;
  }
  lines.push(line);
  return lines;
}

/** A word as it has to be typed in a shell: in quotes where it holds anything unusual. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * A line to paste, whole: too long for the width it goes on behind a backslash, which a shell takes as one line. Later
 * lines are indented by two more than the first; what is quoted stays together.
 */
export function commandLines(line: string, width: number): readonly string[] {
  if (line.length <= width) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let open = indent;
  for (const [word] of line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    const bare = open.trim() === '';
    const longer = bare ? `${open}${word}` : `${open} ${word}`;
    if (bare || `${longer} \\`.length <= width) open = longer;
    else {
      lines.push(`${open} \\`);
      open = `${indent}  ${word}`;
    }
  }
  return [...lines, open];
}
