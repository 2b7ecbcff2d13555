import { inNormalMode } from '../series-2026/protm-exit.ts';
import type { Fix } from './fix.ts';

/**
 * A device that goes takes its groups from the firmware first, as before a reset, and ends them, as after one that
 * failed: the session is over, every fence is signalled, and what clients close later is free to go. It waits for every
 * call that is under way.
 */
export const cleanUnplug: Fix = {
  changes: 'an unplug ends the session and every group before it stops the firmware',
  forcedBy: ['UNMAP-ALWAYS', 'BOUNDED-RESIDENCE', 'NO-MMU-IN-ENTRY', 'LOCK-RULES'],
  unit: {
    name: 'clean-unplug',
    on: 'P8',
    title: 'drm/panthor: terminate all groups when the device is unplugged',
    cite: ['A.2.1-6', 'A.2.7', 'B.7', 'D.6'],
    functions: {
      // Whoever is inside may map for the firmware and allocate from the heap. Who gives back what is mapped waits for the
      // end of an unplug, as works that do so, and the DRM core waits for sync objects itself.
      ioctlEntersDevice: () => (call) =>
        call !== 'VM_DESTROY' &&
        call !== 'TILER_HEAP_CREATE' &&
        call !== 'TILER_HEAP_DESTROY' &&
        call !== 'SYNCOBJ_WAIT',

      panthorSchedUnplug: (d, below) =>
        function* () {
          yield* d.fn.panthorSchedPreReset();
          // A session that does not end: no reset comes any more that would end it.
          yield* d.machine.step('read GPU_STATUS');
          if (!d.machine.look(() => inNormalMode(d))) yield* d.fn.panthorGpuSoftReset();
          yield* below();
          yield* d.fn.panthorSchedPostReset(true);
        },
    },
  },
};
