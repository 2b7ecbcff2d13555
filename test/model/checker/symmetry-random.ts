import {
  array,
  bool,
  id,
  idType,
  int,
  type Model,
  optional,
  perId,
  record,
  type StateOf,
  setOf,
  words,
} from '../../../model/checker/index.ts';

/** Pseudo-random numbers, so that a failing seed can be named. */
export function dice(seed: number) {
  let x = Math.imul(seed + 1, 2654435761);
  return (n: number): number => {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return (x >>> 8) % n;
  };
}

/** What may be planted into a random model to tell ids apart. */
export const plants = [
  'guard',
  'first of',
  'body',
  'always',
  'given',
  'step',
  'sometimes',
  'terminal',
  'initial',
] as const;
export type Plant = (typeof plants)[number];

/**
 * A model with two id types, whose members are stored in optionals, sets, arrays, tables by one and by two ids, of the
 * same and of the other type. Guards, bodies and rules are picked by chance from a list that treats ids alike.
 * @param plant something that treats them differently, if the reachable states give it occasion to
 */
export function randomModel(seed: number, plant: Plant | null = null) {
  const roll = dice(seed);
  const Ant = idType('ant', 2 + roll(2));
  const Bee = idType('bee', 1 + roll(3));
  const schema = record({
    spent: int(0, 3),
    n: int(0, 2),
    chosen: optional(id(Ant)),
    queen: id(Bee),
    nest: setOf(Ant),
    slots: array(2, optional(id(Ant))),
    ants: perId(
      Ant,
      record({ on: bool, peer: optional(id(Ant)), food: setOf(Bee), at: array(2, optional(id(Bee))) }),
    ),
    bees: perId(Bee, record({ by: optional(id(Ant)), level: int(0, 2) })),
    met: perId(Ant, perId(Bee, bool)),
    near: perId(Ant, perId(Ant, bool)),
  });
  const { action, always, step, sometimes, defineModel } = words(schema);
  type S = StateOf<typeof schema>;
  type A = (typeof Ant.ids)[number];
  type B = (typeof Bee.ids)[number];
  const guards: ((s: S, a: A, b: B, c: A) => boolean)[] = [
    (s, a) => !s.ants[a].on,
    (s, a) => s.chosen !== a,
    (s, a, b) => s.bees[b].by !== a,
    (s, a, _b, c) => a !== c && s.ants[a].peer === null,
    (s, a) => s.nest.size < 2 || s.nest.has(a),
    (s) => s.n < 2,
    (s, a, b) => s.ants[a].food.size < 1 || s.ants[a].food.has(b),
    (s, _a, b) => s.queen === b,
    (s, a, _b, c) => !s.near[a][c],
    (s) => s.slots.filter((x) => x !== null).length < 2,
    (s, _a, b) => s.bees[b].level < 2,
  ];
  const bodies: ((s: S, a: A, b: B, c: A) => void)[] = [
    (s, a) => {
      s.ants[a].on = !s.ants[a].on;
    },
    (s, a) => {
      s.chosen = s.chosen === a ? null : a;
    },
    (s, a, b) => {
      s.bees[b].by = s.bees[b].by === null ? a : null;
    },
    (s, a, _b, c) => {
      s.ants[a].peer = s.ants[a].peer === null ? c : null;
    },
    (s, a) => (s.nest.has(a) ? s.nest.delete(a) : s.nest.add(a)),
    (s) => {
      s.n = (s.n + 1) % 3;
    },
    (s, a, b) => s.ants[a].food.add(b),
    (s, _a, b) => {
      s.queen = b;
    },
    (s, a, _b, c) => {
      s.near[a][c] = !s.near[a][c];
    },
    (s, a) => {
      s.slots[1] = s.slots[0];
      s.slots[0] = a;
    },
    (s, _a, b) => {
      s.bees[b].level = (s.bees[b].level + 1) % 3;
    },
    (s, a, b) => {
      s.met[a][b] = true;
    },
    (s, a, b) => {
      s.ants[a].at[1] = s.ants[a].at[0];
      s.ants[a].at[0] = b;
    },
  ];
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const time = 1 + roll(3);
  const mayStop = roll(5) > 0;
  const one = Ant.at(0);
  const marked = (s: S): boolean =>
    s.ants[one].on ||
    s.chosen === one ||
    s.nest.has(one) ||
    s.ants[one].peer !== null ||
    s.ants[one].food.size > 0;
  const actions = Array.from({ length: 1 + roll(3) }, (_, k) => {
    const [g1, g2, b1, b2] = [pick(guards), pick(guards), pick(bodies), pick(bodies)];
    const both = roll(2) === 0;
    const here = k === 0;
    return action({
      id: `act${k}`,
      over: { a: Ant, b: Bee, c: Ant },
      when: {
        'there is time': (s) => s.spent < time,
        first: (s, { a, b, c }) => g1(s, a, b, c),
        second: (s, { a, b, c }) => g2(s, c, b, a),
        ...(here && plant === 'guard' ? { third: (s: S, { a }: { a: A }) => a !== one || s.n === 0 } : {}),
        ...(here && plant === 'first of'
          ? { third: (s: S, { a }: { a: A }) => a === (Ant.ids.find((x) => !s.ants[x].on) ?? a) }
          : {}),
      },
      then: (s, { a, b, c }) => {
        s.spent += 1;
        b1(s, a, b, c);
        if (both) b2(s, c, b, a);
        if (here && plant === 'body' && s.n === 0) s.ants[one].on = true;
      },
    });
  });
  const [q, r, t] = [pick(guards), pick(guards), pick(guards)];
  const everywhere = (s: S, f: (s: S, a: A, b: B, c: A) => boolean) =>
    Ant.ids.every((a) => Bee.ids.every((b) => Ant.ids.every((c) => a === c || f(s, a, b, c))));
  const model: Model<S> = defineModel({
    name: `random ${seed}`,
    schema,
    // No bee is the lowest: each is the queen in one initial state.
    initial: Bee.ids.map((b) => (s: S) => {
      s.queen = b;
      if (plant === 'initial') s.ants[one].on = true;
    }),
    actions,
    rules: [
      always({
        id: 'ALWAYS',
        given: (s) => plant !== 'given' || !marked(s),
        then: (s) => (plant === 'always' ? !marked(s) : everywhere(s, q)),
      }),
      step({
        id: 'STEP',
        then: (before, after, _action, { a }) =>
          plant === 'step' ? a !== (one as never) : everywhere(after, r) || !everywhere(before, r),
      }),
      sometimes({ id: 'SOMETIMES', then: (s) => (plant === 'sometimes' ? marked(s) : !everywhere(s, t)) }),
    ],
    terminal: (s) => (plant === 'terminal' ? marked(s) : mayStop && s.spent === time),
  });
  return { model, types: [Ant, Bee] };
}

