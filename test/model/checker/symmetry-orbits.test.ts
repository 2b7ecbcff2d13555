import { describe, expect, test } from 'vitest';
import { check, type Model, plain, type Trace } from '../../../model/checker/index.ts';
import { SymmetryError } from '../../../model/checker/symmetry-check.ts';
import { isSymmetric, orbitsPerLevel, reach } from './symmetry-brute.ts';
import { plants, randomModel, randomRows } from './symmetry-random.ts';

/** Whether a trace is a path of the unreduced model from one of its initial states. */
function isPath<S>(model: Model<S>, trace: Trace<S>): boolean {
  const p = plain(model);
  return trace.every(({ action, params, state }, i) => {
    const before = trace[i - 1]?.state;
    if (action === null || before === undefined)
      return action === null && p.initial().some((s) => p.key(s) === p.key(state));
    return (
      p.enabled(before, action, params) === true && p.key(p.apply(before, action, params)) === p.key(state)
    );
  });
}

describe('random models: what is found with symmetry is what is found without', () => {
  const seeds = Array.from({ length: 60 }, (_, i) => i);
  const seen = { models: 0, states: 0, orbits: 0, violated: 0, traces: 0, deadlocks: 0, truncated: 0 };

  test.each(seeds)('model %i', (seed) => {
    const { model, types: both } = randomModel(seed);
    // Of two types, all ways to name some.
    const types = both.filter((_, i) => seed % 3 !== i);
    const levels = reach(model, 500);
    if (levels === null) {
      seen.truncated += 1;
      return;
    }
    const full = check(model);
    const reduced = check(model, { symmetry: types });
    // Orbits are counted exactly, level by level, and stand for exactly the states that there are.
    expect(reduced.perLevel).toEqual(orbitsPerLevel(model, types, levels));
    expect(reduced.symmetry).toMatchObject({
      orbits: reduced.states,
      unreducedStates: String(full.states),
      checked: { states: full.states, all: true },
    });
    expect(reduced.verdict).toBe(full.verdict);
    expect(reduced.deadActions).toEqual(full.deadActions);
    expect(reduced.vacuousRules).toEqual(full.vacuousRules);
    expect(reduced.deadlocks.count > 0).toBe(full.deadlocks.count > 0);
    expect(reduced.deadlocks.trace?.length).toBe(full.deadlocks.trace?.length);
    const p = plain(model);
    if (reduced.deadlocks.trace !== undefined) {
      const last = reduced.deadlocks.trace.at(-1)?.state;
      expect(isPath(model, reduced.deadlocks.trace)).toBe(true);
      expect(last !== undefined && p.successors(last).length).toBe(0);
      seen.deadlocks += 1;
    }
    for (const [i, rule] of reduced.perRule.entries()) {
      expect([rule.verdict, rule.counterexample?.length, rule.witness?.length]).toEqual([
        full.perRule[i]?.verdict,
        full.perRule[i]?.counterexample?.length,
        full.perRule[i]?.witness?.length,
      ]);
      const trace = rule.counterexample ?? rule.witness;
      if (trace === undefined) continue;
      expect(isPath(model, trace)).toBe(true);
      const [before, last] = trace.slice(-2);
      const stated = model.rules[i];
      const end = trace.at(-1)?.state;
      if (end === undefined || stated === undefined) throw new Error('no trace');
      if (stated.kind === 'always') expect(stated.then(end)).toBe(false);
      if (stated.kind === 'sometimes') expect(stated.then(end)).toBe(true);
      if (stated.kind === 'step' && before !== undefined && last !== undefined)
        expect(stated.then(before.state, last.state, last.action ?? '', last.params)).toBe(false);
      seen.traces += 1;
      if (rule.verdict === 'violated') seen.violated += 1;
    }
    seen.models += 1;
    seen.states += full.states;
    seen.orbits += reduced.states;
  });

  test('enough was compared', () => {
    expect(seen.models).toBeGreaterThan(45);
    expect(seen.violated).toBeGreaterThan(20);
    expect(seen.deadlocks).toBeGreaterThan(8);
    expect(seen.states / seen.orbits).toBeGreaterThan(3);
  });
});

describe('random models whose ids are not related to one another', () => {
  let compared = 0;
  test.each(Array.from({ length: 24 }, (_, i) => i))('model %i', (seed) => {
    const { model, types: both } = randomRows(seed);
    const types = both.filter((_, i) => seed % 3 !== i);
    const levels = reach(model, 400);
    if (levels === null) return;
    compared += 1;
    const full = check(model);
    const reduced = check(model, { symmetry: types });
    expect(reduced.perLevel).toEqual(orbitsPerLevel(model, types, levels));
    expect(reduced.symmetry?.unreducedStates).toBe(String(full.states));
    expect(reduced.perRule.map((r) => [r.verdict, r.counterexample?.length])).toEqual(
      full.perRule.map((r) => [r.verdict, r.counterexample?.length]),
    );
  });
  test('enough was compared', () => expect(compared).toBeGreaterThan(12));
});

describe('random models with something planted: refused if and only if the reachable states show it', () => {
  const seen = new Map<string, { refused: number; accepted: number }>();
  test.each(plants)('%s', (plant) => {
    const count = { refused: 0, accepted: 0 };
    for (let seed = 0; seed < 12; seed++) {
      const { model, types } = randomModel(seed, plant);
      const levels = reach(model, 60);
      if (levels === null) continue;
      const symmetric = isSymmetric(model, types, levels);
      let refused: unknown = null;
      try {
        check(model, { symmetry: types });
      } catch (e) {
        refused = e;
      }
      expect({ seed, refused: refused instanceof SymmetryError }).toEqual({ seed, refused: !symmetric });
      if (symmetric) count.accepted += 1;
      else count.refused += 1;
    }
    seen.set(plant, count);
    expect(count.refused).toBeGreaterThan(0);
  });
  test('some plants have no occasion to matter', () => {
    expect([...seen.values()].reduce((n, x) => n + x.accepted, 0)).toBeGreaterThan(10);
  });
});
