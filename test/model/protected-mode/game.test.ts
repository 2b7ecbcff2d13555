import { describe, expect, test } from 'vitest';
import { losingLine } from '../../../model/checker/game.ts';
import { explore } from '../../../model/checker/mutate-kills.ts';
import {
  arenaOf,
  conflicting,
  gameCases,
  moverOf,
  normativeGuards,
  play,
} from '../../../model/protected-mode/game.ts';
import { boundsOf } from '../../../model/protected-mode/game-bounds.ts';
import {
  type Case,
  ownRules,
  protectedMode,
  small,
  unrealizable,
} from '../../../model/protected-mode/index.ts';

const caseOf = (name: string): Case => {
  const one = gameCases[name];
  if (one === undefined) throw new Error(`there is no game "${name}"`);
  return one;
};
const configOf = (name: string) => ({ name, cases: [caseOf(name)] });
const equal = configOf('an equal group waits');
const base = explore(protectedMode(equal).model);
const free = normativeGuards(base);
/** Games take seconds each; more where others work too. */
const timeout = 300_000;

describe('a free driver', () => {
  test('goes without the guards that stand for rules, and has those without which a step makes no sense', () => {
    const names = free.map((g) => `${g.action} / ${g.guard}`);
    expect(names).toContain('driver.sendEnter / nobody of its priority or above is owed progress');
    expect(names).toContain('driver.forceExit / for an equal, only after progress');
    expect(names).toContain('time.tick / no group of equal priority waits overdue');
    expect(names).not.toContain('driver.start / it is off slot');
    expect(names.some((n) => n.startsWith('firmware.') || n.startsWith('gpu.'))).toBe(false);
  });
});

test('every action has somebody who decides it', () => {
  const movers = new Map(base.model.actions.map((a) => [a.id, moverOf(a.id, 'issues')]));
  const ofKind = (kind: string) => [...movers].filter(([, m]) => m === kind).map(([id]) => id);
  expect(ofKind('time')).toEqual(['time.tick']);
  expect(ofKind('system').every((id) => /^(driver|memory|vm)\./.test(id))).toBe(true);
  expect(ofKind('answer').some((id) => /[nN]ever|Fault|finish/.test(id))).toBe(false);
  expect(ofKind('answer')).toContain('firmware.leaveForced');
});

test('a free driver can keep all rules together, and break many', { timeout }, () => {
  const { driver, states, game } = play(arenaOf(equal, free));
  expect(driver).toBe('wins');
  expect(states).toBeGreaterThan(10_000);
  const own: readonly string[] = ownRules;
  const broken = new Set(game.breaks.values());
  expect([...broken].filter((r) => !own.includes(r)).length).toBeGreaterThan(15);
});

describe('an owner that blocks inside its region while an equal group waits', () => {
  const arena = arenaOf(equal, free);
  const blocked = { pace: 'idles' } as const;
  const { driver, game, ranks } = play(arena, blocked);
  const lineTo = (rule: string): (string | null)[] =>
    (losingLine(game, ranks, 0, (e) => game.breaks.get(e) === rule) ?? []).map((e) => game.stepOf(e).action);

  test('can not be answered: whatever the driver does, a rule breaks', () => {
    expect(driver).toBe('loses');
    expect(lineTo('FE-b').slice(-4)).toEqual(['gpu.raiseBit7', 'time.tick', 'time.tick', 'time.tick']);
    expect(lineTo('FE-f').at(-1)).toBe('driver.forceExit');
    expect(lineTo('SERVED').at(-1)).toBe('time.tick');
  });
  test('is what the report lists, with a losing line for each rule', () => {
    const [row, ...more] = unrealizable;
    expect(more).toEqual([]);
    expect([row?.choice, row?.when]).toEqual(['F36', equal.name]);
    for (const rule of [...(row?.rules ?? []), ...(row?.besides ?? [])])
      expect([rule, lineTo(rule).length > 0]).toEqual([rule, true]);
  });
  // Three minutes: DEEP=1 npx vitest run test/model/protected-mode/game.test.ts
  test.skipIf(process.env.DEEP === undefined)(
    'stands against the same rules where faults may happen',
    {
      timeout: 1_800_000,
    },
    () => {
      // Only the small scope has what a driver may do about faults.
      const withFaults = arenaOf(
        configOf('faults, an equal group waits'),
        normativeGuards(explore(protectedMode(small).model)),
      );
      const lost = play(withFaults, blocked);
      expect([lost.driver, lost.states]).toEqual(['loses', 85_966]);
      const [row] = unrealizable;
      // To run the top group is a duty of these games, and no rule of the rulebook.
      expect([...conflicting(withFaults, blocked, lost)].sort()).toEqual(
        [...(row?.rules ?? []), ...(row?.besides ?? []), 'TOP-RUNS'].sort(),
      );
    },
  );
  test('can be, if FE-f is given up', { timeout }, () => {
    expect(play(arena, { ...blocked, waived: ['FE-f'] }).driver).not.toBe('loses');
  });
});

test('a waiting group of higher priority is served as soon as a handshake is over, and no sooner', {
  timeout,
}, () => {
  const limits = { higherWaitsTicks: 1, equalWaitsTicks: 2, residenceTicks: 4, unservedTicks: 3 };
  const bounds = boundsOf(caseOf('a higher group waits'), limits, free, { patience: 1, speed: 'late' });
  expect(bounds.smallest('FE-a')).toBe(1);
});
