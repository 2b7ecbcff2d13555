import { describe, expect, it } from 'vitest';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { measureHints } from '../../../properties/explore/hints.ts';
import { pct } from '../../../properties/explore/pct.ts';
import { deriveSeed } from '../../../properties/explore/random.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { type Hints, noHints, type Strategy } from '../../../properties/explore/strategy.ts';
import { uniformWalk } from '../../../properties/explore/uniform-walk.ts';
import { atMost, chiSquare, chiSquareTail } from './statistics.ts';

/** Seeds are fixed, so each of these is decided once and for all; a true claim fails with this probability. */
const DOUBT = 1e-6;

/**
 * Activities with so many steps each, and the order in which these are done. The activity that starts them is the last to
 * be seen, so that all of them can go on from the beginning.
 */
function orderOf(steps: readonly number[], chooser: Chooser): string {
  const machine = new Machine({ chooser, horizonUs: 1, maxSteps: 1_000 });
  let order = '';
  steps.forEach((count, i) => {
    function* body() {
      for (let n = 0; n < count; n++) {
        yield* machine.step('step');
        order += i;
      }
    }
    machine.spawn(`a${i}`, 'process', body, true);
  });
  machine.run();
  return order;
}

/**
 * A bug of depth d: it takes d orderings, each of the next event after the one before, by two activities in turn. So the
 * order of their events is 0 1 0 1 ..., d + 1 events in all, whatever bystanders do; or 1 0 1 0 ..., which is not the
 * default's beginning.
 */
function planted(depth: number, bystanders: number, first: 0 | 1 = 0) {
  const events = depth + 1;
  const two = [Math.ceil(events / 2), Math.floor(events / 2)];
  const steps = [...(first === 0 ? two : two.toReversed()), ...Array<number>(bystanders).fill(2)];
  const wanted = (first === 0 ? '01' : '10').repeat(events).slice(0, events);
  return {
    activities: steps.length,
    steps: steps.reduce((sum, n) => sum + n, 0),
    fails: (chooser: Chooser) => orderOf(steps, chooser).replaceAll(/[^01]/g, '') === wanted,
  };
}

/** How many of so many runs fail; no more are done once `enough` did. */
function hits(
  strategy: Strategy,
  hints: Hints,
  trials: number,
  enough: number,
  fails: (chooser: Chooser) => boolean,
): number {
  let count = 0;
  for (let i = 0; i < trials && count < enough; i++) {
    if (fails(strategy.chooser(deriveSeed(2026, strategy.name, i), hints))) count++;
  }
  return count;
}

describe('PCT', () => {
  it.each([
    [1, 0, 0],
    [1, 3, 0],
    [1, 3, 1],
    [2, 0, 0],
    [2, 2, 0],
    [2, 2, 1],
    [3, 0, 0],
    [3, 1, 0],
    [3, 1, 1],
    [4, 0, 0],
    [5, 0, 0],
  ] as const)(
    'finds a bug of depth %i beside %i bystanders as often as 1 / (n k^(d-1)) at least, begun by activity %i',
    (depth, bystanders, first) => {
      const bug = planted(depth, bystanders, first);
      const bound = 1 / (bug.activities * bug.steps ** (depth - 1));
      const hints = { points: bug.steps, choices: 0 };
      // Something that is found as often as the bound says reaches this with a doubt of one in a million; what is found
      // a third as often does so once in five thousand times (from depth 4 on, where runs are dear: one of four times).
      const trials = Math.ceil(100 / bound);
      const enough = 54;
      expect(atMost(enough - 1, trials, bound)).toBeLessThan(DOUBT);
      expect(hits(pct(depth), hints, trials, enough, bug.fails)).toBe(enough);
      // With one change point less it is never found: as many runs as would show it with next to no doubt.
      if (depth === 1 || depth === 5) return;
      const some = Math.ceil(14 / bound);
      expect(atMost(0, some, bound)).toBeLessThan(DOUBT);
      expect(hits(pct(depth - 1), hints, some, 1, bug.fails)).toBe(0);
    },
  );
});

it('PCT that is focused keeps an eighth of the bound: so often is its window the whole run', () => {
  const [depth, bystanders] = [2, 7];
  const bug = planted(depth, bystanders);
  // In shorter runs the window is always the whole.
  expect(bug.steps).toBeGreaterThan(16);
  const bound = 1 / (8 * bug.activities * bug.steps ** (depth - 1));
  const trials = Math.ceil(100 / bound);
  const enough = 54;
  expect(atMost(enough - 1, trials, bound)).toBeLessThan(DOUBT);
  const hints = { points: bug.steps, choices: 0 };
  expect(hits(pct(depth, { focus: true }), hints, trials, enough, bug.fails)).toBe(enough);
});

describe('the walk that is uniform', () => {
  const steps = [2, 2, 2];
  const INTERLEAVINGS = 90;
  const tally = (strategy: Strategy, hints: Hints) => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 50 * INTERLEAVINGS; i++) {
      const order = orderOf(steps, strategy.chooser(deriveSeed(7, i), hints));
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    return [...counts.values(), ...Array<number>(INTERLEAVINGS - counts.size).fill(0)];
  };
  const hints = measureHints((chooser) => {
    orderOf(steps, chooser);
  });
  const credible = (strategy: Strategy, given: Hints) =>
    chiSquareTail(chiSquare(tally(strategy, given)), INTERLEAVINGS - 1);

  it('takes every interleaving of a small program alike', () => {
    expect(hints.operations).toEqual(new Map([0, 1, 2].map((i) => [`a${i}`, 2])));
    const counts = tally(uniformWalk, hints);
    expect(counts).toHaveLength(INTERLEAVINGS);
    expect(chiSquareTail(chiSquare(counts), INTERLEAVINGS - 1)).toBeGreaterThan(DOUBT);
  });

  it('is told from one that is not: a walk that takes activities alike, or that does not know the counts', () => {
    const alike: Strategy = {
      ...randomWalk(1),
      chooser: (seed) => uniformWalk.chooser(seed, noHints),
    };
    for (const strategy of [alike, randomWalk(0.5)]) expect(credible(strategy, hints)).toBeLessThan(1e-12);
  });
});

describe('the statistics', () => {
  it('agree with tables', () => {
    // Upper 5 % and 0.1 % points of chi-square with 10, 50 and 89 degrees of freedom.
    for (const [x, freedom, tail] of [
      [18.307, 10, 0.05],
      [29.588, 10, 0.001],
      [67.505, 50, 0.05],
      [112.022, 89, 0.05],
    ] as const)
      expect(Math.abs(chiSquareTail(x, freedom) / tail - 1), `${x}`).toBeLessThan(0.08);
    expect(atMost(0, 10, 0.5)).toBeCloseTo(2 ** -10, 12);
    expect(atMost(5, 10, 0.5)).toBeCloseTo(638 / 1024, 12);
    expect(atMost(10, 10, 0.3)).toBeCloseTo(1, 12);
  });
});
