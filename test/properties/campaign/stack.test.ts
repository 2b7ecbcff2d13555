import { expect, it } from 'vitest';
import { fixes } from '../../../impl/driver/revisions.ts';
import { smallestCure } from '../../../properties/campaign/cure.ts';
import {
  cureNames,
  curesOf,
  inStackOrder,
  isSameCause,
  revisionOf,
  stacks,
} from '../../../properties/campaign/stack.ts';

const unitsOf = (names: readonly string[]): readonly string[] => revisionOf(names).units.map((u) => u.name);
const series = ['mainline', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'];

it('the name of a revision among units takes the place of all below it', () => {
  expect(unitsOf(['mainline', 'R4', 'R5'])).toEqual(['mainline', 'R4', 'R5']);
  expect(unitsOf(['mainline', 'R4', 'R5', 'series-2026'])).toEqual(series);
  expect(unitsOf(['mainline', 'R4', 'R5', 'series-2026', 'enter-gate'])).toEqual([...series, 'enter-gate']);
  expect(stacks(['mainline', 'R4', 'R5', 'enter-gate'])).toBe(false);
  expect(() => revisionOf(['mainline', 'P9'])).toThrow('no unit is called P9');
});

it('what cures the RFC is the series in its place, then with fixes on it; the series is cured by fixes alone', () => {
  const { fixes: onSeries, use } = curesOf('rfc-2025');
  expect(use).toBe('name');
  const needed = (...names: readonly string[]) =>
    smallestCure(onSeries, (cure) => names.every((name) => cure.includes(name)));
  expect(needed()).toEqual(['series-2026']);
  expect(needed('enter-gate')).toEqual(['series-2026', 'enter-gate']);
  expect(needed('fair-exit')).toEqual([
    'series-2026',
    ...['exit-answered', 'owner-truth', 'keep-session', 'fair-exit'],
  ]);
  for (const fix of onSeries) {
    const cure = needed(fix.name);
    expect(cure !== null && stacks(['mainline', 'R4', 'R5', ...cure]), fix.name).toBe(true);
  }
  expect(curesOf('series-2026')).toMatchObject({ use: 'stack' });
  expect(curesOf('series-2026').fixes.map((f) => f.name)).toEqual(fixes.map((f) => f.unit.name));
  expect(cureNames).toEqual([...fixes.map((f) => f.unit.name), 'series-2026']);
});

it('two cures are of one cause if they differ only in what their fixes require, which may stand there already', () => {
  const whole = ['exit-answered', 'owner-truth', 'fair-reset'];
  expect(isSameCause(['fair-reset'], whole)).toBe(true);
  expect(isSameCause(['exit-answered', 'fair-reset'], ['owner-truth', 'fair-reset'])).toBe(true);
  expect(isSameCause(['exit-answered', 'owner-truth'], whole)).toBe(false);
  expect(isSameCause(['enter-gate', 'fair-reset'], ['fair-reset'])).toBe(false);
  expect(isSameCause(['series-2026'], ['series-2026', 'fair-reset'])).toBe(false);
  expect(isSameCause([], ['series-2026'])).toBe(false);
});

it('a cure is told in the order in which it is stacked, a revision first', () => {
  expect(inStackOrder(['keep-session', 'series-2026', 'owner-truth', 'exit-answered'])).toEqual([
    'series-2026',
    'exit-answered',
    'owner-truth',
    'keep-session',
  ]);
  const order = fixes.map(({ unit }) => unit.name);
  expect(inStackOrder(order.toReversed())).toEqual(order);
});
