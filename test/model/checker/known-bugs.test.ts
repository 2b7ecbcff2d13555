import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { schedulingAllocator, simpleAllocator } from '../../../bench/checker/models/allocator.ts';
import { ewd840 } from '../../../bench/checker/models/ewd840.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import {
  bool,
  type CheckOptions,
  check,
  EvaluationError,
  id,
  idType,
  int,
  type Model,
  ModelError,
  oneOf,
  perId,
  record,
  words,
} from '../../../model/checker/index.ts';
import { layoutOf } from '../../../model/checker/layout.ts';
import { cellsOf } from '../../../model/checker/values.ts';
import { type Edge, foundIn, modelOf, type Net } from './oracle.ts';
import { zoo } from './zoo.ts';

// Published model checkers have claimed, wrongly and for years, that rules hold. One suite for each way in which they
// came to do so. Symmetry with liveness, checkpoints and several threads have test files of their own.

const counter = record({ n: int(0, 9) });
const { action, always, step, sometimes, eventually, leadsTo, defineModel } = words(counter);
/** Counts to 9 and stays there; `back` leads from 5 to 4 again. */
const up = action({
  id: 'up',
  when: { 'below 9': (s) => s.n < 9 },
  then: (s) => {
    s.n += 1;
  },
  fairness: 'weak',
});
const back = action({
  id: 'back',
  when: { 'at 5': (s) => s.n === 5 },
  then: (s) => {
    s.n = 4;
  },
});
const base = { name: 'count', schema: counter, initial: () => {}, actions: [up, back], terminal: () => true };

describe('truncation, and constraints on states, together with liveness', () => {
  // Cut off below 9, the graph would seem to hold the system at its edge; cut off below 5, to have no loop.
  const rules = [
    eventually({ id: 'TOP', then: (s) => s.n === 9 }),
    leadsTo({ id: 'PAST-5', given: (s) => s.n === 5, then: (s) => s.n === 6 }),
    leadsTo({ id: 'NEVER', given: (s) => s.n === 0, then: () => false }),
  ];
  const limits: Readonly<Record<string, CheckOptions>> = {
    states: { maxStates: 6 },
    depth: { maxDepth: 6 },
    memory: { maxMemoryBytes: 1 },
    caller: { onProgress: () => false },
  };
  const long = record({ n: int(0, 99_999) });
  const w = words(long);
  /** As above, but long enough to reach a limit of memory. */
  const longModel = w.defineModel({
    name: 'long',
    schema: long,
    initial: () => {},
    actions: [
      w.action({
        id: 'up',
        when: { 'below the top': (s) => s.n < 99_999 },
        then: (s) => {
          s.n += 1;
        },
        fairness: 'weak',
      }),
    ],
    rules: [
      w.eventually({ id: 'TOP', then: (s) => s.n === 99_999 }),
      w.eventually({ id: 'NEVER', then: () => false }),
    ],
    terminal: () => true,
  });

  test.each(Object.entries(limits))('cut off by %s: nothing is claimed', (by, options) => {
    const r = by === 'memory' ? check(longModel, options) : check(defineModel({ ...base, rules }), options);
    expect(r.truncatedBy).toBe(by);
    for (const x of r.perRule) expect([x.id, x.verdict]).toEqual([x.id, 'unknown (truncated)']);
    for (const x of r.perRule) expect(x.counterexample).toBeUndefined();
    expect(r.verdict).toBe('unknown (truncated)');
  });

  test('cut off by a violation of another rule: nothing is claimed', () => {
    const broken = always({ id: 'LOW', then: (s) => s.n < 3 });
    const r = check(defineModel({ ...base, rules: [...rules, broken] }), { stopAtFirst: true });
    expect(r.truncatedBy).toBe('violation');
    expect(r.perRule.map((x) => x.verdict)).toEqual([...Array(3).fill('unknown (truncated)'), 'violated']);
  });

  test('not cut off: each is decided', () => {
    const r = check(defineModel({ ...base, rules }));
    // From 5 one may go back to 4 again and again: `up` is taken each time round.
    expect(r.perRule.map((x) => x.verdict)).toEqual(['violated', 'violated', 'violated']);
    expect(check(longModel).perRule.map((x) => x.verdict)).toEqual(['holds (exhaustive)', 'violated']);
  });
});

