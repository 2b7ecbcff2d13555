import { expect, test } from 'vitest';
import { foundFile } from '../../cli/found-file.ts';
import { decodeCounterexample, encodeCounterexample } from '../../properties/counterexample/format.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import { manifestOf } from '../../properties/manifests/index.ts';

const stored = manifestOf('series-2026').expected.map((e) => readCounterexample(pathOf(e.counterexample)));

test('a new finding has a name of its own, the same in every search', () => {
  const names = stored.map((counterexample) => foundFile('report', counterexample, false));
  expect(names.length).toBeGreaterThan(20);
  expect(new Set(names).size).toBe(names.length);
  for (const [i, counterexample] of stored.entries()) {
    expect(foundFile('report', decodeCounterexample(encodeCounterexample(counterexample)), false)).toBe(
      names[i],
    );
    expect(names[i]).toMatch(/^report\/found\/series-2026-[a-z-]+-[0-9a-f]{8}\.json$/);
  }
});

test('whatever is run differs in the name, what is only told does not', () => {
  const [one] = stored.filter(({ schedule }) => schedule.length > 1);
  if (one === undefined) throw new Error('none needs a schedule');
  const name = foundFile('report', one);
  const others = [
    { ...one, schedule: one.schedule.slice(1) },
    { ...one, workload: { ...one.workload, slots: one.workload.slots + 1 } },
    { ...one, needs: { ...one.needs, choices: { F04: 'never' } } },
    { ...one, instance: 'another' },
    { ...one, revision: { ...one.revision, units: [...one.revision.units, 'late-heap'] } },
  ] as const;
  for (const other of others) expect(foundFile('report', other)).not.toBe(name);
  expect(foundFile('report', { ...one, story: ['another'], what: 'other words' })).toBe(name);
});

test('a stack of many fixes has a name that a file system takes, and still one of its own', () => {
  const [one] = stored;
  if (one === undefined) throw new Error('nothing is stored');
  const stack = (fixes: readonly string[]) =>
    foundFile('report', {
      ...one,
      revision: { name: ['series-2026', ...fixes].join('+'), units: [...one.revision.units, ...fixes] },
    });
  const many = Array.from({ length: 40 }, (_, i) => `some-fix-of-mine-${i}`);
  expect(stack(many)).toMatch(/^report\/found\/series-2026\+40-units-[a-z-]+-[0-9a-f]{8}\.json$/);
  expect(stack(many)).not.toBe(stack([...many.slice(1), 'another']));
});

test('what the manifest of its revision foresees lies apart from what is new', () => {
  const [one] = stored;
  if (one === undefined) throw new Error('nothing is stored');
  expect(foundFile('report', one)).toMatch(/^report\/foreseen\/series-2026-/);
  const own = { ...one, revision: { ...one.revision, name: 'reference' } };
  expect(foundFile('report', own)).toMatch(/^report\/found\/reference-/);
});
