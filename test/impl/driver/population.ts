import fc from 'fast-check';
import type { GroupPriority } from '../../../impl/driver/constants.ts';
import { csgsUpdCtxInit, csgsUpdCtxQueueReqs } from '../../../impl/driver/contexts.ts';
import type { Driver } from '../../../impl/driver/driver.ts';
import type { Group } from '../../../impl/driver/group.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import { groupId, processId } from '../../../impl/ids.ts';
import { BLOCKED, CSG } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { drive } from './answering-firmware.ts';
import type { After, Before, GroupBefore, ListName, QueueReport } from './scheduling-view.ts';

/** A group of a population: where it stands, and what is the matter with it. */
interface Member {
  readonly priority: GroupPriority;
  readonly vm: number;
  readonly wantsSlot: boolean;
  readonly fate: 'fine' | 'destroyed' | 'timedout' | 'fatal';
  readonly queues: readonly QueueReport[];
  /** Off slot: it was on one before. */
  readonly suspended: boolean;
  /** Off slot and not idle: a PM suspend has left it on the list of idle groups all the same, D.6. */
  readonly misplaced: boolean;
}

/** A scheduler in the middle of its life, just before a tick. */
export interface Population {
  readonly slots: number;
  readonly asSlots: number;
  readonly members: readonly Member[];
  /** Which slot priority each of the groups on slot has, by rank. */
  readonly ranks: readonly number[];
  /** When the last tick was, and when the next is due, from the moment of the tick on, microseconds. */
  readonly lastTickAgoUs: number;
  readonly targetInUs: number | null;
  /** How long somebody else holds the scheduler's lock as the tick begins. */
  readonly lockedForUs: number;
  readonly muteSlot: number | null;
  readonly resetPending: boolean;
}

const report = fc.oneof(
  { weight: 5, arbitrary: fc.constant<QueueReport>('runs') },
  { weight: 3, arbitrary: fc.constant<QueueReport>('empty') },
  {
    weight: 2,
    arbitrary: fc.constantFrom<QueueReport>(
      'empty, scoreboard in use',
      'waits for a sync object',
      'waits for a sync object, scoreboard in use',
      'blocked by a resource',
    ),
  },
);

const rarely = <T>(weight: number, value: fc.Arbitrary<T>, usual: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 20 - weight, arbitrary: fc.constant(usual) }, { weight, arbitrary: value });

const member: fc.Arbitrary<Member> = fc.record({
  priority: fc.constantFrom<GroupPriority>(0, 1, 1, 2, 3),
  vm: fc.nat(3),
  wantsSlot: fc.boolean(),
  fate: rarely(3, fc.constantFrom<Member['fate']>('destroyed', 'timedout', 'fatal'), 'fine'),
  queues: fc.array(report, { minLength: 1, maxLength: 2 }),
  suspended: fc.boolean(),
  misplaced: rarely(3, fc.constant(true), false),
});

export const population: fc.Arbitrary<Population> = fc.record({
  slots: fc.integer({ min: 1, max: 4 }),
  asSlots: fc.constantFrom(1, 2, 3, 7, 7),
  members: fc.array(member, { minLength: 0, maxLength: 8 }),
  ranks: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  lastTickAgoUs: fc.constantFrom(0, 1, 4_000, 9_999, 10_000, 15_000),
  targetInUs: fc.constantFrom(null, null, -3_000, 0, 1, 4_000, 9_990),
  lockedForUs: rarely(5, fc.constant(3_000), 0),
  muteSlot: rarely(1, fc.nat(3), null),
  resetPending: rarely(1, fc.constant(true), false),
});

const BEGIN_US = 40_000;
const MISSING = 'no such cell';
const PRIORITIES = [0, 1, 2, 3];

const nameOf = (i: number): string => `g${i}`;
const isIdleReport = (r: QueueReport): boolean => r === 'empty' || r === 'waits for a sync object';

