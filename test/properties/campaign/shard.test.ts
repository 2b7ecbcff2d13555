import { describe, expect, it } from 'vitest';
import { type CampaignOptions, type CellRunner, campaign } from '../../../properties/campaign/campaign.ts';
import { runCell } from '../../../properties/campaign/run-cell.ts';
import { type StackResults, shareOf, withResults } from '../../../properties/campaign/shard.ts';
import type { Cell } from '../../../properties/campaign/subject.ts';
import { toySubject } from './toy-subject.ts';

const cells: readonly Cell[] = ['random walk 0.5', 'random walk 0.5 + 1 late'].flatMap((strategy) =>
  ['fast', 'slow'].map((program) => ({ strategy, program, from: 1, count: 60 })),
);
const options: CampaignOptions = {
  rules: ['OWNER', 'TIMELY', 'SERVED'],
  cells,
  cures: {
    fixes: ['conflicting', 'no use', 'atomic increment', 'data first'].map((name) => ({
      name,
      requires: [],
    })),
    use: 'stack',
  },
  shrink: { maxRuns: 500, maxEnumeration: 2_000 },
  known: [],
  deferAbove: 100,
  chunk: 2,
  maxCells: 100,
};

/** Runs cells on the toy and counts them. */
function counting(): { readonly run: CellRunner; readonly ran: string[] } {
  const ran: string[] = [];
  const run: CellRunner = (units, those, rules) =>
    those.map((cell) => {
      ran.push(units.join());
      return runCell(toySubject, units, cell, rules);
    });
  return { run, ran };
}

type Searched = Pick<StackResults, 'units' | 'rules'>;
const base: Searched = { units: ['base'], rules: options.rules };

/** What each of some shards leaves behind of the search on some stacks, by way of a file. */
function shardResults(count: number, stacks: readonly Searched[]): readonly StackResults[] {
  const { run } = counting();
  const results = Array.from({ length: count }, (_, i) => shareOf(cells, { index: i + 1, count })).flatMap(
    (share) =>
      stacks.map(({ units, rules }) => {
        const done = run(units, share, rules, () => {});
        return { units, rules, cells: share.map((cell, i) => ({ cell, result: done[i] })) };
      }),
  );
  return JSON.parse(JSON.stringify(results)) as readonly StackResults[];
}

describe('a search that shards share', () => {
  const whole = counting();
  const result = campaign(toySubject, ['base'], { ...options, runCells: whole.run });
  const unsharded = JSON.stringify(result);
  // What no fix cures is put aside, and the others are searched again.
  const open = result.findings.filter(({ cure }) => cure === null).map(({ rule }) => rule);
  const last: Searched = {
    units: result.epochs.at(-1)?.units ?? [],
    rules: options.rules.filter((rule) => !open.includes(rule)),
  };

  it.each([1, 2, 3, 7])(
    'gives the same bytes with %i shards, and runs no cell again that one of them ran',
    (count) => {
      const { run, ran } = counting();
      const runCells = withResults(shardResults(count, [base, last]), run);
      expect(JSON.stringify(campaign(toySubject, ['base'], { ...options, runCells }))).toBe(unsharded);
      expect(ran).not.toContain('base');
      expect(ran).not.toContain(last.units.join());
      expect(whole.ran.length - ran.length).toBeGreaterThanOrEqual(2 * cells.length);
    },
  );

  it('takes nothing of another stack or of other rules', () => {
    const given = shardResults(1, [base]);
    const other = given.map((stack) => ({ ...stack, rules: options.rules.slice(1) }));
    const { run, ran } = counting();
    const runCells = withResults(other, run);
    expect(JSON.stringify(campaign(toySubject, ['base'], { ...options, runCells }))).toBe(unsharded);
    expect(ran.length).toBe(whole.ran.length);
  });

  it('believes what it is given: results that were tampered with show', () => {
    const given = shardResults(2, [base]).map((stack) => ({
      ...stack,
      cells: stack.cells.map(({ cell, result }) => ({
        cell,
        result: { ...result, steps: result.steps + 1 },
      })),
    }));
    const runCells = withResults(given, counting().run);
    expect(JSON.stringify(campaign(toySubject, ['base'], { ...options, runCells }))).not.toBe(unsharded);
  });

  it('shares out every cell once', () => {
    const shares = [1, 2, 3].flatMap((index) => shareOf(cells, { index, count: 3 }));
    expect(new Set(shares)).toEqual(new Set(cells));
    expect(shares).toHaveLength(cells.length);
  });
});
