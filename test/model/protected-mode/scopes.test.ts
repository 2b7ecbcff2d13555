import { beforeAll, describe, expect, test } from 'vitest';
import { check, type Model, plain, type Rule } from '../../../model/checker/index.ts';
import {
  attempts,
  bufferPhases,
  choiceIds,
  choices,
  defaultProfile,
  featureNames,
  featuresOf,
  medium,
  type ProtectedModeConfig,
  protectedMode,
  type State,
  small,
  verify,
} from '../../../model/protected-mode/index.ts';
import { plainly } from '../../../model/protected-mode/plainly.ts';
import { possibilities, possibleBesideEquals } from '../../../model/protected-mode/possible.ts';
import type { Terms } from '../../../model/protected-mode/terms.ts';

interface Golden {
  readonly config: ProtectedModeConfig;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
}
// That of the medium scope is in bench/model/scopes.ts. The verify scope, half a minute: DEEP=1 npx vitest run test/model/protected-mode/scopes.test.ts Change these only together with the model, and say in the commit what became reachable or unreachable.
const golden: readonly Golden[] = [
  { config: small, states: 463_859, transitions: 2_455_051, depth: 94 },
  ...(process.env.DEEP === undefined
    ? []
    : [{ config: verify, states: 1_464_735, transitions: 8_506_632, depth: 94 }]),
];

/**
 * One search of a scope. The model's own rules are judged by themselves; what tests ask of the same states and steps comes
 * along as more rules, since a search costs seconds.
 */
function searched(
  config: ProtectedModeConfig,
  more: (terms: Terms, model: Model<State>) => readonly Rule<State>[] = () => [],
) {
  const { model, terms } = protectedMode(config);
  const asked = more(terms, model);
  const result = check({ ...model, rules: [...model.rules, ...asked] });
  const own = result.perRule.slice(0, model.rules.length);
  const added = result.perRule.slice(model.rules.length);
  expect(added.map((r) => r.id)).toEqual(asked.map((r) => r.id));
  return { model, result, own, added };
}

function expectGolden(
  { states, transitions, depth }: Golden,
  { result, own }: ReturnType<typeof searched>,
): void {
  expect(own.length).toBeGreaterThan(50);
  expect(own.filter((r) => r.verdict !== 'holds (exhaustive)').map((r) => `${r.id} ${r.verdict}`)).toEqual(
    [],
  );
  expect(own.filter((r) => r.givenCount === 0).map((r) => r.id)).toEqual([]);
  expect(result.deadActions).toEqual([]);
  expect(result.deadlocks.count).toBe(0);
  expect([result.states, result.transitions, result.depth]).toEqual([states, transitions, depth]);
}

describe.each(golden.slice(1))('the $config.name scope', (known) => {
  test(
    'fires every action, gives every rule its occasion, keeps every rule, and has the known size',
    {
      timeout: 300_000,
    },
    () => expectGolden(known, searched(known.config)),
  );
});

test('every pair of features meets in a case of a scope that is searched to its end', () => {
  const met = new Set(
    [small, verify, medium].flatMap(({ cases }) =>
      cases.flatMap((c) => {
        const on = featuresOf(c);
        return on.flatMap((a) => on.map((b) => `${a} + ${b}`));
      }),
    ),
  );
  const pairs = featureNames.flatMap((a, i) => featureNames.slice(i).map((b) => `${a} + ${b}`));
  expect(pairs.length).toBe((featureNames.length * (featureNames.length + 1)) / 2);
  expect(pairs.filter((p) => !met.has(p))).toEqual([]);
});

test('every answer to part F that the model knows is in a case of the small scope, where it can matter', () => {
  const answers = choiceIds.flatMap((id) => choices[id].map((value) => ({ id, value })));
  expect(answers.length).toBe(2 * choiceIds.length);
  const met = ({ id, value }: (typeof answers)[number]): boolean =>
    small.cases.some(
      (c) =>
        (c.profile?.[id] ?? defaultProfile[id]) === value &&
        (id !== 'F18b' || c.faults === true) &&
        (id !== 'F08d' || c.unrelatedResets === true || c.faults === true) &&
        c.groups.some((g) => g.declared !== false && g.queues.some((q) => q.join('').includes('P'))),
    );
  expect(answers.filter((a) => !met(a))).toEqual([]);
});

test('every answer to part F keeps every rule also alone, beside the defaults of all others', () => {
  const groups = [{ priority: 1, queues: [['PP']] }];
  const cases = choiceIds.flatMap((id) =>
    choices[id].map((value) => ({ slots: 1, faults: true, profile: { [id]: value }, groups })),
  );
  const result = check(protectedMode({ name: 'each alone', cases }).model);
  expect(result.perRule.filter((r) => r.violations > 0).map((r) => r.id)).toEqual([]);
  expect([result.truncatedBy, result.deadlocks.count]).toEqual([undefined, 0]);
  expect(result.states).toBeGreaterThan(1_000);
});

