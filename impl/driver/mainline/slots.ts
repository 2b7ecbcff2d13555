/** panthor_sched.c: requests to CSG slots and what their acknowledgements change, D.3 and the end of D.4. */

import type { CsgRequest } from '../../events.ts';
import { BLOCKED, CS, CSG } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import { CSG_ACK_TIMEOUT_US } from '../constants.ts';
import { bitsOf } from '../contexts.ts';
import type { Driver } from '../driver.ts';
import { type Group, type GroupState, groupCanRun, groupIsIdle } from '../group.ts';
import { listAddTail } from '../lists.ts';
import type { UnitFunctions } from '../unit.ts';

/** The kinds of request in a mask, in the protocol's words. */
function requestNames(value: number, mask: number): readonly CsgRequest[] {
  const names: CsgRequest[] = [];
  if ((mask & CSG.STATE_MASK) !== 0) {
    names.push((['TERMINATE', 'START', 'SUSPEND', 'RESUME'] as const)[value & 3] ?? 'TERMINATE');
  }
  if ((mask & CSG.ENDPOINT_CONFIG) !== 0) names.push('EP_CFG');
  if ((mask & CSG.STATUS_UPDATE) !== 0) names.push('STATUS_UPDATE');
  return names;
}

/** Emits `idle` or `busy` when what was just learnt changes how a group is classed. */
export function noteIdleness(d: Driver, group: Group, wasIdle: boolean): void {
  const idle = groupIsIdle(group);
  if (idle === wasIdle) return;
  const csgId = group.csgId.get();
  d.emit({
    kind: 'group',
    op: idle ? 'idle' : 'busy',
    group: group.id,
    slot: csgId < 0 ? null : csgId,
    cause: null,
  });
}

const stateOfAck: Readonly<Record<number, GroupState>> = {
  [CSG.START]: 'ACTIVE',
  [CSG.RESUME]: 'ACTIVE',
  [CSG.SUSPEND]: 'SUSPENDED',
  [CSG.TERMINATE]: 'TERMINATED',
};

/** Bits of CS_REQ that are written beside those of mainline, and what is noted with the write. */
interface FurtherBits {
  readonly value: number;
  readonly mask: number;
  readonly written: () => void;
}

/** cs_slot_prog_locked(): the ring, and CS_REQ in one write. */
export function* programCs(d: Driver, csgId: number, csId: number, further: FurtherBits | null): Act {
  const group = d.groupInSlot(csgId);
  if (group === null) return;
  const cs = d.cs(csgId, csId);
  const queue = d.queue(group, csId);
  cs.ring.set(queue.ring.name);
  const bits = CS.IDLE_SYNC_WAIT | CS.IDLE_EMPTY | CS.EXTRACT_EVENT;
  const value = CS.START | bits | (further?.value ?? 0);
  yield* d.fn.panthorFwUpdateReqs(cs, value, CS.STATE_MASK | bits | (further?.mask ?? 0));
  further?.written();
  const insert = yield* queue.ring.insert.read();
  const extract = yield* queue.ring.extract.read();
  if (insert !== extract) yield* d.fn.queueResumeTimeout(group, queue);
}

