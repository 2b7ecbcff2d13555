import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { small } from '../../../model/protected-mode/index.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { type CheckOptions, checkRun } from '../../../properties/check-run.ts';
import { smallWorkloads } from '../../../properties/detect/workloads.ts';
import { actionOf, adequacyOf, edgeOf, edgesOfModel } from '../../../properties/refinement/edges.ts';
import type { Face } from '../../../properties/refinement/face.ts';
import { Missed } from '../../../properties/refinement/missed.ts';

const units = revisions.reference.units.map((unit) => unit.name);
const [simplest] = small.cases;
if (simplest === undefined) throw new Error('the small scope has cases');

it('each step that explains a run is told with a state in which the model can take it', () => {
  const workload = smallWorkloads.find(({ name }) => name === 'one region');
  if (workload === undefined) throw new Error('the workload is there');
  const taken: string[] = [];
  const { matchedActions } = checkRun(
    setupOf(units, { workload, faults: {}, profile: {} }),
    runToCompletion,
    {
      rules: ['REFINES'],
      onModelStep: (before, action) => taken.push(edgeOf(before, action)),
    },
  );
  const counted = new Map<string, number>();
  for (const edge of taken) counted.set(actionOf(edge), (counted.get(actionOf(edge)) ?? 0) + 1);
  expect([...counted].sort()).toEqual([...matchedActions].sort());
  expect(
    taken.filter((edge) => edge.startsWith('gpu.raiseBit7 | driver entering, firmware entering, no bit 7')),
  ).not.toEqual([]);
  // What a single owner of the model can do, a run of a single owner does nowhere else.
  const model = edgesOfModel({ name: 'one case', cases: [simplest] }, 100_000);
  const { edges, taken: some, missed, byAction } = adequacyOf(model, new Set(taken));
  expect(some).toBeGreaterThan(10);
  expect(some + missed.length).toBe(edges);
  expect([...byAction.values()].reduce((sum, { of }) => sum + of, 0)).toBe(edges);
});

/** A run of the reference by the default schedule, followed on the model. */
function follow(
  script: readonly unknown[],
  profile: Readonly<Record<string, string>> = {},
  more: Pick<CheckOptions, 'onOwnStep'> = {},
) {
  const workload = decodeWorkload({
    name: 'followed',
    note: '',
    slots: 2,
    asSlots: 2,
    csPerSlot: 2,
    processes: [
      { name: 'a', groups: [{ name: 'main', priority: 'high', protected: true, queues: 2 }], script },
      {
        name: 'b',
        groups: [{ name: 'main', priority: 'low', protected: true, queues: 1 }],
        script: [
          { sleep: '30 ms' },
          { submit: { queue: 'b.main:0', stream: [{ protected: ['RUN 1 ms'] }] } },
        ],
      },
    ],
  });
  return checkRun(setupOf(units, { workload, faults: {}, profile }), runToCompletion, {
    rules: ['REFINES'],
    ...more,
  });
}
const region = (queue: number): unknown => ({
  submit: { queue: `a.main:${queue}`, stream: [{ protected: ['RUN 1 ms'] }] },
});

it("what a run's own state shows is told when it happens, hidden or not, with who did it", () => {
  const own: string[] = [];
  const who = new Map<string, string>();
  const { matchedActions } = follow(
    [region(0)],
    {},
    {
      onOwnStep: (_, action, { activity, heldBy }) => {
        own.push(action);
        const locks = [...heldBy].filter(([, by]) => by.activity === activity).map(([lock]) => lock);
        who.set(action, `${activity} ${locks.join()}`);
      },
    },
  );
  const count = (action: string): number => own.filter((a) => a === action).length;
  for (const action of ['driver.sendEnter', 'driver.confirmEntry', 'gpu.issueProtected', 'driver.powerDown'])
    expect([action, count(action)]).toEqual([action, matchedActions.get(action)]);
  expect(own.indexOf('driver.recordRequest')).toBeGreaterThan(-1);
  expect(own.indexOf('driver.recordRequest')).toBeLessThan(own.indexOf('driver.choose'));
  expect(who.get('driver.sendEnter')).toMatch(/^tick_work .*sched\.lock/);
  expect(who.get('gpu.issueProtected')).toMatch(/^cs\/\d $/);
});

it('a command that kills its group is followed, and the reset that it leads to', () => {
  const { matchedActions, violations } = follow([
    { submit: { queue: 'a.main:0', stream: ['UNRECOVERABLE', 'RUN 1 ms'] } },
  ]);
  expect(violations).toEqual([]);
  for (const action of ['driver.scheduleUnrelatedReset', 'driver.beginReset', 'driver.sendEnter'])
    expect([action, (matchedActions.get(action) ?? 0) > 0]).toEqual([action, true]);
});

it.each(['1 ms', 'never'])(
  'two regions that end at once explain themselves where one ends the session for all, exits taking %s',
  (F07) => {
    const { violations, matchedActions } = follow([region(0), region(1)], { F35: 'ends the session', F07 });
    expect(matchedActions.get('gpu.issueProtected')).toBeGreaterThan(1);
    expect(violations).toEqual([]);
  },
);

it('an exit that is forced and never comes is followed there too, to the reset that it leads to', () => {
  const long = { submit: { queue: 'a.main:0', stream: [{ protected: ['RUN 3 s'] }] } };
  const { violations, matchedActions } = follow([long], { F35: 'ends the session', F07: 'never' });
  expect(violations).toEqual([]);
  for (const action of ['driver.forceExit', 'driver.exitTimesOut', 'driver.beginReset'])
    expect([action, (matchedActions.get(action) ?? 0) > 0]).toEqual([action, true]);
});

describe('why an edge is missed', () => {
  const face = (driver: string): Face => {
    return { driver, firmware: 'normal', protmActive: false, power: 'on', reset: 'none', faultIrq: 'armed' };
  };
  const held = (...locks: readonly (readonly [string, string])[]) =>
    new Map(locks.map(([lock, activity]) => [lock, { activity }]));

  it('is a lock that the step always has and that is always held then', () => {
    const missed = new Missed();
    for (let i = 0; i < 10; i++) {
      missed.took(face('entering'), 'driver.confirmEntry', {
        activity: 'tick_work',
        heldBy: held(['sched.lock', 'tick_work'], ['vm.lock(a)', 'a']),
      });
      missed.took(face('none'), 'user.submit', { activity: 'a', heldBy: held(['sched.lock', 'a']) });
      missed.took(face('none'), 'gpu.issueNormal', { activity: 'cs/0', heldBy: held(['sched.lock', 'a']) });
    }
    expect(missed.lockInTheWay(edgeOf(face('entering'), 'user.submit'))).toBe('sched.lock');
    expect(missed.lockInTheWay(edgeOf(face('entering'), 'gpu.issueNormal'))).toBeNull();
    expect(missed.isMet(edgeOf(face('entering'), 'time.tick'))).toBe(true);
    expect(missed.isMet(edgeOf(face('entered'), 'time.tick'))).toBe(false);
    missed.took(face('entering'), 'gpu.raiseBit7', { activity: 'fw', heldBy: held() });
    expect(missed.lockInTheWay(edgeOf(face('entering'), 'user.submit'))).toBeNull();
  });

  it('is not said after few moments', () => {
    const missed = new Missed();
    const moment = { activity: 'a', heldBy: held(['sched.lock', 'a']) };
    for (let i = 0; i < 9; i++) missed.took(face('none'), 'user.submit', moment);
    expect(missed.lockInTheWay(edgeOf(face('none'), 'user.submit'))).toBeNull();
  });
});