describe('"proved" after truncation', () => {
  const edge = fc.record({
    from: fc.nat({ max: 5 }),
    to: fc.nat({ max: 5 }),
    action: fc.nat({ max: 2 }),
    variant: fc.nat({ max: 1 }),
  });
  const net: fc.Arbitrary<Net> = fc.record({
    states: fc.constant(6),
    edges: fc.uniqueArray<Edge, string>(edge, {
      minLength: 6,
      maxLength: 12,
      selector: (e) => `${e.from} ${e.action} ${e.variant}`,
    }),
    fairness: fc.constant(['weak', null, 'strong'] as const),
    families: fc.constant([]),
    given: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1, maxLength: 2 }),
    then: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1, maxLength: 3 }),
  });
  const counts = { cut: 0, violated: 0, unknown: 0 };
  const unknown = ['unknown (truncated)', 'unknown (truncated)', 'unknown (truncated)'] as const;

  test('a search that was cut off by a number of states says nothing that the whole search contradicts', () => {
    fc.assert(
      fc.property(net, fc.integer({ min: 1, max: 5 }), (n, maxStates) => {
        const whole = foundIn(n);
        const r = check(modelOf(n), { maxStates });
        if (r.truncatedBy === undefined) return;
        counts.cut += 1;
        expect(r.verdict === 'violated' || r.verdict === 'unknown (truncated)').toBe(true);
        for (const x of r.perRule) {
          if (x.verdict === 'unknown (truncated)') {
            counts.unknown += 1;
            continue;
          }
          // A witness or a counterexample that was found is one, however short the search.
          expect(x.verdict).toBe(whole[x.id]?.verdict);
          if (x.kind === 'sometimes') expect(x.witness).toBeDefined();
          else {
            counts.violated += 1;
            expect(x.verdict).toBe('violated');
            expect(['always', 'step']).toContain(x.kind);
            expect((x.counterexample?.length ?? 0) - 1).toBe(whole[x.id]?.length);
          }
        }
      }),
      { seed: 7, numRuns: 400 },
    );
    for (const n of Object.values(counts)) expect(n).toBeGreaterThan(40);
  });

  test('a search to a depth says so in every verdict, and calls no rule exhaustive but for a witness', () => {
    let cut = 0;
    fc.assert(
      fc.property(net, fc.integer({ min: 0, max: 3 }), (n, maxDepth) => {
        const r = check(modelOf(n), { maxDepth });
        if (r.truncatedBy === undefined) return;
        cut += 1;
        for (const x of r.perRule)
          if (x.verdict === 'holds (exhaustive)')
            expect([x.kind, x.witness?.length]).toEqual(['sometimes', expect.any(Number)]);
        expect(r.verdict).not.toBe('holds (exhaustive)');
      }),
      { seed: 8, numRuns: 300 },
    );
    expect(cut).toBeGreaterThan(60);
  });

  const late = action({ id: 'late', when: { 'at 9': (s) => s.n === 9 }, then: () => {} });
  const speaks = always({ id: 'LATE', given: (s) => s.n === 9, then: () => true });
  const reached = sometimes({ id: 'TOP', then: (s) => s.n === 9 });
  const low = always({ id: 'LOW', then: (s) => s.n < 3 });
  test.each<[string, CheckOptions, string, string, string]>([
    ['depth', { maxDepth: 4 }, 'holds to depth 4', 'not reached to depth 4', 'unknown (truncated)'],
    ['states', { maxStates: 4 }, ...unknown],
    ['caller', { onProgress: () => false }, ...unknown],
    ['violation', { stopAtFirst: true }, ...unknown],
  ])(
    'what did not happen in a search cut off by %s is not called dead, vacuous or violated',
    (by, options, reach, given, witness) => {
      const cut = (rules: Parameters<typeof defineModel>[0]['rules'] & {}) =>
        check(defineModel({ ...base, actions: [up, late], rules }), options);
      const r = cut([speaks, reached, ...(by === 'violation' ? [low] : [])]);
      expect(r.truncatedBy).toBe(by);
      expect([r.deadActions, r.unreachedActions, r.vacuousRules]).toEqual([[], ['late'], []]);
      expect(r.perRule.slice(0, 2).map((x) => x.verdict)).toEqual([given, witness]);
      if (by !== 'violation') {
        expect(r.verdict).toBe('unknown (truncated)'); // for the witness
        expect(cut([speaks]).verdict).toBe(reach);
      }
      const whole = check(defineModel({ ...base, actions: [up, late], rules: [speaks, reached] }));
      expect([whole.deadActions, whole.unreachedActions, whole.vacuousRules]).toEqual([[], [], []]);
      const never = action({ id: 'late', when: { never: () => false }, then: () => {} });
      expect(check(defineModel({ ...base, actions: [up, never] })).deadActions).toEqual(['late']);
    },
  );
});

