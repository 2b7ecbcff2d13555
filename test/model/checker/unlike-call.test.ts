import { beforeEach, expect, test, vi } from 'vitest';
import {
  check,
  EvaluationError,
  int,
  type Model,
  record,
  witnesses,
  words,
} from '../../../model/checker/index.ts';

/** What is written for a function in place of what it says, as by an error of the checker. */
const wrong = vi.hoisted(() => new Map<object, (text: string) => string>());
vi.mock('../../../model/checker/closed-code.ts', async (original) => {
  const { closedCode } = await original<typeof import('../../../model/checker/closed-code.ts')>();
  return {
    closedCode: (...of: Parameters<typeof closedCode>): ReturnType<typeof closedCode> => {
      const { test, effect } = closedCode(...of);
      const altered = (f: object, text: string | null): string | null =>
        text === null ? null : (wrong.get(f)?.(text) ?? text);
      return {
        test: (f, ...rest) => altered(f, test(f, ...rest)),
        effect: (f, ...rest) => altered(f, effect(f, ...rest)),
      };
    },
  };
});
beforeEach(() => wrong.clear());

interface State {
  n: number;
}
const schema = record({ n: int(0, 1023) });
const { action, always, sometimes, defineModel } = words(schema);
const below = (s: State): boolean => s.n < 600;
const add = (s: State): void => {
  s.n += 1;
};
const inRange = (s: State): boolean => s.n < 999;
const notHundred = (s: State): boolean => s.n !== 100;
const high = (s: State): boolean => s.n === 999;
const model = defineModel({
  name: 'count',
  schema,
  initial: () => {},
  actions: [action({ id: 'add', when: { below }, then: add })],
  rules: [
    always({ id: 'in-range', then: inRange }),
    sometimes({ id: 'high', then: high }),
    always({ id: 'not-100', then: notHundred }),
  ],
  terminal: (s) => s.n === 600,
}) as Model<State>;
/** What the search was told of, and how long the way to it was. */
const told = (): readonly [string, number] => {
  try {
    check(model);
  } catch (e) {
    if (!(e instanceof EvaluationError)) throw e;
    expect(e.message).toContain('please report it with the text of the function');
    return [e.where, e.trace.length];
  }
  throw new Error('no error');
};

test('a search that does what calls do is not complained of', () => {
  const { perRule, states } = check(model);
  expect([states, ...perRule.map((r) => r.verdict)]).toEqual([
    601,
    'holds (exhaustive)',
    'violated',
    'violated',
  ]);
});

test.each<[string, object, (text: string) => string, string, number]>([
  ['a guard that never holds', below, () => 'false', 'the guards of add', 1],
  ['a guard that is false where it is true', below, (t) => `(${t} && W[0] !== 40)`, 'the guards of add', 41],
  ['an effect', add, (t) => `${t} if (w0 === 7) w0 = 8;`, 'action add', 7],
  ['a rule that is broken', inRange, (t) => `(${t} && W[0] !== 200)`, 'rule in-range', 201],
  ['a rule that is not broken where it is', notHundred, () => 'true', 'rule not-100', 101],
  ['a witness', high, (t) => `(${t} || W[0] === 9)`, 'rule high', 10],
])('written wrongly, and told where it is audited: %s', (_, f, write, where, steps) => {
  wrong.set(f, write);
  expect(told()).toEqual([where, steps]);
});

test.each<[string, object, (text: string) => string, string, number]>([
  ['a guard, on the way to an error', below, () => 'true', 'guard "below" of add', 601],
  [
    'an effect, by a write that is refused',
    add,
    (t) => `${t} if (w0 === 500) outOfRange("n", 9);`,
    'the model',
    500,
  ],
  ['a guard, on the way to a witness', below, () => '(W[0] < 999)', 'guard "below" of add', 601],
  ['an effect, on the way to a witness', add, (t) => `${t} if (w0 === 500) w0 = 999;`, 'action add', 500],
  ['a guard, by a deadlock', below, (t) => `(${t} && W[0] !== 400)`, 'the guards of add', 401],
  ['a rule, by a counterexample', inRange, (t) => `(${t} && W[0] !== 400)`, 'rule in-range', 401],
  ['a rule, by a witness', high, (t) => `(${t} || W[0] === 400)`, 'rule high', 401],
])('written wrongly deep down, and told by what it leads to: %s', (_, f, write, where, steps) => {
  wrong.set(f, write);
  expect(told()).toEqual([where, steps]);
});

test('written wrongly deep down, and told by the way to an action', () => {
  wrong.set(add, (text) => `${text} if (w0 === 500) w0 = 700;`);
  const jump = action({ id: 'jump', when: { far: (s) => s.n >= 700 }, then: () => {} });
  const more = { ...model, actions: [...model.actions, jump] };
  expect(() => witnesses(more, { actions: ['jump'] })).toThrow(
    /^action add: a call of the function does another/,
  );
});
