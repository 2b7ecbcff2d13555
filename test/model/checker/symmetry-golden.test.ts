import { describe, expect, test } from 'vitest';
import { protm } from '../../../bench/checker/models/protm.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import {
  check,
  type IdType,
  id,
  idType,
  int,
  type Model,
  perId,
  record,
  type StateOf,
  setOf,
  words,
} from '../../../model/checker/index.ts';
import { layoutOf } from '../../../model/checker/layout.ts';
import { Search } from '../../../model/checker/search.ts';
import { nodesOf } from '../../../model/checker/symmetry-cells.ts';
import { labellingOf } from '../../../model/checker/symmetry-labelling.ts';
import { counters } from './golden/counters.ts';
import { increment } from './golden/increment.ts';
import { graphs, maps, matrices, partialMaps, relations } from './golden/structures.ts';
import { orbitsPerLevel, reach } from './symmetry-brute.ts';
import { dice } from './symmetry-random.ts';

/** The id types that parameters of actions range over. */
const typesOf = <S>(model: Model<S>): IdType[] => [
  ...new Set(model.actions.flatMap((a) => Object.values(a.over).flatMap((d) => ('kind' in d ? [d] : [])))),
];

describe('published protocols', () => {
  // Orbits of 7 participants: TLC 2 with SYMMETRY on TwoPhase.tla. The numbers of states are those of the full model.
  test.each([
    [3, 80, 288],
    [5, 314, 8_832],
    [7, 920, 296_448],
    [8, 1_461, 1_745_408],
    [9, 2_232, 10_340_352],
  ])('two-phase commit with %i participants: %i orbits, which stand for %i states', (n, orbits, states) => {
    const model = twoPhase(n);
    const r = check(model, { symmetry: typesOf(model) });
    expect(r.verdict).toBe('holds (exhaustive)');
    expect(r.states).toBe(orbits);
    expect(r.symmetry).toMatchObject({ types: ['participant'], orbits, unreducedStates: String(states) });
    // All prepare, the manager sees it and commits, all commit: as long as without symmetry.
    expect(r.perRule.find((x) => x.id === 'ALL-COMMIT')?.witness).toHaveLength(3 * n + 2);
  });

  test('two-phase commit with 20 participants: 54,922 orbits', () => {
    const model = twoPhase(20);
    const r = check(model, { symmetry: typesOf(model) });
    expect([r.verdict, r.states]).toEqual(['holds (exhaustive)', 54_922]);
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

describe('twenty ids that are related to one another', () => {
  const Node = idType('node', 20);
  const schema = record({
    colour: perId(Node, int(0, 3)),
    to: perId(Node, id(Node)),
    near: perId(Node, setOf(Node)),
  });
  const layout = layoutOf(schema);
  const { defineModel } = words(schema);
  type S = StateOf<typeof schema>;

  /** The packed state that `build` makes when node i is called `names[i]`. */
  function packed(
    build: (s: S, at: (i: number) => (typeof Node.ids)[number]) => void,
    names: readonly number[],
  ) {
    const at = (i: number) => Node.at(names[((i % 20) + 20) % 20] ?? 0);
    const model = defineModel({
      name: 'one state',
      schema,
      initial: (s: S) => build(s, at),
      actions: [],
      terminal: () => true,
    });
    const search = new Search(model, {});
    search.seed();
    return search.engine.words().slice(0, layout.words);
  }
  const shuffled = (seed: number) => {
    const roll = dice(seed);
    const out = Array.from({ length: 20 }, (_, i) => i);
    for (let i = 19; i > 0; i--) {
      const j = roll(i + 1);
      [out[i], out[j]] = [out[j] as number, out[i] as number];
    }
    return out;
  };

  type Build = Parameters<typeof packed>[0];
  const ring: Build = (s, at) => {
    for (let i = 0; i < 20; i++) s.to[at(i)] = at(i + 1);
  };
  const loops: Build = (s, at) => {
    for (let i = 0; i < 20; i++) s.to[at(i)] = at(i);
  };
  const stars: Build = (s, at) => {
    for (let i = 0; i < 20; i++) {
      s.to[at(i)] = at(i - (i % 4));
      s.colour[at(i)] = i % 4 === 1 ? 1 : 0;
    }
  };
  const pairs: Build = (s, at) => {
    loops(s, at);
    for (let i = 0; i < 20; i += 2) {
      s.near[at(i)].add(at(i + 1));
      s.near[at(i + 1)].add(at(i));
    }
  };
  const twoCliques: Build = (s, at) => {
    loops(s, at);
    for (let i = 0; i < 20; i++)
      for (let j = 0; j < 20; j++) if (i !== j && i % 2 === j % 2) s.near[at(i)].add(at(j));
  };
  // Every node has degree 3, and refinement tells none from another.
  const prism: Build = (s, at) => {
    loops(s, at);
    for (let i = 0; i < 10; i++)
      for (const j of [(i + 1) % 10, (i + 9) % 10, i + 10]) {
        s.near[at(i)].add(at(j));
        s.near[at((i + 10) % 20)].add(at(j < 10 ? j + 10 : i));
      }
  };
  const moebius: Build = (s, at) => {
    loops(s, at);
    for (let i = 0; i < 20; i++) for (const j of [i + 1, i - 1, i + 10]) s.near[at(i)].add(at(j));
  };
  const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));
  const cases: Record<string, [Build, bigint]> = {
    ring: [ring, 20n],
    loops: [loops, factorial(20)],
    // Five stars; of the three that point at a centre, one has a colour of its own and two are alike.
    stars: [stars, factorial(5) * 2n ** 5n],
    pairs: [pairs, factorial(10) * 2n ** 10n],
    'two cliques': [twoCliques, 2n * factorial(10) ** 2n],
    prism: [prism, 40n],
    moebius: [moebius, 40n],
  };

  test.each(Object.entries(cases))(
    '%s: one form under every naming, all automorphisms, few trials',
    (_name, [build, order]) => {
      const labelling = labellingOf(layout, nodesOf([Node]));
      const forms = new Set<string>();
      for (let seed = 0; seed < 10; seed++) {
        const state = packed(build, shuffled(seed));
        expect(labelling.automorphisms(state, 0).reduce((n, f) => n * BigInt(f), 1n)).toBe(order);
        labelling.canonicalise(state, 0);
        forms.add(String(state));
      }
      expect(forms.size).toBe(1);
      expect(labelling.trials() / 20).toBeLessThan(25);
    },
  );

  test('the prism and the moebius ladder, alike to refinement, have different forms', () => {
    const labelling = labellingOf(layout, nodesOf([Node]));
    const [a, b] = [packed(prism, shuffled(1)), packed(moebius, shuffled(2))];
    labelling.canonicalise(a, 0);
    labelling.canonicalise(b, 0);
    expect(String(a)).not.toBe(String(b));
  });
});
