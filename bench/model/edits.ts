import { parseAst } from 'vite';

/** One way to break a source text: what stands from `start` to `end` is replaced. */
export interface Edit {
  /** Line and column, and what is done there. */
  readonly what: string;
  /** In a rule: an action is dropped from those whose steps the rule looks at. */
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

/** What only tells about a violation or to people. */
const toldOnly = ['instance', 'id', 'cite', 'says', 'what'];
const offByOne: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
/** What stands for something else than yes or no, whatever returns it. */
const notAsked = [
  'BlockStatement',
  'Literal',
  'TemplateLiteral',
  'ObjectExpression',
  'ArrowFunctionExpression',
];
/** What declares a rule, an action or the words of a model is no question. */
const declares = /^(t\.(always|step|leadsTo)|action|rule|words|stateSchema|commandsOf)\(/;
const isConnective = (n: Node): boolean =>
  n.type === 'LogicalExpression' && (n.operator === '&&' || n.operator === '||');

/**
 * All ways to break one clause in a source text: a side of `&&` and `||` is dropped, a question is answered with its
 * contrary, an `if` that returns is dropped, a choice between two is always the one or the other, a bound is off by one,
 * the `given` or an entry of a list or table is dropped. With `statements` also: a statement is dropped, an `if` holds
 * always or never, a flag is set where it was cleared. What stands under a name of `told` is left alone. A guard as a whole is left to the mutants of the model itself
 * (`model/checker/mutate.ts`).
 */
export function editsOf(
  source: string,
  {
    statements = false,
    told = [],
  }: { readonly statements?: boolean; readonly told?: readonly string[] } = {},
): readonly Edit[] {
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
    if (!isNode(n) || isConnective(n) || notAsked.includes(n.type) || declares.test(text(n))) return;
    edit('contrary of', n, n, `!(${text(n)})`);
  };
  const visit = (n: Node): void => {
    const { left, right, operator, test, consequent, alternate, key, value, elements, body, argument } = n;
    switch (n.type) {
      case 'TSTypeAnnotation':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'ImportDeclaration':
        return;
      case 'Property': {
        const name = isNode(key) ? text(key) : '';
        if (toldOnly.includes(name) || told.includes(name)) return;
        inOn = name === 'on';
        if (name === 'given' && isNode(value)) edit('without', n, n, 'given: () => true');
        if (isNode(value) && value.type === 'Literal') edit('without', n, value, 'undefined');
        if (statements && name === 'when' && isNode(value) && Array.isArray(value.properties)) {
          // The guards as they stand are deleted and negated elsewhere; what they are made of is not.
          for (const guard of value.properties) {
            const holds = isNode(guard) ? guard.value : null;
            const asked = isNode(holds)
              ? holds.type === 'ArrowFunctionExpression'
                ? holds.body
                : holds
              : null;
            if (isNode(asked)) visit(asked);
          }
          return;
        }
        break;
      }
      case 'ExpressionStatement':
        if (statements) edit('without', n, n, ';');
        break;
      case 'AssignmentExpression':
        if (statements && isNode(right) && /^(true|false)$/.test(text(right)))
          edit('contrary of', n, right, text(right) === 'true' ? 'false' : 'true');
        break;
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
        if (isNode(consequent) && (statements || consequent.type === 'ReturnStatement') && !isNode(alternate))
          edit('without', n, n, ';');
        if (statements && isNode(test)) edit('always', n, test, 'true');
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
          if (isNode(element) && !declares.test(text(element))) edit('without', element, element, '');
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
