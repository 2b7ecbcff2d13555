import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  brokenPromises,
  judgePromises,
  type PromiseRow,
  sayTheSame,
} from '../../../bench/model/promise-clauses.ts';
import { brokenClauses, type ClauseRow, variantsOf } from '../../../bench/model/rule-clauses.ts';
import { judgeSource, type SourceRow, sourceMutants } from '../../../bench/model/source-mutants.ts';
import { mutationName } from '../../../model/checker/mutate.ts';
import { judgeVariants } from '../../../model/checker/mutate-clauses.ts';
import {
  type Arena,
  explore,
  judge,
  type MutantRow,
  mutationsOf,
} from '../../../model/checker/mutate-kills.ts';
import { live, protectedMode, type State, small } from '../../../model/protected-mode/index.ts';
import { rulesInTheEnd } from '../../../model/protected-mode/liveness/index.ts';

/** Written by `npx tsx bench/model/mutation.ts --json`. */
const table = JSON.parse(
  readFileSync(new URL('./mutation-table.json', import.meta.url), 'utf8'),
) as readonly MutantRow[];
/** Written by `npx tsx bench/model/clauses.ts --json`. */
const clauseTable = JSON.parse(
  readFileSync(new URL('./clause-table.json', import.meta.url), 'utf8'),
) as readonly ClauseRow[];
/** Written by `npx tsx bench/model/sources.ts --rows`, a row a line. */
const sourceTable = readFileSync(new URL('./source-table.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as SourceRow);
/** Written by `npx tsx bench/model/promises.ts --json`. */
const promiseTable = JSON.parse(
  readFileSync(new URL('./promise-table.json', import.meta.url), 'utf8'),
) as readonly PromiseRow[];
const base = explore(protectedMode(small).model);
const inSmall: Arena<State> = { name: 'small', base: () => base };
const all = new Map(mutationsOf(base).map((m) => [mutationName(m), m]));
const judgeAgain = (row: MutantRow): MutantRow => {
  const mutation = all.get(row.mutant);
  if (mutation === undefined) throw new Error(`${row.mutant} is no mutant of the model`);
  return judge([inSmall], mutation);
};

test('the small scope never deadlocks, also without hostile attempts, which change nothing', () => {
  const { graph, search } = base;
  const isAttempt = search.instances.map((one) => one.action.id === 'hostile.attempt');
  let attempts = 0;
  let stuck = 0;
  for (let x = 0; x < graph.states; x++) {
    const from = graph.offsets[x] ?? 0;
    const who = graph.who.subarray(from, graph.offsets[x + 1] ?? from);
    const tried = who.reduce((n, i) => n + Number(isAttempt[i]), 0);
    attempts += tried;
    if (tried === who.length) stuck += 1;
  }
  expect(attempts).toBeGreaterThan(1_000);
  expect(stuck).toBe(0);
});

describe('the table of mutants', () => {
  test('has every guard and every effect of the small scope, broken in each way', () => {
    expect(table.map((r) => r.mutant)).toEqual([...all.keys()]);
  });
  test('has no hole: a rule or a range notices each, or it is dead, or the same at medium scope', () => {
    expect(table.filter((r) => r.fate === 'hole' || r.fate === 'unknown')).toEqual([]);
    expect(table.filter((r) => r.fate === 'killed' && r.by.length === 0)).toEqual([]);
    expect(table.filter((r) => r.fate === 'same graph' && r.seen !== 'medium')).toEqual([]);
  });
  test('has dead mutants only where a negated guard stops an action, or an effect is what makes a request', () => {
    const dead = table.filter((r) => r.fate === 'dead');
    expect(dead.filter((r) => !/negated$|left alone$/.test(r.mutant))).toEqual([]);
    expect(dead.length).toBeLessThan(table.length / 10);
  });
});

describe('a row that is made again is the same', () => {
  const sample = (rows: readonly MutantRow[], every: number) => rows.filter((_, i) => i % every === 3);
  test('at first steps', { timeout: 120_000 }, () => {
    const rows = sample(
      table.filter((r) => r.seen === 'first step'),
      13,
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(judgeAgain)).toEqual(rows);
  });
  test('by search of the small scope', { timeout: 120_000 }, () => {
    const rows = sample(
      table.filter((r) => r.seen === 'small'),
      17,
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map(judgeAgain)).toEqual(rows);
  });
});

describe('the table of broken clauses', () => {
  const clauses = brokenClauses(base.model.rules.map((r) => r.id));
  test('has every clause of every rule, broken in each way', () => {
    expect(clauseTable.map((r) => `${r.rule} ${r.change}`)).toEqual(
      clauses.map((c) => `${c.of} ${c.change}`),
    );
    expect(new Set(clauseTable.map((r) => r.rule)).size).toBe(base.model.rules.length);
    expect(clauseTable.length).toBeGreaterThan(1_000);
  });
  test('has something that tells each from the whole rule', () => {
    expect(clauseTable.filter((r) => r.fate === 'says the same')).toEqual([]);
  });
  test('has the rows that are made again from the mutant that they name', { timeout: 120_000 }, async () => {
    const rows = clauseTable.filter((r) => r.fate === 'misses').filter((_, i) => i % 131 === 5);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      const broken = clauses.filter((c) => c.of === row.rule && c.change === row.change);
      const mutation = row.fate === 'misses' ? all.get(row.mutant) : undefined;
      if (mutation === undefined) throw new Error(`${row.rule} ${row.change}: no such mutant`);
      const [told] = judgeVariants(base, await variantsOf(broken, small), [mutation], { sampled: 4096 });
      expect({ rule: row.rule, change: row.change, ...told }).toEqual(row);
    }
  });
});

describe('the table of broken source texts', () => {
  const mutants = sourceMutants();
  const nameOf = ({ file, change }: { readonly file: string; readonly change: string }) =>
    `${file} ${change}`;
  const placesOf = (fate: SourceRow['fate']) =>
    sourceTable.flatMap((r) => (r.fate === fate ? [`${r.file} ${r.change.split(' ')[0]}`] : []));
  test('has every clause and statement of actions, effects and words, broken in each way', () => {
    expect(sourceTable.map(nameOf)).toEqual(mutants.map(nameOf));
  });
  test('has no hole and none that is not judged: what is the same was compared in the medium scope', () => {
    expect([...placesOf('hole'), ...placesOf('unknown')]).toEqual([]);
    expect(sourceTable.filter((r) => r.fate === 'same' && r.seen !== 'medium')).toEqual([]);
    expect(sourceTable.filter((r) => /killed|dead|told/.test(r.fate) && r.by.length === 0)).toEqual([]);
  });
  test('has rows that are made again', { timeout: 120_000 }, async () => {
    const ofSmall = { config: small, base: () => base };
    // What words say without words is no rule of the model.
    const noticed = sourceTable.filter(
      (r) => r.seen === 'first step' && r.by[0] !== 'it throws' && !r.by[0]?.startsWith('PLAINLY'),
    );
    const rows = noticed.filter((_, i) => i % 97 === 7);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      const mutant = mutants.find((m) => nameOf(m) === nameOf(row));
      if (mutant === undefined) throw new Error(`${nameOf(row)} is no mutant`);
      const { fate, seen } = await judgeSource(mutant, ofSmall, null);
      expect({ ...row, fate, seen }).toEqual(row);
    }
  });
});

