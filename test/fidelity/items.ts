import { readFileSync } from 'node:fs';
import { lexer, type Token, type Tokens } from 'marked';

/** A statement of docs/protocol.md as it is cited: A.2.3-7, D.4-6, F04; the text beside a list is A.2.5-text. */
export interface Item {
  readonly id: string;
  readonly part: string;
  /** The heading it stands under. */
  readonly section: string;
  readonly text: string;
}

/** Parts that the simulator carries: C is another driver, G other designs. */
const PARTS = ['A', 'B', 'D', 'E', 'F', 'H'];

/** Every row, list item and free text of the parts that the simulator carries, in the order of the page. */
export function protocolItems(): readonly Item[] {
  const items: Item[] = [];
  let section = { id: '', title: '' };
  let counted = 0;
  let texts: string[] = [];

  const add = (id: string, text: string): void => {
    const part = id.slice(0, 1);
    if (PARTS.includes(part)) items.push({ id, part, section: section.title, text: oneLine(text) });
  };
  const closeSection = (): void => {
    if (section.id !== '' && texts.length > 0) add(`${section.id}-text`, texts.join(' '));
    counted = 0;
    texts = [];
  };
  for (const token of lexer(readFileSync('docs/protocol.md', 'utf8'))) {
    if (isHeading(token)) {
      closeSection();
      section = { id: /^(?:Part )?([A-H](?:\.\d+)*)\b/.exec(token.text)?.[1] ?? '', title: token.text };
    } else if (section.id === '') {
      // what stands before part A says how to read the page
    } else if (isTable(token)) {
      const numbered = token.header[0]?.text === '#';
      for (const row of token.rows) {
        counted++;
        const cells = row.map((cell) => cell.text);
        const first = cells[0] ?? '';
        if (section.id === 'F') add(first, cells.slice(1).join(' · '));
        else
          add(`${section.id}-${numbered ? first : counted}`, (numbered ? cells.slice(1) : cells).join(' · '));
      }
    } else if (isList(token)) {
      for (const item of token.items) add(`${section.id}-${++counted}`, item.text);
    } else if (token.type === 'paragraph') {
      texts.push(token.raw);
    }
  }
  closeSection();
  return items;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';
const isTable = (token: Token): token is Tokens.Table => token.type === 'table';
const isList = (token: Token): token is Tokens.List => token.type === 'list';
