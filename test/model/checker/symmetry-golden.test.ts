import { describe, expect, test } from 'vitest';
import { atomicCommit } from '../../../bench/checker/models/atomic-commit.ts';
import { dijkstraMutex } from '../../../bench/checker/models/dijkstra-mutex.ts';
import { protm } from '../../../bench/checker/models/protm.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import { check, type IdType, type Model } from '../../../model/checker/index.ts';
import { counters } from './golden/counters.ts';
import { increment } from './golden/increment.ts';
import { graphs, maps, matrices, partialMaps, relations } from './golden/structures.ts';
import { orbitsPerLevel, reach } from './symmetry-brute.ts';

/** The id types that parameters of actions range over. */
const typesOf = <S>(model: Model<S>): IdType[] => [
  ...new Set(model.actions.flatMap((a) => Object.values(a.over).flatMap((d) => ('kind' in d ? [d] : [])))),
];

describe('published protocols', () => {
  /**
   * While undecided a participant is in one of 6 conditions, after an abort in one of 4, after a commit in one of 2. An
   * orbit says how many are in each: the number of ways to put n into k classes is (n + k - 1) over (k - 1).
   */
  const over = (n: number, k: number): number => (k === 0 ? 1 : (over(n - 1, k - 1) * n) / k);
  const orbitsOf = (n: number) => over(n + 5, 5) + over(n + 3, 3) + over(n + 1, 1);
  const statesOf = (n: number) => 6n ** BigInt(n) + 4n ** BigInt(n) + 2n ** BigInt(n);

  // 288 and 8,832: Stateright examples/2pc.rs. 920: TLC 2 with a symmetry set on TwoPhase.tla of Gray and Lamport.
  test.each([
    [3, 80, 288],
    [5, 314, 8_832],
    [7, 920, 296_448],
    [8, 1_461, 1_745_408],
    [9, 2_232, 10_340_352],
    [20, 54_922, 3_657_257_952_739_328],
  ])('two-phase commit with %i participants: %i orbits, which stand for %i states', (n, orbits, states) => {
    const model = twoPhase(n);
    const r = check(model, { symmetry: typesOf(model) });
    expect(r.verdict).toBe('holds (exhaustive)');
    expect([r.states, orbitsOf(n)]).toEqual([orbits, orbits]);
    expect(r.symmetry).toMatchObject({ types: ['participant'], orbits, unreducedStates: String(states) });
    expect(statesOf(n)).toBe(BigInt(states));
    // All prepare, the manager sees it and commits, all commit: as long as without symmetry.
    expect(r.perRule.find((x) => x.id === 'ALL-COMMIT')?.witness).toHaveLength(3 * n + 2);
  });

  // The states that TLC found, as stated where the models are; orbits by symmetry must add up to them.
  test.each([
    ['atomic commitment, 3 participants', 54_944, 10_100, atomicCommit],
    ["Dijkstra's mutual exclusion, 3 processes", 90_882, 15_313, () => dijkstraMutex(3)],
  ] as const)('%s: %i states in %i orbits', (_name, states, orbits, make) => {
    const full = make() as Model<unknown>;
    const model = {
      ...full,
      rules: full.rules.filter((r) => r.kind !== 'eventually' && r.kind !== 'leadsTo'),
    };
    const r = check(model, { symmetry: typesOf(model) });
    expect([r.verdict, r.states, r.symmetry?.unreducedStates]).toEqual([
      'holds (exhaustive)',
      orbits,
      String(states),
    ]);
  });

  test.each([
    ['increment by 2 threads', 13, 8, increment(2)],
    ['2 counters', 9, 6, counters(2)],
  ] as const)('%s: %i states, %i orbits', (_name, states, orbits, { model, types }) => {
    expect(check(model as Model<unknown>).states).toBe(states);
    expect(check(model as Model<unknown>, { symmetry: types }).states).toBe(orbits);
  });

  test('the lost increment is found by its shortest story, with concrete threads', () => {
    const { model, types } = increment(6);
    const r = check(model, { symmetry: types });
    expect(r.states).toBeLessThan(check(model).states / 50);
    const [rule] = r.perRule;
    expect(rule?.verdict).toBe('violated');
    const names = rule?.counterexample?.map((x) => [x.action, x.params.t]);
    expect(names?.map(([action]) => action)).toEqual([null, 'read', 'read', 'write', 'write']);
    // Two threads, each of which does both.
    expect(new Set(names?.slice(1, 3).map(([, t]) => t))).toEqual(new Set(names?.slice(3).map(([, t]) => t)));
    expect(new Set(names?.slice(1).map(([, t]) => t)).size).toBe(2);
  });

  test('protected mode with groups of equal priority: orbits as counted by brute force', () => {
    const model = protm({ groups: 3, slots: 2, commands: 1, priorities: 1, ticks: 0 });
    const levels = reach(model, 50_000);
    if (levels === null) throw new Error('too many states');
    const full = check(model);
    const r = check(model, { symmetry: typesOf(model) });
    expect(r.perLevel).toEqual(orbitsPerLevel(model, typesOf(model), levels));
    expect(r.symmetry?.unreducedStates).toBe(String(full.states));
    expect(r.perRule.map((x) => x.verdict)).toEqual(full.perRule.map((x) => x.verdict));
  });
});

test('two searches with symmetry give equal results, down to every count and trace', () => {
  const { model, types } = increment(5);
  const run = () => check(model, { symmetry: types, symmetryCheck: { states: 50 } });
  expect(run()).toEqual(run());
});

describe('structures up to isomorphism, counted as orbits', () => {
  const sequences = {
    A000088: {
      of: graphs,
      from: 2,
      counts: [2, 4, 11, 34, 156, 1044],
      states: (n: number) => 2 ** ((n * (n - 1)) / 2),
    },
    A000595: { of: relations, from: 1, counts: [2, 10, 104, 3044], states: (n: number) => 2 ** (n * n) },
    A126285: {
      of: partialMaps,
      from: 1,
      counts: [2, 6, 16, 45, 121, 338],
      states: (n: number) => (n + 1) ** n,
    },
    A001372: { of: maps, from: 1, counts: [1, 3, 7, 19, 47, 130], states: (n: number) => n ** n },
    A002724: { of: matrices, from: 1, counts: [2, 7, 36, 317], states: (n: number) => 2 ** (n * n) },
  };
  test.each(
    Object.entries(sequences).flatMap(([name, { of, from, counts, states }]) =>
      counts.map((count, i) => [name, from + i, count, states(from + i), of] as const),
    ),
  )('%s(%i) = %i', (_name, n, count, states, of) => {
    const { model, types } = of(n) as { model: Model<unknown>; types: IdType[] };
    // The comparison with permuted states is tested elsewhere.
    const r = check(model, { symmetry: types, symmetryCheck: { states: 20, perLevel: 1 } });
    expect(r.states).toBe(count);
    expect(r.symmetry?.unreducedStates).toBe(String(states));
  });
});
