import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mutationName } from '../../../model/checker/mutate.ts';
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
