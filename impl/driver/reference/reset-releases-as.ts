import type { Fix } from './fix.ts';

/**
 * Address spaces are released before the GPU reset, when nothing runs on the GPU any more. The posted series
 * releases them after it: a VM operation that locks its region in between, in an address space that the reset
 * has just cleared, finds none at its end and leaves the region locked for the next VM.
 */
export const resetReleasesAs: Fix = {
  changes: 'a reset releases the address spaces before it clears them',
  forcedBy: ['NO-MMU-IN-ENTRY'],
  unit: {
    name: 'reset-releases-as',
    on: 'P8',
    title: 'drm/panthor: release address spaces before the GPU reset',
    cite: ['A.2.7', 'D.6', 'F32'],
    functions: {
      panthorMmuPreReset: (d, below) =>
        function* () {
          yield* below();
          const { slotsLock, asSlots } = d.state;
          yield* slotsLock.lock();
          for (const as of asSlots.keys()) {
            const vm = d.vmInSlot(as);
            if (vm !== null) d.fn.panthorVmReleaseAsLocked(vm);
          }
          slotsLock.unlock();
        },
    },
  },
};
