import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allGuards, deleteGuard, type Row } from './guard-deletion.ts';

const table = JSON.parse(
  readFileSync(new URL('./guard-table.json', import.meta.url), 'utf8'),
) as readonly Row[];

describe('a guard of the model', () => {
  test('is in the table of deletions, which has no other', () => {
    expect(table.map((r) => `${r.action} / ${r.guard}`)).toEqual(
      allGuards().map((g) => `${g.action} / ${g.guard}`),
    );
  });
  test('is missed when it is deleted, by a rule or the range of a variable', () => {
    expect(table.filter((r) => !['rule', 'range'].includes(r.outcome))).toEqual([]);
    expect(table.filter((r) => r.by === '')).toEqual([]);
  });
  // The whole table takes minutes; guard-table.ts writes it anew. Every tenth row is made again here.
  test.each(table.filter((_, i) => i % 10 === 3))(
    '$action / $guard: $outcome $by',
    { timeout: 60_000 },
    (row) => {
      expect(deleteGuard(row.action, row.guard)).toEqual(row);
    },
  );
});
