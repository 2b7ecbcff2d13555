/** What anybody who may dump the system gets to see of the device's memory. */
import type { UnitFunctions } from '../unit.ts';

/**
 * Mainline takes no dump of its own. This stands for one of the whole system, or of a device as other drivers take
 * theirs: whatever the CPU can reach is in it.
 */
export const dumpFunctions: UnitFunctions = {
  takeDump: (d) =>
    function* () {
      yield* d.machine.step('take a dump');
      const { memory, contents } = d.hw;
      for (const buffer of memory.bufferNames()) {
        if (d.fn.isDumped(buffer)) contents.readByCpu(buffer, { who: 'dump', process: null });
      }
    },

  isDumped: (d) => (buffer) => !d.hw.memory.inProtectedHeap(buffer),
};
