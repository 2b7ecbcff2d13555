import { describe, expect, test } from 'vitest';
import { protm } from '../../../bench/checker/models/protm.ts';
import {
  bool,
  check,
  id,
  idType,
  int,
  ModelError,
  optional,
  perId,
  plain,
  record,
  SymmetryError,
  setOf,
  words,
} from '../../../model/checker/index.ts';

const Lamp = idType('lamp', 3);
const schema = record({ lit: setOf(Lamp), count: int(0, 3) });
const { action, always, step, sometimes, leadsTo, eventually, defineModel } = words(schema);
const light = action({
  id: 'light',
  over: { l: Lamp },
  when: { 'is dark': (s, { l }) => !s.lit.has(l) },
  then: (s, { l }) => {
    s.lit.add(l);
    s.count += 1;
  },
});
const base = { name: 'lamps', schema, initial: () => {}, actions: [light], terminal: () => true };
const one = Lamp.at(1);

function refusal<S>(f: () => S): SymmetryError<unknown> {
  try {
    f();
  } catch (e) {
    if (e instanceof SymmetryError) return e;
    throw e;
  }
  throw new Error('not refused');
}
const symmetry = [Lamp];

describe('a model that tells ids apart is refused, with a pair of states that shows it', () => {
  test('the same model, symmetric', () => {
    const r = check(defineModel(base), { symmetry });
    expect(r.perLevel).toEqual([1, 1, 1, 1]);
    expect(r.perAction[0]?.perInstance).toEqual([{ params: { l: Lamp.at(0) }, fired: 6, newStates: 3 }]);
  });

  test('a guard, printed in full', () => {
    const model = defineModel({
      ...base,
      actions: [
        light,
        action({
          id: 'smash',
          over: { l: Lamp },
          when: { chosen: (_s, { l }) => l !== one },
          then: () => {},
        }),
      ],
    });
    const e = refusal(() => check(model, { symmetry }));
    expect(e.culprit).toEqual({ kind: 'action', id: 'smash' });
    expect(
      e.message,
    ).toBe(`lamps is not symmetric: action smash tells ids apart that were said to be interchangeable.
  smash(l=lamp0) is enabled in the first state, smash(l=lamp1) is refused by "chosen" in the second.
  The first state:
    everything has its lowest value
  The second, with lamp1 for lamp0, lamp0 for lamp1:
    nothing differs
Name only interchangeable id types in \`symmetry\`, or make the model treat their members alike.`);
  });

  test('what an action does, with the difference', () => {
    const model = defineModel({
      ...base,
      actions: [
        light,
        action({
          id: 'break',
          over: { l: Lamp },
          when: { 'is lit': (s, { l }) => s.lit.has(l) },
          then: (s, { l }) => {
            if (l !== one) s.lit.delete(l);
            s.count = 0;
          },
        }),
      ],
    });
    const e = refusal(() => check(model, { symmetry }));
    expect(e.culprit).toEqual({ kind: 'action', id: 'break' });
    expect(
      e.message,
    ).toContain(`  break(l=lamp1) in the second state should do what break(l=lamp0) does in the first. Expected -> found:
    lit: {} -> {lamp1}
  The first state:
    lit: {lamp0}
    count: 1
  The second, with lamp1 for lamp0, lamp0 for lamp1:
    lit: {lamp1}
`);
    const p = plain(model);
    expect(p.print(e.state as never)).not.toBe(p.print(e.permuted as never));
  });

  test('an action that takes the first of several', () => {
    const model = defineModel({
      ...base,
      actions: [
        light,
        action({
          id: 'quench',
          then: (s) => {
            for (const l of s.lit) {
              s.lit.delete(l);
              s.count -= 1;
              break;
            }
          },
        }),
      ],
    });
    expect(refusal(() => check(model, { symmetry })).culprit).toEqual({ kind: 'action', id: 'quench' });
  });

  test.each([
    ['always', always({ id: 'R', then: (s) => !s.lit.has(one) })],
    ['its given', always({ id: 'R', given: (s) => s.lit.has(one), then: () => true })],
    ['sometimes', sometimes({ id: 'R', then: (s) => s.lit.has(one) })],
    ['step, by its ends', step({ id: 'R', then: (b, a) => b.lit.has(one) === a.lit.has(one) })],
    ['step, by its parameters', step({ id: 'R', then: (_b, _a, _action, { l }) => l !== (one as never) })],
    [
      'its given',
      step({ id: 'R', given: (_b, _a, _action, { l }) => l === (one as never), then: () => true }),
    ],
  ])('a rule: %s', (_what, rule) => {
    const e = refusal(() => check(defineModel({ ...base, rules: [rule] }), { symmetry }));
    expect(e.culprit).toEqual({ kind: 'rule', id: 'R' });
    expect(e.message).toMatch(/rule R is (true|false|not asked, since its given is false) /);
  });

  test('terminal states', () => {
    const model = defineModel({ ...base, terminal: (s) => s.lit.has(one) });
    expect(refusal(() => check(model, { symmetry })).culprit.kind).toBe('terminal');
  });

  test('initial states that are not closed, and one that names an id without being noticed', () => {
    const lit = Lamp.ids.map((l) => (s: { lit: { add(x: typeof l): void } }) => s.lit.add(l));
    expect(check(defineModel({ ...base, initial: lit }), { symmetry })).toMatchObject({
      perLevel: [1, 1, 1],
    });
    const e = refusal(() => check(defineModel({ ...base, initial: lit.slice(0, 2) }), { symmetry }));
    expect(e.culprit.kind).toBe('initial');
    expect(e.message).toContain('Make it one too, or begin where all ids are alike.');

    const withHolder = record({ holder: id(Lamp), on: bool });
    const w = words(withHolder);
    const model = w.defineModel({
      name: 'holder',
      schema: withHolder,
      initial: () => {}, // the lowest value of an id is the first of them
      actions: [
        w.action({
          id: 'give',
          over: { l: Lamp },
          then: (s, { l }) => {
            s.holder = l;
          },
        }),
      ],
    });
    expect(refusal(() => check(model, { symmetry })).culprit.kind).toBe('initial');
  });

  test('an error that only one of the ids meets', () => {
    const model = defineModel({
      ...base,
      rules: [
        always({
          id: 'R',
          then: (s) => {
            if (s.lit.size === 1 && s.lit.has(one)) throw new Error('boom');
            return true;
          },
        }),
      ],
    });
    // The search of the unreduced model meets it first, and tells the way there.
    expect(() => check(model, { symmetry })).toThrow('rule R: boom');
  });

  test('a parameter that ranges over some ids only', () => {
    const some = action({
      id: 'some',
      over: { l: [Lamp.at(0) as never, one as never] },
      then: (s, { l }) => s.lit.add(l),
    });
    expect(
      refusal(() => check(defineModel({ ...base, actions: [light, some] }), { symmetry })).culprit,
    ).toEqual({
      kind: 'action',
      id: 'some',
    });
  });

  test('protected mode, where priorities tell groups apart', () => {
    const size = { groups: 3, slots: 1, commands: 1, ticks: 0 };
    const groups = (m: ReturnType<typeof protm>) =>
      [...new Set(m.actions.flatMap((a) => Object.values(a.over)))].flatMap((d) => ('kind' in d ? [d] : []));
    const alike = protm({ ...size, priorities: 1 });
    expect(check(alike, { symmetry: groups(alike) }).symmetry?.types).toEqual(['group']);
    const ranked = protm({ ...size, priorities: 2 });
    expect(refusal(() => check(ranked, { symmetry: groups(ranked) })).culprit.kind).toBe('action');
  });
});

