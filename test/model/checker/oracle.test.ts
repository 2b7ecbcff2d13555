import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fairness } from '../../../model/checker/index.ts';
import { type Edge, expectedOf, type Family, foundIn, type Net } from './oracle.ts';

const state = (states: number) => fc.nat({ max: states - 1 });
const edge = (states: number): fc.Arbitrary<Edge> =>
  fc.record({
    from: state(states),
    to: state(states),
    action: fc.nat({ max: 2 }),
    variant: fc.nat({ max: 1 }),
  });

const family: fc.Arbitrary<Family> = fc.record({
  kind: fc.constantFrom<Fairness>('weak', 'strong'),
  actions: fc.subarray([0, 1, 2], { minLength: 1 }),
  eachVariant: fc.boolean(),
});

/** Graphs of at most 6 states and 12 edges, in which about half of the rules of each kind are broken. */
const net: fc.Arbitrary<Net> = fc.integer({ min: 2, max: 6 }).chain((states) =>
  fc.record({
    states: fc.constant(states),
    edges: fc.uniqueArray(edge(states), {
      minLength: states,
      maxLength: 12,
      selector: (e) => `${e.from} ${e.action} ${e.variant}`,
    }),
    fairness: fc.array(fc.constantFrom<Fairness | null>('weak', 'strong', null, null, null), {
      minLength: 3,
      maxLength: 3,
    }),
    families: fc.array(family, { maxLength: 2 }),
    given: fc.subarray(
      Array.from({ length: states }, (_, x) => x),
      { minLength: 1, maxLength: 2 },
    ),
    then: fc.subarray(
      Array.from({ length: states }, (_, x) => x),
      { minLength: 1, maxLength: Math.ceil(states / 2) },
    ),
  }),
);

const kinds = ['always', 'step', 'sometimes', 'eventually', 'leadsTo'] as const;
const runs = Number(process.env.RUNS ?? 1500);

test('every verdict and every shortest length is as the definitions say, and each kind breaks often enough', () => {
  const broken = new Map<string, number>(kinds.map((k) => [k, 0]));
  const judged = new Map<string, number>(kinds.map((k) => [k, 0]));
  const fair = { weak: 0, strong: 0, family: 0, together: 0 };
  fc.assert(
    fc.property(net, (n) => {
      const expected = expectedOf(n);
      expect(foundIn(n)).toEqual(expected);
      for (const k of kinds) {
        if (expected[k]?.verdict === 'vacuous') continue;
        judged.set(k, (judged.get(k) ?? 0) + 1);
        if (expected[k]?.verdict === 'violated') broken.set(k, (broken.get(k) ?? 0) + 1);
      }
      // Does fairness decide: is a rule kept that would break without it?
      const without = expectedOf({ ...n, fairness: [null, null, null], families: [] });
      const bare = expectedOf({ ...n, families: [] });
      // Families read as if each of their instances were fair by itself, which demands more.
      const apart = expectedOf({
        ...n,
        families: n.families.flatMap((f) =>
          f.actions.map((a) => ({ ...f, actions: [a], eachVariant: true })),
        ),
      });
      for (const k of ['eventually', 'leadsTo'] as const) {
        if (expected[k]?.verdict !== bare[k]?.verdict) fair.family += 1;
        if (expected[k]?.verdict !== apart[k]?.verdict) fair.together += 1;
        if (expected[k]?.verdict === without[k]?.verdict) continue;
        const weaker = expectedOf({
          ...n,
          fairness: n.fairness.map((f) => (f === null ? null : 'weak')),
          families: n.families.map((f) => ({ ...f, kind: 'weak' })),
        });
        if (weaker[k]?.verdict === expected[k]?.verdict) fair.weak += 1;
        else fair.strong += 1;
      }
    }),
    { seed: Number(process.env.SEED ?? 20261121), numRuns: runs },
  );
  for (const k of kinds) {
    const share = (broken.get(k) ?? 0) / (judged.get(k) ?? 1);
    expect([k, judged.get(k)! > runs / 3, share > 0.3 && share < 0.7, share]).toEqual([k, true, true, share]);
  }
  expect(fair.weak).toBeGreaterThan(runs / 20);
  expect(fair.strong).toBeGreaterThan(runs / 100);
  expect(fair.family).toBeGreaterThan(runs / 20);
  expect(fair.together).toBeGreaterThan(runs / 100);
});
