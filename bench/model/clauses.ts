/**
 * Breaks each clause of each rule of the reference model, one at a time (`rule-clauses.ts`), and says what tells the
 * broken rule from the whole one: the model, its mutants, or its steps with one variable slipped. Small scope.
 * Usage: npx tsx bench/model/clauses.ts [--rule OWNER,BLAME] [--all] [--json]
 * Without `--all` only clauses are listed that nothing tells apart. `--json` prints the rows of
 * test/model/protected-mode/clause-table.json (to be formatted by `npm run format`).
 */
import { parseArgs } from 'node:util';
import { judgeVariants, otherVerdicts } from '../../model/checker/mutate-clauses.ts';
import { explore, mutationsOf } from '../../model/checker/mutate-kills.ts';
import { type Case, protectedMode, small } from '../../model/protected-mode/index.ts';
import { brokenClauses, variantsOf } from './rule-clauses.ts';

const { values } = parseArgs({
  options: {
    rule: { type: 'string' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

/** Models that lack something, or have what the small scope has not: its cases one by one, and these. */
const queues = (...programs: readonly string[]) => programs.map((p) => (p === '' ? [] : [p]));
const others: Readonly<Record<string, readonly Case[]>> = {
  'nobody submits': [
    { slots: 1, groups: [{ priority: 0, queues: queues('') }] },
    { slots: 1, groups: [1, 1].map((priority) => ({ priority, queues: queues('') })) },
  ],
  'nobody asks': [{ slots: 1, groups: [{ priority: 1, queues: queues('N') }] }],
  'EXIT before bit 7, with a CSG saved': [
    {
      slots: 2,
      profile: { F05: 'EXIT, then bit 7' },
      groups: [
        { priority: 1, queues: queues('P') },
        { priority: 0, queues: queues('N') },
      ],
    },
  ],
  ...Object.fromEntries(small.cases.map((c, i) => [`case ${i} of small`, [c]])),
};

const wanted = values.rule?.split(',');
const { model } = protectedMode(small);
const ids = model.rules.map((r) => r.id).filter((id) => wanted === undefined || wanted.includes(id));
const clauses = brokenClauses(ids);
const base = explore(model);
const onProgress = (by: string, told: number): void =>
  console.error(`${told} of ${clauses.length} told by ${by} and before, ${process.uptime().toFixed(0)} s`);
const fates = [...judgeVariants(base, await variantsOf(clauses, small), mutationsOf(base), { onProgress })];
// What says the same of all these steps may have another verdict in a model where less happens.
for (const [name, cases] of Object.entries(others)) {
  const open = [...fates.entries()].flatMap(([i, { fate }]) => (fate === 'says the same' ? [i] : []));
  if (open.length === 0) break;
  const config = { name, cases };
  const still = clauses.filter((_, i) => open.includes(i));
  for (const k of otherVerdicts(protectedMode(config).model, await variantsOf(still, config)))
    fates[open[k] ?? -1] = { fate: 'other verdict', model: name };
  console.error(`${open.length} were left before: ${name}, ${process.uptime().toFixed(0)} s`);
}
const rows = fates.map((told, i) => ({ rule: clauses[i]?.of, change: clauses[i]?.change, ...told }));
if (values.json) console.log(`[\n${rows.map((r) => `  ${JSON.stringify(r)}`).join(',\n')}\n]`);
else {
  const count = new Map<string, number>();
  for (const r of rows) count.set(r.fate, (count.get(r.fate) ?? 0) + 1);
  for (const r of rows)
    if (values.all || r.fate === 'says the same') console.log(`${r.rule} ${r.fate}: ${r.change}`);
  console.log(`${rows.length} clauses: ${[...count].map(([fate, n]) => `${fate} ${n}`).join(', ')}`);
}