/** Puts the driver into the state of a population, lets one tick run, and tells what was before and after. */
export function tickOf(
  revision: Revision,
  p: Population,
): { readonly before: Before; readonly after: After } {
  const seen: { before: Before | null; after: After | null } = { before: null, after: null };
  drive(
    revision,
    function* (d, host) {
      yield* arrange(d, p);
      yield* d.machine.sleep(BEGIN_US - d.machine.nowUs, 'until the tick');
      yield* setClock(d, p);
      const mute = muteSlot(p);
      if (mute !== null) host.mute.add(mute);
      if (p.lockedForUs > 0) yield* lockFor(d, p.lockedForUs);
      seen.before = beforeOf(d, p);
      const from = d.context.events.length;
      yield* d.fn.tickWork();
      seen.after = afterOf(d, from);
    },
    // Long enough for the tick, and for a slot that is waited for in vain, three times by a driver that goes on.
    { slots: p.slots, asSlots: p.asSlots, horizonUs: BEGIN_US + (muteSlot(p) === null ? 4_000 : 400_000) },
  );
  const { before, after } = seen;
  if (before === null || after === null) throw new Error('the tick did not come to its end');
  return { before, after };
}

/** Creates the groups, binds those that are to be on slot, and puts the others on their lists. */
function* arrange(d: Driver, p: Population): Act {
  for (const [i, { priority, vm, queues }] of p.members.entries()) {
    const args = { group: groupId(nameOf(i)), priority, queues: queues.length, protected: false };
    yield* d.uapi.groupCreate(processId(`vm${vm}`), args);
  }
  yield* d.state.schedLock.lock();
  const onSlot = slotted(p);
  const start = csgsUpdCtxInit();
  for (const [csgId, i] of onSlot.entries()) {
    const group = d.group(groupId(nameOf(i)));
    const slotPriority = 15 - p.ranks.filter((r) => r < onSlot.length).indexOf(csgId);
    yield* d.fn.groupBindLocked(group, csgId);
    yield* d.fn.csgSlotProgLocked(csgId, slotPriority);
    csgsUpdCtxQueueReqs(start, csgId, CSG.START, CSG.STATE_MASK);
    csgsUpdCtxQueueReqs(start, csgId, CSG.ENDPOINT_CONFIG, CSG.ENDPOINT_CONFIG);
    takeOff(d, group);
  }
  yield* d.fn.csgsUpdCtxApplyLocked(start);
  for (const [i, m] of p.members.entries()) {
    const group = d.group(groupId(nameOf(i)));
    const csgId = group.csgId.get();
    d.machine.atomically(() => reportOf(d, group, m, csgId));
    if (csgId >= 0) applyFate(group, m);
    else {
      if (m.suspended) group.state.set('SUSPENDED');
      takeOff(d, group);
      const list = d.state[listOf(m)][m.priority];
      list?.set([...list.get(), group.id]);
    }
  }
  d.state.schedLock.unlock();
}

/** The members that get a slot: those that want one, as far as slots and address spaces go. */
function slotted(p: Population): readonly number[] {
  const vms = new Set<number>();
  const chosen: number[] = [];
  for (const [i, { wantsSlot, vm }] of p.members.entries()) {
    if (!wantsSlot || chosen.length === p.slots || (!vms.has(vm) && vms.size === p.asSlots)) continue;
    vms.add(vm);
    chosen.push(i);
  }
  return chosen;
}

/** Only a slot that is asked something can fail to answer. */
function muteSlot(p: Population): number | null {
  return p.muteSlot !== null && p.muteSlot < slotted(p).length ? p.muteSlot : null;
}

function listOf(m: Member): ListName {
  return m.misplaced || m.queues.every(isIdleReport) ? 'idle' : 'runnable';
}

function takeOff(d: Driver, group: Group): void {
  for (const list of [...d.state.runnable, ...d.state.idle]) {
    if (list.get().includes(group.id)) list.set(list.get().filter((id) => id !== group.id));
  }
}

/** What firmware will report of a group on slot; of one off slot, what it reported last. */
function reportOf(d: Driver, group: Group, { queues }: Member, csgId: number): void {
  for (const [csId, said] of queues.entries()) {
    const bit = 1 << csId;
    const { ring } = d.queue(group, csId);
    ring.insert.store(said.startsWith('empty') ? 0 : 1);
    if (csgId < 0) {
      const idle = said === 'empty' ? bit : 0;
      const blocked = said === 'waits for a sync object' ? bit : 0;
      group.idleQueues.set((group.idleQueues.get() & ~bit) | idle);
      group.blockedQueues.set((group.blockedQueues.get() & ~bit) | blocked);
      continue;
    }
    const cs = d.cs(csgId, csId);
    const waits = said.startsWith('waits');
    const reason = waits
      ? BLOCKED.SYNC_WAIT
      : said === 'blocked by a resource'
        ? BLOCKED.RESOURCE
        : BLOCKED.UNBLOCKED;
    cs.statusBlockedReason.store(reason);
    cs.statusScoreboards.store(said.endsWith('scoreboard in use') ? 1 : 0);
  }
}

