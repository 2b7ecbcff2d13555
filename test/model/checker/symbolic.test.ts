import { describe, expect, test } from 'vitest';
import { golden } from '../../../bench/checker/models/golden.ts';
import { answersOf, knownCounts } from '../../../bench/model/large-known.ts';
import {
  bool,
  check,
  checkSymbolically,
  EvaluationError,
  idType,
  int,
  type Model,
  oneOf,
  perId,
  plain,
  record,
  type SymbolicOptions,
  words,
} from '../../../model/checker/index.ts';
import { large, largeParts, protectedMode, small } from '../../../model/protected-mode/index.ts';
import { randomModel } from './random-model.ts';

// The long ones: DEEP=1 npx vitest run test/model/checker/symbolic.test.ts
const deep = process.env.DEEP !== undefined;
const timeout = deep ? 3_600_000 : 60_000;

const isLiveness = (kind: string) => kind === 'eventually' || kind === 'leadsTo';

/** All figures that both have are the same, and traces as long. */
function agree<S>(model: Model<S>, options: SymbolicOptions = {}): void {
  const safety = { ...model, rules: model.rules.filter((r) => !isLiveness(r.kind)) };
  const explicit = check(safety);
  const symbolic = checkSymbolically(model, options);
  expect(explicit.truncatedBy).toBeUndefined();
  expect(symbolic.truncatedBy).toBeUndefined();
  expect(symbolic.states).toBe(BigInt(explicit.states));
  expect(symbolic.transitions).toBe(BigInt(explicit.transitions));
  expect(symbolic.perAction).toEqual(
    explicit.perAction.map(({ id, enabled, fired, perInstance }) => ({
      id,
      enabled: BigInt(enabled),
      fired: BigInt(fired),
      perInstance: perInstance.map((x) => BigInt(x.fired)),
    })),
  );
  const asked = symbolic.perRule.filter((r) => !isLiveness(r.kind));
  for (const [i, rule] of asked.entries()) {
    const { id, verdict, givenCount, violations, counterexample, witness } = explicit.perRule[i] ?? {};
    expect({
      ...rule,
      counterexample: rule.counterexample?.length,
      witness: rule.witness?.length,
    }).toMatchObject({
      id,
      verdict,
      givenCount: BigInt(givenCount ?? -1),
      violations: BigInt(violations ?? -1),
      counterexample: counterexample?.length,
      witness: witness?.length,
    });
    walked(model, rule.counterexample ?? rule.witness ?? []);
  }
  expect(symbolic.deadlocks?.count).toBe(BigInt(explicit.deadlocks.count));
  expect(symbolic.deadlocks?.trace?.length).toBe(explicit.deadlocks.trace?.length);
  expect(symbolic.deadActions).toEqual(explicit.deadActions);
  expect(asked.length === symbolic.perRule.length ? explicit.verdict : symbolic.verdict).toBe(
    symbolic.verdict,
  );
}

/** Each step of a trace is one of the model's. */
function walked<S>(model: Model<S>, trace: readonly { action: string | null; state: S }[]): void {
  const side = plain(model);
  for (const [i, { action, state }] of trace.entries()) {
    const before = trace[i - 1];
    const from =
      before === undefined
        ? side.initial()
        : side.successors(before.state).flatMap((x) => (x.action === action ? [x.state] : []));
    expect(from.map(side.key)).toContain(side.key(state));
  }
}

describe('sets of states are those that a search one by one finds', () => {
  const published = golden.filter((g) => g.states < (deep ? 2_000_000 : 1_600));
  test.each(published.map((g) => [g.model().name, g.states, g] as const))(
    '%s: %i states',
    (_name, states, g) => {
      const model = g.model();
      const r = checkSymbolically(model);
      expect(r.states).toBe(BigInt(states));
      for (const rule of r.perRule)
        if (isLiveness(rule.kind))
          expect(rule).toMatchObject({ verdict: 'unknown (truncated)', why: 'liveness', givenCount: 0n });
      agree(model);
    },
    timeout,
  );

  const cases = small.cases.map((one, i) => [i, one] as const).filter(([i]) => deep || i === 8);
  test.each(cases)(
    'case %i of the small scope',
    (i, one) => agree(protectedMode({ name: `small ${i}`, cases: [one] }).model),
    timeout,
  );

  test.runIf(deep).each(largeParts.map((part) => [part.name, part] as const))(
    '%s',
    (_name, part) => agree(protectedMode(part).model),
    timeout,
  );

  let agreed = 0;
  let violated = 0;
  test.each(Array.from({ length: deep ? 300 : 12 }, (_, i) => i))('random model %i', (seed) => {
    const model = randomModel(seed);
    const r = check(model, { maxStates: 3_000 });
    if (r.truncatedBy !== undefined) return;
    agree(model);
    agreed += 1;
    violated += r.perRule.filter((x) => x.verdict === 'violated').length;
  });
  test('most random models were small enough, and broke rules', () => {
    expect(agreed).toBeGreaterThan(deep ? 100 : 3);
    expect(violated).toBeGreaterThan(deep ? 100 : 3);
  });

  test('the order of levels changes nothing', () => {
    const { model } = protectedMode({ name: 'order', cases: small.cases.slice(3, 4) });
    const names = ['firmware', 'groups[group0].csg', 'driver', 'owner'];
    agree({ ...model, rules: model.rules.slice(0, 6) }, { order: names });
    expect(() => checkSymbolically(model, { order: ['gpu'] })).toThrow(
      new RangeError('order: the schema has no cell "gpu"'),
    );
  });
});

