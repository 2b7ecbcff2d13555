import type { Fix } from './fix.ts';

/**
 * A VM operation that has locked nothing has nothing to flush and unlock. An asynchronous VM_BIND of no size is one: as it
 * locks nothing nobody ends a session for it, and its UNLOCK stalls in protected mode until the GPU is reset.
 */
export const unlockIfLocked: Fix = {
  changes: 'a VM operation that locked nothing sends no UNLOCK',
  forcedBy: ['NO-MMU-IN-ENTRY'],
  unit: {
    name: 'unlock-if-locked',
    on: 'P8',
    title: 'drm/panthor: unlock only what was locked',
    cite: ['A.1.1', 'A.2.5'],
    functions: {
      panthorVmUnlockRegion: (d, below) =>
        function* (vm) {
          if (vm.lockedRegion.get() === null) yield* d.fn.afterVmOp();
          else yield* below(vm);
        },
    },
  },
};