function applyFate(group: Group, { fate }: Member): void {
  if (fate === 'destroyed') group.destroyed.set(true);
  else if (fate === 'timedout') group.timedout.set(true);
  else if (fate === 'fatal') group.fatalQueues.set(1);
}

function* setClock(d: Driver, p: Population): Act {
  const { schedLock, lastTick, reschedTarget, tickWork } = d.state;
  yield* schedLock.lock();
  tickWork.cancel();
  lastTick.set(BEGIN_US - p.lastTickAgoUs);
  reschedTarget.set(p.targetInUs === null ? null : BEGIN_US + p.targetInUs);
  if (p.resetPending) yield* d.machine.write(d.state.resetPending, true);
  schedLock.unlock();
}

/** Somebody takes the scheduler's lock and holds it for a while. */
function* lockFor(d: Driver, us: number): Act {
  const { machine, state } = d;
  machine.spawn('holder', 'process', function* () {
    yield* state.schedLock.lock();
    yield* machine.sleep(us, 'hold sched.lock');
    state.schedLock.unlock();
  });
  yield* machine.sleep(1, 'it is held');
}

function beforeOf(d: Driver, p: Population): Before {
  const { nowUs } = d.machine;
  return {
    slots: p.slots,
    asSlots: p.asSlots,
    nowUs,
    groups: p.members.map((m, i): GroupBefore => {
      const group = d.group(groupId(nameOf(i)));
      const csgId = group.csgId.peek();
      return {
        id: group.id,
        priority: m.priority,
        vm: `vm${m.vm}`,
        slot: csgId < 0 ? null : csgId,
        slotPriority: csgId < 0 ? null : d.slot(csgId).priority.peek(),
        canRun: csgId < 0 || m.fate === 'fine',
        queues: m.queues,
        list: csgId < 0 ? listOf(m) : null,
        suspended: csgId < 0 && m.suspended,
        references: group.refcount.peek(),
      };
    }),
    lists: listsOf(d),
    lastTickUs: d.state.lastTick.peek(),
    reschedTargetUs: d.state.reschedTarget.peek(),
    muteSlot: muteSlot(p),
    resetPending: p.resetPending,
  };
}

function afterOf(d: Driver, from: number): After {
  const events = d.context.events.slice(from);
  const cell = (name: string): unknown => {
    const found = d.machine.cells.find((c) => c.name === name);
    return found === undefined ? MISSING : found.peek();
  };
  return {
    groups: [...d.groups.values()].map((group) => {
      const csgId = group.csgId.peek();
      return {
        id: group.id,
        slot: csgId < 0 ? null : csgId,
        slotPriority: csgId < 0 ? null : d.slot(csgId).priority.peek(),
        state: group.state.peek(),
        references: group.refcount.peek(),
        termQueued: cell(`group_term_work(${group.id}).pending`) === true,
        requests: events.flatMap((e) =>
          e.kind === 'csg' && e.op === 'request' && e.group === group.id ? [e.request] : [],
        ),
      };
    }),
    lists: listsOf(d),
    lastTickUs: d.state.lastTick.peek(),
    reschedTargetUs: d.state.reschedTarget.peek(),
    nextTickUs: cell('tick_work.pending') === true ? (cell('tick_work.timerUs') as number) : null,
    usedCsgSlotCount: d.state.usedCsgSlotCount.peek(),
    mightHaveIdleGroups: d.state.mightHaveIdleGroups.peek(),
    pmHasRef: d.state.pmHasRef.peek(),
    resetScheduled: events.some((e) => e.kind === 'reset' && e.op === 'schedule'),
  };
}

function listsOf(d: Driver): Record<ListName, readonly (readonly string[])[]> {
  return {
    runnable: PRIORITIES.map((p) => d.state.runnable[p]?.peek() ?? []),
    idle: PRIORITIES.map((p) => d.state.idle[p]?.peek() ?? []),
  };
}
