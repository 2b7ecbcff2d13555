import { expect, it } from 'vitest';
import { type CampaignProgress, campaign } from '../../../properties/campaign/campaign.ts';
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
  const told = (): readonly CampaignProgress[] => {
    const all: CampaignProgress[] = [];
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
      onProgress: (progress) => void all.push(progress),
    });
    return all.filter(({ phase }) => phase === 'search').slice(0, cells.length);
  };
  const first = told();
  expect(first.map(({ done, met }) => [done, met.executions])).toEqual([
    [1, 20],
    [2, 40],
    [3, 60],
    [4, 80],
  ]);
  const things = first.map(({ met }) => Object.keys(met.reached).length);
  expect(things).toEqual(things.toSorted((a, b) => a - b));
  expect(things.at(-1)).toBeGreaterThan(0);
  expect(kept.size).toBe(cells.length);
  expect(told()).toEqual(first);
});
