import { describe, expect, test } from 'vitest';
import { type Action, type Model, printInstance, withoutGuard } from '../../../model/checker/index.ts';
import {
  type Case,
  choiceIds,
  choices,
  defaultProfile,
  live,
  type Profile,
  protectedMode,
  type State,
} from '../../../model/protected-mode/index.ts';
import { type BrokenPromise, checkLiveness, lively } from '../../../model/protected-mode/liveness/index.ts';
import { paceOf, policyOf } from '../../../model/protected-mode/liveness/policy.ts';
import { notStated, onlyInTheEnd } from '../../../model/protected-mode/rules/catalogue.ts';

const caseWith = (what: string, holds: (c: Case) => boolean): Case => {
  const one = live.cases.find(holds);
  if (one === undefined) throw new Error(`no case has ${what}`);
  return one;
};
const equals = caseWith('equal groups', (c) => c.groups[1]?.priority === 1 && c.groups[0]?.priority === 1);
const mapping = caseWith('lifecycles', (c) => c.groups[0]?.lifecycle === true);
const two = caseWith('two askers on two slots', (c) => c.slots === 2 && c.profile === undefined);
const lower = caseWith('a lower group', (c) => c.groups[1]?.priority === 0);
/** One region, and one thing that may happen to it: what needs no more is shown without what else the scope has. */
const one: Case = { slots: 1, groups: [{ priority: 1, queues: [['PP']] }] };
const faulting: Case = { ...one, faults: true };
const resetting: Case = { ...one, once: true, unrelatedResets: true };
const suspending: Case = { ...one, once: true, deviceSuspends: true };
const undeclared = caseWith('undeclared use', (c) => c.groups[0]?.declared === false);

test('what is promised comes about in every fair behaviour, and each promise is made', {
  timeout: 120_000,
}, () => {
  const given = new Map<string, number>();
  let states = 0;
  for (const one of live.cases) {
    const found = checkLiveness(one);
    states += found.states;
    for (const { id, given: n, broken } of found.rules) {
      expect([id, broken.map((b) => b.part)]).toEqual([id, []]);
      given.set(id, (given.get(id) ?? 0) + n);
    }
  }
  expect([...given].filter(([, n]) => n === 0)).toEqual([]);
  expect(states).toBe(224_074);
  const stated = protectedMode(live).model.rules.map((r) => r.id);
  expect([...given.keys()].filter((id) => !stated.includes(id)).sort()).toEqual(
    Object.keys(onlyInTheEnd).sort(),
  );
  expect(notStated.filter((r) => given.has(r.id))).toEqual([]);
});

describe('so it is under each answer to part F alone', () => {
  const profiles = choiceIds.flatMap((id) =>
    choices[id]
      .filter((value) => value !== defaultProfile[id])
      .map((value): Partial<Profile> => ({ [id]: value })),
  );
  const decided = (cases: readonly Case[], profile: Partial<Profile>) => {
    const promised = new Map<string, number>();
    let states = 0;
    for (const one of cases) {
      const found = checkLiveness({ ...one, profile });
      states += found.states;
      for (const { id, given, broken } of found.rules) {
        expect([profile, id, broken.map((b) => b.part)]).toEqual([profile, id, []]);
        promised.set(id, (promised.get(id) ?? 0) + given);
      }
    }
    return { states, unasked: [...promised].filter(([, n]) => n === 0).map(([id]) => id) };
  };
  test('where the firmware is dead after a fault', { timeout: 120_000 }, () => {
    expect(decided([faulting], { F18b: 'dead' }).states).toBeGreaterThan(100);
  });
  // Two minutes: DEEP=1 npx vitest run test/model/protected-mode/liveness.test.ts
  test.skipIf(process.env.DEEP === undefined)(
    'in all cases of the scope, each promise made under each answer',
    { timeout: 1_800_000 },
    () => {
      const all = profiles.map((profile) => decided(live.cases, profile));
      expect(all.flatMap((d) => d.unasked)).toEqual([]);
      expect(all.reduce((n, d) => n + d.states, 0)).toBe(2_387_863);
    },
  );
});

