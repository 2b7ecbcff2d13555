/** 7/8: exits, VM operations, faults and reset, A.2.5 to A.2.7. */
import {
  GLB,
  GLB_EVENT_MASK,
  GPU_INT,
  GPU_STATUS_PROTM_ACTIVE,
  JOB_INT_GLOBAL_IF,
} from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import { PROTM_ACTIVE_POLL_STEP_US, PROTM_FORCED_EXIT_US, PROTM_NATURAL_EXIT_US } from '../constants.ts';
import { bitsOf } from '../contexts.ts';
import type { Driver } from '../driver.ts';
import { listAddHead, listFor } from '../lists.ts';
import type { UnitFunctions } from '../unit.ts';
import { protm } from './protm-state.ts';

/** Whether GPU_STATUS says normal mode; for conditions of waits. */
export const inNormalMode = (d: Driver): boolean =>
  (d.regs.gpuStatus.cell.get() & GPU_STATUS_PROTM_ACTIVE) === 0;

/**
 * irq.mask is read and written under reqs_lock. What else changes it or copies it into the register holds mask_lock, so
 * it may come between the two, and the register does not follow.
 */
function* changeMask(d: Driver, change: (mask: number) => number): Act {
  const { reqsLock } = protm.of(d);
  const { mask } = d.regs.gpu;
  yield* reqsLock.lock();
  yield* d.machine.step('read irq.mask of the GPU line');
  const before = mask.get();
  yield* d.machine.step('write irq.mask of the GPU line');
  mask.set(change(before));
  reqsLock.unlock();
}

export const exitFunctions: UnitFunctions = {
  panthorFwInitGlobalIface: (d, below) =>
    function* () {
      yield* below();
      yield* d.fwif.glb.ackIrqMask.update((mask) => mask | GLB.PROTM_ENTER | GLB.PROTM_EXIT);
    },

  processFwEventsWork: (d) =>
    function* () {
      const events = yield* d.machine.update(d.state.fwEvents, () => 0, 'xchg fw_events');
      yield* d.state.schedLock.lock();
      for (const csgId of bitsOf(events & ~JOB_INT_GLOBAL_IF)) {
        if (csgId < d.state.csgSlots.length) yield* d.fn.schedProcessCsgIrqLocked(csgId);
      }
      if ((events & JOB_INT_GLOBAL_IF) !== 0) yield* d.fn.schedProcessGlobalIrqLocked();
      d.state.schedLock.unlock();
    },

  schedProcessGlobalIrqLocked: (d) =>
    function* () {
      const { glb } = d.fwif;
      const req = yield* glb.req.read();
      const ack = yield* glb.ack.read();
      const events = (req ^ ack) & GLB_EVENT_MASK;
      if ((events & GLB.PROTM_EXIT) !== 0) yield* d.fn.onProtmExit();
      if ((events & GLB.IDLE) === 0) return;
      yield* d.fn.panthorFwUpdateReqs(glb, ack, GLB.IDLE);
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },

  onProtmExit: (d) =>
    function* () {
      const { glb } = d.fwif;
      const { protectedMode, activeGroup } = protm.of(d);
      const ack = yield* glb.ack.read();
      yield* d.fn.panthorFwUpdateReqs(glb, ack, GLB.PROTM_EXIT);
      d.emit({ kind: 'session', op: 'exitAnswered', group: activeGroup.get(), cause: null });
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
      protectedMode.set(false);
      activeGroup.set(null);
    },

  beforeVmOp: (d) =>
    function* () {
      yield* protm.of(d).lock.downRead();
    },

  beforeAsLock: (d) =>
    function* () {
      const left = yield* d.machine.pollUntil(
        () => inNormalMode(d),
        PROTM_ACTIVE_POLL_STEP_US,
        PROTM_NATURAL_EXIT_US,
        'poll GPU_STATUS for a natural exit',
      );
      if (left) return 0;
      const error = yield* d.fn.forceExit();
      // The operation goes on; the reset will find its AS command.
      if (error !== 0)
        yield* d.fn.panthorDeviceScheduleReset('no exit from protected mode for a VM operation');
      return 0;
    },

  afterVmOp: (d) =>
    function* () {
      yield* d.machine.step('up_read protm.lock');
      protm.of(d).lock.upRead();
    },

  forceExit: (d) =>
    function* () {
      yield* d.fn.panthorFwToggleReqs(d.fwif.glb, GLB.PING);
      yield* d.regs.ring(0);
      const what = 'exit from protected mode';
      const limitUs = PROTM_FORCED_EXIT_US;
      const { reqWaitqueue } = d.state;
      const wait = reqWaitqueue.waitEventTimeout(() => inNormalMode(d), limitUs, `wait for ${what}`);
      return (yield* d.tellWait(what, limitUs, wait)) ? 0 : 'ETIMEDOUT';
    },

  onProtmFault: (d) =>
    function* () {
      d.log('GPU fault in protected mode');
      yield* d.fn.maskProtmFault();
      yield* d.fn.panthorDeviceScheduleReset('PROTM_FAULT');
    },

  panthorGpuSoftReset: (d, below) =>
    function* () {
      yield* d.fn.unmaskProtmFault();
      return yield* below();
    },

  maskProtmFault: (d) => () => changeMask(d, (mask) => mask & ~GPU_INT.PROTM_FAULT),
  unmaskProtmFault: (d) => () => changeMask(d, (mask) => mask | GPU_INT.PROTM_FAULT),

  handleProtmFault: (d) =>
    function* () {
      const { schedLock } = d.state;
      const { protectedMode, activeGroup } = protm.of(d);
      yield* schedLock.lock();
      const id = activeGroup.get();
      if (protectedMode.get() && id === null) d.log('WARN: protected mode without an active group');
      if (protectedMode.get() && id !== null) {
        const owner = d.group(id);
        owner.fatalQueues.set(owner.queueMask);
        d.fn.noteKill(owner, 'protmFault');
        // Firmware has saved the others when it entered.
        if ((yield* d.fn.forceExit()) !== 0) {
          for (const slot of d.state.csgSlots) {
            const other = slot.group.get();
            if (other === null || other === id) continue;
            const group = d.group(other);
            group.state.set('SUSPENDED');
            // The slot held a reference; nobody else does of a group that was destroyed meanwhile.
            yield* d.fn.groupUnbindLocked(group);
            listAddHead(listFor(d, group), group);
          }
        }
        protectedMode.set(false);
        activeGroup.set(null);
      }
      schedLock.unlock();
    },
};
