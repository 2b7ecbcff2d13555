import { describe, expect, test } from 'vitest';
import {
  type Action,
  array,
  bool,
  check,
  EvaluationError,
  idType,
  int,
  type Model,
  ModelError,
  perId,
  record,
  setOf,
  words,
} from '../../../model/checker/index.ts';

// What an author gets wrong, each told by name. Models are run without the type checker too, so these are without types.

const Node = idType('node', 2);
const schema = record({
  n: int(0, 5),
  list: array(3, int(0, 2)),
  nodes: perId(Node, record({ on: bool, level: int(0, 3) })),
  seen: setOf(Node),
});
// biome-ignore lint/suspicious/noExplicitAny: these are the mistakes that types would forbid
type Untyped = any;
const { action, always, step, leadsTo, eventually, weak, defineModel } = words(schema);
const act = (def: Untyped): Action<never> => action(def) as Untyped;
const up = act({
  id: 'up',
  over: { g: Node },
  when: { low: (s: Untyped, { g }: Untyped) => s.nodes[g].level < 3 },
  then: (s: Untyped, { g }: Untyped) => {
    s.nodes[g].level += 1;
  },
});
const base = { name: 'm', schema, initial: () => {}, actions: [up], terminal: () => true };
const define = (part: Untyped): Model<never> => defineModel({ ...base, ...part }) as Untyped;
const then = (): void => {};

const refused: Readonly<Record<string, readonly [() => unknown, string]>> = {
  'fairness of no kind': [() => act({ id: 'a', fairness: 'week', then }), `'weak' or 'strong', not "week"`],
  'guards as one function': [() => act({ id: 'a', when: () => true, then }), '`when` is an object of named'],
  'a guard that is none': [
    () => act({ id: 'a', when: { 'it is so': true }, then }),
    'guard "it is so" is no fu',
  ],
  'no effect': [() => act({ id: 'a' }), 'action a: `then` is a function'],
  'no id': [() => act({ then }), 'an action has no id'],
  'a number as domain': [
    () => act({ id: 'a', over: { k: 3 }, then }),
    'parameter "k" are an id type or a list',
  ],
  'an empty domain': [() => act({ id: 'a', over: { k: [] }, then }), 'parameter "k" has no values'],
  'a value twice': [() => act({ id: 'a', over: { k: [1, 2, 1] }, then }), '"k" has the value 1 twice'],
  'a value that cannot be told': [
    () => act({ id: 'a', over: { k: [{ n: 1 }] }, then }),
    '"k" has a value that is no string',
  ],
  'guards misspelt': [
    () => act({ id: 'a', wen: { 'it is so': () => false }, then }),
    'action a: there is no `wen`, only id, over, when, then',
  ],
  'given misspelt': [
    () => define({ rules: [always({ id: 'R', givn: () => false, then: () => true } as Untyped)] }),
    'rule R: there is no `givn`, only kind, id, given, then',
  ],
  'given where it is not asked': [
    () => define({ rules: [eventually({ id: 'R', given: () => false, then: () => true } as Untyped)] }),
    'rule R: there is no `given`',
  ],
  'terminal misspelt': [() => define({ terminl: () => true }), 'model m: there is no `terminl`'],
  'no initial state': [() => define({ initial: [] }), 'model m has no initial state'],
  'initial forgotten': [() => define({ initial: undefined }), 'model m has no initial state'],
  'initial as a state': [() => define({ initial: [{ n: 1 }] }), '`initial` is a function'],
  'terminal as a value': [() => define({ terminal: true }), '`terminal` is a function'],
  'a schema that is none': [() => define({ schema: { n: int(0, 1) } }), 'its schema is made by `record`'],
  'a rule without body': [
    () => define({ rules: [always({ id: 'R' } as Untyped)] }),
    'rule R: `then` is a function',
  ],
  'a rule of no kind': [
    () => define({ rules: [{ id: 'R', then: () => true }] }),
    'rule R: is made by always',
  ],
  'leadsTo without given': [
    () => define({ rules: [leadsTo({ id: 'R', then: () => true } as Untyped)] }),
    'rule R: it needs `given`',
  ],
  'a rule on no action': [
    () => define({ rules: [step({ id: 'R', on: ['upp'], then: () => true })] }),
    '"upp"',
  ],
  'fairness of no action': [() => define({ fairness: [weak({ of: ['upp'] })] }), 'there is no action "upp"'],
  'an id twice': [() => define({ actions: [up, up] }), 'two actions are called "up"'],
};
test.each(['constructor', '__proto__', 'a b', ''])('refused as a field: "%s"', (name) => {
  expect(() => record({ [name]: bool })).toThrow(RangeError);
});
test.each([
  ['maxStates', Number.NaN],
  ['maxStates', -1],
  ['maxDepth', 1.5],
  ['maxMemoryBytes', Number.NaN],
] as const)('refused as a limit: %s %d', (name, limit) => {
  expect(() => check(define({}), { [name]: limit })).toThrow(`${name} is ${limit}, must be a natural number`);
});
test.each(Object.entries(refused))('refused before a search: %s', (_, [make, told]) => {
  expect(make).toThrow(ModelError);
  expect(make).toThrow(told);
});