/** The counterexample is a real one: from a first state by enabled steps, and its loop closes. */
function expectLasso({ counterexample, loopStart }: BrokenPromise, model: Model<State>): void {
  const text = (s: State | undefined) =>
    JSON.stringify(s, (_, v: unknown) => (typeof v === 'symbol' ? String(v) : v));
  expect(text(counterexample.at(-1)?.state)).toBe(text(counterexample[loopStart]?.state));
  for (const [i, { action, params }] of counterexample.slice(1).entries()) {
    const before = counterexample[i]?.state;
    const taken = model.actions.find((a) => a.id === action);
    if (before === undefined || taken === undefined) throw new Error(`no action "${action}"`);
    const refused = taken.guards.filter((g) => !g.holds(before, params)).map((g) => g.name);
    expect([printInstance(taken.id, taken.over, params), refused]).toEqual([expect.anything(), []]);
  }
}

describe('without one of its guards the driver puts something off for ever', () => {
  const { terms } = protectedMode({ name: 'guards', cases: [equals] });
  const all = [...Object.entries(policyOf(terms)), ['time.tick', paceOf(terms)] as const].flatMap(
    ([a, guards]) => Object.keys(guards).map((g) => `${a} / ${g}`),
  );
  const breaks: Readonly<Record<string, readonly [Case, string]>> = {
    'driver.start / it is among those that should run': [equals, 'NO-LOST-WAKE'],
    'driver.suspend / it is not among those that should run': [lower, 'SERVED'],
    'driver.prioritise / it is to enter, or top': [two, 'SERVED'],
    'driver.rotate / its turn is over': [equals, 'NO-LOST-WAKE'],
    'driver.choose / it may enter soon': [suspending, 'SUSPEND-EXIT'],
    'driver.giveUp / it may not enter soon, or asks no more': [lower, 'SERVED'],
    'driver.forceExit / not for a VM operation before progress': [mapping, 'PRIVILEGE'],
    'vm.lockRegion / no entry is being prepared': [mapping, 'SERVED'],
    'vm.unlockRegion / what needs the lock is done': [mapping, 'UNMAP-ALWAYS'],
    'time.tick / the GPU has got somewhere before the residence limit': [lower, 'FE-e'],
    'time.tick / PROTM_FAULT is handled within the period': [faulting, 'FE-e'],
  };
  test('each of them is tried', () => {
    expect(Object.keys(breaks)).toEqual(all);
  });
  test.each(Object.entries(breaks))('%s', { timeout: 60_000 }, (name, [one, rule]) => {
    const [action = '', guard = ''] = name.split(' / ');
    const without = (m: Model<State>) => withoutGuard(m, action, guard);
    const broken = checkLiveness(one, without).rules.find((r) => r.id === rule)?.broken ?? [];
    expect(broken.length).toBeGreaterThan(0);
    for (const promise of broken) expectLasso(promise, without(lively(one).model));
  });
});

describe('who is not fair keeps others waiting', () => {
  const unfair = (id: string) => (m: Model<State>) => ({
    ...m,
    actions: m.actions.map((a): Action<State> => (a.id === id ? { ...a, fairness: null } : a)),
  });
  test.each([
    ['driver.recordRequest', lower, 'EVENT-ONCE'],
    ['driver.killUndeclared', undeclared, 'FE-e'],
    ['firmware.ackForcing', lower, 'NO-THRASH'],
    ['gpu.clearBit7', lower, 'NO-LOST-WAKE'],
    ['vm.lockRegion', mapping, 'PRIVILEGE'],
    ['driver.endReset', resetting, 'RESET-CLEAN'],
    ['driver.resume', suspending, 'SUSPEND-EXIT'],
    ['memory.scrub', mapping, 'UNMAP-ALWAYS'],
    ['driver.sendEnter', lower, 'SERVED'],
  ] as const)('%s', { timeout: 60_000 }, (id, one, rule) => {
    const broken = checkLiveness(one, unfair(id)).rules.find((r) => r.id === rule)?.broken ?? [];
    expect(broken.length).toBeGreaterThan(0);
    for (const promise of broken) expectLasso(promise, lively(one).model);
  });
});
