import { expect, test } from 'vitest';
import { check, type Model, plain, withoutGuard } from '../../../model/checker/index.ts';
import { type Case, protectedMode, type State } from '../../../model/protected-mode/index.ts';
import type { Terms } from '../../../model/protected-mode/terms.ts';

type Step = readonly [action: string, group?: number];

/** Walks by the names of actions, with the group that each is about where several are possible. */
function walked({ model, terms }: { model: Model<State>; terms: Terms }, path: readonly Step[]): State {
  const walk = plain(model);
  const [initial] = walk.initial();
  if (initial === undefined) throw new Error('the model has no initial state');
  return path.reduce((s, [action, group], i) => {
    const about = group === undefined ? undefined : terms.Group.at(group);
    const step = walk
      .successors(s)
      .find((x) => x.action === action && (about === undefined || x.params.g === about));
    if (step === undefined) throw new Error(`step ${i}, ${action} of group ${group}, is not possible`);
    return step.state;
  }, initial);
}

test('whom the driver has chosen while bit 7 is still set owns nothing yet, and nobody has waited for it', () => {
  const ground = protectedMode({
    name: 'chosen early',
    cases: [
      {
        slots: 2,
        vmOps: true,
        profile: { F05: 'EXIT, then bit 7' },
        groups: [
          { priority: 1, queues: [['P']], lifecycle: true },
          { priority: 0, queues: [['N']] },
          { priority: 0, queues: [['P']] },
        ],
      },
    ],
  });
  const created: readonly Step[] = [
    ['vm.begin'],
    ['vm.lockRegion'],
    ['memory.allocate', 0],
    ['memory.mapForFirmware', 0],
    ['vm.unlockRegion'],
    ['user.createGroup', 0],
  ];
  const bothAsk = [0, 2].flatMap((g): readonly Step[] => [
    ['user.submit', g],
    ['driver.start', g],
    ['firmware.ackStart', g],
    ['firmware.reachRegion', g],
    ['driver.recordRequest', g],
  ]);
  const session: readonly Step[] = [
    ['driver.choose', 0],
    ['driver.acknowledge', 0],
    ['driver.sendEnter'],
    ['firmware.sampleAcknowledgements', 0],
    ['firmware.saveOther', 2],
    ['firmware.ackEnter'],
    ['gpu.raiseBit7'],
  ];
  // The third group's turn comes before the second's, and the owner is gone when EXIT is answered.
  const left: readonly Step[] = [
    ['driver.rotate', 1],
    ['user.destroyGroup', 0],
    ['driver.forceExit'],
    ['firmware.leaveForced'],
    ['firmware.raiseExit'],
    ['time.tick'],
    ['time.tick'],
    ['time.tick'],
    ['driver.answerExit'],
    ['driver.choose', 2],
  ];
  const s = walked(ground, [...created, ['user.submit', 1], ...bothAsk, ...session, ...left]);
  const [, waits, chosen] = ground.terms.groups;
  if (waits === undefined || chosen === undefined) throw new Error('there are three groups');
  expect([s.owner, s.driver, s.protmActive]).toEqual([chosen, 'chosen', true]);
  // It waited for the session that is ending, of a group above it, and would be overdue for an equal's.
  expect(s.groups[waits].waited).toBeGreaterThan(ground.terms.limits.equalWaitsTicks);
  const bounds = ground.model.rules.filter((r) => /^FE-[abc]$/.test(r.id));
  expect(bounds.length).toBe(3);
  for (const rule of bounds)
    if (rule.kind === 'always') expect([rule.id, rule.given?.(s) ?? true]).toEqual([rule.id, false]);
});

test('an entry does not time out once bit 7 is seen', () => {
  const dead: Case = {
    slots: 1,
    faults: true,
    profile: { F18b: 'dead' },
    groups: [{ priority: 1, queues: [['P']] }],
  };
  const { model } = protectedMode({ name: 'dead', cases: [dead] });
  const broken = (m: Model<State>) => check(m).perRule.flatMap((r) => (r.violations > 0 ? [r.id] : []));
  expect(broken(model)).toEqual([]);
  expect(broken(withoutGuard(model, 'driver.entryTimesOut', 'bit 7 is not seen'))).toEqual(['PING-SAFE']);
});

test('a reset leaves of the request of a group that SUSPEND saved what F08a did', () => {
  const saved: Case = {
    slots: 1,
    unrelatedResets: true,
    profile: { F08a: 'waits' },
    groups: [{ priority: 1, queues: [['P']] }],
  };
  const ground = protectedMode({ name: 'saved', cases: [saved] });
  const asks: readonly Step[] = [
    ['user.submit', 0],
    ['driver.start', 0],
    ['firmware.ackStart', 0],
    ['firmware.reachRegion', 0],
  ];
  const reset: readonly Step[] = [['driver.scheduleUnrelatedReset'], ['driver.beginReset']];
  const waitsAfter = (path: readonly Step[]): boolean => {
    const [g] = ground.terms.groups;
    const [q] = ground.terms.queues;
    if (g === undefined || q === undefined) throw new Error('there is a group with a queue');
    return walked(ground, [...asks, ...path, ...reset]).groups[g].queues[q].waits;
  };
  // F08d, raised again, is about those that SUSPEND did not save.
  expect(waitsAfter([])).toBe(false);
  expect(waitsAfter([['driver.suspend', 0]])).toBe(false);
  const stopped: readonly Step[] = [['driver.suspend', 0], ['firmware.ackStop']];
  expect(waitsAfter(stopped)).toBe(true);
  expect(waitsAfter([...stopped, ['driver.unbind', 0]])).toBe(true);
});
