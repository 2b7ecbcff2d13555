/** 7/8 in tick_work(): which group is the candidate, and its acknowledgement, A.2.3-7 to A.2.3-11, A.3. */
import { CS } from '../../interface/bits.ts';
import { PRIORITIES_DESCENDING } from '../constants.ts';
import { bitsOf, csgsUpdCtxQueueReqs } from '../contexts.ts';
import { groupIsIdle } from '../group.ts';
import type { UnitFunctions } from '../unit.ts';
import { protmHeap } from './heap.ts';
import { protm } from './protm-state.ts';

export const protmTickFunctions: UnitFunctions = {
  csSlotProcessProtmPendingEventLocked: (d) =>
    function* (csgId, csId, events) {
      const group = d.groupInSlot(csgId);
      if ((events & CS.PROTM_PENDING) === 0 || group === null || !protmHeap.of(d).heap.get()) return;
      const pending = protm.of(d).pendingQueues(group);
      pending.set(pending.get() | (1 << csId));
      d.emit({ kind: 'request', op: 'note', group: group.id, queue: csId });
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },

  groupAsks: (d) => (group) => protm.of(d).pendingQueues(group).get() !== 0,

  selectProtmGroup: () =>
    function* (ctx) {
      for (const prio of PRIORITIES_DESCENDING) {
        const candidate = ctx
          .groupsOf(prio)
          .all()
          .find((group) => !groupIsIdle(group));
        if (candidate === undefined) continue;
        ctx.protmGroup = candidate;
        return;
      }
    },

  tickCtxPickIdleGroups: (d, below) => (ctx) => {
    if (ctx.protmGroup === null) {
      below(ctx);
      return;
    }
    for (const prio of PRIORITIES_DESCENDING) {
      if (prio > ctx.protmGroup.priority) continue;
      d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, false);
    }
  },

  tickCtxUpdateKept: (d, below) =>
    function* (ctx, updCtx, group, newCsgPrio) {
      yield* below(ctx, updCtx, group, newCsgPrio);
      if (group === ctx.protmGroup) yield* d.fn.tickCtxAckKept(ctx, updCtx, group);
    },

  tickCtxAckKept: (d) =>
    function* (_ctx, updCtx, group) {
      yield* d.fn.ackPending(group);
      csgsUpdCtxQueueReqs(updCtx, group.csgId.get(), 0, 0);
      protm.of(d).activeGroup.set(group.id);
    },

  ackPending: (d) =>
    function* (group) {
      const pending = protm.of(d).pendingQueues(group);
      const csgId = group.csgId.get();
      const csg = d.csg(csgId);
      const mask = pending.get();
      for (const csId of bitsOf(mask)) {
        const cs = d.cs(csgId, csId);
        const ack = yield* cs.ack.read();
        yield* d.fn.panthorFwUpdateReqs(cs, ack, CS.PROTM_PENDING);
        d.emit({ kind: 'request', op: 'ack', group: group.id, queue: csId });
      }
      if (mask !== 0) {
        yield* d.fn.panthorFwToggleReqs({ req: csg.doorbellReq, ack: csg.doorbellAck }, mask);
      }
      pending.set(0);
      return mask;
    },

  tickCtxStartGroup: (d, below) =>
    function* (ctx, updCtx, group, csgId, newCsgPrio) {
      yield* below(ctx, updCtx, group, csgId, newCsgPrio);
      if (ctx.protmGroup !== null) yield* d.fn.tickCtxDropPending(ctx, group);
    },

  tickCtxDropPending: (d) =>
    function* (_ctx, group) {
      const pending = protm.of(d).pendingQueues(group);
      for (const csId of bitsOf(pending.get())) {
        d.emit({ kind: 'request', op: 'drop', group: group.id, queue: csId });
      }
      pending.set(0);
    },

  mayEnter: () =>
    function* () {
      return true;
    },

  tickEnterProtm: (d) =>
    function* (ctx) {
      const { protmGroup } = ctx;
      if (protmGroup === null || !(yield* d.fn.mayEnter(ctx, protmGroup))) return;
      const error = yield* d.fn.panthorFwProtmEnter();
      if (error !== 0) {
        yield* d.fn.panthorDeviceScheduleReset('entry into protected mode failed');
        ctx.csgUpdFailedMask = -1;
      }
      protm.of(d).protectedMode.set(true);
    },
};
