/** panthor_device_unplug(): the device is taken from its clients and shut down, A.2.1-6, D.6. */
import { MCU_CONTROL, MCU_STATUS } from '../../interface/bits.ts';
import type { IoctlName } from '../../userspace/ioctl.ts';
import { MCU_STOP_POLL_STEP_US, MCU_STOP_TIMEOUT_US } from '../constants.ts';
import type { UnitFunctions } from '../unit.ts';

/** Calls between drm_dev_enter() and drm_dev_exit(). */
const ENTERING: ReadonlySet<IoctlName | 'GROUP_SUBMIT'> = new Set([
  'VM_CREATE',
  'VM_BIND',
  'BO_CREATE',
  'GROUP_SUBMIT',
  'MMAP',
]);

export const unplugFunctions: UnitFunctions = {
  ioctlEntersDevice: () => (call) => ENTERING.has(call),

  panthorDeviceUnplug: (d) =>
    function* () {
      const { guard } = d.state;
      yield* guard.lock.lock();
      if (guard.isUnplugged()) {
        guard.lock.unlock();
        yield* guard.waitDone();
        return;
      }
      d.noteDevice('unplug');
      // It has its power until it is shut down; once it counts as gone, a resume leaves its registers alone.
      const pmError = yield* d.fn.panthorDeviceResumeAndGet();
      yield* guard.unplug();
      guard.lock.unlock();
      yield* d.fn.panthorSchedUnplug();
      yield* d.fn.panthorFwUnplug();
      yield* d.fn.panthorMmuUnplug();
      yield* d.fn.panthorGpuUnplug();
      if (pmError === 0) d.state.pm.putAutosuspend();
      guard.complete();
      d.noteDevice('unplugged');
    },

  panthorSchedUnplug: (d) =>
    function* () {
      const { state } = d;
      // For good: none of them comes again on a device that is gone.
      for (const work of [state.tickWork, state.fwEventsWork, state.syncUpdWork]) yield* work.disableSync();
      yield* state.schedLock.lock();
      if (state.pmHasRef.get()) state.pm.putAutosuspend();
      state.pmHasRef.set(false);
      state.schedLock.unlock();
    },

  panthorFwUnplug: (d) =>
    function* () {
      yield* d.state.pingWork.disableSync();
      yield* d.regs.job.suspend();
      yield* d.fn.panthorFwStop();
      // Its address space is given up with all others, by panthor_mmu_unplug().
      yield* d.fn.panthorFwFreeSections();
      yield* d.fn.panthorGpuL2PowerOff();
    },

  panthorFwFreeSections: () => function* () {},

  panthorFwStop: (d) =>
    function* () {
      const { regs, machine } = d;
      yield* regs.mcuControl.write(MCU_CONTROL.OFF);
      d.hw.firmware.stop();
      const what = 'MCU_STATUS DISABLED';
      const limitUs = MCU_STOP_TIMEOUT_US;
      const isOff = (): boolean => regs.mcuStatus.cell.get() === MCU_STATUS.DISABLED;
      const poll = machine.pollUntil(isOff, MCU_STOP_POLL_STEP_US, limitUs, `poll ${what}`);
      if (!(yield* d.tellWait(what, limitUs, poll))) d.log('Failed to stop MCU');
    },

  panthorMmuUnplug: (d) =>
    function* () {
      const { slotsLock, asSlots } = d.state;
      yield* d.regs.mmu.suspend();
      yield* slotsLock.lock();
      for (const as of asSlots.keys()) {
        const vm = d.vmInSlot(as);
        if (vm === null) continue;
        yield* d.fn.panthorMmuAsDisable(as, false);
        yield* d.fn.panthorVmReleaseAsLocked(vm);
      }
      slotsLock.unlock();
    },

  panthorGpuUnplug: (d) =>
    function* () {
      yield* d.regs.gpu.suspend();
      d.state.pendingReqs.set(0);
      d.state.gpuReqsAcked.wakeUpAll();
    },
};
