import { describe, expect, test } from 'vitest';
import { protm, sizes } from '../../../bench/checker/models/protm.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import { check, int, type Model, record, words } from '../../../model/checker/index.ts';
import { type CheckOptions, Search } from '../../../model/checker/search.ts';
import { zoo } from './zoo.ts';

/** Everything that an engine has found and counted. */
function figures<S>(model: Model<S>, options: CheckOptions, oneByOne: boolean) {
  const search = new Search(model, options);
  const { engine } = search;
  search.seed();
  while (engine.head() < engine.states() && engine.stopReason() === 0)
    search.run(oneByOne ? engine.head() + 1 : engine.states());
  const n = engine.states();
  return {
    stopped: engine.stopReason(),
    head: engine.head(),
    words: [...engine.words().subarray(0, n * search.accessors.layout.words)],
    predecessors: [...engine.predecessors().subarray(0, n)],
    arrivals: [...engine.arrivals().subarray(0, n)],
    deadlocks: engine.deadlocks(),
    counters: (['enabled', 'fired', 'found', 'given', 'broken', 'firstState', 'firstInstance'] as const).map(
      (name) => [...engine[name]],
    ),
  };
}

describe('states expanded many at a time give what states expanded one by one give', () => {
  const models: readonly Model<never>[] = [
    protm({ groups: 3, slots: 2, commands: 1, priorities: 3, ticks: 1 }),
    protm({ ...sizes.small, groups: 2, bug: true }),
    twoPhase(5),
    zoo(),
  ] as unknown as readonly Model<never>[];
  test.each(models.map((m) => [m.name, m] as const))('%s', (_, model) => {
    const whole = figures(model, { maxStates: 5_000 }, true);
    expect(figures(model, { maxStates: 5_000 }, false)).toEqual(whole);
    const n = whole.predecessors.length;
    expect(n).toBeGreaterThan(1_000); // more than are looked at one by one in any case
    for (const options of [
      { maxStates: n - 1 },
      { maxStates: Math.floor(n / 2) },
      { maxStates: 777 },
      { maxStates: 5_000, maxMemoryBytes: 400_000 },
      { maxStates: 5_000, stopAtFirst: true },
    ])
      expect(figures(model, options, false)).toEqual(figures(model, options, true));
  });
});

describe('the first error is the one that is met first, state by state', () => {
  const schema = record({ n: int(0, 3000) });
  const { action, always, defineModel } = words(schema);
  /** A tree two wide, in which a rule throws at one state and a guard at another. */
  const tree = (ruleAt: number, guardAt: number) =>
    defineModel({
      name: 'tree',
      schema,
      initial: () => {},
      actions: [
        action({
          id: 'grow',
          over: { side: [1, 2] },
          when: {
            'there is room': (s) => {
              if (s.n === guardAt) throw new Error('guard');
              return s.n < 1400;
            },
          },
          then: (s, { side }) => {
            s.n = 2 * s.n + side;
          },
        }),
      ],
      rules: [
        always({
          id: 'R',
          then: (s) => {
            if (s.n === ruleAt) throw new Error('rule');
            return true;
          },
        }),
      ],
      terminal: () => true,
    });
  // State 1001 and its neighbours are expanded in one go; the rule is asked of successors 2001, 2003, ...
  test.each([
    ['the rule of an earlier state', 2 * 1000 + 1, 1001, 'rule R: rule'],
    ['the guard of an earlier state', 2 * 1002 + 1, 1001, 'guard "there is room" of grow(side=1): guard'],
    ['the guard of the state itself', 2 * 1001 + 1, 1001, 'guard "there is room" of grow(side=1): guard'],
  ])('%s', (_, ruleAt, guardAt, message) => {
    expect(() => check(tree(ruleAt, guardAt))).toThrow(message);
  });
});
