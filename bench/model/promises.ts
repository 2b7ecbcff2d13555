/**
 * Breaks each clause of each rule of liveness of the reference model, one at a time (`promise-clauses.ts`), and says
 * what tells the broken rule from the whole one: the fair model, or one that is less fair or decides less well.
 * Usage: npx tsx bench/model/promises.ts [--all] [--json]
 * Without `--all` only clauses are listed that nothing tells apart. `--json` prints the rows of
 * test/model/protected-mode/promise-table.json (to be formatted by `npm run format`).
 */
import { parseArgs } from 'node:util';
import { brokenPromises, judgePromises } from './promise-clauses.ts';

const { values } = parseArgs({
  options: { all: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const rows = await judgePromises(brokenPromises(), {
  onProgress: (what, open) => console.error(`${what}: ${open} are left, ${process.uptime().toFixed(0)} s`),
});
if (values.json) console.log(`[\n${rows.map((r) => `  ${JSON.stringify(r)}`).join(',\n')}\n]`);
else {
  const count = new Map<string, number>();
  for (const { fate, change, part, by } of rows) {
    count.set(fate, (count.get(fate) ?? 0) + 1);
    if (values.all || fate === 'says the same' || fate === 'not told')
      console.log(`${fate}: ${change} ${part} ${by}`);
  }
  console.log(`${rows.length} clauses: ${[...count].map(([fate, n]) => `${fate} ${n}`).join(', ')}`);
}