/**
 * A model whose ids are not related to one another: in sets, optionals, arrays of these, and as keys of rows too wide
 * for one word.
 */
export function randomRows(seed: number) {
  const roll = dice(seed);
  const Ant = idType('ant', 2 + roll(3));
  const Bee = idType('bee', 1 + roll(3));
  const wide = 2 ** 20;
  const schema = record({
    spent: int(0, 3),
    nests: array(2, setOf(Ant)),
    slots: array(2, optional(id(Ant))),
    queen: id(Bee),
    ants: perId(Ant, record({ here: int(0, wide), there: int(0, wide), flags: array(2, bool) })),
    days: array(2, perId(Ant, int(0, 2))),
    bees: perId(Bee, optional(bool)),
  });
  const { action, always, defineModel } = words(schema);
  type S = StateOf<typeof schema>;
  type A = (typeof Ant.ids)[number];
  type B = (typeof Bee.ids)[number];
  const bodies: ((s: S, a: A, b: B) => void)[] = [
    (s, a) => s.nests[0].add(a),
    (s, a) => (s.nests[1].has(a) ? s.nests[1].delete(a) : s.nests[1].add(a)),
    (s, a) => {
      s.slots[1] = s.slots[0];
      s.slots[0] = a;
    },
    (s, _a, b) => {
      s.queen = b;
    },
    (s, a) => {
      s.ants[a].here = wide - s.ants[a].here;
    },
    (s, a) => {
      s.ants[a].there = wide - s.ants[a].there;
    },
    (s, a) => {
      s.ants[a].flags[0] = s.ants[a].flags[1];
      s.ants[a].flags[1] = !s.ants[a].flags[1];
    },
    (s, a) => {
      s.days[0][a] = s.days[1][a];
      s.days[1][a] = (s.days[1][a] + 1) % 3;
    },
    (s, _a, b) => {
      s.bees[b] = s.bees[b] === null ? true : !s.bees[b];
    },
  ];
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const time = 2 + roll(2);
  const actions = Array.from({ length: 2 + roll(2) }, (_, k) => {
    const [b1, b2] = [pick(bodies), pick(bodies)];
    return action({
      id: `act${k}`,
      over: { a: Ant, b: Bee },
      when: { 'there is time': (s) => s.spent < time },
      then: (s, { a, b }) => {
        s.spent += 1;
        b1(s, a, b);
        b2(s, a, b);
      },
    });
  });
  const model: Model<S> = defineModel({
    name: `random rows ${seed}`,
    schema,
    initial: Bee.ids.map((b) => (s: S) => {
      s.queen = b;
    }),
    actions,
    rules: [
      always({ id: 'ALWAYS', then: (s) => Ant.ids.some((a) => s.ants[a].here === 0 && !s.nests[1].has(a)) }),
    ],
    terminal: (s) => s.spent === time,
  });
  return { model, types: [Ant, Bee] };
}
