import { wrapText } from '../report/table.ts';
import { statementsOf } from './statements.ts';

/** Columns of a page on a terminal. */
export const PAGE_WIDTH = 100;

/** What `explain` says of one thing: a first line, what it is, then lists under a heading each. */
export interface Page {
  readonly title: string;
  readonly says: readonly string[];
  readonly sections: readonly Section[];
  /** Lines to paste, each with what it does. */
  readonly tries: readonly Item[];
}

export interface Section {
  readonly heading: string;
  readonly items: readonly Item[];
}

/** A name, or a line to paste, and what there is to say of it. */
export type Item = readonly [name: string, text: string];

/** The page as text. Sections without items are left out. */
export function pageText({ title, says, sections, tries }: Page): string {
  const blocks = [
    [title, ...says].flatMap((line) => wrapText(line, PAGE_WIDTH)),
    ...sections
      .filter(({ items }) => items.length > 0)
      .map(({ heading, items }) => [...wrapText(heading, PAGE_WIDTH), ...list(items)]),
    ['Try it', ...tries.flatMap(above)],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** Widest name that gets a column; a longer one, as a line to paste, stands above its text. */
const COLUMN = 14;

function list(items: readonly Item[]): readonly string[] {
  const column = Math.max(0, ...items.map(([name]) => name.length).filter((length) => length <= COLUMN));
  return items.flatMap(([name, text]) => {
    if (name.length > COLUMN) return above([name, text]);
    const [first = '', ...rest] = wrapText(`${' '.repeat(column + 4)}${text}`, PAGE_WIDTH);
    return [`  ${name.padEnd(column)}  ${first.trimStart()}`, ...rest];
  });
}

/** A name on a line of its own, above its text. */
const above = ([name, text]: Item): readonly string[] => [
  `  ${name}`,
  ...wrapText(`      ${text}`, PAGE_WIDTH),
];

/** The facts that citations name, as docs/protocol.md states them. */
export function factsSection(cites: readonly string[]): Section {
  return { heading: 'Facts it stands on (docs/protocol.md)', items: statementsOf(cites) };
}
