import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { brokenClauses, type ClauseRow, variantsOf } from '../../../bench/model/rule-clauses.ts';
import { mutationName } from '../../../model/checker/mutate.ts';
import { judgeVariants } from '../../../model/checker/mutate-clauses.ts';
import {
  type Arena,
  explore,
  judge,
  type MutantRow,
  mutationsOf,
} from '../../../model/checker/mutate-kills.ts';
import { protectedMode, type State, small } from '../../../model/protected-mode/index.ts';

/** Written by `npx tsx bench/model/mutation.ts --json`. */
const table = JSON.parse(
  readFileSync(new URL('./mutation-table.json', import.meta.url), 'utf8'),
) as readonly MutantRow[];
/** Written by `npx tsx bench/model/clauses.ts --json`. */
const clauseTable = JSON.parse(
  readFileSync(new URL('./clause-table.json', import.meta.url), 'utf8'),
) as readonly ClauseRow[];
const base = explore(protectedMode(small).model);
const inSmall: Arena<State> = { name: 'small', base: () => base };
const all = new Map(mutationsOf(base).map((m) => [mutationName(m), m]));
const judgeAgain = (row: MutantRow): MutantRow => {
  const mutation = all.get(row.mutant);
  if (mutation === undefined) throw new Error(`${row.mutant} is no mutant of the model`);
  return judge([inSmall], mutation);
};

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
