/** panthor_device.c, runtime PM: suspend and resume of the device, D.6, A.2.7 last paragraph. */
import type { Errno } from '../../errno.ts';
import { GLB, MCU_STATUS, MMU_INT_FAULTS } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import {
  FW_HALT_POLL_STEP_US,
  FW_HALT_TIMEOUT_US,
  L2_POWER_POLL_STEP_US,
  L2_POWER_TIMEOUT_US,
} from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';

export const powerFunctions: UnitFunctions = {
  panthorDeviceResumeAndGet: (d) =>
    function* () {
      const error = yield* d.state.pm.resumeAndGet();
      if (error !== 0) d.log(`WARN: the device cannot be resumed: ${error}`);
      return error;
    },

  panthorDeviceSuspend: (d) =>
    function* () {
      const { state, machine } = d;
      yield* machine.step('pm.state := SUSPENDING');
      state.pmState.set('SUSPENDING');
      d.emit({ kind: 'power', op: 'suspend', note: '' });
      yield* d.fn.beforeSuspend();
      // The unplug has stopped what there is of a device that is gone.
      if (state.guard.enter()) {
        // One that is cancelled stays pending, and makes the resume a slow one. One that fails meanwhile never ends: its
        // unplug waits until nobody is inside.
        yield* state.resetWork.cancelSync();
        yield* d.fn.prepareSuspend();
        yield* d.fn.panthorSchedSuspend();
        yield* d.fn.panthorFwSuspend();
        yield* d.fn.panthorMmuSuspend();
        yield* d.fn.panthorGpuSuspend();
        state.guard.exit();
      }
      yield* machine.step('clk_disable_unprepare');
      d.hw.firmware.cutPower();
      d.emit({ kind: 'power', op: 'off', note: '' });
      yield* machine.step('pm.state := SUSPENDED');
      state.pmState.set('SUSPENDED');
      return 0;
    },

  panthorDeviceResume: (d) =>
    function* () {
      const { state, machine } = d;
      yield* machine.step('pm.state := RESUMING');
      state.pmState.set('RESUMING');
      yield* machine.step('clk_prepare_enable');
      d.hw.firmware.restorePower();
      d.fn.panthorDevfreqResume();
      d.emit({ kind: 'power', op: 'resume', note: '' });
      const insteadOfReset = yield* machine.read(state.resetPending);
      if (insteadOfReset) {
        state.resetFast.set(false);
        yield* machine.write(state.resetPending, false, 'reset.pending := 0');
        d.emit({ kind: 'reset', op: 'begin', cause: 'resume' });
      }
      const isThere = state.guard.enter();
      let error: Errno | 0 = isThere ? yield* resumeHwComponents(d) : 0;
      if (error !== 0 && state.resetFast.get()) {
        d.log('Fast reset failed, trying a slow reset');
        state.resetFast.set(false);
        error = yield* resumeHwComponents(d);
      }
      if (insteadOfReset) d.emit({ kind: 'reset', op: 'end', cause: error === 0 ? '' : error });
      if (error === 0) {
        d.emit({ kind: 'power', op: 'on', note: state.resetFast.get() ? 'fast' : 'slow' });
        if (isThere) yield* d.fn.panthorSchedResume();
      } else {
        yield* machine.step('clk_disable_unprepare');
        d.hw.firmware.cutPower();
        d.emit({ kind: 'power', op: 'off', note: '' });
      }
      if (isThere) state.guard.exit();
      yield* machine.step(`pm.state := ${error === 0 ? 'ACTIVE' : 'SUSPENDED'}`);
      state.pmState.set(error === 0 ? 'ACTIVE' : 'SUSPENDED');
      return error;
    },

  panthorFwSuspend: (d) =>
    function* () {
      const { state, fwif, regs } = d;
      yield* state.pingWork.cancelSync();
      state.resetFast.set(false);
      yield* d.fn.panthorFwUpdateReqs(fwif.glb, GLB.HALT, GLB.HALT);
      yield* regs.ring(0);
      const what = 'MCU_STATUS HALT';
      const limitUs = FW_HALT_TIMEOUT_US;
      const isHalted = (): boolean => regs.mcuStatus.cell.get() === MCU_STATUS.HALT;
      const poll = d.machine.pollUntil(isHalted, FW_HALT_POLL_STEP_US, limitUs, `poll ${what}`);
      const halted = yield* d.tellWait(what, limitUs, poll);
      if (halted) state.resetFast.set(true);
      else d.log('Failed to cleanly suspend MCU');
      yield* regs.job.suspend();
    },

  panthorFwResume: (d) =>
    function* () {
      const { state, fwif } = d;
      const error = yield* d.fn.panthorVmActive(d.fwVm);
      if (error !== 0) return error;
      // Firmware looks for HALT to rise; a slow boot finds the word fresh.
      if (state.resetFast.get()) yield* d.fn.panthorFwUpdateReqs(fwif.glb, 0, GLB.HALT);
      return yield* d.fn.panthorFwBoot();
    },

  panthorMmuSuspend: (d) =>
    function* () {
      const { slotsLock, asSlots } = d.state;
      yield* slotsLock.lock();
      for (const as of asSlots.keys()) {
        const vm = d.vmInSlot(as);
        if (vm === null) continue;
        if ((yield* d.fn.panthorMmuAsDisable(as, false)) !== 0) d.log(`WARN: AS${as} is not disabled`);
        yield* d.fn.panthorVmReleaseAsLocked(vm);
      }
      slotsLock.unlock();
      yield* d.regs.mmu.suspend();
    },

  panthorMmuResume: (d) =>
    function* () {
      const { slotsLock, faultyMask } = d.state;
      yield* slotsLock.lock();
      faultyMask.set(0);
      slotsLock.unlock();
      yield* d.machine.step('unmask MMU faults');
      d.regs.mmu.mask.set(MMU_INT_FAULTS);
      yield* d.regs.mmu.resume();
    },

  panthorGpuSuspend: (d) =>
    function* () {
      if (!d.state.resetFast.get()) yield* d.fn.panthorGpuSoftReset();
      else yield* d.fn.panthorGpuL2PowerOff();
      yield* d.regs.gpu.suspend();
    },

  panthorGpuResume: (d) =>
    function* () {
      // With the software mask as it was left, H.1.
      yield* d.regs.gpu.resume();
      yield* d.fn.panthorGpuL2PowerOn();
    },

  panthorGpuL2PowerOff: (d) =>
    function* () {
      if ((yield* switchL2(d, false)) !== 0) d.log('L2 power off timed out');
    },

  panthorGpuL2PowerOn: (d) =>
    function* () {
      if ((yield* switchL2(d, true)) !== 0) d.log('L2 power on timed out');
    },

  beforeSuspend: () => function* () {},
  prepareSuspend: () => function* () {},

  panthorSchedResume: (d) =>
    function* () {
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },
};

/** panthor_device_resume_hw_components(): what fails is suspended again. */
function* resumeHwComponents(d: Driver): Act<Errno | 0> {
  yield* d.fn.panthorGpuResume();
  yield* d.fn.panthorMmuResume();
  const error = yield* d.fn.panthorFwResume();
  if (error === 0) return 0;
  yield* d.fn.panthorMmuSuspend();
  yield* d.fn.panthorGpuSuspend();
  return error;
}

/** panthor_gpu_power_off(), panthor_gpu_l2_power_on(): asks for it and polls L2_READY. */
function* switchL2(d: Driver, on: boolean): Act<Errno | 0> {
  yield* d.machine.step(`write ${on ? 'L2_PWRON' : 'L2_PWROFF'}`);
  d.hw.firmware.switchL2(on);
  const switched = yield* d.machine.pollUntil(
    () => (d.regs.l2Ready.cell.get() !== 0) === on,
    L2_POWER_POLL_STEP_US,
    L2_POWER_TIMEOUT_US,
    'poll L2_READY',
  );
  return switched ? 0 : 'ETIMEDOUT';
}
