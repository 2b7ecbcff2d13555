import { expect, it } from 'vitest';
import { campaign } from '../../../properties/campaign/campaign.ts';
import { type Unseen, unseen } from '../../../properties/campaign/reached.ts';
import { mergeResults, runCell } from '../../../properties/campaign/run-cell.ts';
import type { Cell } from '../../../properties/campaign/subject.ts';
import { toySubject } from './toy-subject.ts';

const cells: readonly Cell[] = ['random walk 0.5', 'random walk 0.5 + 1 late'].flatMap((strategy) =>
  ['fast', 'slow'].map((program) => ({ strategy, program, from: 1, count: 20 })),
);

it('what was come to is told after each cell, also of cells that a journal has', () => {
  const kept = new Map<string, unknown>();
  const memo = {
    recall: (key: string): unknown => kept.get(key) ?? null,
    keep: (key: string, value: unknown): void => void kept.set(key, value),
  };
  const told = (): readonly (readonly [number, number, Unseen])[] => {
    const all: (readonly [number, number, Unseen])[] = [];
    campaign(toySubject, ['base'], {
      rules: ['SERVED'],
      cells,
      cures: { fixes: [], use: 'stack' },
      shrink: { maxRuns: 1, maxEnumeration: 1 },
      known: [],
      deferAbove: 1,
      chunk: 1,
      maxCells: 1,
      memo,
      onProgress: ({ phase, done, met }) => {
        if (phase === 'search') all.push([done, met.executions, met.unseen()]);
      },
    });
    return all.slice(0, cells.length);
  };
  const first = told();
  const results = cells.map((cell) => runCell(toySubject, ['base'], cell, ['SERVED']));
  const expected = cells.map((_, i) => {
    const { reached, executions } = mergeResults(results.slice(0, i + 1));
    return [i + 1, executions, unseen(reached, executions)];
  });
  expect(expected.map(([, executions]) => executions)).toEqual([20, 40, 60, 80]);
  expect(first).toEqual(expected);
  expect(first.at(-1)?.[2].things).toBeGreaterThan(0);
  expect(kept.size).toBe(cells.length);
  expect(told()).toEqual(first);
});
