import { readFileSync } from 'node:fs';
import type { Entry } from './entry.ts';
import { protocolItems } from './items.ts';
import { entries } from './parts/index.ts';

const TITLES: Readonly<Record<string, string>> = {
  A: 'Part A. The series of May 2026, as posted',
  B: 'Part B. Hardware and firmware contract',
  D: 'Part D. Mainline panthor',
  E: 'Part E. The RFC of January 2025',
  F: 'Part F. What stays open',
  H: 'Part H. Kernel and job mechanics',
};

const head = readFileSync(new URL('head.md', import.meta.url), 'utf8');

/** docs/fidelity.md: each statement with the code and the test that carry it, or why it is left out. */
export function fidelityPage(): string {
  const items = protocolItems();
  const counted = (part: string, wanted: (entry: Entry) => boolean): number =>
    items.filter((item) => item.part === part && wanted(entries[item.id] ?? { leftOut: '' })).length;
  const parts = Object.keys(TITLES);
  const summary = parts.map((part) => {
    const whole = counted(part, (e) => 'carried' in e && e.note === undefined);
    const some = counted(part, (e) => 'carried' in e && e.note !== undefined);
    return `| ${part} | ${whole} | ${some} | ${counted(part, (e) => 'leftOut' in e)} |`;
  });
  const tables = parts.map((part) => {
    const rows = items
      .filter((item) => item.part === part)
      .map(({ id, text }) => `| ${id} | ${cell(short(text))} | ${told(entries[id])} |`);
    return [`## ${TITLES[part]}`, '', '| statement | says | kept by |', '|---|---|---|', ...rows].join('\n');
  });
  return [
    head.trimEnd(),
    ['| part | carried | in part | left out |', '|---|---|---|---|', ...summary].join('\n'),
    ...tables,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function told(entry: Entry | undefined): string {
  if (entry === undefined) return '';
  if ('leftOut' in entry) return cell(`*left out*: ${entry.leftOut}`);
  const refs = entry.carried.map(
    ({ code, test, title }) => `\`${code.replace('#', '` `')}\`: ${test.replace(/^test\//, '')} “${title}”`,
  );
  return cell([...refs, ...(entry.note === undefined ? [] : [`*not carried*: ${entry.note}`])].join('<br>'));
}

const short = (text: string): string => (text.length <= 110 ? text : `${text.slice(0, 109).trimEnd()}…`);
const cell = (text: string): string => text.replaceAll('|', '\\|');
