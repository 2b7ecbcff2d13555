import { describe, expect, test } from 'vitest';
import { protm } from '../../../bench/checker/models/protm.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import {
  array,
  bool,
  check,
  id,
  idType,
  int,
  type Model,
  oneOf,
  optional,
  perId,
  plain,
  record,
  setOf,
  words,
} from '../../../model/checker/index.ts';
import { Search } from '../../../model/checker/search.ts';
import { canonical, explore } from './naive.ts';
import { zoo } from './zoo.ts';

function packedStates<S>(model: Model<S>): string[] {
  const search = new Search(model, {});
  search.seed();
  while (search.engine.head() < search.engine.states()) search.run(search.engine.states());
  return Array.from({ length: search.engine.states() }, (_, i) =>
    canonical(model.schema, search.stateOf(i)),
  ).sort();
}

function agree<S>(model: Model<S>): void {
  const twin = explore(model);
  const r = check(model);
  expect(packedStates(model)).toEqual(twin.states);
  expect(r.transitions).toBe(twin.transitions);
  expect(r.perLevel).toEqual(twin.levels);
  for (const a of r.perAction) expect([a.id, a.fired]).toEqual([a.id, twin.fired.get(a.id) ?? 0]);
  for (const rule of r.perRule)
    if (rule.kind === 'always') expect(rule.counterexample?.length).toBe(add1(twin.firstBroken.get(rule.id)));
}
const add1 = (x: number | undefined) => (x === undefined ? undefined : x + 1);

/** Pseudo-random numbers, so that a failing seed can be named. */
function dice(seed: number) {
  let x = seed;
  return (n: number): number => {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return (x >>> 8) % n;
  };
}

/** A model whose guards and bodies are picked by chance. */
function randomModel(seed: number) {
  const roll = dice(seed);
  const Node = idType('node', 1 + roll(4));
  const high = 1 + roll(3);
  const schema = record({
    n: int(-high, high),
    word: oneOf('a', 'b', 'c'),
    maybe: optional(id(Node)),
    set: setOf(Node),
    nodes: perId(Node, record({ on: bool, level: int(0, high), peers: setOf(Node), flags: array(2, bool) })),
    bits: perId(Node, optional(bool)),
  });
  const { action, always, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  type N = (typeof Node.ids)[number];
  const guards: ((s: S, g: N) => boolean)[] = [
    (s, g) => s.nodes[g].on,
    (s, g) => s.nodes[g].level < high,
    (s, g) => s.maybe !== g,
    (s, g) => !s.set.has(g),
    (s) => s.n < high,
    (s) => s.word !== 'c',
    (s, g) => s.bits[g] !== true,
    (s, g) => s.nodes[g].peers.size < 2,
  ];
  const bodies: ((s: S, g: N, h: N) => void)[] = [
    (s, g) => {
      s.nodes[g].on = !s.nodes[g].on;
    },
    (s, g) => {
      s.nodes[g].level = (s.nodes[g].level + 1) % (high + 1);
    },
    (s, g) => {
      s.maybe = s.maybe === g ? null : g;
    },
    (s, g, h) => (s.set.has(h) ? s.set.delete(h) : s.set.add(g)),
    (s) => {
      s.n = s.n === high ? -high : s.n + 1;
    },
    (s) => {
      s.word = s.word === 'a' ? 'b' : s.word === 'b' ? 'c' : 'a';
    },
    (s, g) => {
      s.bits[g] = s.bits[g] === null ? false : s.bits[g] === false ? true : null;
    },
    (s, g, h) => s.nodes[g].peers.add(h),
    (s, g) => {
      s.nodes[g].flags[0] = s.nodes[g].flags[1] ?? false;
      s.nodes[g].flags[1] = s.nodes[g].on;
    },
  ];
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const actions = Array.from({ length: 2 + roll(3) }, (_, k) => {
    const [g1, g2, b1, b2] = [pick(guards), pick(guards), pick(bodies), pick(bodies)];
    return action({
      id: `a${k}`,
      over: { h: Node, g: Node },
      when: { first: (s, { h }) => g1(s, h), second: (s, p) => g2(s, p.g) },
      then: (s, { g, h }) => {
        b1(s, g, h);
        b2(s, h, g);
      },
    });
  });
  const r = pick(guards);
  return defineModel({
    name: `random ${seed}`,
    schema,
    initial: () => {},
    actions,
    rules: [always({ id: 'R', then: (s) => Node.ids.every((g) => r(s, g)) })],
  });
}

describe('the naive twin sees the same states, transitions, levels and violations', () => {
  test('protected mode', () => agree(protm({ groups: 2, slots: 1, commands: 1, priorities: 2, ticks: 2 })));
  test('protected mode with the planted defect', () =>
    agree(protm({ groups: 2, slots: 2, commands: 1, priorities: 2, ticks: 1, bug: true })));
  test('two-phase commit', () => agree(twoPhase(4)));

  let agreed = 0;
  test.each(Array.from({ length: 24 }, (_, i) => i))('random model %i', (seed) => {
    const model = randomModel(seed);
    if (check(model, { maxStates: 3_000 }).truncatedBy !== undefined) return;
    agree(model);
    agreed += 1;
  });
  test('most random models were small enough to compare', () => expect(agreed).toBeGreaterThan(12));

  test('a model with every kind of type, to a depth', () => {
    const r = check(zoo(), { maxDepth: 4 });
    const p = plain(zoo());
    const levels = [new Map(p.initial().map((s) => [p.key(s), s]))];
    const seen = new Set(levels[0]?.keys());
    for (let d = 1; d <= 4; d++) {
      const level = new Map<string, ReturnType<typeof p.lowest>>();
      for (const s of levels[d - 1]?.values() ?? [])
        for (const x of p.successors(s)) {
          const k = p.key(x.state);
          if (!seen.has(k)) level.set(k, x.state);
          seen.add(k);
        }
      levels.push(level);
    }
    expect(r.perLevel).toEqual(levels.map((x) => x.size));
    expect(r.verdict).toBe('holds to depth 4');
  });
});
