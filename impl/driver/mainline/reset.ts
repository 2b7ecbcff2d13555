/** Reset of the GPU: panthor_device_reset_work(), panthor_sched_pre_reset() and what follows, A.2.7, D.6. */
import { CSG } from '../../interface/bits.ts';
import { PRIORITIES_ASCENDING } from '../constants.ts';
import { bitsOf, csgsUpdCtxInit, csgsUpdCtxQueueReqs } from '../contexts.ts';
import { groupCanRun } from '../group.ts';
import { delWaitNode, listAddHead } from '../lists.ts';
import type { UnitFunctions } from '../unit.ts';

export const resetFunctions: UnitFunctions = {
  panthorDeviceScheduleReset: (d) =>
    function* (cause) {
      const before = yield* d.machine.update(d.state.resetPending, () => true, 'reset.pending := 1');
      if (before) return;
      d.emit({ kind: 'reset', op: 'schedule', cause });
      yield* d.machine.step('queue reset_work');
      // Else it stays pending, and the resume is a slow one.
      if (d.state.pmState.get() === 'ACTIVE') d.state.resetWork.queueNow();
    },

  panthorDeviceResetWork: (d) =>
    function* () {
      const { guard, pmState } = d.state;
      if (!(yield* d.machine.read(d.state.resetPending)) || pmState.get() !== 'ACTIVE') return;
      if (!guard.enter()) return;
      d.emit({ kind: 'reset', op: 'begin', cause: '' });
      yield* d.fn.panthorSchedPreReset();
      // Firmware: a reset work always counts as a hang, so no HALT.
      d.state.pingWork.cancel();
      d.state.resetFast.set(false);
      yield* d.regs.job.suspend();
      yield* d.fn.panthorMmuPreReset();
      const resetError = yield* d.fn.panthorGpuSoftReset();
      if (resetError !== 0) d.log('RESET_COMPLETED timed out');
      yield* d.fn.panthorGpuL2PowerOn();
      yield* d.fn.panthorMmuPostReset();
      const asError = yield* d.fn.panthorVmActive(d.fwVm);
      const error = asError === 0 ? yield* d.fn.panthorFwBoot() : asError;
      yield* d.machine.write(d.state.resetPending, false, 'reset.pending := 0');
      yield* d.fn.panthorSchedPostReset(error !== 0);
      guard.exit();
      if (error !== 0) {
        d.log('Failed to boot MCU after reset, making device unusable.');
        yield* d.fn.panthorDeviceUnplug();
      }
      d.emit({ kind: 'reset', op: 'end', cause: error === 0 ? '' : error });
    },

  panthorSchedPreReset: (d) =>
    function* () {
      const { state } = d;
      yield* state.resetLock.lock();
      yield* d.machine.write(state.resetInProgress, true, 'reset.in_progress := 1');
      yield* state.syncUpdWork.cancelSync();
      yield* state.tickWork.cancelSync();
      yield* d.fn.handleProtmFault();
      yield* d.fn.panthorSchedSuspend();
      for (const lists of [state.runnable, state.idle]) {
        for (const prio of PRIORITIES_ASCENDING) {
          const listed = d.machine.look(() => lists[prio]?.get() ?? []);
          for (const id of listed) yield* d.fn.panthorGroupStop(d.group(id));
        }
      }
      state.resetLock.unlock();
    },

  handleProtmFault: () => function* () {},

  panthorSchedSuspend: (d) =>
    function* () {
      const { state } = d;
      yield* state.schedLock.lock();
      const occupied = bitsOf(
        state.csgSlots.reduce((mask, slot, i) => (slot.group.get() === null ? mask : mask | (1 << i)), 0),
      );
      const suspend = csgsUpdCtxInit();
      for (const csgId of occupied) {
        const group = d.groupInSlot(csgId);
        const request = group !== null && groupCanRun(group) ? CSG.SUSPEND : CSG.TERMINATE;
        csgsUpdCtxQueueReqs(suspend, csgId, request, CSG.STATE_MASK);
      }
      yield* d.fn.csgsUpdCtxApplyLocked(suspend);
      const suspendedSlots = suspend.updateMask & ~suspend.timedoutMask;

      if (suspend.timedoutMask !== 0) {
        d.log('CSG suspend failed, escalating to termination');
        const terminate = csgsUpdCtxInit();
        for (const csgId of bitsOf(suspend.timedoutMask)) {
          const group = d.groupInSlot(csgId);
          if (group === null) continue;
          if (groupCanRun(group)) group.innocent.set(true);
          group.timedout.set(true);
          d.fn.noteKill(group, 'suspendTimeout');
          csgsUpdCtxQueueReqs(terminate, csgId, CSG.TERMINATE, CSG.STATE_MASK);
        }
        yield* d.fn.csgsUpdCtxApplyLocked(terminate);
        for (const csgId of bitsOf(terminate.timedoutMask)) {
          const group = d.groupInSlot(csgId);
          if (group === null || group.state.get() === 'TERMINATED') continue;
          // The soft reset terminates it whatever the firmware says.
          group.state.set('TERMINATED');
          for (const queue of group.queues) yield* d.fn.csSlotResetLocked(csgId, queue.index);
        }
      }

      if (suspendedSlots !== 0) {
        const flushError = yield* d.fn.panthorGpuFlushCaches();
        for (const csgId of bitsOf(suspendedSlots)) {
          const group = d.groupInSlot(csgId);
          if (group === null) continue;
          if (flushError !== 0) group.state.set('TERMINATED');
          else {
            yield* d.fn.groupQueueWork(group, 'syncUpd');
            yield* d.fn.schedQueueWork(state.syncUpdWork);
          }
        }
      }

      for (const csgId of occupied) {
        const group = d.groupInSlot(csgId);
        if (group === null) continue;
        d.fn.groupGet(group);
        yield* d.fn.schedProcessCsgIrqLocked(csgId);
        yield* d.fn.groupUnbindLocked(group);
        if (groupCanRun(group)) listAddHead(state.idle[group.priority] ?? state.waiting, group);
        else {
          delWaitNode(d, group);
          yield* d.fn.groupQueueWork(group, 'term');
        }
        d.fn.groupPut(group);
      }
      state.schedLock.unlock();
    },

  panthorSchedPostReset: (d) =>
    function* (resetFailed) {
      const { state } = d;
      yield* state.resetLock.lock();
      for (const id of state.stoppedGroups.get()) {
        const group = d.group(id);
        if (resetFailed) {
          yield* state.schedLock.lock();
          group.state.set('TERMINATED');
          d.fn.noteKill(group, d.state.guard.isUnplugged() ? 'unplugged' : 'resetFailed');
          state.schedLock.unlock();
        }
        yield* d.fn.panthorGroupStart(group);
      }
      yield* d.machine.write(state.resetInProgress, false, 'reset.in_progress := 0');
      state.resetLock.unlock();
      if (resetFailed) return;
      yield* d.fn.schedQueueDelayedWork(state.tickWork, 0);
      yield* d.fn.schedQueueWork(state.syncUpdWork);
    },
};