describe('asymmetry that shows only far from the initial states', () => {
  const Item = idType('item', 4);
  const deep = record({ n: int(0, 40), marks: perId(Item, int(0, 2)) });
  const w = words(deep);
  const model = w.defineModel({
    name: 'deep',
    schema: deep,
    initial: () => {},
    actions: [
      w.action({
        id: 'go',
        over: { i: Item },
        when: {
          'is not there': (s) => s.n < 40,
          'late the first is left out': (s, { i }) => s.n < 30 || i !== Item.at(0),
        },
        then: (s, { i }) => {
          s.n += 1;
          s.marks[i] = (s.marks[i] + 1) % 3;
        },
      }),
    ],
    terminal: () => true,
  });
  test('is met by the samples of each level, or by comparing more states', () => {
    const few = { states: 10 };
    expect(refusal(() => check(model, { symmetry: [Item], symmetryCheck: few })).culprit.id).toBe('go');
    expect(
      refusal(() => check(model, { symmetry: [Item], symmetryCheck: { states: 1e6, perLevel: 0 } })).culprit
        .id,
    ).toBe('go');
  });
  test('is met in a single state of a late level, of which a rule says something else only of one id', () => {
    const one = record({ n: int(0, 700), winner: optional(id(Item)) });
    const v = words(one);
    const wins = (rule: (s: { readonly winner: unknown }) => boolean) =>
      v.defineModel({
        name: 'late winner',
        schema: one,
        initial: () => {},
        actions: [
          v.action({
            id: 'wait',
            when: { 'nobody has won': (s) => s.winner === null && s.n < 700 },
            then: (s) => {
              s.n += 1;
            },
          }),
          v.action({
            id: 'win',
            over: { i: Item },
            when: { 'it is late': (s) => s.winner === null && s.n === 699 },
            then: (s, { i }) => {
              s.winner = i;
            },
          }),
        ],
        rules: [v.always({ id: 'FAIR', then: rule })],
        terminal: (s) => s.winner !== null || s.n === 700,
      });
    for (const g of Item.ids) {
      const model = wins((s) => s.winner !== g);
      expect(refusal(() => check(model, { symmetry: [Item] })).culprit).toEqual({ kind: 'rule', id: 'FAIR' });
    }
    expect(
      check(
        wins(() => true),
        { symmetry: [Item] },
      ).verdict,
    ).toBe('holds (exhaustive)');
  });
  test('is said to be sampled, not proved, where no compared state shows it', () => {
    const r = check(model, { symmetry: [Item], symmetryCheck: { states: 10, perLevel: 0 } });
    expect(r.symmetry?.checked).toEqual({ states: 10, all: false, samples: 0 });
  });
});

