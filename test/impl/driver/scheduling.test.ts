import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import { type Population, population, tickOf } from './population.ts';
import { mutants, mutated } from './scheduler-mutants.ts';
import { breaches, constraints } from './scheduling-constraints.ts';
import { Tick } from './tick-view.ts';

const breachesOf = (revision: Revision, p: Population): readonly string[] => {
  const { before, after } = tickOf(revision, p);
  return breaches(new Tick(before, after));
};

// The RFC schedules as mainline does; the series has its own idea of idle groups (A.3).
test.each([revisions.mainline, revisions['rfc-2025']])(
  'a tick of $name keeps every constraint',
  (revision) => {
    fc.assert(
      fc.property(population, (p) => {
        expect(breachesOf(revision, p)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  },
);

describe('the constraints', () => {
  const samples = fc.sample(population, { seed: 20_261_121, numRuns: 400 });
  const killed = new Map<string, readonly string[]>();

  test.each(Object.entries(mutants))('kill a scheduler with one thing wrong: %s', (name, functions) => {
    const revision = mutated(name, functions);
    for (const p of samples) {
      const found = breachesOf(revision, p);
      if (found.length === 0) continue;
      killed.set(name, found);
      return;
    }
    throw new Error(`${name}: no constraint notices in ${samples.length} populations`);
  });

  test('are each needed: some mutant breaks each', () => {
    expect(killed.size).toBeGreaterThanOrEqual(20);
    const broken = [...killed.values()].flat();
    expect(
      constraints.filter(({ name }) => !broken.some((b) => b.startsWith(name))).map((c) => c.name),
    ).toEqual([]);
  });
});
