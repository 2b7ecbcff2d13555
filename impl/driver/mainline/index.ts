import type { Unit } from '../unit.ts';
import { clientVmFunctions } from './client-vms.ts';
import { devfreqFunctions, utilization } from './devfreq.ts';
import { deviceFunctions } from './device.ts';
import { heapFunctions } from './dma-heap.ts';
import { dumpFunctions } from './dump.ts';
import { eventFunctions } from './events.ts';
import { fenceFunctions } from './fences.ts';
import { firmwareFunctions } from './firmware.ts';
import { gemFunctions } from './gem.ts';
import { groupFunctions } from './groups.ts';
import { jobClockFunctions } from './job-clock.ts';
import { jobFunctions } from './jobs.ts';
import { mmuFunctions } from './mmu.ts';
import { clientObjects } from './objects.ts';
import { powerFunctions } from './power.ts';
import { queryFunctions } from './queries.ts';
import { reclaimFunctions } from './reclaim.ts';
import { resetFunctions } from './reset.ts';
import { slotFunctions } from './slots.ts';
import { syncobjFunctions } from './syncobjs.ts';
import { tickFunctions } from './tick.ts';
import { tickApplyFunctions } from './tick-apply.ts';
import { heapPools, tilerHeapFunctions } from './tiler-heaps.ts';
import { unplugFunctions } from './unplug.ts';
import { vmFunctions } from './vm.ts';
import { vmBindFunctions } from './vm-bind.ts';

/** Mainline panthor as part D states it: no protected mode at all. */
export const mainline: Unit = {
  name: 'mainline',
  on: null,
  title: 'drm/panthor, mainline',
  cite: ['D.1', 'D.2', 'D.3', 'D.4', 'D.5', 'D.6', 'G.1', 'H.1', 'H.2', 'H.3', 'H.4', 'H.5'],
  state: [clientObjects, heapPools, utilization],
  functions: {
    ...tickFunctions,
    ...tickApplyFunctions,
    ...slotFunctions,
    ...eventFunctions,
    ...jobFunctions,
    ...fenceFunctions,
    ...jobClockFunctions,
    ...groupFunctions,
    ...firmwareFunctions,
    ...deviceFunctions,
    ...mmuFunctions,
    ...vmFunctions,
    ...reclaimFunctions,
    ...vmBindFunctions,
    ...resetFunctions,
    ...powerFunctions,
    ...devfreqFunctions,
    ...heapFunctions,
    ...unplugFunctions,
    ...clientVmFunctions,
    ...gemFunctions,
    ...dumpFunctions,
    ...syncobjFunctions,
    ...tilerHeapFunctions,
    ...queryFunctions,
  },
};