describe('what symmetry cannot be used with', () => {
  test('liveness rules', () => {
    for (const rule of [
      eventually({ id: 'L', then: () => true }),
      leadsTo({ id: 'L', given: () => true, then: () => true }),
    ])
      expect(() => check(defineModel({ ...base, rules: [rule] }), { symmetry })).toThrow(
        /symmetry: rule L is a liveness rule.*Check liveness without symmetry/,
      );
  });
  test('an id type that is not the one of the model, or named twice', () => {
    expect(() => check(defineModel(base), { symmetry: [idType('lamp', 3)] })).toThrow(ModelError);
    expect(() => check(defineModel(base), { symmetry: [Lamp, Lamp] })).toThrow('"lamp" is named twice');
  });
  test('no id type is no symmetry', () => {
    expect(check(defineModel(base), { symmetry: [] })).toEqual(check(defineModel(base)));
  });
});

test('limits and their verdicts are the same as without symmetry', () => {
  const model = defineModel({ ...base, rules: [always({ id: 'DARK', then: (s) => s.count < 3 })] });
  expect(check(model, { symmetry, maxDepth: 2 })).toMatchObject({ verdict: 'holds to depth 2', states: 3 });
  expect(check(model, { symmetry, maxStates: 2 })).toMatchObject({
    verdict: 'unknown (truncated)',
    states: 2,
    truncatedBy: 'states',
  });
  expect(check(model, { symmetry, stopAtFirst: true })).toMatchObject({
    verdict: 'violated',
    truncatedBy: 'violation',
  });
});

test('the text about a violation speaks of the ids in its trace', () => {
  const named = defineModel({
    ...base,
    rules: [
      always({
        id: 'DARK',
        then: (s) => s.count < 2,
        instance: (s) => [...s.lit].map((l) => `lamp${Lamp.indexOf(l)}`).join(' and '),
      }),
      step({
        id: 'ONCE',
        given: (b) => b.count === 1,
        then: () => false,
        instance: (_b, _a, _action, { l }) => `lamp${String(l)}`,
      }),
    ],
  });
  const [dark, once] = check(named, { symmetry }).perRule;
  for (const rule of [dark, once]) expect(rule?.counterexample).toHaveLength(3);
  const lit = (r: typeof dark) => plain(named).print(r?.counterexample?.at(-1)?.state as never);
  expect(lit(dark)).toContain('lit: {lamp0 lamp1}');
  expect(dark?.instance).toBe('lamp0 and lamp1');
  expect(once?.instance).toBe(`lamp${String(once?.counterexample?.at(-1)?.params.l)}`);
});

test('an error of the model is told with a real way to it', () => {
  const bad = action({
    id: 'bad',
    over: { l: Lamp },
    when: { 'two are lit, and l': (s, { l }) => s.lit.size === 2 && s.lit.has(l) },
    then: (s) => {
      s.count = 4;
    },
  });
  // With one state compared it is the reduced search that meets the error.
  expect(() =>
    check(defineModel({ ...base, actions: [light, bad] }), {
      symmetry,
      symmetryCheck: { states: 1, perLevel: 0 },
    }),
  ).toThrow(
    `action bad(l=lamp0): count := 4 is out of range: int(0, 3)
0. initially
1. light(l=lamp0)
     lit: {} -> {lamp0}
     count: 0 -> 1
2. light(l=lamp1)
     lit: {lamp0} -> {lamp0 lamp1}
     count: 1 -> 2`,
  );
});
