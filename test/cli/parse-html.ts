import { XMLValidator } from 'fast-xml-parser';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser's parser reads it. */
export interface ParsedPage {
  readonly elements: readonly Element[];
  /** What the HTML standard calls parse errors. */
  readonly errors: readonly string[];
}

export function parsePage(text: string): ParsedPage {
  const errors: string[] = [];
  const document = parse(text, {
    onParseError: ({ code, startLine }) => errors.push(`${code}, line ${startLine}`),
  });
  const elements: Element[] = [];
  const visit = (node: Node): void => {
    if (!('tagName' in node)) return;
    elements.push(node);
    for (const child of node.childNodes) visit(child);
  };
  for (const node of document.childNodes) visit(node);
  return { elements, errors };
}

/** The values of an attribute wherever it stands, in order. */
export function valuesOf({ elements }: ParsedPage, attribute: string): readonly string[] {
  return elements.flatMap(({ attrs }) =>
    attrs.flatMap(({ name, value }) => (name === attribute ? [value] : [])),
  );
}

export function textOf(element: Element): string {
  return element.childNodes
    .map((node) => ('value' in node ? node.value : 'tagName' in node ? textOf(node) : ''))
    .join('');
}

/**
 * What a page must be to work anywhere: well formed, in one piece, ids unique, links within it not dead.
 *
 * @param beside pages that it may link to
 */
export function faultsOf(text: string, beside: readonly (string | null)[] = []): readonly string[] {
  const page = parsePage(text);
  const ids = valuesOf(page, 'id');
  const links = [...valuesOf(page, 'href'), ...valuesOf(page, 'src')];
  const markup = text
    .replace(/^<!doctype html>/, '')
    .replaceAll(/(<(?:script|style)>)[\s\S]*?(<\/)/g, '$1$2');
  // The parser of a browser mends what is not nested; ours is, so that it can be read as XML too.
  const nesting = XMLValidator.validate(markup, { unpairedTags: ['meta', 'input', 'br'] });
  return [
    ...page.errors,
    ...(nesting === true ? [] : [`${nesting.err.msg}, line ${nesting.err.line}`]),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two elements have the id ${id}`),
    ...links
      .filter((link) => !link.startsWith('#') && !beside.includes(link))
      .map((link) => `the page needs ${link}`),
    ...links
      .filter((link) => link.startsWith('#') && !ids.includes(link.slice(1)))
      .map((link) => `dead: ${link}`),
    ...(/url\(|@import|fetch\(|https?:/.test(text) ? ['the page loads something'] : []),
  ];
}
