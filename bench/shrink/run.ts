/**
 * How small the project's shrinker makes what fast-check's makes too, in the same call, on fresh seeds; and whether
 * shrinking reaches the minimum wherever one was proven.
 * Usage: npm run bench -- shrink [--seeds 60] [--seed N] [--json]
 *        npm run bench -- shrink --stored [--seeds 10] [--seed N] [--only NO-THRASH] [--json]
 */
import { parseArgs } from 'node:util';
import { deriveSeed } from '../../properties/explore/random.ts';
import { both } from './both.ts';
import { endsOf, figuresOf, type ShrinkCase } from './case.ts';
import { order } from './order.ts';
import { references } from './references.ts';
import { shrinkStored } from './stored.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    stored: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
const first = values.seed === undefined ? Date.now() >>> 0 : Number.parseInt(values.seed, 10);
const seeds = Number.parseInt(values.seeds ?? (values.stored ? '10' : '60'), 10);

if (values.stored) await shrinkStored({ first, seeds, only: values.only, json: values.json });
else await compare([references, order, both]);

async function compare(cases: readonly ShrinkCase[]): Promise<void> {
  const rows = [];
  for (const one of cases) {
    const { name, unit, least } = one;
    for (const [by, shrink] of [
      ['protm-check', one.ours],
      ['fast-check', one.fastCheck],
    ] as const) {
      const ends = await endsOf(first, seeds, shrink, (from, nth) => deriveSeed(from, name, nth) >>> 1);
      rows.push({ case: name, by, unit, least, ...figuresOf(ends) });
    }
  }
  if (values.json) {
    console.log(JSON.stringify({ seed: first, rows }, null, 1));
    return;
  }
  console.log(`from seed ${first}\n`);
  console.log(
    '| case | by | minimal | median | worst | runs, median | worst |\n|---|---|---|---|---|---|---|',
  );
  for (const row of rows) {
    const sizes = `${row.median} ${row.unit} of ${row.least} | ${row.worst}`;
    console.log(
      `| ${row.case} | ${row.by} | ${row.minimal} of ${row.seeds} | ${sizes} | ${row.medianRuns} | ${row.worstRuns} |`,
    );
  }
}
