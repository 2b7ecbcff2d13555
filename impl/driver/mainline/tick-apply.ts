/** panthor_sched.c: tick_ctx_apply(), D.4-7 and D.4-8. */
import { CSG } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import { MAX_CSG_PRIO, PRIORITIES_ASCENDING, PRIORITIES_DESCENDING } from '../constants.ts';
import { type CsgsUpdCtx, csgsUpdCtxInit, csgsUpdCtxQueueReqs } from '../contexts.ts';
import type { Driver } from '../driver.ts';
import { groupCanRun } from '../group.ts';
import { listAddTail, listFor } from '../lists.ts';
import type { TickCtx } from '../tick-ctx.ts';
import type { UnitFunctions } from '../unit.ts';

export const tickApplyFunctions: UnitFunctions = {
  tickCtxApply: (d) =>
    function* (ctx) {
      const evict = csgsUpdCtxInit();
      yield* d.fn.tickCtxSuspendEvicted(ctx, evict);
      let newCsgPrio = MAX_CSG_PRIO;
      for (const prio of PRIORITIES_DESCENDING) {
        for (const group of ctx.groupsOf(prio).all()) {
          if (group.csgId.get() >= 0) yield* d.fn.tickCtxUpdateKept(ctx, evict, group, newCsgPrio);
          newCsgPrio--;
        }
      }
      if (!(yield* applyOrReset(d, ctx, evict, 'eviction timed out'))) return;

      for (const prio of PRIORITIES_DESCENDING) {
        for (const group of ctx.oldOf(prio).all()) {
          // What the group still has to say is heard before its slot is given away.
          const csgId = group.csgId.get();
          if (csgId >= 0) {
            yield* d.fn.schedProcessCsgIrqLocked(csgId);
            yield* d.fn.groupUnbindLocked(group);
          }
        }
      }

      const start = csgsUpdCtxInit();
      const free = d.state.csgSlots.flatMap((slot, i) => (slot.group.get() === null ? [i] : []));
      newCsgPrio = MAX_CSG_PRIO;
      for (const prio of PRIORITIES_DESCENDING) {
        for (const group of ctx.groupsOf(prio).all()) {
          if (group.csgId.get() >= 0) yield* d.fn.tickCtxReprogKept(group, newCsgPrio);
          else {
            const csgId = free.shift();
            if (csgId !== undefined) yield* d.fn.tickCtxStartGroup(ctx, start, group, csgId, newCsgPrio);
          }
          if (ctx.csgUpdFailedMask !== 0) return;
          newCsgPrio--;
        }
      }
      if (!(yield* applyOrReset(d, ctx, start, 'start timed out'))) return;
      requeue(d, ctx);
    },

  tickCtxSuspendEvicted: () =>
    function* (ctx, updCtx) {
      for (const prio of PRIORITIES_ASCENDING) {
        for (const group of ctx.oldOf(prio).all()) {
          const csgId = group.csgId.get();
          if (csgId < 0) continue;
          const request = groupCanRun(group) ? CSG.SUSPEND : CSG.TERMINATE;
          csgsUpdCtxQueueReqs(updCtx, csgId, request, CSG.STATE_MASK);
        }
      }
    },

  /** The base of the 2026 series ignores the result: the slot is asked to start with nothing programmed, D.4-7. */
  onBindFailed: () => function* () {},

  tickCtxUpdateKept: (d) =>
    function* (_ctx, updCtx, group, newCsgPrio) {
      const csgId = group.csgId.get();
      if (d.slot(csgId).priority.get() === newCsgPrio) return;
      const csg = d.csg(csgId);
      yield* csg.endpointReq.update((word) => (word & 0x0fffffff) | (newCsgPrio << 28));
      const ack = yield* csg.ack.read();
      csgsUpdCtxQueueReqs(updCtx, csgId, ack ^ CSG.ENDPOINT_CONFIG, CSG.ENDPOINT_CONFIG);
    },

  tickCtxReprogKept: () => function* () {},

  tickCtxStartGroup: (d) =>
    function* (ctx, updCtx, group, csgId, newCsgPrio) {
      if ((yield* d.fn.groupBindLocked(group, csgId)) !== 0) {
        yield* d.fn.onBindFailed(ctx, group, csgId);
        if (ctx.csgUpdFailedMask !== 0) return;
      }
      yield* d.fn.csgSlotProgLocked(csgId, newCsgPrio);
      const request = group.state.get() === 'SUSPENDED' ? CSG.RESUME : CSG.START;
      csgsUpdCtxQueueReqs(updCtx, csgId, request, CSG.STATE_MASK);
      const ack = yield* d.csg(csgId).ack.read();
      csgsUpdCtxQueueReqs(updCtx, csgId, ack ^ CSG.ENDPOINT_CONFIG, CSG.ENDPOINT_CONFIG);
    },
};

function* applyOrReset(d: Driver, ctx: TickCtx, updCtx: CsgsUpdCtx, cause: string): Act<boolean> {
  yield* d.fn.csgsUpdCtxApplyLocked(updCtx);
  if (updCtx.timedoutMask === 0) return true;
  yield* d.fn.panthorDeviceScheduleReset(cause);
  ctx.csgUpdFailedMask |= updCtx.timedoutMask;
  return false;
}

/** Chosen groups leave the lists, evicted ones go back to theirs. */
function requeue(d: Driver, ctx: TickCtx): void {
  for (const prio of PRIORITIES_DESCENDING) {
    for (const group of ctx.groupsOf(prio).takeAll()) {
      if (group.destroyed.get()) ctx.immediateTick = true;
      d.fn.groupPut(group);
    }
    const old = ctx.oldOf(prio);
    for (const group of old.all().filter((g) => groupCanRun(g))) {
      listAddTail(listFor(d, group), group);
      old.remove(group);
      d.fn.groupPut(group);
    }
  }
  d.state.usedCsgSlotCount.set(ctx.groupCount);
  d.state.mightHaveIdleGroups.set(ctx.idleGroupCount > 0);
}