describe('hash collisions', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const models: Readonly<Record<string, () => Model<never>>> = {
    'two-phase commit': () => twoPhase(4),
    'termination detection, with liveness': () => ewd840(3),
    'scheduling allocator, with liveness': schedulingAllocator,
    'simple allocator, with a lasso': () => simpleAllocator('all'),
  };
  // The hash is made by multiplications; without them all states share one slot, and one tag.
  test.each(Object.entries(models))('%s: all states collide, and nothing changes', (_, make) => {
    const model = make();
    const expected = check(model);
    const multiply = vi.spyOn(Math, 'imul').mockReturnValue(0);
    expect(check(model)).toEqual(expected);
    expect(multiply.mock.calls.length).toBeGreaterThan(expected.states);
  });
  test.each(Object.entries(models))('%s: states collide in sixteens', (_, make) => {
    const model = make();
    const expected = check(model);
    const honest = Math.imul;
    vi.spyOn(Math, 'imul').mockImplementation((a, b) => honest(a, b) & 15);
    expect(check(model)).toEqual(expected);
  });

  test('states that differ in one cell only are told apart, for every cell of a schema with all types', () => {
    const { schema } = zoo();
    const cells = cellsOf(schema);
    const z = words<object>();
    /** Sets one cell to its second value. */
    const m = z.defineModel({
      name: 'cells',
      schema: schema as never,
      initial: () => {},
      actions: [
        z.action({
          id: 'set',
          over: { cell: cells.map((_, k) => k) },
          then: (s, { cell }) => {
            const c = cells[cell];
            if (c === undefined) throw new Error('no cell');
            let at = s as Record<string | number, unknown>;
            for (const k of c.path.slice(0, -1)) at = at[k] as Record<string | number, unknown>;
            const last = c.path.at(-1) ?? '';
            const set = (value: unknown) => {
              at[last] = value;
            };
            switch (c.type.kind) {
              case 'bool':
                return set(true);
              case 'int':
                return set(Math.min(c.type.low + 1, c.type.high));
              case 'oneOf':
                return set(c.type.values[1]);
              case 'id':
                return set(1);
              case 'optional':
                return set(c.type.of.kind === 'int' ? c.type.of.low : c.type.of.kind === 'id' ? 0 : null);
              case 'set':
                return (at[last] as { add(x: unknown): void }).add(1);
            }
          },
        }),
      ],
    });
    const constant = cells.filter((c) => c.type.kind === 'int' && c.type.low === c.type.high).length;
    expect(constant).toBe(1);
    // The initial state, and one for each cell that can differ.
    expect(check(m, { maxDepth: 1 }).states).toBe(1 + cells.length - constant);
    // All words are compared, not only the hash that is made of them.
    expect(layoutOf(schema).words).toBeGreaterThan(1);
    vi.spyOn(Math, 'imul').mockReturnValue(0);
    expect(check(m, { maxDepth: 1 }).states).toBe(1 + cells.length - constant);
  });
});

