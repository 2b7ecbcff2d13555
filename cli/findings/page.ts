import { basename } from 'node:path';
import { wrapText } from '../report/table.ts';

/** Columns of a generated page of docs/. */
const WIDTH = 118;

/** A paragraph, broken into lines. */
export const para = (text: string): string => wrapText(text, WIDTH).join('\n');

export const code = (text: string): string => `\`${text}\``;

/** A link to a stored counterexample, from docs/. */
export const link = (file: string): string =>
  `[${basename(file, '.json')}](../counterexamples/${file.replaceAll('+', '%2B')})`;

/** A table of Markdown. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map(row)].join('\n');
}
