import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChoiceId, choiceIds } from '../../impl/profile/choices.ts';
import { packageRoot } from '../../properties/package-root.ts';

const PROTOCOL = join(packageRoot, 'docs/protocol.md');
let lines: readonly string[] | null = null;

/**
 * What docs/protocol.md states under a citation: a row or item (`A.2.3-7`, `F08b`), else the heading of a section
 * (`A.3`). Null where there is none. Plain text, without the marks of the source's own markup.
 */
export function statementOf(cite: string): string | null {
  lines ??= readFileSync(PROTOCOL, 'utf8').split('\n');
  if (/^F\d+[a-z]?$/.test(cite)) return choiceRow(cite)?.question ?? null;
  const [, section = '', item] = /^([A-H](?:\.\d+)*)(?:-(\d+))?$/.exec(cite) ?? [];
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.split(' ')[1] === section);
  if (section === '' || start < 0) return null;
  if (item === undefined) return `the section "${plain((lines[start] ?? '').replace(/^#+ \S+ /, ''))}"`;
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line));
  return itemText(lines.slice(start + 1, length < 0 ? undefined : start + 1 + length), item);
}

/** The choices that a row of part F asks for: itself (F01), or its parts (F08: F08a to F08d). */
export const choicesOfRow = (row: string): readonly ChoiceId[] =>
  /^F\d+$/.test(row) ? choiceIds.filter((id) => id.replace(/[a-z]$/, '') === row) : [];

/**
 * What docs/protocol.md states under each of the citations, each once. A row of part F that is asked in parts stands for
 * its parts: they are what has a question and answers.
 *
 * @throws Error for a citation of nothing
 */
export function statementsOf(cites: readonly string[]): readonly (readonly [cite: string, says: string])[] {
  const parts = cites.flatMap((cite): readonly string[] => {
    const choices = choicesOfRow(cite);
    return choices.length === 0 ? [cite] : choices;
  });
  return [...new Set(parts)].map((cite) => {
    const says = statementOf(cite);
    if (says === null) throw new Error(`docs/protocol.md states nothing under ${cite}`);
    return [cite, says];
  });
}

/** The row of part F: its question, and where the question comes from. */
export function choiceRow(id: string): { readonly question: string; readonly source: string } | null {
  lines ??= readFileSync(PROTOCOL, 'utf8').split('\n');
  const row = lines.find((line) => line.startsWith(`| ${id} |`));
  if (row === undefined) return null;
  const cells = cellsOf(row);
  return { question: cells[1] ?? '', source: cells.at(-1) ?? '' };
}

/** A numbered item of a section's lines: of a list, or a row of a table, who does it first. */
function itemText(body: readonly string[], item: string): string | null {
  const listed = body.find((line) => line.startsWith(`${item}. `));
  if (listed !== undefined) return plain(listed.slice(item.length + 2));
  const row = body.find((line) => line.startsWith(`| ${item} |`));
  if (row === undefined) return unnumberedRow(body, Number(item)) ?? unnumberedItem(body, Number(item));
  const heads = cellsOf(body.find((line) => line.startsWith('| #')) ?? '').map((head) => head.toLowerCase());
  const cells = cellsOf(row);
  const step = cells[heads.indexOf('step')] ?? cells.slice(1).join('; ');
  const actor = cells[heads.indexOf('actor')];
  return actor === undefined ? step : `${actor}: ${step}`;
}

/** A row of a table whose rows have no numbers, by its place. */
function unnumberedRow(body: readonly string[], nth: number): string | null {
  const rows = body.filter((line) => line.startsWith('|'));
  if (rows[0]?.startsWith('| #') === true) return null;
  // After the heads and the line below them, which has dashes only.
  const first = rows.findIndex((line) => /^[|\s:-]+$/.test(line)) + 1;
  const row = first === 0 || nth < 1 ? undefined : rows[first + nth - 1];
  return row === undefined ? null : cellsOf(row).join('; ');
}

/** An item of a list without numbers, by its place. */
function unnumberedItem(body: readonly string[], nth: number): string | null {
  const item = body.filter((line) => line.startsWith('- '))[nth - 1];
  return item === undefined ? null : plain(item.slice(2));
}

const cellsOf = (row: string): readonly string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => plain(cell.trim()));

const plain = (text: string): string => text.replaceAll('**', '').replaceAll('`', '').trim();