describe('states that differ only in the thread that runs', () => {
  const Thread = idType('thread', 2);
  const threads = record({ running: id(Thread), at: perId(Thread, record({ step: int(0, 2) })), done: bool });
  const t = words(threads);
  /** Both threads can be at the same places; what may follow depends on who runs. Only the second may finish. */
  const model = t.defineModel({
    name: 'two threads',
    schema: threads,
    initial: () => {},
    actions: [
      t.action({
        id: 'switch',
        over: { to: Thread },
        when: { 'to another': (s, { to }) => s.running !== to },
        then: (s, { to }) => {
          s.running = to;
        },
      }),
      t.action({
        id: 'work',
        over: { me: Thread },
        when: { 'I run': (s, { me }) => s.running === me, 'there is work': (s, { me }) => s.at[me].step < 2 },
        then: (s, { me }) => {
          s.at[me].step += 1;
        },
      }),
      t.action({
        id: 'finish',
        when: {
          'the second runs': (s) => s.running === Thread.at(1),
          'both worked': (s) => Thread.ids.every((x) => s.at[x].step === 2),
        },
        then: (s) => {
          s.done = true;
        },
      }),
    ],
    rules: [t.always({ id: 'OPEN', then: (s) => !s.done })],
    terminal: () => true,
  });
  test('all are kept apart, and what only one of them leads to is found', () => {
    const r = check(model);
    // 3 x 3 places, 2 that run; both again once done.
    expect(r.states).toBe(2 * 9 + 2);
    expect(r.perRule[0]).toMatchObject({ verdict: 'violated', violations: 2 });
    expect(r.perRule[0]?.counterexample?.at(-1)?.action).toBe('finish');
    expect(r.perRule[0]?.counterexample).toHaveLength(7);
  });
});

describe('evaluation errors taken for success', () => {
  const boom = (): never => {
    throw new Error('boom');
  };
  // The first 256 states are looked at in another way than those that come later.
  describe.each([9, 999])('in state number %i, the last', (top) => {
    const far = record({ n: int(0, top) });
    const on = action({
      id: 'on',
      when: { 'below the top': (s) => s.n < top },
      then: (s) => {
        s.n += 1;
      },
      fairness: 'weak',
    });
    const sound = { ...base, schema: far, actions: [on, back] };
    /** Everything before the last state looks well. */
    const late = (s: { readonly n: number }): boolean => (s.n === top ? boom() : true);
    const x = (part: Partial<Parameters<typeof action>[0]>) => ({
      actions: [on, back, action({ id: 'x', then: () => {}, ...part })],
    });
    type Part = Partial<Parameters<typeof defineModel>[0]>;
    const places: Readonly<Record<string, readonly [Part, string]>> = {
      'initial state': [{ initial: boom }, 'initial state 0'],
      guard: [x({ when: { late } }), 'guard "late" of x'],
      action: [x({ when: { 'at the top': (s) => s.n === top }, then: boom }), 'action x'],
      'always given': [{ rules: [always({ id: 'R', given: late, then: () => true })] }, 'rule R'],
      'always then': [{ rules: [always({ id: 'R', then: late })] }, 'rule R'],
      'step given': [
        { rules: [step({ id: 'R', given: (_, after) => late(after), then: () => true })] },
        'rule R after on',
      ],
      'step then': [{ rules: [step({ id: 'R', then: (_, after) => late(after) })] }, 'rule R after on'],
      sometimes: [{ rules: [sometimes({ id: 'R', then: (s) => !late(s) })] }, 'rule R'],
      eventually: [{ rules: [eventually({ id: 'R', then: late })] }, 'rule R'],
      'leadsTo given': [{ rules: [leadsTo({ id: 'R', given: late, then: () => true })] }, 'rule R'],
      'leadsTo then': [{ rules: [leadsTo({ id: 'R', given: () => true, then: late })] }, 'rule R'],
      terminal: [{ terminal: late }, 'terminal'],
    };
    test.each(Object.entries(places))('%s', (_, [part, where]) => {
      const model = defineModel({ ...sound, ...part });
      expect(() => check(model)).toThrow(EvaluationError);
      expect(() => check(model)).toThrow(`${where}: boom`);
      // The same model is sound where nothing throws.
      expect(check(defineModel(sound)).verdict).toBe('holds (exhaustive)');
    });
  });

  const yes = () => true;
  // A promise is taken for true by JavaScript, nothing for false: a rule would hold, or be broken, unasked.
  describe.each([
    ['nothing', () => undefined, 'the answer is undefined, not true or false'],
    ['a promise', async () => true, 'the answer is a promise, not true or false'],
  ])('what answers %s', (_, answer, message) => {
    const mute = answer as never;
    const asked: Readonly<Record<string, Partial<Parameters<typeof defineModel>[0]>>> = {
      'guard "mute" of x': { actions: [up, back, action({ id: 'x', when: { mute }, then: () => {} })] },
      'rule ALWAYS': { rules: [always({ id: 'ALWAYS', then: mute })] },
      'rule GIVEN': { rules: [always({ id: 'GIVEN', given: mute, then: yes })] },
      'rule STEP': { rules: [step({ id: 'STEP', then: mute })] },
      'rule STEP-GIVEN': { rules: [step({ id: 'STEP-GIVEN', given: mute, then: yes })] },
      'rule SOMETIMES': { rules: [sometimes({ id: 'SOMETIMES', then: mute })] },
      'rule EVENTUALLY': { rules: [eventually({ id: 'EVENTUALLY', then: mute })] },
      'rule LEADS-TO': { rules: [leadsTo({ id: 'LEADS-TO', given: yes, then: mute })] },
      'rule OWES': { rules: [leadsTo({ id: 'OWES', given: mute, then: yes })] },
    };
    test.each(Object.entries(asked))('%s', (where, part) => {
      const model = defineModel({ ...base, ...part });
      expect(() => check(model)).toThrow(EvaluationError);
      expect(() => check(model)).toThrow(`${where}: ${message}`);
    });
  });
});

