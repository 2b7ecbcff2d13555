import { describe, expect, test } from 'vitest';
import { protm } from '../../../bench/checker/models/protm.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import { check, type Model, plain } from '../../../model/checker/index.ts';
import { Search } from '../../../model/checker/search.ts';
import { canonical, explore } from './naive.ts';
import { randomModel } from './random-model.ts';
import { zoo } from './zoo.ts';

function packedStates<S>(model: Model<S>): string[] {
  const search = new Search(model, {});
  search.seed();
  while (search.engine.head() < search.engine.states()) search.run(search.engine.states());
  return Array.from({ length: search.engine.states() }, (_, i) =>
    canonical(model.schema, search.stateOf(i)),
  ).sort();
}

function agree<S>(model: Model<S>): void {
  const twin = explore(model);
  const r = check(model);
  expect(packedStates(model)).toEqual(twin.states);
  expect(r.transitions).toBe(twin.transitions);
  expect(r.perLevel).toEqual(twin.levels);
  for (const a of r.perAction) expect([a.id, a.fired]).toEqual([a.id, twin.fired.get(a.id) ?? 0]);
  for (const rule of r.perRule)
    if (rule.kind === 'always') expect(rule.counterexample?.length).toBe(add1(twin.firstBroken.get(rule.id)));
}
const add1 = (x: number | undefined) => (x === undefined ? undefined : x + 1);

describe('the naive twin sees the same states, transitions, levels and violations', () => {
  test('protected mode', () => agree(protm({ groups: 2, slots: 1, commands: 1, priorities: 2, ticks: 2 })));
  test('protected mode with the planted defect', () =>
    agree(protm({ groups: 2, slots: 2, commands: 1, priorities: 2, ticks: 1, bug: true })));
  test('two-phase commit', () => agree(twoPhase(4)));

  let agreed = 0;
  test.each(Array.from({ length: 24 }, (_, i) => i))('random model %i', (seed) => {
    const model = randomModel(seed);
    if (check(model, { maxStates: 3_000 }).truncatedBy !== undefined) return;
    agree(model);
    agreed += 1;
  });
  test('most random models were small enough to compare', () => expect(agreed).toBeGreaterThan(12));

  test('a model with every kind of type, to a depth', () => {
    const r = check(zoo(), { maxDepth: 4 });
    const p = plain(zoo());
    const levels = [new Map(p.initial().map((s) => [p.key(s), s]))];
    const seen = new Set(levels[0]?.keys());
    for (let d = 1; d <= 4; d++) {
      const level = new Map<string, ReturnType<typeof p.lowest>>();
      for (const s of levels[d - 1]?.values() ?? [])
        for (const x of p.successors(s)) {
          const k = p.key(x.state);
          if (!seen.has(k)) level.set(k, x.state);
          seen.add(k);
        }
      levels.push(level);
    }
    expect(r.perLevel).toEqual(levels.map((x) => x.size));
    expect(r.verdict).toBe('holds to depth 4');
  });
});
