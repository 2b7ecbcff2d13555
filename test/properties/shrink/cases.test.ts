import { describe, expect, it } from 'vitest';
import { both } from '../../../bench/shrink/both.ts';
import { endsOf, figuresOf } from '../../../bench/shrink/case.ts';
import { order } from '../../../bench/shrink/order.ts';
import { references } from '../../../bench/shrink/references.ts';
import { deriveSeed } from '../../../properties/explore/random.ts';

/** Ends from fixed seeds: `npm run bench -- shrink` takes fresh ones. */
const ends = (shrink: typeof references.ours, count: number) =>
  endsOf(20260505, count, shrink, (first, nth) => deriveSeed(first, nth));

describe('the shrinker, from fixed seeds', () => {
  it.each([references, order])('takes $name to its minimum on every seed', async (one) => {
    const figures = figuresOf(await ends(one.ours, 60));
    expect(figures).toMatchObject({ seeds: 60, minimal: 60, median: one.least, worst: one.least });
    expect(figures.medianRuns).toBeGreaterThan(0);
  });

  it('takes operations and their schedule at once to the minimum of both on at least 95 of 100 seeds', async () => {
    const { seeds, minimal } = figuresOf(await ends(both.ours, 40));
    expect(minimal).toBeGreaterThanOrEqual(0.95 * seeds);
  });

  it('ends where fast-check beside it does not, on the same predicate', async () => {
    const theirs = figuresOf(await endsOf(7, 5, order.fastCheck, (first, nth) => first + nth));
    expect(theirs.worst).toBeGreaterThan(order.least);
  });
});
