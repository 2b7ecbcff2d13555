import { expect, it } from 'vitest';
import type { CellRunner } from '../../../properties/campaign/campaign.ts';
import { failureAt } from '../../../properties/campaign/failure.ts';
import { type Memo, rememberingCells } from '../../../properties/campaign/memo.ts';
import { emptyResult } from '../../../properties/campaign/run-cell.ts';
import type { Cell } from '../../../properties/campaign/subject.ts';

type CellResults = ReturnType<CellRunner>;

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

function inMemory(): Memo {
  const kept = new Map<string, unknown>();
  return {
    recall: (key) => kept.get(key) ?? null,
    keep: (key, value) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}

it('whoever stops a search is told of no fewer executions than whoever stopped it before', () => {
  const memo = inMemory();
  expect(search(memo, 7)).toEqual([7, undefined]);
  expect(search(memo, 0)).toEqual([7, undefined]);
  expect(search(memo, 3)).toEqual([7, undefined]);
  expect(search(memo, 14)).toEqual([10, 4]);
  // The first is whole now: the second is run from its beginning, and told as far as it came before.
  expect(search(memo, 2)).toEqual([10, 4]);
  expect(search(memo, 11)).toEqual([10, 10]);
  expect(search(memo, 0)).toEqual([10, 10]);
});

it('a cell whose thread ends has failed, also where an earlier search came some way with it', () => {
  const memo = inMemory();
  expect(search(memo, 7)).toEqual([7, undefined]);
  const [cell] = cells;
  if (cell === undefined) throw new Error('no cell');
  const failure = failureAt(['unit'], cell, 'the run', 'the thread ended with exit code 7');
  const dying: CellRunner = (_, toRun, __, onCell) =>
    toRun.map((_cell, nth) => {
      onCell(nth + 1);
      return { ...emptyResult, failed: [failure] };
    });
  const again = (): CellResults =>
    rememberingCells(memo, () => false, dying)(['unit'], [cell], ['OWNER'], () => {});
  expect(again()).toMatchObject([{ executions: 7, failed: [failure] }]);
  // It is a fault of that search: the next one is told of its own.
  expect(search(memo, 20)).toEqual([10, 10]);
});
