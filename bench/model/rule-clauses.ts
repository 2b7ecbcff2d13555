import { readdirSync, readFileSync } from 'node:fs';
import { parseAst, transformWithOxc } from 'vite';
import type { Rule } from '../../model/checker/index.ts';
import type { ClauseFate, RuleVariant } from '../../model/checker/mutate-clauses.ts';
import {
  type ProtectedModeConfig,
  protectedMode,
  type State,
  type Terms,
} from '../../model/protected-mode/index.ts';

/** A rule of the model with one clause of its source text broken. */
export interface BrokenClause {
  /** Id of the rule. */
  readonly of: string;
  /** Line and column in the file of the rule, and what was done there. */
  readonly change: string;
  readonly source: string;
  /** An action is dropped from those whose steps the rule looks at. */
  readonly inOn: boolean;
}

/** A line of the table of broken clauses. */
export type ClauseRow = ClauseFate & { readonly rule: string; readonly change: string };

interface Edit {
  readonly what: string;
  readonly inOn: boolean;
  readonly start: number;
  readonly end: number;
  readonly by: string;
}
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}
const isNode = (x: unknown): x is Node => typeof x === 'object' && x !== null && 'type' in x && 'start' in x;

/** What only tells about a violation, and types. */
const toldOnly = ['instance', 'id', 'cite'];
const offByOne: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
/** What stands for something else than yes or no, whatever returns it. */
const notAsked = [
  'BlockStatement',
  'Literal',
  'TemplateLiteral',
  'ObjectExpression',
  'ArrowFunctionExpression',
];
const isConnective = (n: Node): boolean =>
  n.type === 'LogicalExpression' && (n.operator === '&&' || n.operator === '||');

/**
 * All ways to break one clause in the source text of a rule: a side of `&&` and `||` is dropped, a question is answered
 * with its contrary, an `if` that returns is dropped, a choice between two is always the one or the other, a bound is
 * off by one, the `given` or an entry of a list or table is dropped.
 */
function editsOf(source: string): readonly Edit[] {
  const out: Edit[] = [];
  const text = (n: Node): string => source.slice(n.start, n.end);
  const short = (n: Node): string => text(n).replace(/\s+/g, ' ').slice(0, 80);
  const place = (n: Node): string => {
    const lines = source.slice(0, n.start).split('\n');
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
  };
  let inOn = false;
  const edit = (how: string, told: Node, at: Node, by: string): void => {
    out.push({ what: `${place(told)} ${how} ${short(told)}`, inOn, start: at.start, end: at.end, by });
  };
  /** A question is asked here; a connective asks by its sides. */
  const question = (n: unknown): void => {
    if (!isNode(n) || isConnective(n) || notAsked.includes(n.type) || /^t\.(always|step)\(/.test(text(n)))
      return;
    edit('contrary of', n, n, `!(${text(n)})`);
  };
  const visit = (n: Node): void => {
    const { left, right, operator, test, consequent, alternate, key, value, elements, body, argument } = n;
    switch (n.type) {
      case 'TSTypeAnnotation':
      case 'ImportDeclaration':
        return;
      case 'Property': {
        const name = isNode(key) ? text(key) : '';
        if (toldOnly.includes(name)) return;
        inOn = name === 'on';
        if (name === 'given' && isNode(value)) edit('without', n, n, 'given: () => true');
        if (isNode(value) && value.type === 'Literal') edit('without', n, value, 'undefined');
        break;
      }
      case 'LogicalExpression':
        if (!isConnective(n) || !isNode(left) || !isNode(right)) break;
        for (const [side, rest] of [
          [left, right],
          [right, left],
        ] as const) {
          // Sides of the same connective further down are dropped by themselves.
          if (!isConnective(side) || side.operator !== operator) edit('without', side, n, `(${text(rest)})`);
          question(side);
        }
        break;
      case 'IfStatement':
        if (isNode(consequent) && consequent.type === 'ReturnStatement') edit('without', n, n, ';');
        question(test);
        break;
      case 'ConditionalExpression':
        if (!isNode(consequent) || !isNode(alternate)) break;
        edit('never', consequent, n, `(${text(alternate)})`);
        edit('always', consequent, n, `(${text(consequent)})`);
        break;
      case 'BinaryExpression': {
        const other = offByOne[String(operator)];
        if (isNode(left) && isNode(right) && other !== undefined)
          edit('off by one:', n, n, `(${text(left)} ${other} ${text(right)})`);
        if (isNode(left) && isNode(right) && operator === '+') edit('off by one:', n, n, `(${text(left)})`);
        break;
      }
      case 'ArrayExpression':
        for (const element of Array.isArray(elements) ? elements : [])
          if (isNode(element)) edit('without', element, element, '');
        break;
      case 'SwitchCase':
        edit('without', n, n, '');
        break;
      case 'ArrowFunctionExpression':
        question(body);
        break;
      case 'ReturnStatement':
        question(argument);
        break;
      default:
    }
    for (const field of Object.values(n))
      for (const child of Array.isArray(field) ? field : [field]) if (isNode(child)) visit(child);
    if (n.type === 'Property') inOn = false;
  };
  for (const statement of parseAst(source, { lang: 'ts' }).body) if (isNode(statement)) visit(statement);
  const seen = new Set<string>();
  return out.filter(({ start, end, by }) => {
    const key = `${start} ${end} ${by}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What a changed source text declares; it imports nothing but types. No rule goes through a promise: it has a `then`. */
async function declarationFrom(source: string): Promise<(t: Terms) => Rule<State>> {
  const { code } = await transformWithOxc(source, 'rule.ts');
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const module = (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
  const [declare] = Object.values(module);
  if (typeof declare !== 'function') throw new Error('a rule file exports one function');
  return declare as (t: Terms) => Rule<State>;
}

const folder = new URL('../../model/protected-mode/rules/', import.meta.url);

/** Every clause of these rules broken, in the order of the ids and of the source texts. */
export function brokenClauses(ids: readonly string[]): readonly BrokenClause[] {
  const files = readdirSync(folder);
  return ids.flatMap((of) => {
    if (!files.includes(`${of}.ts`)) throw new Error(`no file states the rule ${of}`);
    const source = readFileSync(new URL(`${of}.ts`, folder), 'utf8');
    return editsOf(source).map(({ what, inOn, start, end, by }) => ({
      of,
      change: what,
      source: source.slice(0, start) + by + source.slice(end),
      inOn,
    }));
  });
}

/**
 * Rules and broken rules, bound to one instance of the model. What a rule says is what it says of all steps; that it
 * looks at some actions only saves time, and is put aside unless it is what was broken.
 */
export async function variantsOf(
  clauses: readonly BrokenClause[],
  config: ProtectedModeConfig,
): Promise<readonly RuleVariant<State>[]> {
  const { model, terms } = protectedMode(config);
  const ofAllSteps = (rule: Rule<State>): Rule<State> => {
    if (rule.kind !== 'step') return rule;
    const { on: _, ...rest } = rule;
    return rest;
  };
  const wholes = new Map(model.rules.map((r) => [r.id, { asIs: r, ofAllSteps: ofAllSteps(r) }]));
  const out: RuleVariant<State>[] = [];
  for (const { of, source, inOn } of clauses) {
    const whole = wholes.get(of);
    if (whole === undefined) throw new Error(`there is no rule ${of}`);
    const broken = (await declarationFrom(source))(terms);
    out.push(inOn ? { whole: whole.asIs, broken } : { whole: whole.ofAllSteps, broken: ofAllSteps(broken) });
  }
  return out;
}
