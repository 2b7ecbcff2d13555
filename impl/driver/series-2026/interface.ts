/** 5/8 and 6/8: preparations; only the errors of 6/8 show. */
import type { Unit } from '../unit.ts';

/** 5/8: endpoint_req is 64 bits wide on later interfaces; the priority stays a plain 32-bit update (A.2.3-8). */
export const p5: Unit = {
  name: 'P5',
  on: 'P4',
  title: 'drm/panthor: 64-bit endpoint requests',
  cite: ['A.2.3-8'],
  functions: {},
};

/**
 * 6/8: locking a region no longer doubles as expanding it, so that lock and unlock pair strictly, and an
 * expansion that fails is an error of the operation.
 */
export const p6: Unit = {
  name: 'P6',
  on: 'P5',
  title: 'drm/panthor: explicit expansion of a locked region',
  cite: ['A.2.5'],
  functions: {
    panthorGpuvaSmStepRemap: (d) =>
      function* (vm, block) {
        return yield* d.fn.panthorVmExpandRegion(vm, block);
      },
  },
};
