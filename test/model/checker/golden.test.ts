import { describe, expect, test } from 'vitest';
import { type Golden, golden } from '../../../bench/checker/models/golden.ts';
import { protm, sizes } from '../../../bench/checker/models/protm.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import { check } from '../../../model/checker/index.ts';
import { Search } from '../../../model/checker/search.ts';
import { canonical, digest, explore } from './naive.ts';
import { brokenLiveness } from './naive-liveness.ts';

// The long ones: DEEP=1 npx vitest run test/model/checker/golden.test.ts
const deep = process.env.DEEP !== undefined;
const timeout = deep ? 3_600_000 : 120_000;
const name = (g: Golden) => g.model().name;
const cases = (list: readonly Golden[]) => list.map((g) => [name(g), g.states, g] as const);

const searched = golden.filter((g) => deep || g.states < 2_000_000);
const compared = golden.filter((g) => g.states < (deep ? 1_100_000 : 30_000));

describe('counts and verdicts on which other checkers agree', () => {
  test.each(cases(searched))(
    '%s: %i states',
    (_, states, g) => {
      const model = g.model();
      const r = check(model);
      expect({ states: r.states, truncatedBy: r.truncatedBy }).toEqual({ states, truncatedBy: undefined });
      if (g.transitions !== undefined) expect(r.transitions).toBe(g.transitions);
      if (g.depth !== undefined) expect(r.depth).toBe(g.depth);
      expect(r.perRule.filter((x) => x.verdict === 'violated').map((x) => x.id)).toEqual(g.broken ?? []);
      expect(r.verdict).toBe(g.broken === undefined ? 'holds (exhaustive)' : 'violated');
      // Each state but the initial ones was found by exactly one action.
      expect(r.perAction.reduce((n, a) => n + a.newStates, 0)).toBe(r.states - (r.perLevel[0] ?? 0));
      expect(r.perLevel.reduce((n, x) => n + x, 0)).toBe(r.states);
      for (const id of g.broken ?? []) {
        const rule = r.perRule.find((x) => x.id === id);
        expect(rule?.loopStart).toBeLessThan(rule?.counterexample?.length ?? 0);
      }
    },
    timeout,
  );

  test('which ones', () => {
    expect(new Set(golden.map((g) => name(g).replace(/\d.*/, ''))).size).toBeGreaterThanOrEqual(8);
    expect(golden.filter((g) => g.states > 1_000_000).length).toBeGreaterThanOrEqual(3);
    expect(golden.filter((g) => g.broken !== undefined).length).toBeGreaterThanOrEqual(2);
  });
});

describe('the naive twin agrees on the set of states and on every verdict', () => {
  test.each(cases(compared))(
    '%s: %i states',
    (_, states, g) => {
      const model = g.model();
      const twin = explore(model);
      expect(twin.states).toHaveLength(states);
      const search = new Search(model, {});
      search.seed();
      while (search.engine.head() < search.engine.states()) search.run(search.engine.states());
      function* packed() {
        for (let i = 0; i < search.engine.states(); i++) yield canonical(model.schema, search.stateOf(i));
      }
      expect(digest(packed())).toBe(digest(twin.states));

      const r = check(model);
      expect(r.transitions).toBe(twin.transitions);
      expect(r.perLevel).toEqual(twin.levels);
      for (const a of r.perAction) expect([a.id, a.fired]).toEqual([a.id, twin.fired.get(a.id) ?? 0]);
      const live = brokenLiveness(twin.graph);
      for (const rule of r.perRule) {
        const broken =
          rule.kind === 'sometimes'
            ? !twin.witnessed.has(rule.id)
            : rule.kind === 'eventually' || rule.kind === 'leadsTo'
              ? live.has(rule.id)
              : twin.firstBroken.has(rule.id);
        expect([rule.id, rule.verdict]).toEqual([rule.id, broken ? 'violated' : 'holds (exhaustive)']);
      }
    },
    timeout,
  );
});

test('the shortest way to commit is known by counting', () => {
  // All prepare, the manager sees it and commits, all commit: no shorter way.
  const r = check(twoPhase(5));
  expect(r.perRule.find((x) => x.id === 'ALL-COMMIT')?.witness).toHaveLength(3 * 5 + 2);
});

test('two searches of one model give equal results, down to every count and trace', () => {
  const run = () => check(protm({ ...sizes.small, bug: true }));
  expect(run()).toEqual(run());
});

test('the planted defect is found by its shortest story', () => {
  const r = check(protm({ ...sizes.small, bug: true }));
  expect(r.verdict).toBe('violated');
  const rule = r.perRule.find((x) => x.id === 'no normal command in protected mode');
  expect(rule?.verdict).toBe('violated');
  // Six steps: the hand-packed program of the shared benchmark reports the same length.
  expect(rule?.counterexample?.map((x) => x.action)).toEqual([
    null,
    'submit',
    'schedule',
    'raisePending',
    'startNormal',
    'requestEnter',
    'ackEnter',
  ]);
  const first = check(protm({ ...sizes.small, bug: true }), { stopAtFirst: true });
  expect(first.truncatedBy).toBe('violation');
  expect(first.states).toBeLessThan(r.states);
});
