/** panthor_device.c, panthor_gpu.c: probe, interrupts of the GPU, its reset and cache flush, A.1.4, H.1. */
import type { Errno } from '../../errno.ts';
import { GPU_INT, MMU_INT_FAULTS } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import { CACHE_FLUSH_TIMEOUT_US, PING_INTERVAL_US, SOFT_RESET_TIMEOUT_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';

export const deviceFunctions: UnitFunctions = {
  panthorDeviceInit: (d) =>
    function* () {
      const { gpu } = d.regs;
      gpu.mask.set(
        GPU_INT.FAULT | GPU_INT.PROTM_FAULT | GPU_INT.RESET_COMPLETED | GPU_INT.CLEAN_CACHES_COMPLETED,
      );
      yield* gpu.resume();
      d.regs.mmu.mask.set(MMU_INT_FAULTS);
      yield* d.regs.mmu.resume();
      const asError = yield* d.fn.panthorVmActive(d.fwVm);
      if (asError !== 0) return asError;
      const bootError = yield* d.fn.panthorFwBoot();
      const error = bootError === 0 ? d.fn.panthorFwInitIfaces() : bootError;
      if (error !== 0) {
        yield* d.fn.panthorFwUnplug();
        yield* d.fn.panthorMmuUnplug();
        yield* d.fn.panthorGpuUnplug();
        return error;
      }
      d.state.scheduler.set(true);
      d.state.pingWork.modDelayed(PING_INTERVAL_US);
      d.state.pm.putAutosuspend();
      return 0;
    },

  panthorGpuIrqHandler: (d) =>
    function* (status) {
      if ((status & GPU_INT.FAULT) !== 0) d.log('GPU Fault');
      if ((status & GPU_INT.PROTM_FAULT) !== 0) yield* d.fn.onProtmFault();
      yield* d.machine.step('look at pending_reqs');
      const answered = d.state.pendingReqs.get() & status;
      if (answered === 0) return;
      d.state.pendingReqs.set(d.state.pendingReqs.get() & ~answered);
      d.state.gpuReqsAcked.wakeUpAll();
    },

  onProtmFault: (d) =>
    function* () {
      d.log('GPU Fault in protected mode');
    },

  panthorGpuSoftReset: (d) =>
    function* () {
      const { pendingReqs } = d.state;
      yield* d.machine.step('pending_reqs |= RESET_COMPLETED');
      pendingReqs.set(pendingReqs.get() | GPU_INT.RESET_COMPLETED);
      yield* d.regs.gpu.clear(GPU_INT.RESET_COMPLETED);
      yield* d.machine.step('write GPU_CMD SOFT_RESET');
      d.hw.firmware.softReset();
      const error = yield* waitGpuIrq(d, GPU_INT.RESET_COMPLETED, SOFT_RESET_TIMEOUT_US, 'soft reset');
      if (error !== 0) return error;
      // A flush that the reset has cut off will not be answered any more: who waits for it finds it done.
      yield* d.machine.step('pending_reqs := 0');
      pendingReqs.set(0);
      return 0;
    },

  panthorGpuFlushCaches: (d) =>
    function* () {
      const { pendingReqs, cacheFlushLock } = d.state;
      const flushed = GPU_INT.CLEAN_CACHES_COMPLETED;
      yield* cacheFlushLock.lock();
      yield* d.machine.step('write GPU_CMD FLUSH_CACHES');
      let error: Errno | 0 = 'EIO';
      // One that was never answered: the memory system is stuck, and a reset is scheduled.
      if ((pendingReqs.get() & flushed) === 0) {
        pendingReqs.set(pendingReqs.get() | flushed);
        d.hw.firmware.flushCaches();
        error = yield* waitGpuIrq(d, flushed, CACHE_FLUSH_TIMEOUT_US, 'cache flush');
        if (error !== 0) yield* d.fn.panthorDeviceScheduleReset('cache flush timed out');
      }
      cacheFlushLock.unlock();
      return error;
    },

  queryProtectedInfo: () =>
    function* () {
      return { error: 'EINVAL', features: 0 };
    },
};

/** Waits until the GPU raised `bit` and its thread has seen it, or, at the timeout, it stands in RAWSTAT. */
function* waitGpuIrq(d: Driver, bit: number, limitUs: number, what: string): Act<Errno | 0> {
  const { pendingReqs, gpuReqsAcked } = d.state;
  d.emit({ kind: 'wait', op: 'begin', what, limitUs });
  const seen = (): boolean => (pendingReqs.get() & bit) === 0;
  let done = yield* gpuReqsAcked.waitEventTimeout(seen, limitUs, `wait for ${what}`);
  if (!done) {
    yield* d.machine.step('read GPU_INT_RAWSTAT');
    // The thread may have come in between: then neither says so but pending_reqs.
    done = seen() || (d.regs.gpu.rawstat.get() & bit) !== 0;
    if (done) pendingReqs.set(pendingReqs.get() & ~bit);
  }
  d.emit({ kind: 'wait', op: done ? 'met' : 'timeout', what, limitUs });
  return done ? 0 : 'ETIMEDOUT';
}
