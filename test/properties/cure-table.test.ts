import { describe, expect, test } from 'vitest';
import { fixes } from '../../impl/driver/reference/index.ts';
import { closureOf, type Fix } from '../../properties/campaign/cure.ts';
import { allBut, smallestSet } from '../../properties/campaign/smallest-set.ts';
import { curesOf, stacks } from '../../properties/campaign/stack.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import { filesOf } from '../../properties/detect/store.ts';
import { survivalReason } from '../../properties/detect/survivors.ts';
import { breaksWith, type Filed, removedBy } from '../../properties/manifests/cure-table.ts';
import { cures } from '../../properties/manifests/cures.ts';
import { series2026 } from '../../properties/manifests/series-2026.ts';

/** All of it with DEEP=1, else a sample. */
const deep = process.env.DEEP !== undefined;
const { fixes: named } = curesOf('series-2026');
const filed = (file: string): Filed => ({ file, counterexample: readCounterexample(pathOf(file)) });

describe('which fix cures what', () => {
  test('is recorded of every finding of the series, and the cure that names its cause is among the smallest', () => {
    expect(Object.keys(cures.removed).sort()).toEqual(
      series2026.expected.map((e) => e.counterexample).sort(),
    );
    for (const { counterexample, cure } of series2026.expected) {
      const sets = cures.removed[counterexample] ?? [];
      const smaller = sets.filter((set) => set.length < cure.length);
      expect(smaller, counterexample).toEqual([]);
    }
  });

  const sampled = series2026.expected.filter(({ rule }, i) => deep || (i % 40 === 3 && rule !== 'REFINES'));
  test.each(sampled)('$counterexample: is found out again', ({ counterexample }) => {
    expect(removedBy(filed(counterexample))).toEqual(cures.removed[counterexample]);
  });
});

test('a fix that delays the release of a group does not cure what frees it: it is freed twice instead', () => {
  const freed = filed('series-2026/REF-SAFE.fair-reset.json');
  expect(breaksWith(freed, ['enter-gate', 'quiet-mmu'])).toBe(true);
  expect(breaksWith(freed, ['enter-gate', 'exit-answered', 'owner-truth', 'fair-reset'])).toBe(false);
});

describe('the smallest set', () => {
  const needed = cures.needed.filter(({ breaks }) => breaks.length > 0);

  test('is made of what is needed and of what that stands on', () => {
    const must = named.filter(({ name }) => needed.some((n) => n.fix === name));
    const closed = closureOf(named, must);
    for (const name of closed) expect(cures.chosen).toContain(name);
    if (cures.tried.length === 0) expect(cures.chosen).toEqual(closed);
    expect(cures.needed.map((n) => n.fix)).toEqual(fixes.map((fix) => fix.unit.name));
  });

  test('stacks, and nothing was found with it', () => {
    expect(stacks([...unitsOfSeries(), ...cures.chosen])).toBe(true);
    expect(cures.search.broken).toEqual([]);
    expect(cures.search.executions).toBeGreaterThan(100);
  });

  test('lacks only fixes for which a reason is given', () => {
    for (const { unit } of fixes) {
      if (!cures.chosen.includes(unit.name))
        expect(survivalReason(`no-${unit.name}`), unit.name).not.toBeNull();
    }
  });

  test('has no fix that the reference is said to get on without', () => {
    const survives = cures.chosen.filter((name) => survivalReason(`no-${name}`) !== null);
    expect(survives).toEqual([]);
  });

  const shown = needed.filter((_, i) => deep || i % 6 === 0);
  test.each(shown)(
    'without $fix a stored counterexample breaks with all others',
    ({ fix, without, breaks }) => {
      const names = allBut(named, fix);
      expect(names.filter((name) => without.includes(name))).toEqual([]);
      expect(names).toHaveLength(fixes.length - without.length);
      for (const file of deep ? breaks : breaks.slice(0, 1))
        expect(breaksWith(filed(file), names), file).toBe(true);
    },
  );

  const all = [
    ...series2026.expected.map((e) => e.counterexample),
    ...filesOf().filter((f) => f.includes('/no-')),
  ];
  const held = all.filter((_, i) => deep || i % 13 === 4);
  test.each(held)('with it %s holds', (file) => {
    expect(breaksWith(filed(file), cures.chosen)).toBe(false);
  });
});

function unitsOfSeries(): readonly string[] {
  return ['mainline', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'];
}

describe('smallestSet', () => {
  const plain = (name: string, ...requires: string[]): Fix => ({ name, requires });
  const some = [plain('a'), plain('b', 'a'), plain('c'), plain('d'), plain('e')];
  /** Each group is cured by any of some sets. */
  const brokenBy =
    (...groups: readonly (readonly string[])[][]) =>
    (names: readonly string[]): readonly string[] =>
      groups.flatMap((sets, i) => (sets.some((set) => set.every((n) => names.includes(n))) ? [] : [`f${i}`]));

  test('takes what is needed with what that stands on, and as little as will do beside', () => {
    const broken = brokenBy([['b']], [['c', 'd'], ['e']]);
    const needed = [{ fix: 'b', without: ['b'], breaks: ['f0'] }];
    const result = smallestSet(some, needed, broken);
    expect(result?.chosen).toEqual(['a', 'b', 'e']);
    expect(result?.tried.map((tried) => tried.fixes)).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'd'],
    ]);
    for (const { breaks } of result?.tried ?? []) expect(breaks).toEqual(['f1']);
  });

  test('is as small as any set that does, on random cases', () => {
    let checked = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const bit = (i: number): boolean => ((seed * 2_654_435_761) >>> i) % 2 === 1;
      const flat = ['a', 'b', 'c', 'd', 'e'].map((name) => plain(name));
      const groups = [0, 1, 2].map((g) =>
        [0, 1]
          .map((s) => flat.map((f) => f.name).filter((_, i) => bit(g * 10 + s * 5 + i)))
          .filter((s) => s.length > 0),
      );
      const broken = brokenBy(...groups);
      const subsets = Array.from({ length: 32 }, (_, mask) =>
        flat.map((f) => f.name).filter((_n, i) => (mask >> i) & 1),
      );
      const least = Math.min(...subsets.filter((s) => broken(s).length === 0).map((s) => s.length));
      const needed = flat.map(({ name }) => ({
        fix: name,
        without: [name],
        breaks: broken(allBut(flat, name)),
      }));
      const result = smallestSet(flat, needed, broken);
      expect(result?.chosen.length ?? Number.POSITIVE_INFINITY).toBe(least);
      checked++;
    }
    expect(checked).toBe(40);
  });

  test('says so where not even all fixes do', () => {
    expect(smallestSet(some, [], () => ['f0'])).toBeNull();
  });
});
