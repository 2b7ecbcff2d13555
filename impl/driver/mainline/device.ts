/** panthor_device.c, panthor_gpu.c, panthor_mmu.c: probe, interrupts of the GPU, VM operations, A.1.4, H.1. */
import { GPU_INT } from '../../interface/bits.ts';
import { PING_INTERVAL_US, SOFT_RESET_TIMEOUT_US } from '../constants.ts';
import type { UnitFunctions } from '../unit.ts';

export const deviceFunctions: UnitFunctions = {
  panthorDeviceInit: (d) =>
    function* () {
      const { gpu } = d.regs;
      gpu.mask.set(
        GPU_INT.FAULT | GPU_INT.PROTM_FAULT | GPU_INT.RESET_COMPLETED | GPU_INT.CLEAN_CACHES_COMPLETED,
      );
      yield* gpu.resume();
      const error = yield* d.fn.panthorFwBoot();
      if (error === 0) d.state.pingWork.modDelayed(PING_INTERVAL_US);
      return error;
    },

  panthorGpuIrqHandler: (d) =>
    function* (status) {
      if ((status & GPU_INT.FAULT) !== 0) d.log('GPU Fault');
      if ((status & GPU_INT.PROTM_FAULT) !== 0) yield* d.fn.onProtmFault();
      if ((status & GPU_INT.RESET_COMPLETED) === 0) return;
      yield* d.machine.step('reqs_acked: RESET_COMPLETED');
      d.state.resetCompleted.set(true);
      d.state.gpuReqsAcked.wakeUpAll();
    },

  onProtmFault: (d) =>
    function* () {
      d.log('GPU Fault in protected mode');
    },

  panthorGpuSoftReset: (d) =>
    function* () {
      yield* d.machine.step('clear reset request');
      d.state.resetCompleted.set(false);
      yield* d.regs.gpu.clear(GPU_INT.RESET_COMPLETED);
      yield* d.machine.step('write GPU_CMD SOFT_RESET');
      d.hw.firmware.softReset();
      const what = 'soft reset';
      d.emit({ kind: 'wait', op: 'begin', what, limitUs: SOFT_RESET_TIMEOUT_US });
      const done = yield* d.state.gpuReqsAcked.waitEventTimeout(
        () => d.state.resetCompleted.get(),
        SOFT_RESET_TIMEOUT_US,
        'wait for soft reset',
      );
      d.emit({ kind: 'wait', op: done ? 'met' : 'timeout', what, limitUs: SOFT_RESET_TIMEOUT_US });
      return done ? 0 : 'ETIMEDOUT';
    },

  panthorGpuFlushCaches: (d) =>
    function* () {
      yield* d.machine.step('flush L2 and LSC');
      return 0;
    },

  panthorVmOp: (d) =>
    function* (vm, what, body) {
      const { slotsLock } = d.state;
      yield* vm.opLock.lock();
      yield* d.fn.beforeVmOp(vm);
      yield* slotsLock.lock();
      const resident = vm.as.get() >= 0;
      if (resident) {
        yield* d.fn.beforeAsLock(vm);
        vm.lockedRegion.set(1);
        yield* d.machine.step(`AS${vm.as.get()} LOCK`);
      }
      slotsLock.unlock();
      yield* d.machine.step(what);
      body();
      yield* slotsLock.lock();
      if (resident) {
        yield* d.machine.step(`AS${vm.as.get()} FLUSH and UNLOCK`);
        vm.lockedRegion.set(0);
      }
      slotsLock.unlock();
      yield* d.fn.afterVmOp(vm);
      vm.opLock.unlock();
    },

  beforeVmOp: () => function* () {},
  beforeAsLock: () => function* () {},
  afterVmOp: () => function* () {},

  vmBind: (d) =>
    function* (process, pages) {
      const vm = d.vms.get(process);
      if (vm === undefined || pages <= 0) return 'EINVAL';
      yield* d.fn.panthorVmOp(vm, `map ${pages} pages in the VM of ${process}`, () => {});
      return 0;
    },

  queryProtectedInfo: () =>
    function* () {
      return { error: 'EINVAL', features: 0 };
    },
};
