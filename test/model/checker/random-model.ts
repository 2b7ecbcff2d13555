import {
  array,
  bool,
  id,
  idType,
  int,
  oneOf,
  optional,
  perId,
  record,
  setOf,
  words,
} from '../../../model/checker/index.ts';

/** Pseudo-random numbers, so that a failing seed can be named. */
function dice(seed: number) {
  let x = seed;
  return (n: number): number => {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return (x >>> 8) % n;
  };
}

/** A model whose guards and bodies are picked by chance. */
export function randomModel(seed: number) {
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
  const { action, always, sometimes, step, defineModel } = words(schema);
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
  const x = pick(guards);
  return defineModel({
    name: `random ${seed}`,
    schema,
    initial: () => {},
    actions,
    rules: [
      always({ id: 'R', then: (s) => Node.ids.every((g) => r(s, g)) }),
      always({ id: 'R-GIVEN', given: (s) => Node.ids.some((g) => x(s, g)), then: (s) => r(s, Node.at(0)) }),
      step({
        id: 'T',
        given: (before, after, _action, { g }) => before.n !== after.n || x(before, g as unknown as N),
        then: (before, after, _action, { h }) => r(after, h as unknown as N) || before.word === after.word,
      }),
      sometimes({ id: 'W', then: (s) => !Node.ids.some((g) => x(s, g) || r(s, g)) }),
    ],
  });
}
