import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** A place in a source file, in characters. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a name stands for: the body of a function, or the value of a constant. */
export interface Found {
  readonly kind: 'body' | 'value';
  readonly span: Span;
  readonly source: string;
}

interface Node extends Span {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What `name` stands for in the file; undefined when nothing in it has that name. */
export function findCode(path: string, name: string): Found | undefined {
  const source = readFileSync(path, 'utf8');
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse`);
  const value = valueNamed(program as unknown as Node, name);
  if (value === undefined) return undefined;
  const body = innermostBody(value);
  const span = (node: Node): Span => ({ start: node.start, end: node.end });
  return body === undefined
    ? { kind: 'value', span: span(value), source }
    : { kind: 'body', span: span(body), source };
}

function valueNamed(root: Node, name: string): Node | undefined {
  for (const node of nodesOf(root)) {
    if (node.type === 'FunctionDeclaration' && nameOf(node['id']) === name) return node;
    if (node.type === 'MethodDefinition' && nameOf(node['key']) === name) return asNode(node['value']);
    if (node.type === 'Property' && nameOf(node['key']) === name && node['shorthand'] !== true)
      return asNode(node['value']);
    if (node.type === 'VariableDeclarator' && nameOf(node['id']) === name) return asNode(node['init']);
  }
  return undefined;
}

/** A unit's function is a function of the driver that returns the function: the inner one does the work. */
function innermostBody(value: Node): Node | undefined {
  const isFunction = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(value.type);
  if (!isFunction) return undefined;
  const body = asNode(value['body']);
  return body === undefined ? undefined : (innermostBody(body) ?? body);
}

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of Object.values(node)) {
    for (const item of Array.isArray(child) ? child : [child]) {
      const found = asNode(item);
      if (found !== undefined) yield* nodesOf(found);
    }
  }
}

function asNode(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
    ? (value as Node)
    : undefined;
}

function nameOf(value: unknown): string | undefined {
  const node = asNode(value);
  return node?.type === 'Identifier' || node?.type === 'PrivateIdentifier' ? String(node['name']) : undefined;
}
