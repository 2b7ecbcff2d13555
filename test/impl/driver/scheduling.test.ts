import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import { type Population, population, tickOf } from './population.ts';
import { mutants, mutated, seriesMutants } from './scheduler-mutants.ts';
import { breaches, constraints } from './scheduling-constraints.ts';
import { Tick } from './tick-view.ts';

const { mainline } = revisions;
const series = revisions['series-2026'];

function breachesOf(revision: Revision, p: Population): readonly string[] {
  const { before, after } = tickOf(revision, p);
  return breaches(
    new Tick(
      before,
      after,
      revision.units.some((unit) => unit.name === 'P7'),
    ),
  );
}

// The RFC schedules as mainline does; the series has its own idea of idle groups (A.3).
test.each([mainline, revisions['rfc-2025'], series])('a tick of $name keeps every constraint', (revision) => {
  fc.assert(
    fc.property(population, (p) => {
      expect(breachesOf(revision, p)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

describe('the constraints', () => {
  const samples = fc.sample(population, { seed: 20_261_121, numRuns: 400 });
  const all = [
    ...Object.entries(mutants).map(([name, functions]) => mutated(mainline, name, functions)),
    ...Object.entries(seriesMutants).map(([name, functions]) => mutated(series, name, functions)),
  ];
  const killed = new Map<string, readonly string[]>();

  test.each(all)('kill a scheduler with one thing wrong: $name', (revision) => {
    for (const p of samples) {
      const found = breachesOf(revision, p);
      if (found.length === 0) continue;
      killed.set(revision.name, found);
      return;
    }
    throw new Error(`${revision.name}: no constraint notices in ${samples.length} populations`);
  });

  test('are each needed: some mutant breaks each', () => {
    expect(killed.size).toBe(all.length);
    const broken = [...killed.values()].flat();
    const idle = constraints.filter(({ name }) => !broken.some((b) => b.startsWith(name)));
    expect(idle.map((c) => c.name)).toEqual([]);
  });
});
