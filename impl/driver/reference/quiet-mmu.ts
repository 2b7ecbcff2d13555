import { inNormalMode } from '../series-2026/protm-exit.ts';
import type { Fix } from './fix.ts';

/** How often a buffer's end is tried, each time after a reset. */
const RELEASE_ATTEMPTS = 3;

/**
 * No AS command is issued in protected mode, where it would stall for longer than its issuer waits. A VM
 * operation whose forced exit failed fails with it; what frees a buffer tries again after the reset. The fault
 * thread takes part in the exclusion of VM operations and entries, and ends a session first.
 */
export const quietMmu: Fix = {
  changes: 'no AS command is issued in protected mode, by VM operations or by the MMU fault thread',
  forcedBy: ['NO-MMU-IN-ENTRY', 'ENTER-CONFIRMED'],
  unit: {
    name: 'quiet-mmu',
    on: 'P8',
    title: 'drm/panthor: keep the MMU quiet in protected mode',
    cite: ['A.1.1', 'A.2.5', 'A.2.6', 'B.6', 'F16'],
    functions: {
      beforeAsLock: (d, below) =>
        function* () {
          const error = yield* below();
          if (error !== 0) return error;
          yield* d.machine.step('read GPU_STATUS');
          return d.machine.look(() => inNormalMode(d)) ? 0 : 'ETIMEDOUT';
        },

      panthorKernelBoDestroy: (d, below) =>
        function* (buffer) {
          let error = yield* below(buffer);
          for (let n = 1; error !== 0 && n < RELEASE_ATTEMPTS; n++) {
            // A suspended device has no address space, and nobody may ever resume it for the reset that is pending.
            yield* d.machine.until(
              'wait for the reset',
              () =>
                d.state.pmState.get() === 'SUSPENDED' ||
                (!d.state.resetPending.get() && !d.state.resetInProgress.get()),
            );
            error = yield* below(buffer);
          }
          return error;
        },

      panthorMmuIrqHandler: (d, below) =>
        function* (status) {
          yield* d.fn.beforeVmOp();
          // Without an exit a reset is coming, and it takes the faulty address space with it.
          if ((yield* d.fn.beforeAsLock()) === 0) yield* below(status);
          yield* d.fn.afterVmOp();
        },
    },
  },
};
