import { describe, expect, test } from 'vitest';
import {
  array,
  bool,
  type CheckOptions,
  check,
  EvaluationError,
  idType,
  int,
  ModelError,
  oneOf,
  perId,
  plain,
  printTrace,
  record,
  setOf,
  withoutGuard,
  words,
} from '../../../model/checker/index.ts';

const Lamp = idType('lamp', 2);
const schema = record({
  n: int(0, 5),
  colour: oneOf('red', 'green'),
  lamps: perId(Lamp, record({ lit: int(0, 1) })),
});
const { action, always, step, sometimes, defineModel } = words(schema);
const up = action({
  id: 'up',
  over: { by: [1, 2] },
  when: { 'below the top': (s, { by }) => s.n + by <= 5 },
  then: (s, { by }) => {
    s.n += by;
  },
});
const reset = action({
  id: 'reset',
  when: { 'at the top': (s) => s.n === 5 },
  then: (s) => {
    s.n = 0;
  },
});
const base = { name: 'lamps', schema, initial: () => {}, actions: [up, reset] };
const rule = (id: string, r: ReturnType<typeof check>) => r.perRule.find((x) => x.id === id);

describe('verdicts', () => {
  test('holds (exhaustive), with all counts', () => {
    const r = check(
      defineModel({ ...base, rules: [always({ id: 'LOW', given: (s) => s.n < 2, then: (s) => s.n < 3 })] }),
    );
    expect(r).toMatchObject({
      verdict: 'holds (exhaustive)',
      states: 6,
      transitions: 10,
      depth: 3,
      deadActions: [],
    });
    expect(r.perAction).toMatchObject([
      { id: 'up', enabled: 5, fired: 9, newStates: 5 },
      { id: 'reset', enabled: 1, fired: 1, newStates: 0 },
    ]);
    expect(r.perAction[0]?.perInstance).toEqual([
      { params: { by: 1 }, fired: 5, newStates: 1 },
      { params: { by: 2 }, fired: 4, newStates: 4 },
    ]);
    expect(rule('LOW', r)?.givenCount).toBe(2);
  });

  test('every broken rule gets its own shortest counterexample', () => {
    const r = check(
      defineModel({
        ...base,
        rules: [
          always({ id: 'NOT-5', then: (s) => s.n !== 5, instance: (s) => `n is ${s.n}` }),
          always({ id: 'NOT-2', then: (s) => s.n !== 2 }),
          step({
            id: 'NO-LEAP',
            given: (_b, _a, name) => name === 'up',
            then: (b, a, _name, p) => a.n - b.n === 1 && p.by === 1,
            instance: (b, a) => `${b.n} to ${a.n}`,
          }),
        ],
      }),
    );
    expect(r.verdict).toBe('violated');
    expect(rule('NOT-5', r)).toMatchObject({ violations: 1, instance: 'n is 5' });
    expect(rule('NOT-5', r)?.counterexample?.map((x) => x.params.by)).toEqual([undefined, 1, 2, 2]);
    expect(rule('NOT-2', r)?.counterexample).toHaveLength(2);
    expect(rule('NO-LEAP', r)).toMatchObject({ violations: 4, givenCount: 9, instance: '0 to 2' });
    expect(rule('NO-LEAP', r)?.counterexample).toHaveLength(2);
  });

  test('a counterexample reads as differences', () => {
    const m = defineModel({ ...base, rules: [always({ id: 'NOT-2', then: (s) => s.n !== 2 })] });
    expect(printTrace(m, rule('NOT-2', check(m))?.counterexample as never, plain(m).lowest())).toBe(
      ['0. initially', '1. up(by=2)', '     n: 0 -> 2'].join('\n'),
    );
  });

  test('dead: an action that never fires, unless declared not applicable', () => {
    const never = action({
      id: 'never',
      when: { 'colour is green': (s) => s.colour === 'green' },
      then: () => {},
    });
    const model = { ...base, actions: [up, reset, never] };
    expect(check(defineModel(model))).toMatchObject({ verdict: 'dead', deadActions: ['never'] });
    expect(check(defineModel({ ...model, notApplicable: ['never'] })).verdict).toBe('holds (exhaustive)');
  });

  test('vacuous: a rule whose given never holds, unless declared not applicable', () => {
    const rules = [always({ id: 'V', given: (s) => s.colour === 'green', then: () => false })];
    expect(check(defineModel({ ...base, rules }))).toMatchObject({ verdict: 'vacuous', vacuousRules: ['V'] });
    expect(check(defineModel({ ...base, rules, notApplicable: ['V'] })).verdict).toBe('holds (exhaustive)');
  });

  test('sometimes: a shortest witness, or a violation when all states were seen, else unknown', () => {
    const found = sometimes({ id: 'TOP', then: (s) => s.n === 5 });
    expect(rule('TOP', check(defineModel({ ...base, rules: [found] })))?.witness).toHaveLength(4);
    const missing = defineModel({
      ...base,
      rules: [sometimes({ id: 'GREEN', then: (s) => s.colour === 'green' })],
    });
    expect(rule('GREEN', check(missing))?.verdict).toBe('violated');
    expect(rule('GREEN', check(missing, { maxDepth: 1 }))?.verdict).toBe('unknown (truncated)');
  });

  test('deadlock: a violation with a trace, unless the state is terminal', () => {
    const model = { ...base, actions: [up] };
    const r = check(defineModel(model));
    expect(r).toMatchObject({ verdict: 'violated', deadlocks: { count: 1 } });
    expect(r.deadlocks.trace).toHaveLength(4);
    expect(check(defineModel({ ...model, terminal: (s) => s.n === 5 })).verdict).toBe('holds (exhaustive)');
  });

  test('a limit is never mistaken for success', () => {
    const m = defineModel({ ...base, rules: [always({ id: 'ANY', then: () => true })] });
    expect(check(m, { maxStates: 5 })).toMatchObject({
      verdict: 'unknown (truncated)',
      states: 5,
      truncatedBy: 'states',
    });
    expect(check(m, { maxStates: 6 })).toMatchObject({ verdict: 'holds (exhaustive)', states: 6 });
    expect(
      check(defineModel({ ...base, actions: [up], terminal: () => true }), { maxDepth: 2 }),
    ).toMatchObject({ verdict: 'holds to depth 2', states: 5, depth: 2 });
    expect(check(m, { onProgress: () => false })).toMatchObject({
      verdict: 'unknown (truncated)',
      truncatedBy: 'caller',
    });
  });

  test('memory limit', () => {
    const wide = record({ a: array(8, int(0, 7)) });
    const w = words(wide);
    const m = w.defineModel({
      name: 'counters',
      schema: wide,
      initial: () => {},
      actions: [
        w.action({
          id: 'inc',
          over: { i: [0, 1, 2, 3, 4, 5, 6, 7] },
          then: (s, { i }) => {
            s.a[i] = ((s.a[i] ?? 0) + 1) % 8;
          },
        }),
      ],
    });
    expect(check(m, { maxMemoryBytes: 2 ** 20 })).toMatchObject({
      verdict: 'unknown (truncated)',
      truncatedBy: 'memory',
    });
  });
});

