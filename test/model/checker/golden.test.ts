import { describe, expect, test } from 'vitest';
import { golden, protm, sizes } from '../../../bench/checker/models/protm.ts';
import { twoPhase } from '../../../bench/checker/models/two-phase.ts';
import { check } from '../../../model/checker/index.ts';

describe('counts on which other checkers agree', () => {
  test.each(['small', 'medium'] as const)('shared benchmark model, %s', (size) => {
    const r = check(protm(sizes[size]));
    expect(r.verdict).toBe('holds (exhaustive)');
    expect({ states: r.states, transitions: r.transitions }).toEqual(golden[size]);
    expect(r.perRule.map((x) => x.verdict)).toEqual(Array(7).fill('holds (exhaustive)'));
    // Each state but the initial one was found by exactly one action.
    expect(r.perAction.reduce((n, a) => n + a.newStates, 0)).toBe(r.states - 1);
    expect(r.perLevel.reduce((n, x) => n + x, 0)).toBe(r.states);
  });

  test.each([
    [3, 288],
    [5, 8_832],
    [7, 296_448],
  ])('two-phase commit with %i participants has %i states', (participants, states) => {
    const r = check(twoPhase(participants));
    expect(r.states).toBe(states);
    expect(r.verdict).toBe('holds (exhaustive)');
    // All prepare, the manager sees it and commits, all commit: no shorter way.
    expect(r.perRule.find((x) => x.id === 'ALL-COMMIT')?.witness).toHaveLength(3 * participants + 2);
  });
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
