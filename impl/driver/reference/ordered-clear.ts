import type { Fix } from './fix.ts';

/**
 * The clear of JOB interrupts reaches the hardware before shared memory is read. A clear that lands after somebody has
 * read the words also clears what firmware raised since, and nobody looks at that again.
 */
export const orderedClear: Fix = {
  changes: 'JOB_INT_CLEAR is read back before anybody is told of the interrupt',
  forcedBy: ['EVENT-ONCE'],
  unit: {
    name: 'ordered-clear',
    on: 'P8',
    title: 'drm/panthor: order the clearing of JOB interrupts',
    cite: ['H.5', 'C.3-1'],
    functions: {
      panthorJobIrqHandler: (d, below) =>
        function* (status) {
          yield* d.regs.job.readBack();
          yield* below(status);
        },
    },
  },
};
