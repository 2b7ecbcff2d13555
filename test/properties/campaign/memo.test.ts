import { expect, it } from 'vitest';
import type { CellRunner } from '../../../properties/campaign/campaign.ts';
import { type Memo, rememberingCells } from '../../../properties/campaign/memo.ts';
import { emptyResult } from '../../../properties/campaign/run-cell.ts';
import type { Cell } from '../../../properties/campaign/subject.ts';

const cells: readonly Cell[] = [1, 11].map((from) => ({
  strategy: 'random walk 0.5',
  program: 'toy',
  from,
  count: 10,
}));

/** Searches the cells with a runner that is stopped after so many executions of all; how many each of them tells of. */
function search(memo: Memo, stopAfter: number): readonly (number | undefined)[] {
  let left = stopAfter;
  const run: CellRunner = (_, toRun, __, onCell) =>
    toRun.map((cell, nth) => {
      if (left === 0) return undefined;
      const result = { ...emptyResult, executions: Math.min(cell.count, left) };
      left -= result.executions;
      onCell(nth + 1, nth, result);
      return result;
    });
  const told = rememberingCells(memo, () => left === 0, run)(['unit'], cells, ['OWNER'], () => {});
  return told.map((result) => result?.executions);
}

it('whoever stops a search is told of no fewer executions than whoever stopped it before', () => {
  const kept = new Map<string, unknown>();
  const memo: Memo = {
    recall: (key) => kept.get(key) ?? null,
    keep: (key, value) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
  expect(search(memo, 7)).toEqual([7, undefined]);
  expect(search(memo, 0)).toEqual([7, undefined]);
  expect(search(memo, 3)).toEqual([7, undefined]);
  expect(search(memo, 14)).toEqual([10, 4]);
  // The first is whole now: the second is run from its beginning, and told as far as it came before.
  expect(search(memo, 2)).toEqual([10, 4]);
  expect(search(memo, 11)).toEqual([10, 10]);
  expect(search(memo, 0)).toEqual([10, 10]);
});
