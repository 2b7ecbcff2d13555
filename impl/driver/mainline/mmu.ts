/** panthor_mmu.c, address spaces: their commands, which VM has one, faults and reset; A.2.3-11, A.2.6, D.6. */
import type { Errno } from '../../errno.ts';
import { AS_COMMAND, AS_STATUS_ACTIVE, MMU_INT_FAULTS } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import { AS_ACTIVE_POLL_STEP_US, AS_ACTIVE_TIMEOUT_US } from '../constants.ts';
import { bitsOf } from '../contexts.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';
import type { Vm } from '../vm.ts';

export const mmuFunctions: UnitFunctions = {
  mmuHwWaitReady: (d) =>
    function* (as) {
      const { status } = d.regs.as(as);
      const ready = (): boolean => (status.cell.get() & AS_STATUS_ACTIVE) === 0;
      yield* d.machine.at(status.cell.readOp);
      if (d.machine.look(ready)) return 0;
      const what = `AS${as} AS_ACTIVE`;
      const limitUs = AS_ACTIVE_TIMEOUT_US;
      const poll = d.machine.pollUntil(ready, AS_ACTIVE_POLL_STEP_US, limitUs, `poll ${what}`);
      if (yield* d.tellWait(what, limitUs, poll)) return 0;
      d.log('AS_ACTIVE bit stuck');
      yield* d.fn.panthorDeviceScheduleReset(`${what} stuck`);
      return 'ETIMEDOUT';
    },

  asSendCmdAndWait: (d) =>
    function* (as, command) {
      const error = yield* d.fn.mmuHwWaitReady(as);
      if (error !== 0) return error;
      yield* d.regs.as(as).run(command);
      return yield* d.fn.mmuHwWaitReady(as);
    },

  panthorMmuAsEnable: (d) =>
    function* (as, vm) {
      yield* d.regs.as(as).configure(vm.table);
      return yield* d.fn.asSendCmdAndWait(as, AS_COMMAND.UPDATE);
    },

  panthorMmuAsDisable: (d) =>
    function* (as, recycleSlot) {
      const flushError = yield* d.fn.panthorGpuFlushCaches();
      if (flushError !== 0) return flushError;
      if ((d.vmInSlot(as)?.lockedRegion.get() ?? null) !== null) {
        const error = yield* d.fn.asSendCmdAndWait(as, AS_COMMAND.UNLOCK);
        if (error !== 0) return error;
      }
      if (recycleSlot) return 0;
      yield* d.regs.as(as).configure(null);
      return yield* d.fn.asSendCmdAndWait(as, AS_COMMAND.UPDATE);
    },

  panthorVmActive: (d) =>
    function* (vm) {
      // refcount_inc_not_zero(): one that is active waits for no VM operation.
      const count = vm.activeCnt.get();
      if (count > 0) {
        vm.activeCnt.set(count + 1);
        return 0;
      }
      yield* vm.opLock.lock();
      yield* d.state.slotsLock.lock();
      const error = yield* activateLocked(d, vm);
      d.state.slotsLock.unlock();
      vm.opLock.unlock();
      return error;
    },

  panthorVmIdle: (d) =>
    function* (vm) {
      const { slotsLock, lruList } = d.state;
      yield* d.machine.step(`put the address space of ${vm.name}`);
      const count = vm.activeCnt.get();
      if (count > 1) {
        vm.activeCnt.set(count - 1);
        return;
      }
      yield* slotsLock.lock();
      vm.activeCnt.set(vm.activeCnt.get() - 1);
      const last = vm.activeCnt.get() === 0 && vm.as.get() >= 0;
      if (last && !lruList.get().includes(vm.name)) lruList.set([...lruList.get(), vm.name]);
      slotsLock.unlock();
    },

  panthorVmReleaseAsLocked: (d) =>
    function* (vm) {
      const { asSlots, lruList } = d.state;
      asSlots[vm.as.get()]?.set(null);
      vm.as.set(-1);
      vm.activeCnt.set(0);
      lruList.set(lruList.get().filter((name) => name !== vm.name));
    },

  panthorMmuIrqHandler: (d) =>
    function* (status) {
      const { slotsLock, faultyMask } = d.state;
      for (const as of bitsOf(status & MMU_INT_FAULTS)) {
        d.log(`Unhandled Page fault in AS${as}`);
        yield* slotsLock.lock();
        if (d.fn.mmuFaultIsOver(as)) {
          slotsLock.unlock();
          continue;
        }
        // Nothing more of this AS is heard until a group of its VM gets a slot again.
        faultyMask.set(faultyMask.get() | (1 << as));
        yield* d.machine.step(`mask the faults of AS${as}`);
        d.regs.mmu.mask.set(MMU_INT_FAULTS & ~faultyMask.get());
        d.vmInSlot(as)?.unhandledFault.set(true);
        // Its jobs cannot go on without a page table.
        yield* d.fn.panthorMmuAsDisable(as, false);
        slotsLock.unlock();
      }
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },

  mmuFaultIsOver: () => () => false,

  tickCtxFlagVmFault: (d) =>
    function* (csgId) {
      const group = d.groupInSlot(csgId);
      if (group === null || !(yield* d.machine.read(group.vm.unhandledFault))) return;
      yield* d.fn.schedProcessCsgIrqLocked(csgId);
      if (group.fatalQueues.get() !== 0) return;
      group.fatalQueues.set(group.queueMask);
      d.fn.noteKill(group, 'mmuFault');
    },

  panthorMmuPreReset: (d) =>
    function* () {
      yield* d.regs.mmu.suspend();
      // Synchronous operations and maps of kernel buffers are not stopped.
      d.state.vmsStopped.set(true);
      for (const vm of d.vms.values()) yield* d.fn.panthorVmStop(vm);
    },

  panthorMmuPostReset: (d) =>
    function* () {
      const { slotsLock, asSlots, faultyMask } = d.state;
      yield* slotsLock.lock();
      // The reset has taken every address space's configuration.
      for (const as of asSlots.keys()) {
        const vm = d.vmInSlot(as);
        if (vm !== null) yield* d.fn.panthorVmReleaseAsLocked(vm);
      }
      faultyMask.set(0);
      slotsLock.unlock();
      yield* d.machine.step('unmask MMU faults');
      d.regs.mmu.mask.set(MMU_INT_FAULTS);
      yield* d.regs.mmu.resume();
      for (const vm of d.vms.values()) yield* d.fn.panthorVmStart(vm);
      d.state.vmsStopped.set(false);
    },
};

