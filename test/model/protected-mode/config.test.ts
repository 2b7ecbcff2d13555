import { expect, test } from 'vitest';
import { check, plain } from '../../../model/checker/index.ts';
import {
  type Case,
  madeOf,
  notStated,
  onlyInTheEnd,
  ownRules,
  protectedMode,
} from '../../../model/protected-mode/index.ts';

const alone: Case = { slots: 1, groups: [{ priority: 1, queues: [['P']] }] };

test('a configuration that contradicts itself is refused with the reason', () => {
  const one = (c: Partial<Case>) => () => protectedMode({ name: 'x', cases: [{ ...alone, ...c }] });
  expect(one({ slots: 0 })).toThrow(/0 slots/);
  expect(one({ groups: [] })).toThrow(/needs a group/);
  expect(one({ groups: [{ priority: 4, queues: [['P']] }] })).toThrow(/priority is 4/);
  expect(one({ groups: [{ priority: 1, queues: [['X']] }] })).toThrow(/job "X"/);
  expect(one({ groups: [{ priority: 1, queues: [['P']], lifecycle: true }] })).toThrow(/vmOps/);
  expect(() => protectedMode({ name: 'x', cases: [] })).toThrow(/needs a case/);
});

test('a model for many groups, queues and slots can be walked with plain objects', () => {
  const groups = [3, 2, 1, 1, 0].map((priority) => ({ priority, queues: [['NPPN'], ['P', 'N'], ['PP']] }));
  const { model, terms } = protectedMode({ name: 'many', cases: [{ slots: 4, groups }] });
  const walk = plain(model);
  let state = walk.initial()[0];
  expect(state).toBeDefined();
  const seen = new Set<string>();
  // Always the last successor that is new: deep, and the same on every run.
  for (let i = 0; i < 300 && state !== undefined; i++) {
    seen.add(walk.key(state));
    state = walk
      .successors(state)
      .map((x) => x.state)
      .findLast((x) => !seen.has(walk.key(x)));
  }
  expect(seen.size).toBeGreaterThan(100);
  expect(terms.groups.length).toBe(5);
});

test('every rule is stated, or listed with the reason why not, never both', () => {
  const ofStates = protectedMode({ name: 'x', cases: [alone] }).model.rules.map((r) => r.id);
  const stated: readonly string[] = [...ofStates, ...Object.keys(onlyInTheEnd)];
  expect(new Set(stated).size).toBe(stated.length);
  const open = notStated.map((r) => r.id);
  expect(open.filter((id) => stated.includes(id))).toEqual([]);
  for (const parts of Object.values(madeOf))
    for (const part of parts) expect([...stated, ...open], part).toContain(part);
  for (const id of ownRules) expect(stated).toContain(id);
});

test('a defect planted in an action is found with a shortest story', () => {
  const { model } = protectedMode({
    name: 'x',
    cases: [
      {
        slots: 2,
        groups: [
          { priority: 1, queues: [['P']] },
          { priority: 1, queues: [['N']] },
        ],
      },
    ],
  });
  const actions = model.actions.map((a) =>
    // The firmware forgets to save the other CSGs.
    a.id === 'gpu.raiseBit7'
      ? { ...a, guards: a.guards.filter((g) => g.name !== 'all other CSGs are saved') }
      : a,
  );
  const rule = check({ ...model, actions }).perRule.find((r) => r.id === 'ONE-GROUP');
  expect(rule?.verdict).toBe('violated');
  expect(rule?.counterexample?.at(-1)?.action).toBe('gpu.raiseBit7');
});