describe('errors name what went wrong', () => {
  const failure = (model: Parameters<typeof check>[0], options: CheckOptions = {}) => {
    try {
      check(model, options);
    } catch (e) {
      if (e instanceof EvaluationError) return e;
      throw e;
    }
    throw new Error('no error');
  };

  test('an out-of-range write: action, field, value and the way there', () => {
    const m = withoutGuard(defineModel(base), 'up', 'below the top');
    const e = failure(m as never);
    expect(e).toMatchObject({ where: 'action up(by=2)', field: 'n', value: 6 });
    expect(e.trace.map((x) => x.params)).toEqual([{}, { by: 2 }, { by: 2 }]);
    expect(e.message).toContain('n := 6 is out of range: int(0, 5)');
  });

  test('an out-of-range write inside a container names the element', () => {
    const bad = action({
      id: 'bad',
      over: { l: Lamp },
      then: (s, { l }) => {
        s.lamps[l].lit += 1;
      },
    });
    expect(failure(defineModel({ ...base, actions: [bad] }) as never)).toMatchObject({
      field: 'lamps[lamp0].lit',
      value: 2,
    });
    const word = action({
      id: 'word',
      then: (s) => {
        s.colour = 'blue' as 'red';
      },
    });
    expect(failure(defineModel({ ...base, actions: [word] }) as never)).toMatchObject({
      where: 'action word',
      value: 'blue',
    });
  });

  describe('in containers of scalars', () => {
    const scalars = record({
      m: perId(Lamp, record({ inner: array(3, int(0, 2)) })),
      by: perId(Lamp, array(2, array(2, int(0, 1)))),
      n: int(0, 3),
    });
    const w = words(scalars);
    /** The same without lengths in the types, for what they forbid. */
    interface Loose {
      readonly m: { readonly inner: number[] }[];
      readonly by: number[][][];
    }
    const loose = (f: (s: Loose) => void) => (s: unknown) => f(s as Loose);
    const inner = (s: Loose): number[] => s.m[1]?.inner ?? [];
    const model = (bad: (s: Loose) => void, initial: (s: Loose) => void = () => {}) =>
      w.defineModel({
        name: 'scalars',
        schema: scalars,
        initial: loose(initial),
        actions: [
          w.action({
            id: 'first',
            when: { 'n is small': (s) => s.n < 3 },
            then: (s) => {
              s.n += 1;
            },
          }),
          w.action({ id: 'bad', when: { 'n is 2': (s) => s.n === 2 }, then: loose(bad) }),
        ],
        terminal: () => true,
      });

    test('an out-of-range write names the element, whatever it lies in', () => {
      const one = failure(model((s) => inner(s).fill(3, 2)) as never);
      expect(one).toMatchObject({ where: 'action bad', field: 'm[lamp1].inner[2]', value: 3 });
      const deep = failure(model((s) => s.by[1]?.[1]?.fill(2, 0, 1)) as never);
      expect(deep).toMatchObject({ where: 'action bad', field: 'by[lamp1][1][0]', value: 2 });
    });

    type Bad = Readonly<Record<string, readonly [(s: Loose) => void, string, unknown]>>;
    const astray: Bad = {
      'a negative index': [(s) => inner(s).fill(1, 0, 1) && set(inner(s), -1, 2), 'm[lamp1].inner[-1]', 2],
      'a fraction': [(s) => set(inner(s), 0.5, 1), 'm[lamp1].inner[0.5]', 1],
      NaN: [(s) => set(inner(s), Number.NaN, 1), 'm[lamp1].inner[NaN]', 1],
      'just past the end': [(s) => set(inner(s), 3, 1), 'm[lamp1].inner[3]', 1],
      'far past the end': [(s) => set(inner(s), 9, 1), 'm[lamp1].inner[9]', 1],
      'an id that is null': [(s) => set(s.m, null as never, 1 as never), 'm[null]', 1],
      'another id type': [(s) => set(s.by, 5, [] as never), 'by[5]', []],
      'a record that is replaced': [
        (s) => set(s.m, 1, { ...s.m[1], inner: [0, 1, 2] }),
        'm[lamp1]',
        'another',
      ],
      'a container that is replaced': [(s) => set(s.by[0] ?? [], 1, [0, 1]), 'by[lamp0][1]', 'another'],
      'records that change places': [(s) => void s.m.reverse(), 'm[lamp0]', 'another'],
    };
    const set = <T>(list: T[], k: number, value: T): void => {
      list[k] = value;
    };
    test.each(Object.entries(astray))('a write to %s is an error', (_, [bad, field, value]) => {
      const expected = check(model(() => {}) as never);
      const e = failure(model(bad) as never);
      expect(e).toMatchObject({ where: 'action bad', field, value });
      expect(e.trace.map((x) => x.action)).toEqual([null, 'first', 'first']);
      expect(e.message).toMatch(/guard what the index is made of|assign its fields one by one/);
      const first = failure(model(() => {}, bad) as never);
      expect(first).toMatchObject({ where: 'initial state 0', field, value });
      expect(check(model(() => {}) as never)).toEqual(expected);
    });

    test.each(['a guard', 'a rule over states', 'a rule over steps', 'a liveness rule', 'terminal'])(
      'the same in %s',
      (who) => {
        const sound = model(() => {});
        const stray = loose((s) => set(inner(s), -1, 2)) as (s: unknown) => void;
        const writes = (s: { readonly n: number }): boolean => {
          if (s.n === 3) stray(s);
          return true;
        };
        const parts: Readonly<Record<string, readonly [object, string]>> = {
          'a guard': [
            { actions: [...sound.actions, w.action({ id: 'look', when: { writes }, then: () => {} })] },
            'guard "writes" of look',
          ],
          'a rule over states': [{ rules: [w.always({ id: 'R', then: writes })] }, 'rule R'],
          'a rule over steps': [
            { rules: [w.step({ id: 'R', then: (_, after) => writes(after) })] },
            'rule R after first',
          ],
          'a liveness rule': [{ rules: [w.eventually({ id: 'R', then: writes })] }, 'rule R'],
          terminal: [{ terminal: writes }, 'terminal'],
        };
        const [part, where] = parts[who] ?? [{}, ''];
        const e = failure({ ...sound, ...part } as never);
        expect(e).toMatchObject({ where, field: 'm[lamp1].inner[-1]', value: 2 });
      },
    );

    test('late in a large search, and where a limit ends it: the first of them is told, with threads too', () => {
      const far = record({ n: int(0, 99_999), a: array(2, bool) });
      const f = words(far);
      const strays = (when: number) =>
        f.defineModel({
          name: 'far',
          schema: far,
          initial: () => {},
          actions: [
            f.action({
              id: 'up',
              over: { by: [1, 2] },
              when: { 'below the top': (s) => s.n < 99_998 },
              then: (s, { by }) => {
                if (s.n >= when) s.a[(s.n - when - 1) as 0] = true;
                s.n += by;
              },
            }),
          ],
          terminal: () => true,
        });
      for (const options of [
        {},
        { maxStates: 30_100 },
        { maxDepth: 15_050 },
        { helpers: { start: () => {} } },
      ]) {
        const at = failure(strays(30_000) as never, options);
        expect(at).toMatchObject({ where: 'action up(by=1)', field: 'a[-1]', value: true });
        expect(at.trace.at(-1)?.state).toMatchObject({ n: 30_000 });
      }
      expect(check(strays(99_998)).verdict).toBe('holds (exhaustive)');
    });

    const resizing: Readonly<Record<string, (list: number[]) => void>> = {
      longer: (list) => {
        list.push(0);
      },
      shorter: (list) => {
        list.pop();
      },
      'longer, and then it throws': (list) => {
        list.push(0);
        throw new Error('thrown after that');
      },
    };
    test.each(Object.entries(resizing))('%s: what and where, and the next search is sound', (_, resize) => {
      const sound = model(() => {}) as never;
      const expected = check(sound);
      expect(expected.verdict).toBe('holds (exhaustive)');
      const told =
        /the length of m\[lamp1\]\.inner was changed|m\[lamp1\]\.inner\[3\] := 0 is out|thrown after/;
      const late = failure(model((s) => resize(inner(s))) as never);
      expect([late.where, late.trace.length]).toEqual(['action bad', 3]);
      expect(late.message).toMatch(told);
      expect(check(sound)).toEqual(expected);
      const early = failure(
        model(
          () => {},
          (s) => resize(inner(s)),
        ) as never,
      );
      expect(early.where).toBe('initial state 0');
      expect(early.message).toMatch(told);
      expect(check(sound)).toEqual(expected);
    });
  });

  test('a function that throws', () => {
    const boom = (): never => {
      throw new Error('boom');
    };
    const inGuard = action({
      id: 'g',
      over: { l: Lamp },
      when: { fine: () => true, throws: boom },
      then: () => {},
    });
    expect(failure(defineModel({ ...base, actions: [inGuard] }) as never).where).toBe(
      'guard "throws" of g(l=lamp0)',
    );
    const rules = [
      always({ id: 'FINE', then: () => true }),
      always({ id: 'BOOM', given: (s) => s.n === 3, then: boom }),
    ];
    const e = failure(defineModel({ ...base, rules }) as never);
    expect([e.where, e.trace.length]).toEqual(['rule BOOM', 3]);
    const steps = [step({ id: 'STEP', on: ['reset'], then: boom })];
    expect(failure(defineModel({ ...base, rules: steps }) as never).where).toBe('rule STEP after reset');
  });

  test('a guard or a rule that writes', () => {
    const guard = action({
      id: 'g',
      when: {
        writes: (s) => {
          s.n = 1;
          return true;
        },
      },
      then: () => {},
    });
    expect(failure(defineModel({ ...base, actions: [guard] }) as never).where).toBe('guard "writes" of g');
    const rules = [
      always({
        id: 'W',
        then: (s) => {
          s.n = 4;
          return true;
        },
      }),
    ];
    expect(failure(defineModel({ ...base, rules }) as never).message).toContain('a rule changed the state');
  });

  test('a model that contradicts itself', () => {
    expect(() => defineModel({ ...base, actions: [up, up] })).toThrow('two actions are called "up"');
    expect(() => defineModel({ ...base, notApplicable: ['x'] })).toThrow(ModelError);
    expect(() => defineModel({ ...base, rules: [step({ id: 'S', on: ['x'], then: () => true })] })).toThrow(
      'no action "x"',
    );
    expect(() => withoutGuard(defineModel(base), 'up', 'x')).toThrow('no guard "x"');
    expect(() => withoutGuard(defineModel(base), 'x', 'x')).toThrow('no action "x"');
    expect(() => setOf(idType('many', 33))).toThrow('at most 32');
  });
});