/** panthor_vm_active() under both locks. */
function* activateLocked(d: Driver, vm: Vm): Act<Errno | 0> {
  const { asSlots, lruList, faultyMask } = d.state;
  if (vm.activeCnt.get() > 0) {
    vm.activeCnt.set(vm.activeCnt.get() + 1);
    return 0;
  }
  const faulty = vm.as.get() >= 0 && (faultyMask.get() & (1 << vm.as.get())) !== 0;
  if (vm.as.get() < 0 || faulty) {
    const as = vm.as.get() < 0 ? yield* assignAs(d, vm) : vm.as.get();
    if (typeof as !== 'number') return as;
    vm.as.set(as);
    asSlots[as]?.set(vm.name);
    vm.unhandledFault.set(false);
    if ((faultyMask.get() & (1 << as)) !== 0) {
      yield* d.regs.mmu.clear(1 << as);
      faultyMask.set(faultyMask.get() & ~(1 << as));
      yield* d.machine.step(`unmask the faults of AS${as}`);
      d.regs.mmu.setMask(MMU_INT_FAULTS & ~faultyMask.get());
    }
    const error = yield* d.fn.panthorMmuAsEnable(as, vm);
    if (error !== 0) return error;
  }
  vm.activeCnt.set(1);
  lruList.set(lruList.get().filter((name) => name !== vm.name));
  return 0;
}

/** A free address space, or that of the VM that was idle for longest. */
function* assignAs(d: Driver, vm: Vm): Act<number | Errno> {
  const { asSlots, lruList } = d.state;
  if (vm.forMcu) return 0;
  const free = asSlots.findIndex((slot, as) => as > 0 && slot.get() === null);
  if (free > 0) return free;
  const [oldest] = lruList.get();
  if (oldest === undefined) return 'EBUSY';
  const victim = d.vmNamed(oldest);
  const as = victim.as.get();
  const error = yield* d.fn.panthorMmuAsDisable(as, true);
  if (error !== 0) return error;
  yield* d.fn.panthorVmReleaseAsLocked(victim);
  return as;
}