/** n lamps, each of which goes through three colours by itself: 3 to the n states, and as many times n steps. */
function lamps(n: number) {
  const Lamp = idType('lamp', n);
  const schema = record({ lamps: perId(Lamp, record({ colour: oneOf('red', 'green', 'blue') })) });
  const { action, always, step, sometimes, defineModel } = words(schema);
  const next = { red: 'green', green: 'blue', blue: 'red' } as const;
  const switching = action({
    id: 'switch',
    over: { x: Lamp },
    then: (s, { x }) => {
      s.lamps[x].colour = next[s.lamps[x].colour];
    },
  });
  return { schema, Lamp, action, always, step, sometimes, defineModel, switching };
}

describe('what is too large to be searched one by one', () => {
  test('is counted exactly, beyond what a floating-point number holds', () => {
    const { defineModel, schema, switching, always, Lamp } = lamps(60);
    const last = Lamp.at(59);
    const model = defineModel({
      name: 'lamps',
      schema,
      initial: () => {},
      actions: [switching],
      rules: [always({ id: 'LAST', then: (s) => s.lamps[last].colour !== 'blue' })],
    });
    const r = checkSymbolically(model);
    expect(r).toMatchObject({ states: 3n ** 60n, transitions: 60n * 3n ** 60n, verdict: 'violated' });
    expect(r.perRule[0]).toMatchObject({ givenCount: 3n ** 60n, violations: 3n ** 59n });
    expect(r.perRule[0]?.counterexample?.map((x) => x.action)).toEqual([null, 'switch', 'switch']);
    // Three colours, and a first look at each lamp.
    expect(r.calls).toBeLessThan(60 * 200);
  });
});

describe('what is no matter of the state, or must not be done, is noticed', () => {
  const { defineModel, schema, switching, action, always, step, Lamp } = lamps(3);
  const [first] = Lamp.ids;
  if (first === undefined) throw new Error('there are lamps');
  const base = { name: 'lamps', schema, initial: () => {} };
  const failure = (model: Model<never>): unknown => {
    try {
      checkSymbolically(model);
    } catch (e) {
      return e;
    }
    return null;
  };

  test('a guard that sees what is not recorded', () => {
    let calls = 0;
    const fickle = action({ id: 'fickle', when: { sometimes: () => calls++ % 3 === 0 }, then: () => {} });
    const e = failure(defineModel({ ...base, actions: [switching, fickle] }));
    expect(String(e)).toContain('guard "sometimes" of fickle: it does not depend on the state alone');
  });
  test('an effect that does', () => {
    let calls = 0;
    const fickle = action({
      id: 'fickle',
      then: (s) => {
        s.lamps[first].colour = calls++ % 5 === 4 ? 'red' : 'blue';
      },
    });
    expect(String(failure(defineModel({ ...base, actions: [switching, fickle] })))).toContain(
      'action fickle: it does not depend on the state alone',
    );
  });
  test('a guard and a rule that write', () => {
    const guard = action({
      id: 'guarded',
      when: {
        bad: (s) => {
          s.lamps[first].colour = 'red';
          return true;
        },
      },
      then: () => {},
    });
    expect(String(failure(defineModel({ ...base, actions: [guard] })))).toContain(
      'a guard changed the state',
    );
    const bad = (s: Parameters<Parameters<typeof always>[0]['then']>[0]) => {
      s.lamps[first].colour = 'red';
      return true;
    };
    for (const rule of [always({ id: 'BAD', then: bad }), step({ id: 'BAD', then: (_b, s) => bad(s) })])
      expect(String(failure(defineModel({ ...base, actions: [switching], rules: [rule] })))).toContain(
        'a rule changed the state',
      );
  });
  test('one that throws, or answers neither yes nor no, with the shortest way there', () => {
    const rule = always({
      id: 'THROWS',
      then: (s) => {
        if (s.lamps[first].colour === 'blue') throw new Error('too blue');
        return true;
      },
    });
    const e = failure(defineModel({ ...base, actions: [switching], rules: [rule] }));
    expect(e).toBeInstanceOf(EvaluationError);
    expect(e).toMatchObject({ where: 'rule THROWS' });
    expect((e as EvaluationError<never>).trace.map((x) => x.action)).toEqual([null, 'switch', 'switch']);
    const silent = always({ id: 'SILENT', then: () => undefined as unknown as boolean });
    expect(String(failure(defineModel({ ...base, actions: [switching], rules: [silent] })))).toContain(
      'the answer is undefined',
    );
  });
  test('a write outside of the schema', () => {
    const narrow = record({ n: int(0, 3), on: bool });
    const w = words(narrow);
    const model = w.defineModel({
      name: 'narrow',
      schema: narrow,
      initial: () => {},
      actions: [
        w.action({
          id: 'up',
          then: (s) => {
            s.n += 1;
          },
        }),
      ],
    });
    const e = failure(model as unknown as Model<never>);
    expect(e).toMatchObject({ where: 'action up', field: 'n', value: 4 });
    expect((e as EvaluationError<never>).trace).toHaveLength(4);
  });
});