describe('the table of broken promises', () => {
  const promises = brokenPromises();
  test('has every clause of every rule of liveness, each told from the whole rule, or broken by the same runs', () => {
    expect(promiseTable.map((r) => r.change)).toEqual(promises.map((p) => p.change));
    expect(new Set(promises.flatMap((p) => p.of)).size).toBe(rulesInTheEnd().length / live.cases.length);
    // A session that ends by itself while another queue is inside a region, and stays there: no broken guard leads there.
    expect(promiseTable.flatMap((r) => (r.fate === 'not told' ? [r.change] : []))).toEqual([
      '104:51 without s.exitForced',
    ]);
    expect(promiseTable.filter((r) => r.fate === 'says the same').length).toBeLessThan(10);
  });
  test('has those that the same runs break, and no others', { timeout: 120_000 }, async () => {
    const fates = ['says the same', 'misses'];
    const some = promises.filter(({ change, of }) => {
      const fate = promiseTable.find((r) => r.change === change)?.fate;
      return (
        fate !== undefined &&
        fates.includes(fate) &&
        !of.includes('RESET-CLEAN') &&
        !of.includes('SUSPEND-EXIT')
      );
    });
    const same = await sayTheSame(some, live.cases.slice(0, 1));
    const told = (fate: string) => promiseTable.filter((r) => r.fate === fate).map((r) => r.change);
    expect(
      told('says the same')
        .filter((c) => some.some((p) => p.change === c))
        .every((c) => same.includes(c)),
    ).toBe(true);
    expect(some.length - same.length).toBeGreaterThan(3);
  });
  test('has rows that are made again', { timeout: 120_000 }, async () => {
    const rows = promiseTable.filter((r) => r.fate === 'broken by the model' && r.one === 0);
    const some = rows.filter((_, i) => i % 10 === 3);
    expect(some.length).toBeGreaterThan(1);
    const again = await judgePromises(promises.filter((p) => some.some((r) => r.change === p.change)));
    expect(again).toEqual(some);
  });
});
