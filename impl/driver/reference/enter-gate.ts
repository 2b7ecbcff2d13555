import type { GroupId } from '../../ids.ts';
import { CS, STATUS_WAIT_PROTM_PENDING } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Cell } from '../../runtime/cell.ts';
import { PROTM_SETTLE_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import { type Group, groupIsIdle } from '../group.ts';
import { protmHeap } from '../series-2026/heap.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';

/** Queues that waited with CS_STATUS_WAIT bit 29 and equal bits in the last report, by group (F08). */
class WaitingQueues {
  private readonly cells = new Map<GroupId, Cell<number>>();

  constructor(private readonly driver: Driver) {}

  of(group: Group): Cell<number> {
    let cell = this.cells.get(group.id);
    if (cell === undefined) {
      const { machine, state } = this.driver;
      cell = machine.cell(`${group.id}.protm_waiting_queues`, 0, state.schedLock);
      this.cells.set(group.id, cell);
    }
    return cell;
  }
}

const waitingQueues = new UnitState('protm_waiting_queues', (driver) => new WaitingQueues(driver));

function* differs(d: Driver, csgId: number, csId: number): Act<boolean> {
  const cs = d.cs(csgId, csId);
  const req = yield* cs.req.read();
  const ack = yield* cs.ack.read();
  return ((req ^ ack) & CS.PROTM_PENDING) !== 0;
}

/** Copies ACK into REQ for each CS of the group whose request is unanswered. */
function* acknowledge(d: Driver, group: Group): Act<number> {
  const csgId = group.csgId.get();
  let acked = 0;
  for (const queue of group.queues) {
    if (!(yield* differs(d, csgId, queue.index))) continue;
    const cs = d.cs(csgId, queue.index);
    const ack = yield* cs.ack.read();
    yield* d.fn.panthorFwUpdateReqs(cs, ack, CS.PROTM_PENDING);
    d.emit({ kind: 'request', op: 'ack', group: group.id, queue: queue.index });
    acked |= 1 << queue.index;
  }
  protm.of(d).pendingQueues(group).set(0);
  return acked;
}

/**
 * ENTER only for a group that asks, on slot and active at the highest slot priority, with all that firmware
 * needs, acknowledged in the very step before: no ENTER without an acknowledged CS, no request dropped by
 * binding, and requests that firmware does not raise again are found in the status words.
 *
 * The acknowledgement rings no doorbell: ENTER does, and a CSG doorbell served after it may force an exit (F06).
 */
export const enterGate: Fix = {
  changes: 'PROTM_ENTER is sent only after acknowledging a request of the top group, which is active on slot',
  forcedBy: ['ENTER-GATE', 'SERVED', 'TIMELY', 'NO-THRASH'],
  unit: {
    name: 'enter-gate',
    on: 'P8',
    title: 'drm/panthor: enter protected mode only on request',
    cite: ['A.2.3-7', 'A.2.3-8', 'A.2.3-11', 'F01', 'F06', 'F08b', 'F08d', 'F12', 'F19'],
    state: [waitingQueues],
    functions: {
      csgSlotSyncQueuesStateLocked: (d, below) =>
        function* (csgId) {
          const group = d.groupInSlot(csgId);
          if (group !== null) waitingQueues.of(d).of(group).set(0);
          yield* below(csgId);
        },

      csSlotSyncQueueStateLocked: (d, below) =>
        function* (csgId, csId) {
          yield* below(csgId, csId);
          const group = d.groupInSlot(csgId);
          if (group === null || group.protmSuspendBuf.get() === 0) return;
          const status = yield* d.cs(csgId, csId).statusWait.read();
          if ((status & STATUS_WAIT_PROTM_PENDING) === 0) return;
          const waiting = waitingQueues.of(d).of(group);
          waiting.set(waiting.get() | (1 << csId));
        },

      // Recorded, or seen in a report.
      groupAsks: (d, below) => (group) => below(group) || waitingQueues.of(d).of(group).get() !== 0,

      selectProtmGroup: (d, below) =>
        function* (ctx) {
          yield* below(ctx);
          if (ctx.protmGroup !== null && !d.fn.groupAsks(ctx.protmGroup)) ctx.protmGroup = null;
        },

      tickCtxAckKept: (d) =>
        function* (_ctx, _updCtx, group) {
          protm.of(d).activeGroup.set(group.id);
        },
      tickCtxDropPending: () => function* () {},

      // That it is active and has the highest slot priority is the scheduler's doing: who is chosen first is (A.3).
      mayEnter: (d) =>
        function* (_ctx, group) {
          if (!protmHeap.of(d).section.get() || group.protmSuspendBuf.get() === 0) return false;
          if ((yield* d.fn.ackPending(group)) !== 0) return true;
          if (waitingQueues.of(d).of(group).get() === 0) return false;
          // It waits and has not asked: either it is about to, or it will not ask again.
          yield* d.machine.sleep(PROTM_SETTLE_US, 'let a waiting CS raise its request');
          yield* d.fn.ackPending(group);
          return true;
        },

      ackPending: (d) =>
        function* (group) {
          return yield* acknowledge(d, group);
        },

      groupUnbindLocked: (d, below) =>
        function* (group) {
          waitingQueues.of(d).of(group).set(0);
          yield* below(group);
        },

      tickCtxUpdateReschedTarget: (d, below) => (ctx) => {
        // A request that is not raised again shows only in the next report.
        const mayAsk = (group: Group): boolean => group.protmSuspendBuf.get() !== 0 && !groupIsIdle(group);
        if (onSlot(d).some(mayAsk) || dueOnSlot(d).some(mayAsk)) ctx.stopTick = false;
        return below(ctx);
      },
    },
  },
};

function onSlot(d: Driver): readonly Group[] {
  return d.state.csgSlots.flatMap((_, csgId) => d.groupInSlot(csgId) ?? []);
}

/**
 * Groups off slot whose turn a full tick would give them: a partial one keeps whoever is on slot, however low, and does
 * not look for it again where each on slot has a priority of its own.
 */
function dueOnSlot(d: Driver): readonly Group[] {
  const busy = onSlot(d).filter((group) => !groupIsIdle(group));
  const lowest = Math.min(...busy.map(({ priority }) => priority));
  return d.state.runnable.slice(lowest).flatMap((list) => list.get().map((id) => d.group(id)));
}