test('a group that comes beside its equals may come last', () => {
  const came = { priority: 1, queues: [['N']], lifecycle: true, declared: false };
  const { model, terms } = protectedMode({
    name: 'beside equals',
    cases: [{ slots: 1, vmOps: true, groups: [came, { priority: 1, queues: [['N']] }] }],
  });
  const stated = possibleBesideEquals(terms);
  const given = (m: Model<State>) => check({ ...m, rules: stated }).perRule.map((r) => r.givenCount);
  expect(given(model).every((n) => n > 0)).toBe(true);
  // Where nobody takes turns who comes has the place that it began with.
  const actions = model.actions.filter((a) => a.id !== 'driver.rotate');
  expect(given({ ...model, actions })).toEqual(stated.map(() => 0));
});

describe('the small scope', () => {
  const attempted = (terms: Terms, model: Model<State>) => {
    const { key } = plain(model);
    return bufferPhases.flatMap((phase) =>
      attempts.map((what) =>
        terms.step({
          id: `${what}, ${phase}`,
          on: ['hostile.attempt'],
          given: (before, _after, _action, params) =>
            params.what === what &&
            terms.groups.some((g) => params.g === g && terms.bufferPhase(before, g) === phase),
          then: (before, after) => key(before) === key(after),
        }),
      ),
    );
  };
  /** What gives a step rule occasion after an action that it does not name. */
  const elsewhere = (terms: Terms, model: Model<State>) =>
    model.rules.flatMap((r) => {
      if (r.kind !== 'step' || r.on === undefined) return [];
      const { on, given = () => true } = r;
      const others = model.actions.map((a) => a.id).filter((id) => !on.includes(id));
      return [terms.step({ id: `${r.id}, elsewhere`, on: others, given, then: () => false })];
    });
  const endsOf = (terms: Terms) => ({
    'forced for rank': (s: State) => s.firmware === 'leaving' && s.forcing === 'rank',
    'forced for residence': (s: State) => s.firmware === 'leaving' && s.forcing === 'residence',
    'forced for a VM operation': (s: State) => s.firmware === 'leaving' && s.forcing === 'vmOp',
    'forced for a reset': (s: State) => s.firmware === 'leaving' && s.forcing === 'reset',
    'forced for a device suspend': (s: State) => s.firmware === 'leaving' && s.forcing === 'suspend',
    'forced after a fault': (s: State) => s.firmware === 'leaving' && s.faultIrq === 'masked',
    'at the end of the region': (s: State) => s.firmware === 'leaving' && !s.exitForced,
    'forced, EXIT before bit 7 clears': (s: State) => s.exitForced && s.exitEvent && s.protmActive,
    'at the end, bit 7 first whatever F05 is': (s: State) =>
      s.profile.F05 === 'EXIT, then bit 7' && s.firmware === 'leaving' && !s.exitForced && !s.protmActive,
    'by a missing exit': (s: State) => terms.groups.some((g) => s.groups[g].cause === 'missingExit'),
    'by a fault': (s: State) => terms.groups.some((g) => s.groups[g].cause === 'fault'),
    'by an entry that never came': (s: State) =>
      terms.groups.some((g) => s.groups[g].cause === 'failedEntry'),
    'with a region saved': (s: State) => terms.groups.some((g) => terms.holdsSavedRegion(s, g)),
    'in stream order to the end': (s: State) =>
      terms.groups.some((g) => s.groups[g].life === 'live' && terms.hasNothingToDo(s, g)) && s.progressed,
  });
  const reached = (terms: Terms) =>
    Object.entries(endsOf(terms)).map(([id, then]) => terms.sometimes({ id, then }));
  let found: ReturnType<typeof searched>;
  const added = (ids: readonly { readonly id: string }[]) =>
    ids.map(({ id }) => {
      const one = found.added.find((r) => r.id === id);
      if (one === undefined) throw new Error(`no rule "${id}" was asked`);
      return one;
    });
  const { terms, model } = protectedMode(small);

  beforeAll(() => {
    found = searched(small, (t, m) => [
      ...attempted(t, m),
      ...elsewhere(t, m),
      ...reached(t),
      ...possibilities(t),
      ...plainly(t),
    ]);
  }, 300_000);

  test('fires every action, gives every rule its occasion, keeps every rule, and has the known size', () => {
    const [known] = golden;
    if (known === undefined) throw new Error('no count is known');
    expectGolden(known, found);
  });

  test('sees every hostile attempt in every phase of a buffer, and refuses it', () => {
    const rules = added(attempted(terms, model));
    expect(rules.length).toBe(bufferPhases.length * attempts.length);
    expect(rules.filter((r) => r.givenCount === 0 || r.violations > 0)).toEqual([]);
  });

  test('gives no step rule occasion at a step that it does not name', () => {
    const rules = added(elsewhere(terms, model));
    expect(rules.length).toBeGreaterThan(5);
    expect(rules.filter((r) => r.givenCount > 0)).toEqual([]);
  });

  test('reaches sessions that end in each way, and takes each step that must stay possible', () => {
    const taken = possibilities(terms);
    expect(taken.length).toBeGreaterThan(15);
    const plainRules = plainly(terms);
    const all = added([...reached(terms), ...taken, ...plainRules]);
    expect(all.filter((r) => r.givenCount === 0).map((r) => r.id)).toEqual([]);
    expect(added(plainRules).filter((r) => r.violations > 0)).toEqual([]);
  });
});
