import { AS_COMMAND } from '../../interface/bits.ts';
import type { Fix } from './fix.ts';

/**
 * An address space is unlocked before it is taken from a VM. A VM operation that locks its region between the
 * GPU reset and the release of all address spaces finds none at its end, and in the posted series leaves the
 * region locked for the next VM.
 */
export const unlockAtRelease: Fix = {
  changes: 'a reset unlocks what a VM operation locked since the GPU was reset',
  forcedBy: ['NO-MMU-IN-ENTRY'],
  unit: {
    name: 'unlock-at-release',
    on: 'P8',
    merges: ['panthorVmReleaseAsLocked'],
    title: 'drm/panthor: unlock address spaces that a reset releases',
    cite: ['A.2.7', 'D.6', 'F32'],
    functions: {
      panthorVmReleaseAsLocked: (d, below) =>
        function* (vm) {
          // One that cannot be unlocked has a reset scheduled for it.
          if (vm.lockedRegion.get() !== null) yield* d.fn.asSendCmdAndWait(vm.as.get(), AS_COMMAND.UNLOCK);
          yield* below(vm);
        },
    },
  },
};
