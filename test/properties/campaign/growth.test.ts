import { expect, it } from 'vitest';
import type { SearchedCell } from '../../../properties/campaign/campaign.ts';
import { growthOf } from '../../../properties/campaign/growth.ts';
import { emptyResult } from '../../../properties/campaign/run-cell.ts';

const cellOf = (executions: number, ...things: readonly string[]): SearchedCell => ({
  cell: { strategy: 's', program: 'p', from: 1, count: executions },
  result: {
    ...emptyResult,
    executions,
    reached: Object.fromEntries(things.map((thing) => [thing, [1, 1] as const])),
  },
});

it('counts each thing once, by the executions after which it was met, and each kind for itself', () => {
  const growth = growthOf([
    cellOf(10, 'rule OWNER', 'state a'),
    cellOf(20, 'rule OWNER', 'state b', 'state c'),
    cellOf(10, 'state a', 'choice F04 = never'),
    cellOf(10, 'state a'),
  ]);
  expect(growth.executions).toEqual([10, 30, 40, 50]);
  expect(growth.things).toEqual([2, 4, 5, 5]);
  const of = (kind: string) => growth.kinds.find((one) => one.kind === kind);
  expect(of('state')).toEqual({ kind: 'state', things: [1, 3, 3, 3], last: 30 });
  expect(of('rule')).toEqual({ kind: 'rule', things: [1, 1, 1, 1], last: 10 });
  expect(of('choice')).toEqual({ kind: 'choice', things: [0, 0, 1, 1], last: 40 });
  expect(of('choices')).toEqual({ kind: 'choices', things: [0, 0, 0, 0], last: 0 });
});

it('has few points however many cells there are, always the first and the last', () => {
  const cells = Array.from({ length: 500 }, (_, i) => cellOf(1 + (i % 7), `state ${i}`));
  const { executions, things } = growthOf(cells);
  expect(executions.length).toBeGreaterThan(20);
  expect(executions.length).toBeLessThanOrEqual(32);
  expect([executions[0], things[0]]).toEqual([1, 1]);
  expect(executions.at(-1)).toBe(cells.reduce((sum, { result }) => sum + result.executions, 0));
  expect(things.at(-1)).toBe(500);
  expect(things).toEqual([...things].sort((a, b) => a - b));
});

it('of no search there is no growth, and a thing of no known kind is an error', () => {
  expect(growthOf([])).toMatchObject({ executions: [], things: [] });
  expect(() => growthOf([cellOf(1, 'weather fine')])).toThrow(/"weather fine" is no kind of thing/);
});