test('what is known of the large scope is known of cases of it', () => {
  const known = Object.keys(knownCounts);
  expect(known).not.toHaveLength(0);
  expect(large.cases.map(answersOf)).toEqual(expect.arrayContaining(known));
});

test('a cell of too many values is refused by name', () => {
  const { defineModel } = words<{ big: number }>();
  const schema = record({ big: int(0, 5000) });
  expect(() =>
    checkSymbolically(defineModel({ name: 'big', schema, initial: () => {}, actions: [] })),
  ).toThrow(new RangeError('big has 5001 values; a search over sets takes cells of at most 4096'));
});

describe('what is not done is never said to hold', () => {
  const { model } = protectedMode({ name: 'limits', cases: small.cases.slice(13, 14) });
  const unknown = (r: ReturnType<typeof checkSymbolically>) => {
    expect(r.verdict).toBe('unknown (truncated)');
    for (const x of r.perRule) expect(x.verdict).toBe('unknown (truncated)');
    expect(r.deadlocks).toBeNull();
  };
  test('memory', () => {
    const r = checkSymbolically(model, { maxMemoryBytes: 2 ** 18 });
    expect(r.truncatedBy).toBe('memory');
    unknown(r);
  });
  test('memory that just suffices, with garbage thrown away again and again, changes nothing', () => {
    const few = { ...model, rules: model.rules.filter((x) => ['OWNER', 'ENTER-GATE'].includes(x.id)) };
    const roomy = checkSymbolically(few);
    let maxMemoryBytes = 2 ** 19;
    let r = checkSymbolically(few, { maxMemoryBytes });
    while (r.truncatedBy !== undefined || r.perRule.some((x) => x.why !== undefined)) {
      maxMemoryBytes *= 2;
      r = checkSymbolically(few, { maxMemoryBytes });
    }
    expect(r.memoryBytes).toBeLessThan(roomy.memoryBytes);
    expect({ ...r, memoryBytes: 0 }).toEqual({ ...roomy, memoryBytes: 0 });
  });
  test('rows of an action', () => {
    const r = checkSymbolically(model, { maxRows: 5 });
    expect(r.truncatedBy).toBe('rows');
    unknown(r);
  });
  test('the caller', () => {
    const r = checkSymbolically(model, { onProgress: ({ rounds }) => rounds < 3 });
    expect(r.truncatedBy).toBe('caller');
    unknown(r);
  });
  test('rows of one rule: the others are decided', () => {
    const some = {
      ...model,
      notApplicable: new Set(model.actions.map((a) => a.id)),
      rules: model.rules.filter((x) => ['OWNER', 'ENTER-GATE', 'SAVE-BUF'].includes(x.id)),
    };
    const r = checkSymbolically(some, { maxRowsPerRule: 30 });
    expect(r.truncatedBy).toBeUndefined();
    expect(r.verdict).toBe('unknown (truncated)');
    expect(r.perRule.map((x) => [x.id, x.verdict, x.why])).toEqual([
      ['ENTER-GATE', 'holds (exhaustive)', undefined],
      ['OWNER', 'unknown (truncated)', 'rows'],
      ['SAVE-BUF', 'holds (exhaustive)', undefined],
    ]);
  });
});
