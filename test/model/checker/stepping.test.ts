import { describe, expect, test } from 'vitest';
import { protm } from '../../../bench/checker/models/protm.ts';
import {
  type Choice,
  check,
  int,
  type Model,
  plain,
  record,
  Walk,
  words,
} from '../../../model/checker/index.ts';
import { zoo } from './zoo.ts';

const buggy = () => protm({ groups: 2, slots: 1, commands: 1, priorities: 2, ticks: 2, bug: true });

function only<T>(list: readonly T[], n: number): T {
  const x = list[n];
  if (x === undefined) throw new Error(`there is no number ${n} among ${list.length}`);
  return x;
}

describe('stepping', () => {
  test('walking every way to a depth meets the states that a search finds, level by level', () => {
    const model = zoo();
    const depth = 3;
    const p = plain(model);
    const levels: Set<string>[] = Array.from({ length: depth + 1 }, () => new Set());
    const seen = new Map<string, number>();
    const walk = new Walk(model);
    const go = (left: number): void => {
      for (const choice of walk.choices()) {
        walk.take(choice);
        const level = walk.trace.length - 1;
        const key = p.key(only(walk.trace, level).state);
        if ((seen.get(key) ?? Infinity) > level) {
          seen.set(key, level);
          if (left > 0) go(left - 1);
        }
        expect(walk.back()).toBe(1);
      }
    };
    go(depth);
    for (const [key, level] of seen) levels[level]?.add(key);
    expect(walk.trace).toHaveLength(0);
    expect(levels.map((l) => l.size)).toEqual(check(model, { maxDepth: depth }).perLevel);
    expect(seen.size).toBeGreaterThan(50);
  });

  test('along a counterexample the rule breaks at its last step and nowhere before', () => {
    const { perRule } = check(buggy());
    const broken = perRule.filter((r) => r.verdict === 'violated');
    expect(broken.length).toBeGreaterThan(0);
    for (const { id, counterexample = [] } of broken) {
      const walk = new Walk(buggy());
      walk.jump(counterexample);
      expect(walk.broken()).toContain(id);
      for (let n = counterexample.length - 1; n > 0; n--) {
        walk.back();
        expect(walk.broken()).not.toContain(id);
        expect(walk.choices().map((c) => [c.action, c.params])).toContainEqual([
          only(counterexample, n).action,
          only(counterexample, n).params,
        ]);
      }
    }
  });

  test('step rules look at the last step', () => {
    const schema = record({ n: int(0, 3) });
    const { action, step, defineModel } = words(schema);
    const model = defineModel({
      name: 'jumps',
      schema,
      initial: () => {},
      actions: [1, 2].map((by) =>
        action({
          id: `by${by}`,
          when: { 'it fits': (s) => s.n + by <= 3 },
          then: (s) => {
            s.n += by;
          },
        }),
      ),
      rules: [
        step({ id: 'ONE', then: (a, b) => b.n === a.n + 1 }),
        step({ id: 'NOT-FROM-1', on: ['by2'], given: (a) => a.n === 1, then: () => false }),
      ],
    });
    const walk = new Walk(model);
    const take = (n: number): readonly string[] => {
      walk.take(only(walk.choices(), n));
      return walk.broken();
    };
    expect([take(0), take(1)]).toEqual([[], ['ONE']]);
    walk.back();
    expect([take(0), take(1)]).toEqual([[], ['ONE', 'NOT-FROM-1']]);
    expect(walk.choices()).toEqual([]);
    expect(walk.refusals('by1')).toEqual([{ params: {}, guard: 'it fits' }]);
    expect(walk.back(9)).toBe(3);
    expect(walk.state).toBeNull();
  });

  test('refusals name the first false guard of each instance, in agreement with the choices', () => {
    const model = buggy();
    const walk = new Walk(model);
    let refused = 0;
    for (let n = 0; n < 12; n++) {
      const choices = walk.choices();
      for (const { id } of walk.state === null ? [] : model.actions) {
        const possible = choices.filter((c) => c.action === id).map((c) => c.params);
        const refusals = walk.refusals(id);
        expect(refusals.filter((r) => r.guard === true).map((r) => r.params)).toEqual(possible);
        refused += refusals.length - possible.length;
      }
      if (choices.length > 0) walk.take(only(choices, (n * 7) % choices.length));
    }
    expect(refused).toBeGreaterThan(50);
    expect(() => walk.refusals('none')).toThrow('there is no action "none"');
  });

  test('an action that throws is a choice that cannot be taken', () => {
    const schema = record({ n: int(0, 1) });
    const { action, defineModel } = words(schema);
    const model: Model<{ n: number }> = defineModel({
      name: 'leaves',
      schema,
      initial: () => {},
      actions: [
        action({
          id: 'two',
          then: (s) => {
            s.n = 2;
          },
        }),
      ],
    });
    const walk = new Walk(model);
    walk.take(only(walk.choices(), 0));
    const choice: Choice<unknown> = only(walk.choices(), 0);
    expect(choice).toMatchObject({ action: 'two', state: null, fault: 'n := 2 is out of range: int(0, 1)' });
    expect(() => walk.take(only(walk.choices(), 0))).toThrow(
      'two cannot be taken: n := 2 is out of range: int(0, 1)',
    );
    expect(walk.trace).toHaveLength(1);
  });
});