let calls = 0;
const does = (effect: Untyped, over: Untyped = {}) => ({
  actions: [up, act({ id: 'a', over, then: effect })],
});
const asks = (guard: Untyped) => ({ actions: [up, act({ id: 'a', when: { ask: guard }, then })] });
const odd = (): boolean => calls++ % 2 === 0;
const found: Readonly<Record<string, readonly [Untyped, string, string]>> = {
  'a field misspelt in a guard': [
    asks((s: Untyped) => s.nn < 3),
    'guard "ask" of a',
    'there is no field "nn", there are n, ',
  ],
  'a field misspelt in a rule': [
    { rules: [always({ id: 'R', then: (s: Untyped) => s.nodes[Node.at(1)].levle < 4 })] },
    'rule R',
    'there is no field "levle", there are on, level',
  ],
  'a field misspelt in an effect': [
    does((s: Untyped) => {
      s.m = 1;
    }),
    'action a',
    'there is no field "m"',
  ],
  'a container replaced': [
    does((s: Untyped) => {
      s.list = [0, 0, 1];
    }),
    'action a',
    'read only',
  ],
  'a record replaced': [
    does(
      (s: Untyped, { g }: Untyped) => {
        s.nodes[g] = { ...s.nodes[g], on: true };
      },
      { g: Node },
    ),
    'action a(g=node0)',
    'nodes[node0] was replaced: what is no scalar is changed in place',
  ],
  'a state returned': [
    does((s: Untyped) => ({ ...s, n: 1 })),
    'action a',
    'changes the state that it is given, in place',
  ],
  'an effect that waits': [does(async () => {}), 'action a', 'it returns a promise'],
  'an effect by chance': [
    does((s: Untyped) => {
      s.n = calls++ % 6;
    }),
    'action a',
    'called twice, it did two things',
  ],
  'a guard by chance': [asks(odd), 'guard "ask" of a', 'called twice, it gave two answers'],
  'a rule by chance': [
    { rules: [always({ id: 'R', then: odd })] },
    'rule R',
    'called twice, it gave two answers',
  ],
  'a rule over steps by chance': [{ rules: [step({ id: 'R', then: odd })] }, 'rule R', 'it gave two answers'],
  'a rule over steps that writes what was before': [
    {
      rules: [
        step({
          id: 'R',
          then: (before: Untyped) => {
            before.list[0] = 1;
            return true;
          },
        }),
      ],
    },
    'rule R',
    'a rule changed the state',
  ],
  'a liveness rule that writes': [
    {
      rules: [
        eventually({
          id: 'R',
          then: (s: Untyped) => {
            s.n = 1;
            return true;
          },
        }),
      ],
    },
    'rule R',
    'a rule changed the state',
  ],
};
describe('found by a search', () => {
  test.each(Object.entries(found))('%s', (_, [part, where, told]) => {
    calls = 0;
    const model = define(part);
    let error: unknown;
    try {
      check(model);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(EvaluationError);
    expect((error as EvaluationError<never>).message).toContain(told);
    expect((error as EvaluationError<never>).where).toBe(where);
    // What it left does not spoil the next search.
    expect(check(define({})).verdict).toBe('holds (exhaustive)');
  });

  test('what returns something by the way is no mistake', () => {
    const model = define(does((s: Untyped) => s.list.fill(1)));
    expect(check(model).verdict).toBe('holds (exhaustive)');
  });
});
