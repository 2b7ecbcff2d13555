/** panthor_gem.c and panthor_mmu.c: memory reclaim takes buffer mappings of VMs, and a job brings them back, A.1.4, A.2.5. */
import type { Errno } from '../../errno.ts';
import type { Driver } from '../driver.ts';
import { groupIsIdle, type Queue } from '../group.ts';
import type { UnitFunctions } from '../unit.ts';
import type { Vm } from '../vm.ts';
import { BIND_REGION } from './vm.ts';

const hasJobs = (queue: Queue): boolean =>
  queue.entity.get().length > 0 || queue.inFlightJobs.get().length > 0;

const isBusy = (d: Driver, vm: Vm): boolean =>
  d.machine.look(() =>
    [...d.groups.values()].some((g) => g.vm === vm && (!groupIsIdle(g) || g.queues.some((q) => hasJobs(q)))),
  );

export const reclaimFunctions: UnitFunctions = {
  panthorGemShrinkerScan: (d) =>
    function* () {
      for (const vm of d.vms.values()) {
        yield* d.machine.step(`look whether ${vm.name} can do without its mappings`);
        // Buffers that a job may still use are skipped: their fences are not signalled.
        if (isBusy(d, vm) || vm.mapped.get() === 'evicted' || vm.mapped.get() === 'nothing') continue;
        const error = yield* d.fn.panthorVmEvictBoMappingsLocked(vm);
        if (error === 0) d.emit({ kind: 'vm', op: 'evicted', vm: vm.name, note: '' });
        else d.emit({ kind: 'vm', op: 'evictionRefused', vm: vm.name, note: error });
      }
    },

  panthorVmEvictBoMappingsLocked: (d) =>
    function* (vm) {
      // Whoever allocates may hold this very lock.
      if (!(yield* vm.opLock.tryLock())) return 'EDEADLK';
      let error = yield* d.fn.panthorVmLockRegion(vm, BIND_REGION);
      if (error === 0) {
        yield* d.machine.step(`evict the mappings of ${vm.name}`);
        // Who holds the reservation looks at its fences: a job may have come since the first look.
        const busy = isBusy(d, vm);
        if (!busy) vm.mapped.set('evicted');
        yield* d.fn.panthorVmUnlockRegion(vm);
        if (busy) error = 'EBUSY';
      }
      vm.opLock.unlock();
      return error;
    },

  panthorVmRestoreVmas: (d) =>
    function* (vm) {
      yield* d.machine.step(`look for evicted mappings of ${vm.name}`);
      if (vm.mapped.get() !== 'evicted') return 0;
      const error: Errno | 0 = yield* d.fn.panthorVmExecSyncOp(
        vm,
        BIND_REGION,
        `restore the mappings of ${vm.name}`,
        function* () {
          vm.mapped.set('mapped');
          return 0;
        },
      );
      if (error === 0) d.emit({ kind: 'vm', op: 'restored', vm: vm.name, note: '' });
      return error;
    },
};
