import { MMU_INT_FAULTS } from '../../interface/bits.ts';
import type { Cell } from '../../runtime/cell.ts';
import type { Driver } from '../driver.ts';
import { spinGuard } from '../group.ts';
import { inNormalMode } from '../series-2026/protm-exit.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';

const resetDue = ({ state }: Driver): boolean => state.resetPending.get() || state.resetInProgress.get();

function runBindsAgain(d: Driver): void {
  for (const vm of d.vms.values()) if (vm.entity.get().length > 0) vm.bindWork.queueNow();
}

interface Faults {
  /** A bit per address space: the fault thread has it in hand, and has not looked yet who has that address space. */
  readonly inHand: Cell<number>;
  /** A bit per address space: what was raised or in hand when its VM lost it. */
  readonly over: Cell<number>;
}

const faults = new UnitState<Faults>('mmu.faults', (d) => ({
  inHand: d.machine.cell('mmu.faults.in_hand', 0, spinGuard('atomic')),
  over: d.machine.cell('mmu.faults.over', 0, spinGuard('atomic')),
}));

/**
 * No AS command is issued in protected mode, where it would stall for longer than its issuer waits. A VM
 * operation whose forced exit failed is tried again after the reset, since nobody's session is its caller's fault. The fault
 * thread takes part in the exclusion of VM operations and entries, and ends a session first. As it waits, the address space
 * may get another VM, which is not blamed for the fault.
 */
export const quietMmu: Fix = {
  changes: 'no AS command is issued in protected mode, by VM operations or by the MMU fault thread',
  forcedBy: ['NO-MMU-IN-ENTRY', 'ENTER-CONFIRMED', 'PRIVILEGE'],
  unit: {
    name: 'quiet-mmu',
    on: 'P8',
    title: 'drm/panthor: keep the MMU quiet in protected mode',
    cite: ['A.1.1', 'A.2.5', 'A.2.6', 'B.6', 'F16'],
    state: [faults],
    functions: {
      panthorVmReleaseAsLocked: (d, below) =>
        function* (vm) {
          const { inHand, over } = faults.of(d);
          const bit = 1 << vm.as.get();
          const raised = (inHand.get() | d.regs.mmu.rawstat.get()) & bit;
          over.set((over.get() & ~bit) | raised);
          yield* below(vm);
        },

      mmuFaultIsOver: (d) => (as) => {
        const { inHand, over } = faults.of(d);
        inHand.set(inHand.get() & ~(1 << as));
        const isOver = (over.get() & (1 << as)) !== 0;
        if (isOver) over.set(over.get() & ~(1 << as));
        return isOver;
      },

      // No reset begins beside an unplug, and a session that did not end does not end for whoever asks next: each of those
      // that the unplug waits for would wait for it anew.
      beforeAsLock: (d, below) =>
        function* () {
          const { guard } = d.state;
          if (d.machine.look(() => guard.isUnplugged() && resetDue(d) && !inNormalMode(d)))
            return 'ETIMEDOUT';
          yield* below();
          yield* d.machine.step('read GPU_STATUS');
          return d.machine.look(() => inNormalMode(d)) ? 0 : 'ETIMEDOUT';
        },

      panthorVmExecSyncOp: (d, below) =>
        function* (vm, region, what, body) {
          const { pmState, guard, resetInProgress } = d.state;
          let error = yield* below(vm, region, what, body);
          // Any other error is its own, and so is one with no reset to come.
          while (error === 'ETIMEDOUT' && d.machine.look(() => resetDue(d))) {
            // A suspended device has no address space, and nobody may ever resume it for the reset that is pending.
            // Nor does a reset begin once somebody unplugs, though one that has begun is finished: whom an unplug waits
            // for gives up then, others wait for its end.
            const holdsItUp = d.machine.look(() => guard.holdsUpUnplug());
            const givesUp = (): boolean => guard.isUnplugged() && holdsItUp && !resetInProgress.get();
            const noneComes = (): boolean => pmState.get() === 'SUSPENDED' || guard.isDone() || givesUp();
            yield* d.machine.until('wait for the reset', () => noneComes() || !resetDue(d));
            if (d.machine.look(() => givesUp() && resetDue(d))) return error;
            error = yield* below(vm, region, what, body);
          }
          return error;
        },

      // Another's session that does not end is no fault of this VM: the reset that is coming runs it again.
      vmOpIsRetried: (d) =>
        function* () {
          yield* d.machine.step('look whether a reset is pending');
          return d.machine.look(() => resetDue(d));
        },

      panthorVmDeclareUnusable: (d, below) =>
        function* (vm) {
          yield* d.fn.beforeVmOp();
          if ((yield* d.fn.beforeAsLock()) === 0) yield* below(vm);
          else vm.unusable.set(true);
          yield* d.fn.afterVmOp();
        },

      // The reset that a VM_BIND job waits for is none but the resume, or never comes: nobody else runs it again.
      panthorMmuResume: (d, below) =>
        function* () {
          // Nothing that was raised has outlived the power.
          faults.of(d).over.set(0);
          yield* below();
          runBindsAgain(d);
        },

      panthorMmuUnplug: (d, below) =>
        function* () {
          yield* below();
          runBindsAgain(d);
        },

      panthorMmuIrqHandler: (d, below) =>
        function* (status) {
          faults.of(d).inHand.set(status & MMU_INT_FAULTS);
          yield* d.fn.beforeVmOp();
          // Without an exit a reset is coming, and it takes the faulty address space with it.
          if ((yield* d.fn.beforeAsLock()) === 0) yield* below(status);
          faults.of(d).inHand.set(0);
          yield* d.fn.afterVmOp();
        },
    },
  },
};
