/** panthor_mmu.c, VM operations: the region is locked while the page table changes, A.1.4, A.2.5, D.6. */
import type { Errno } from '../../errno.ts';
import { AS_COMMAND } from '../../interface/bits.ts';
import { lockAddr, type Region } from '../../interface/lock-region.ts';
import type { Act } from '../../runtime/activity.ts';
import { DEFAULT_VM } from '../../userspace/ioctl.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';
import type { Vm } from '../vm.ts';
import { vmOf } from './objects.ts';

/** Where VM_BIND of a workload binds: every time over the same place of the VM. */
export const BIND_START = 0x2000_0000;
/** All that VM_BIND of a workload can reach. */
export const BIND_REGION = { start: BIND_START, size: 0x2000_0000 } as const;
export const PAGE_BYTES = 4096;
/** The page table maps an aligned piece of this size with one entry. */
const BLOCK_BYTES = 0x20_0000;

export const vmFunctions: UnitFunctions = {
  panthorVmExecOp: (d) =>
    function* (vm, region, what, body, queued) {
      yield* vm.opLock.lock();
      let error = yield* d.fn.panthorVmLockRegion(vm, region);
      if (error === 0) {
        yield* d.machine.step(what);
        error = yield* body();
        yield* d.fn.panthorVmUnlockRegion(vm);
      }
      if (error !== 0 && queued !== undefined) {
        if (yield* d.fn.vmOpIsRetried()) error = 'EAGAIN';
        else yield* d.fn.panthorVmDeclareUnusable(vm);
      }
      vm.opLock.unlock();
      return error;
    },

  panthorVmExecSyncOp: (d) =>
    function* (vm, region, what, body) {
      return yield* d.fn.panthorVmExecOp(vm, region, what, body);
    },

  panthorVmLockRegion: (d) =>
    function* (vm, region) {
      const { slotsLock } = d.state;
      yield* d.fn.beforeVmOp();
      yield* slotsLock.lock();
      const as = vm.as.get();
      // Of no size is an asynchronous VM_BIND of nothing: the unlock does not ask for it.
      if (as >= 0 && region.size > 0) {
        let error = yield* d.fn.beforeAsLock();
        if (error === 0) error = yield* lock(d, as, region);
        if (error !== 0) {
          slotsLock.unlock();
          yield* d.fn.afterVmOp();
          return error;
        }
      }
      vm.lockedRegion.set(region.size > 0 ? { ...region } : null);
      slotsLock.unlock();
      return 0;
    },

  panthorVmUnlockRegion: (d) =>
    function* (vm) {
      const { slotsLock } = d.state;
      yield* slotsLock.lock();
      // It may have lost its address space meanwhile, to another VM or in a reset.
      const as = vm.as.get();
      if (as >= 0) {
        let error = yield* d.fn.panthorGpuFlushCaches();
        if (error === 0) error = yield* d.fn.asSendCmdAndWait(as, AS_COMMAND.UNLOCK);
        // The page table is changed already, so the operation counts as done.
        if (error !== 0) yield* d.fn.panthorDeviceScheduleReset(`AS${as} was not flushed and unlocked`);
      }
      vm.lockedRegion.set(null);
      slotsLock.unlock();
      yield* d.fn.afterVmOp();
    },

  beforeVmOp: () => function* () {},
  beforeAsLock: () =>
    function* () {
      return 0;
    },
  afterVmOp: () => function* () {},

  vmBind: (d) =>
    function* (process, pages) {
      const vm = vmOf(d, process, DEFAULT_VM);
      if (vm === undefined) return 'EINVAL';
      if (pages === 0) return 0;
      d.mayReclaim('page tables for VM_BIND');
      return yield* d.fn.panthorVmBindExec(vm, pages, false);
    },

  panthorVmBindExec: (d) =>
    function* (vm, pages, isQueued) {
      const region = { start: BIND_START, size: pages * PAGE_BYTES };
      const what = `map ${pages} pages in the VM of ${vm.name}`;
      const map = (): Act<Errno | 0> => mapRange(d, vm, region);
      if (!isQueued) return yield* d.fn.panthorVmExecSyncOp(vm, region, what, map);
      return yield* d.fn.panthorVmExecOp(vm, region, what, map, 'map');
    },

  panthorVmExpandRegion: (d) =>
    function* (vm, region) {
      const { slotsLock } = d.state;
      yield* slotsLock.lock();
      const as = vm.as.get();
      const error = as < 0 ? 0 : yield* lock(d, as, region);
      if (error === 0) vm.lockedRegion.set({ ...region });
      slotsLock.unlock();
      return error;
    },

  panthorGpuvaSmStepRemap: (d) =>
    function* (vm, block) {
      yield* d.fn.panthorVmExpandRegion(vm, block);
      return 0;
    },
};

/** LOCKADDR and LOCK, with as.slots_lock held. */
function* lock(d: Driver, as: number, region: Region): Act<Errno | 0> {
  yield* d.regs.as(as).lockaddr.write(lockAddr(region));
  return yield* d.fn.asSendCmdAndWait(as, AS_COMMAND.LOCK);
}

/** What a VM_BIND does to the page tables, from `BIND_START`. */
function* mapRange(d: Driver, vm: Vm, region: Region): Act<Errno | 0> {
  if (vm.unusable.get()) return 'EINVAL';
  if (region.size === 0) return 0;
  vm.mapped.set('mapped');
  // Its end cuts a block: where that was mapped as a whole, it is split.
  const cut = region.size % BLOCK_BYTES;
  const blocks = cut === 0 ? region.size : region.size - cut + BLOCK_BYTES;
  const before = vm.blockBytes.get();
  vm.blockBytes.set(cut === 0 ? Math.max(before, region.size) : region.size - cut);
  if (cut === 0 || before < blocks) return 0;
  return yield* d.fn.panthorGpuvaSmStepRemap(vm, { start: BIND_START, size: blocks });
}