test('a state of more than 64 words', () => {
  const wide = record({ a: array(80, record({ v: int(0, 2 ** 20) })), sum: int(0, 3) });
  const w = words(wide);
  const m = w.defineModel({
    name: 'wide',
    schema: wide,
    initial: () => {},
    actions: [
      w.action({
        id: 'inc',
        over: { i: Array.from({ length: 80 }, (_, i) => i) },
        when: { 'sum is small': (s) => s.sum < 2 },
        then: (s, { i }) => {
          const x = s.a[i];
          if (x === undefined) throw new Error('no element');
          x.v += 2 ** 19;
          s.sum += 1;
        },
      }),
    ],
    terminal: (s) => s.sum === 2,
  });
  const r = check(m);
  expect(r.verdict).toBe('holds (exhaustive)');
  expect(r.states).toBe(1 + 80 + (80 * 81) / 2);
});

test('the plain side: enabled names the first false guard, keys are canonical, diffs show what changed', () => {
  const p = plain(defineModel(base));
  const [s] = p.initial();
  if (s === undefined) throw new Error('no initial state');
  expect(p.enabled(s, 'up', { by: 1 })).toBe(true);
  expect(p.enabled(s, 'reset', {})).toBe('at the top');
  const next = p.successors(s);
  expect(next.map((x) => [x.action, x.params.by, x.state.n])).toEqual([
    ['up', 1, 1],
    ['up', 2, 2],
  ]);
  expect(s.n).toBe(0);
  expect(p.diff(s, next[0]?.state ?? s)).toBe('n: 0 -> 1');
  expect(p.key(p.clone(s))).toBe(p.key(s));
  expect(p.key(next[0]?.state ?? s)).not.toBe(p.key(s));
  expect(() => p.apply({ ...s, n: 5 }, 'up', { by: 1 })).toThrow('n := 6 is out of range');
  expect(p.print(s)).toBe(['n: 0', 'colour: red', 'lamps[lamp0].lit: 0', 'lamps[lamp1].lit: 0'].join('\n'));
});
