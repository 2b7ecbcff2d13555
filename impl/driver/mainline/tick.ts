/** panthor_sched.c: tick_work() and the choice of groups, D.4-1 to D.4-6 and D.4-9 to D.4-10. */
import type { GroupId } from '../../ids.ts';
import { CSG } from '../../interface/bits.ts';
import { PRIORITIES_ASCENDING, PRIORITIES_DESCENDING, PRIORITY, TICK_PERIOD_US } from '../constants.ts';
import { csgsUpdCtxInit, csgsUpdCtxQueueReqs, idsOf } from '../contexts.ts';
import type { Driver } from '../driver.ts';
import { type Group, groupCanRun, groupIsIdle } from '../group.ts';
import { delWaitNode, listAddHead, listFor } from '../lists.ts';
import type { TickCtx, TickList } from '../tick-ctx.ts';
import type { UnitFunctions } from '../unit.ts';

function tickCtxIsFull(d: Driver, ctx: TickCtx): boolean {
  return ctx.groupCount === d.state.csgSlots.length;
}

function tickEvent(
  d: Driver,
  ctx: TickCtx,
  op: 'begin' | 'ranked' | 'end',
  picked: readonly GroupId[],
): void {
  d.emit({ kind: 'tick', op, full: ctx.fullTick, picked, protmGroup: ctx.protmGroup?.id ?? null });
}