describe('an invariant that vanished by a typo', () => {
  const mode = record({ mode: oneOf('normal', 'entering') });
  const m = words(mode);
  test('a word that the schema does not know, a rule without a body, a field that is none: none compiles', () => {
    expect([
      // @ts-expect-error the word is 'entering'
      m.always({ id: 'A', given: (s) => s.mode === 'enterring', then: () => false }),
      // @ts-expect-error the property is `then`
      m.always({ id: 'B', than: () => false }),
      // @ts-expect-error the field is `mode`
      m.always({ id: 'C', then: (s) => s.mod !== 'normal' }),
      // @ts-expect-error the property is `given`
      m.always({ id: 'D', givven: () => true, then: () => false }),
    ]).toHaveLength(4);
  });
  test('a name that nothing has is refused', () => {
    expect(() =>
      defineModel({ ...base, rules: [step({ id: 'S', on: ['upp'], then: () => false })] }),
    ).toThrow(ModelError);
    expect(() => defineModel({ ...base, notApplicable: ['RULE'] })).toThrow(ModelError);
    const twice = always({ id: 'R', then: () => true });
    expect(() => defineModel({ ...base, rules: [twice, always({ id: 'R', then: () => false })] })).toThrow(
      ModelError,
    );
  });
  test('a condition that is never met is told, and is not success', () => {
    const r = check(
      defineModel({ ...base, rules: [always({ id: 'R', given: (s) => s.n > 9, then: () => false })] }),
    );
    expect([r.verdict, r.vacuousRules]).toEqual(['vacuous', ['R']]);
  });
  test('a guard that is never met is told, and is not success', () => {
    const typo = action({ id: 'x', when: { 'at 10': (s) => s.n === 10 }, then: () => {} });
    const r = check(defineModel({ ...base, actions: [up, back, typo] }));
    expect([r.verdict, r.deadActions]).toEqual(['dead', ['x']]);
  });
  test('every rule of the model is judged, in its order', () => {
    const rules = [
      always({ id: 'A', then: () => true }),
      leadsTo({ id: 'L', given: () => true, then: () => true }),
      step({ id: 'S', then: () => true }),
      sometimes({ id: 'T', then: () => true }),
      eventually({ id: 'E', then: () => true }),
    ];
    expect(check(defineModel({ ...base, rules })).perRule.map((x) => [x.id, x.kind])).toEqual(
      rules.map((x) => [x.id, x.kind]),
    );
  });
});
