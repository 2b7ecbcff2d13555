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
  test('is missed when it is deleted', () => {
    expect(table.filter((r) => r.outcome === 'nothing')).toEqual([]);
  });
  // The whole table takes minutes; guard-table.ts writes it anew. Every tenth row is made again here.
  test.each(table.filter((r, i) => i % 10 === 3 && r.outcome !== 'idle steps only'))(
    '$action / $guard: $outcome $by',
    { timeout: 60_000 },
    (row) => {
      expect(deleteGuard(row.action, row.guard)).toEqual(row);
    },
  );
});