export const slotFunctions: UnitFunctions = {
  csgsUpdCtxApplyLocked: (d) =>
    function* (ctx) {
      if (ctx.updateMask === 0) return;
      const slots = bitsOf(ctx.updateMask);
      const note = (csgId: number, op: 'request' | 'ack' | 'timeout', value: number, mask: number): void => {
        const group = d.groupInSlot(csgId);
        if (group === null) return;
        for (const request of requestNames(value, mask)) {
          d.emit({ kind: 'csg', op, slot: csgId, group: group.id, request });
        }
      };
      for (const csgId of slots) {
        const { value, mask } = ctx.requests.get(csgId) ?? { value: 0, mask: 0 };
        if (mask === 0) continue;
        yield* d.fn.panthorFwUpdateReqs(d.csg(csgId), value, mask);
        note(csgId, 'request', value, mask);
      }
      yield* d.fn.panthorFwRingCsgDoorbells(ctx.updateMask);
      for (const csgId of slots) {
        const { value, mask } = ctx.requests.get(csgId) ?? { value: 0, mask: 0 };
        if (mask === 0) continue;
        const words = d.csg(csgId);
        const what = `CSG ${csgId} ${requestNames(value, mask).join(' ')}`;
        let acked = yield* d.fn.panthorFwWaitAcks(words, mask, CSG_ACK_TIMEOUT_US, what);
        if ((acked & mask & CSG.STATE_MASK) !== (mask & CSG.STATE_MASK)) acked &= ~CSG.STATE_MASK;
        note(csgId, 'ack', value, acked);
        if ((acked & CSG.ENDPOINT_CONFIG) !== 0) yield* d.fn.csgSlotSyncPriorityLocked(csgId);
        if ((acked & CSG.STATE_MASK) !== 0) yield* d.fn.csgSlotSyncStateLocked(csgId);
        if ((acked & CSG.STATUS_UPDATE) !== 0) yield* d.fn.csgSlotSyncQueuesStateLocked(csgId);
        if (acked === mask) continue;
        const req = yield* words.req.read();
        const ack = yield* words.ack.read();
        if (((req ^ ack) & mask) === 0) continue;
        note(csgId, 'timeout', value, mask & ~acked);
        d.log(`CSG ${csgId} update request timedout`);
        ctx.timedoutMask |= 1 << csgId;
      }
    },

  csgSlotSyncPriorityLocked: (d) =>
    function* (csgId) {
      const word = yield* d.csg(csgId).endpointReq.read();
      d.slot(csgId).priority.set((word >>> 28) & 0xf);
    },

  csgSlotSyncStateLocked: (d) =>
    function* (csgId) {
      const group = d.groupInSlot(csgId);
      if (group === null) return;
      const ack = yield* d.csg(csgId).ack.read();
      const oldState = group.state.get();
      const newState = stateOfAck[ack & CSG.STATE_MASK] ?? 'UNKNOWN';
      if (oldState === newState) return;
      if (newState === 'UNKNOWN') yield* d.fn.panthorDeviceScheduleReset('unknown CSG state');
      if (newState === 'SUSPENDED') yield* d.fn.csgSlotSyncQueuesStateLocked(csgId);
      if (oldState === 'ACTIVE') {
        for (const queue of group.queues) yield* d.fn.csSlotResetLocked(csgId, queue.index);
      }
      group.state.set(newState);
    },

  csgSlotSyncQueuesStateLocked: (d) =>
    function* (csgId) {
      const group = d.groupInSlot(csgId);
      if (group === null) return;
      const wasIdle = groupIsIdle(group);
      group.idleQueues.set(0);
      group.blockedQueues.set(0);
      for (const queue of group.queues) yield* d.fn.csSlotSyncQueueStateLocked(csgId, queue.index);
      noteIdleness(d, group, wasIdle);
    },

  csSlotSyncQueueStateLocked: (d) =>
    function* (csgId, csId) {
      const group = d.groupInSlot(csgId);
      if (group === null) return;
      const cs = d.cs(csgId, csId);
      const { ring } = d.queue(group, csId);
      const reason = yield* cs.statusBlockedReason.read();
      if (reason === BLOCKED.UNBLOCKED) {
        const insert = yield* ring.insert.read();
        const extract = yield* ring.extract.read();
        if (insert !== extract) return;
        if ((yield* cs.statusScoreboards.read()) !== 0) return;
        group.idleQueues.set(group.idleQueues.get() | (1 << csId));
      } else if (reason === BLOCKED.SYNC_WAIT) {
        if (!d.state.waiting.get().includes(group.id)) listAddTail(d.state.waiting, group);
        const object = cs.statusWaitSyncPointer.get();
        const seqno = yield* cs.statusWaitSyncValue.read();
        const most = cs.statusWaitSyncAtMost.get();
        d.queue(group, csId).syncWait.set(object === null ? null : { object, seqno, ...(most && { most }) });
        if ((yield* cs.statusScoreboards.read()) !== 0) return;
        group.blockedQueues.set(group.blockedQueues.get() | (1 << csId));
      }
    },

  csgSlotProgLocked: (d) =>
    function* (csgId, priority, protmAck = false) {
      const group = d.groupInSlot(csgId);
      if (group === null) return;
      const csg = d.csg(csgId);
      for (const queue of group.queues) yield* d.fn.csSlotProgLocked(csgId, queue.index, protmAck);
      yield* csg.endpointReq.write(priority << 28);
      const as = yield* d.machine.read(group.vm.as);
      yield* csg.config.write(as);
      yield* csg.suspendBuf.write(group.suspendBuf.get());
      yield* csg.protmSuspendBuf.write(group.protmSuspendBuf.get());
      yield* d.fn.panthorFwToggleReqs({ req: csg.doorbellReq, ack: csg.doorbellAck }, group.queueMask);
    },

  csSlotProgLocked: (d) =>
    function* (csgId, csId) {
      yield* programCs(d, csgId, csId, null);
    },

  csSlotResetLocked: (d) =>
    function* (csgId, csId) {
      const group = d.groupInSlot(csgId);
      yield* d.fn.panthorFwUpdateReqs(d.cs(csgId, csId), CS.STOP, CS.STATE_MASK);
      if (group === null) return;
      // A blocked queue of an idle group keeps its clock, so that waits without end are found off slot too.
      const blocked = (group.blockedQueues.get() & (1 << csId)) !== 0;
      if (blocked && groupIsIdle(group) && groupCanRun(group)) return;
      yield* d.fn.queueSuspendTimeout(group, d.queue(group, csId));
    },

  groupBindLocked: (d) =>
    function* (group, csgId) {
      const error = yield* d.fn.panthorVmActive(group.vm);
      if (error !== 0) return error;
      d.fn.groupGet(group);
      group.csgId.set(csgId);
      d.slot(csgId).group.set(group.id);
      d.emit({ kind: 'group', op: 'bind', group: group.id, slot: csgId, cause: null });
      return 0;
    },

  groupUnbindLocked: (d) =>
    function* (group) {
      const csgId = group.csgId.get();
      if (csgId < 0) return;
      yield* d.fn.panthorVmIdle(group.vm);
      group.csgId.set(-1);
      // Firmware raises TILER_OOM again when the group is back on slot.
      group.tilerOom.set(0);
      if (group.tilerOomWork.isPending()) {
        group.tilerOomWork.cancel();
        d.fn.groupPut(group);
      }
      d.slot(csgId).group.set(null);
      d.emit({ kind: 'group', op: 'unbind', group: group.id, slot: csgId, cause: null });
      d.fn.groupPut(group);
    },
};