export const tickFunctions: UnitFunctions = {
  tickWork: (d) =>
    function* () {
      const { state, machine } = d;
      const nowUs = machine.nowUs;
      const reschedTarget = yield* machine.read(state.reschedTarget);
      if (!state.guard.enter()) return;
      if ((yield* d.fn.panthorDeviceResumeAndGet()) !== 0) {
        state.guard.exit();
        return;
      }
      const lastTick = yield* machine.read(state.lastTick);
      const fullTick = nowUs >= (reschedTarget ?? lastTick + TICK_PERIOD_US);

      yield* state.schedLock.lock();
      const ctx = d.tickCtx;
      ctx.begin(fullTick, nowUs);
      let picked: readonly GroupId[] = [];
      tickEvent(d, ctx, 'begin', []);
      if (yield* d.fn.tickBegin(ctx)) {
        yield* d.fn.tickCtxInit(ctx);
        if (ctx.csgUpdFailedMask === 0) {
          yield* d.fn.tickCtxPickGroups(ctx);
          picked = idsOf(ctx.chosenGroups());
          tickEvent(d, ctx, 'ranked', picked);
          yield* d.fn.tickCtxApply(ctx);
          if (ctx.csgUpdFailedMask === 0) yield* d.fn.tickEnterProtm(ctx);
          if (ctx.csgUpdFailedMask === 0) {
            notePmRef(d, ctx.idleGroupCount !== ctx.groupCount);
            state.lastTick.set(ctx.nowUs);
            const reschedDelayUs = d.fn.tickCtxUpdateReschedTarget(ctx);
            const delayUs = ctx.immediateTick ? 0 : reschedDelayUs;
            if (delayUs !== null) yield* d.fn.tickRearm(delayUs);
          }
        }
        yield* d.fn.tickCtxCleanup(ctx);
      }
      tickEvent(d, ctx, 'end', picked);
      state.schedLock.unlock();
      state.pm.putAutosuspend();
      state.guard.exit();
    },

  tickBegin: (d) =>
    function* () {
      return !(yield* d.machine.read(d.state.resetPending));
    },

  tickCtxInit: (d) =>
    function* (ctx) {
      const updCtx = csgsUpdCtxInit();
      for (let csgId = 0; csgId < d.state.csgSlots.length; csgId++) {
        const group = d.groupInSlot(csgId);
        if (group === null) continue;
        d.fn.groupGet(group);
        yield* d.fn.tickCtxFlagVmFault(csgId);
        insertOldGroup(d, ctx, group);
        const ack = yield* d.csg(csgId).ack.read();
        csgsUpdCtxQueueReqs(updCtx, csgId, ack ^ CSG.STATUS_UPDATE, CSG.STATUS_UPDATE);
      }
      yield* d.fn.csgsUpdCtxApplyLocked(updCtx);
      if (updCtx.timedoutMask !== 0) {
        yield* d.fn.panthorDeviceScheduleReset('STATUS_UPDATE timed out');
        ctx.csgUpdFailedMask |= updCtx.timedoutMask;
      }
    },

  tickCtxPickGroups: (d) =>
    function* (ctx) {
      const oldOf = (prio: number): TickList => ctx.oldOf(prio);
      if (!ctx.fullTick) {
        // In the middle of a period only real-time groups preempt, and running ones keep their order.
        for (const prio of PRIORITIES_DESCENDING) {
          d.fn.tickCtxPickGroupsFromList(ctx, { old: oldOf(prio) }, true);
          if (prio === PRIORITY.RT) d.fn.tickCtxPickGroupsFromList(ctx, { list: 'runnable', prio }, true);
        }
      }
      for (const prio of PRIORITIES_DESCENDING) {
        if (tickCtxIsFull(d, ctx)) break;
        const old = oldOf(prio);
        const oldHighestPrioGroup = old.shift();
        d.fn.tickCtxPickGroupsFromList(ctx, { old }, true);
        d.fn.tickCtxPickGroupsFromList(ctx, { list: 'runnable', prio }, true);
        if (oldHighestPrioGroup !== null) {
          old.push(oldHighestPrioGroup);
          d.fn.tickCtxPickGroupsFromList(ctx, { old }, true);
        }
      }
      yield* d.fn.selectProtmGroup(ctx);
      d.fn.tickCtxPickIdleGroups(ctx);
    },

  selectProtmGroup: () => function* () {},

  tickCtxPickIdleGroups: (d) => (ctx) => {
    for (const prio of PRIORITIES_DESCENDING) {
      d.fn.tickCtxPickGroupsFromList(ctx, { old: ctx.oldOf(prio) }, false);
      d.fn.tickCtxPickGroupsFromList(ctx, { list: 'idle', prio }, false);
    }
  },

  tickCtxPickGroupsFromList: (d) => (ctx, from, skipIdleGroups) => {
    const candidates =
      'old' in from
        ? from.old.all()
        : listOf(d, from.list, from.prio)
            .get()
            .map((id) => d.group(id));
    for (const group of candidates) {
      if (tickCtxIsFull(d, ctx)) return;
      const idle = groupIsIdle(group);
      if (!groupCanRun(group) || (skipIdleGroups && idle)) continue;
      const newVm = !ctx.vms.includes(group.vm.name);
      if (newVm && ctx.vms.length === d.hw.asSlots) continue;
      if ('old' in from) from.old.remove(group);
      else {
        d.fn.groupGet(group);
        const list = listOf(d, from.list, from.prio);
        list.set(list.get().filter((id) => id !== group.id));
      }
      const chosen = ctx.groupsOf(group.priority);
      ctx.groupCount++;
      if (idle) ctx.idleGroupCount++;
      else if (!chosen.isEmpty()) ctx.stopTick = false;
      chosen.push(group);
      if (newVm) ctx.vms = [...ctx.vms, group.vm.name];
    }
  },

  tickCtxUpdateReschedTarget: (d) => (ctx) => {
    const { reschedTarget, lastTick } = d.state;
    if (ctx.stopTick) {
      reschedTarget.set(null);
      return null;
    }
    const target = lastTick.get() + TICK_PERIOD_US;
    const earlier = reschedTarget.get();
    // A tick that runs in the very microsecond it was due in has used its target up. In the kernel it runs in a later
    // jiffy than that it was due in.
    if (earlier === null || earlier <= lastTick.get() || target < earlier) reschedTarget.set(target);
    return (reschedTarget.get() ?? target) - lastTick.get();
  },

  tickRearm: (d) =>
    function* (delayUs) {
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, delayUs);
    },

  tickEnterProtm: () => function* () {},

  tickCtxCleanup: (d) =>
    function* (ctx) {
      for (const prio of PRIORITIES_ASCENDING) {
        for (const group of ctx.oldOf(prio).all()) {
          if (!groupCanRun(group)) {
            delWaitNode(d, group);
            yield* d.fn.groupQueueWork(group, 'term');
          } else if (group.csgId.get() < 0) listAddHead(listFor(d, group), group);
          d.fn.groupPut(group);
        }
        for (const group of ctx.groupsOf(prio).all()) {
          if (group.csgId.get() < 0) listAddHead(listFor(d, group), group);
          d.fn.groupPut(group);
        }
      }
    },

  schedResumeTick: (d) =>
    function* () {
      const { reschedTarget, lastTick, usedCsgSlotCount, csgSlots, tickWork } = d.state;
      const target = lastTick.get() + TICK_PERIOD_US;
      reschedTarget.set(target);
      const full = usedCsgSlotCount.get() === csgSlots.length;
      const delayUs = full ? Math.max(0, target - d.machine.nowUs) : 0;
      if (!tickWork.isPending()) yield* d.fn.schedQueueDelayedWork(tickWork, delayUs);
    },
};

/** sched->pm.has_ref: groups that are not idle keep the device powered, and devfreq is told; D.4-8. */
function notePmRef(d: Driver, busy: boolean): void {
  if (busy) d.fn.panthorDevfreqRecordBusy();
  else d.fn.panthorDevfreqRecordIdle();
  const { pmHasRef, pm } = d.state;
  if (busy === pmHasRef.get()) return;
  if (busy) pm.get();
  else pm.putAutosuspend();
  pmHasRef.set(busy);
}

function listOf(d: Driver, list: 'runnable' | 'idle', prio: number): Driver['state']['waiting'] {
  return d.state[list][prio] as Driver['state']['waiting'];
}

/** tick_ctx_insert_old_group(): by slot priority, highest first. */
function insertOldGroup(d: Driver, ctx: TickCtx, group: Group): void {
  const list = ctx.oldOf(group.priority);
  const groups = [...list.all()];
  const prioOf = (g: Group): number => d.slot(g.csgId.get()).priority.get();
  const at = groups.findIndex((other) => prioOf(other) < prioOf(group));
  groups.splice(at < 0 ? groups.length : at, 0, group);
  list.set(groups);
}
