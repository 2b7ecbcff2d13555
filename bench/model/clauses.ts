/**
 * Breaks each clause of each rule of the reference model, one at a time: of `a && b` and `a || b` one side is dropped,
 * an `if` that returns is dropped. Says what tells the broken rule from the whole one, and which clauses nothing does.
 * Usage: npx tsx bench/model/clauses.ts [--rule OWNER,BLAME] [--all] [--json]
 * A clause of a `given` that tells nothing apart only says when the rule speaks; these are counted by themselves.
 * Small scope. Without `--all` only clauses are listed that no mutant needs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseAst, transformWithOxc } from 'vite';
import type { Rule } from '../../model/checker/index.ts';
import { explore, mutationsOf } from '../../model/checker/mutate-kills.ts';
import { judgeVariants, type RuleVariant } from '../../model/checker/mutate-rules.ts';
import { protectedMode, type State, small, type Terms } from '../../model/protected-mode/index.ts';

const { values } = parseArgs({
  options: {
    rule: { type: 'string' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

interface Change {
  readonly what: string;
  readonly start: number;
  readonly end: number;
  readonly by: string;
  /** It is part of the `given`. */
  readonly inGiven: boolean;
}
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}
const isNode = (x: unknown): x is Node => typeof x === 'object' && x !== null && 'type' in x && 'start' in x;

/** All ways to break a clause in a source text, but in what only tells about a violation. */
function changesIn(source: string): readonly Change[] {
  const out: Change[] = [];
  const text = (n: Node): string => source.slice(n.start, n.end);
  const short = (n: Node): string => text(n).replace(/\s+/g, ' ').slice(0, 90);
  const visit = (n: Node, inGiven: boolean): void => {
    const property = n.type === 'Property' && isNode(n.key) ? text(n.key) : null;
    if (property === 'instance') return;
    const { left, right, operator, consequent } = n;
    const at = { start: n.start, end: n.end, inGiven };
    if (n.type === 'LogicalExpression' && operator !== '??' && isNode(left) && isNode(right)) {
      out.push({ what: `without: ${short(left)}`, ...at, by: `(${text(right)})` });
      out.push({ what: `without: ${short(right)}`, ...at, by: `(${text(left)})` });
    }
    if (n.type === 'IfStatement' && isNode(consequent) && consequent.type === 'ReturnStatement')
      out.push({ what: `without: ${short(n)}`, ...at, by: ';' });
    for (const field of Object.values(n))
      for (const child of Array.isArray(field) ? field : [field])
        if (isNode(child)) visit(child, inGiven || property === 'given');
  };
  for (const statement of parseAst(source, { lang: 'ts' }).body)
    if (isNode(statement)) visit(statement, false);
  return out;
}

/** What a changed source text declares; it imports nothing but types. No rule goes through a promise: it has a `then`. */
async function declarationFrom(source: string): Promise<(t: Terms) => Rule<State>> {
  const { code } = await transformWithOxc(source, 'rule.ts');
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
    string,
    unknown
  >;
  const [declare] = Object.values(module);
  if (typeof declare !== 'function') throw new Error('a rule file exports one function');
  return declare as (t: Terms) => Rule<State>;
}

const wanted = values.rule?.split(',');
const { model, terms } = protectedMode(small);
const folder = new URL('../../model/protected-mode/rules/', import.meta.url);
const files = readdirSync(folder).filter((f) => model.rules.some((r) => `${r.id}.ts` === f));
const variants: RuleVariant<State>[] = [];
/** Of each variant, whether its clause is part of the `given`. */
const speaks: boolean[] = [];
for (const file of files) {
  const of = file.replace(/\.ts$/, '');
  if (wanted !== undefined && !wanted.includes(of)) continue;
  const source = readFileSync(new URL(file, folder), 'utf8');
  for (const { what, start, end, by, inGiven } of changesIn(source)) {
    const declare = await declarationFrom(source.slice(0, start) + by + source.slice(end));
    variants.push({ of, change: what, rule: declare(terms) });
    speaks.push(inGiven);
  }
}
const base = explore(model);
const fates = judgeVariants(base, variants, mutationsOf(base));
const rows = fates.map((told, i) => {
  const fate = told.fate === 'says the same' && speaks[i] ? 'only says when it speaks' : told.fate;
  return { rule: variants[i]?.of, change: variants[i]?.change, ...told, fate };
});
if (values.json) console.log(`[\n${rows.map((r) => `  ${JSON.stringify(r)}`).join(',\n')}\n]`);
else {
  const count = new Map<string, number>();
  for (const r of rows) count.set(r.fate, (count.get(r.fate) ?? 0) + 1);
  for (const r of rows)
    if (values.all || r.fate === 'says the same') console.log(`${r.rule} ${r.fate}: ${r.change}`);
  console.log(`${rows.length} clauses: ${[...count].map(([fate, n]) => `${fate} ${n}`).join(', ')}`);
}
