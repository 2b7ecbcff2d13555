import type { GroupId } from '../../ids.ts';
import type { Cell } from '../../runtime/cell.ts';
import { PROTM_RESIDENCE_US, TICK_PERIOD_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import { type Group, groupCanRun } from '../group.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';
import { hasQueuedJobs, waitingGroups } from './keep-session.ts';
import { session } from './owner-truth.ts';

/** A group that waited when a session ended, and since when it has been on slot; null: not yet. */
type Owed = { readonly group: GroupId; readonly sinceUs: number | null };

interface Turns {
  /** The session that ended had used up its owner's turn: the next tick rotates. */
  readonly usedUp: Cell<boolean>;
  /** An entry was held back: the next tick does not rotate the candidate away. */
  readonly held: Cell<boolean>;
  /** Groups that run before any of the same or a lower priority enters again. */
  readonly owed: Cell<readonly Owed[]>;
}

const turns = new UnitState<Turns>('protm.turns', (d) => ({
  usedUp: d.machine.cell<boolean>('protm.turn_used_up', false, d.state.schedLock),
  held: d.machine.cell<boolean>('protm.entry_held', false, d.state.schedLock),
  owed: d.machine.cell<readonly Owed[]>('protm.owed', [], d.state.schedLock),
}));

/** Whether a group has something to execute in normal mode, as far as the driver knows. */
function wantsNormalMode(d: Driver, group: Group): boolean {
  const notNormal =
    group.idleQueues.get() | group.blockedQueues.get() | protm.of(d).pendingQueues(group).get();
  return (group.queueMask & ~notNormal) !== 0 || hasQueuedJobs(d, group);
}

/** The time at which the present session has to be over, microseconds. */
function residenceEndsUs(d: Driver): number {
  return (session.of(d).sinceUs.get() ?? d.machine.nowUs) + PROTM_RESIDENCE_US;
}

/** Those that are still owed: they have not been on slot in normal mode for a period, and want to be. */
function stillOwed(d: Driver): readonly Owed[] {
  const { nowUs } = d.machine;
  return turns
    .of(d)
    .owed.get()
    .flatMap(({ group: id, sinceUs }) => {
      const group = d.group(id);
      if (!groupCanRun(group) || !wantsNormalMode(d, group)) return [];
      const onSlot = group.state.get() === 'ACTIVE';
      const since = sinceUs ?? (onSlot ? nowUs : null);
      return since !== null && nowUs >= since + TICK_PERIOD_US ? [] : [{ group: id, sinceUs: since }];
    });
}

/**
 * A session ends at the residence limit at the latest; whoever wants to run in a session causes a tick; a
 * session that lasted a period counts as its owner's turn, and those who waited run before the next entry of
 * their priority or below.
 */
export const fairExit: Fix = {
  changes: 'sessions have a residence limit, and groups that waited for the end of one run before the next',
  forcedBy: ['FE-a', 'FE-b', 'FE-c', 'FE-d', 'BOUNDED-RESIDENCE', 'NO-LOST-WAKE'],
  unit: {
    name: 'fair-exit',
    on: 'P8',
    requires: ['keep-session'],
    merges: ['queueRingDoorbell', 'mayEnter', 'csgSlotSyncQueuesStateLocked'],
    title: 'drm/panthor: bound the time in protected mode',
    cite: ['A.3', 'B.3', 'C.6', 'D.5'],
    state: [turns],
    functions: {
      sessionEndReason: (d, below) =>
        function* (owner) {
          if (d.machine.nowUs >= residenceEndsUs(d)) return 'residence limit';
          return yield* below(owner);
        },

      sessionRecheckUs: (d, below) => (owner) =>
        Math.min(below(owner) ?? residenceEndsUs(d), residenceEndsUs(d)),

      onProtmExit: (d, below) =>
        function* () {
          const id = protm.of(d).activeGroup.get();
          const sentUs = session.of(d).sentUs.get();
          if (id !== null && sentUs !== null) noteTurn(d, d.group(id), d.machine.nowUs - sentUs);
          yield* below();
        },

      tickBegin: (d, below) =>
        function* (ctx) {
          if (!(yield* below(ctx))) return false;
          const { usedUp, held } = turns.of(d);
          if (usedUp.get()) ctx.fullTick = true;
          else if (held.get()) ctx.fullTick = false;
          usedUp.set(false);
          held.set(false);
          return true;
        },

      tickEnterProtm: (d, below) =>
        function* (ctx) {
          turns.of(d).owed.set(stillOwed(d));
          yield* below(ctx);
        },

      mayEnter: (d, below) =>
        function* (ctx, candidate) {
          const { owed, held } = turns.of(d);
          const first = [
            ...owed.get().map(({ group }) => d.group(group)),
            ...waitingGroups(d, candidate).filter((g) => hasQueuedJobs(d, g)),
          ];
          if (!first.some((g) => g !== candidate && g.priority >= candidate.priority))
            return yield* below(ctx, candidate);
          held.set(true);
          return false;
        },

      groupScheduleLocked: (d, below) =>
        function* (group, queueMask) {
          yield* below(group, queueMask);
          if (protm.of(d).activeGroup.get() !== null) yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
        },

      queueRingDoorbell: (d, below) =>
        function* (group, queue) {
          yield* below(group, queue);
          const owner = protm.of(d).activeGroup.get();
          if (owner !== null && owner !== group.id) {
            yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
          }
        },

      csgSlotSyncQueuesStateLocked: (d, below) =>
        function* (csgId) {
          const group = d.groupInSlot(csgId);
          const before = group?.blockedQueues.get() ?? 0;
          yield* below(csgId);
          // What it waits for may have come before this report did, and nobody looks again until something else comes.
          const blocked = (group?.blockedQueues.get() ?? 0) & ~before;
          if (blocked !== 0) yield* d.fn.schedQueueWork(d.state.syncUpdWork);
        },

      syncUpdWork: (d, below) =>
        function* () {
          yield* below();
          // A group on slot that was unblocked in a session is not restarted by firmware.
          if ((yield* d.machine.read(protm.of(d).activeGroup)) !== null) {
            yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
          }
        },
    },
  },
};

/** What a session that ended after `lastedUs` leaves behind: whose turn is over, and who is owed one. */
function noteTurn(d: Driver, owner: Group, lastedUs: number): void {
  const { usedUp, owed } = turns.of(d);
  const turnOver = lastedUs >= TICK_PERIOD_US;
  // The residence limit is there for the lower ones: none of them enters before the others ran.
  const forAll = lastedUs >= PROTM_RESIDENCE_US;
  const waiting = waitingGroups(d, owner).filter(
    (g) => forAll || g.priority > owner.priority || (turnOver && g.priority === owner.priority),
  );
  if (waiting.some((g) => g.priority === owner.priority)) usedUp.set(true);
  const known = owed.get().filter(({ group }) => group !== owner.id);
  const added = waiting.filter((g) => wantsNormalMode(d, g) && !known.some(({ group }) => group === g.id));
  owed.set([...known, ...added.map((g) => ({ group: g.id, sinceUs: null }))]);
}
