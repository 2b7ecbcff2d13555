import type { Act } from '../../runtime/activity.ts';
import type { Cell } from '../../runtime/cell.ts';
import type { Driver } from '../driver.ts';
import { spinGuard } from '../group.ts';
import { protmHeap } from '../series-2026/heap.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';

/** Whether clients are told of protected mode. */
const offered = new UnitState<Cell<boolean>>('protm.offered', (d) =>
  d.machine.cell<boolean>('protm.offered', false, spinGuard('written where the firmware boots')),
);

function offer(d: Driver, is: boolean): void {
  const cell = offered.of(d);
  if (cell.get() === is) return;
  cell.set(is);
  d.emit({ kind: 'heap', op: is ? 'offer' : 'unoffer', heap: d.hw.heap.spec.name });
}

/** Whether the heap of the module parameter is there, A.2.1-1. */
function provided(d: Driver): boolean {
  const { heap } = d.hw;
  return heap.lookup(heap.spec.parameter);
}

/** Whether the protected section is loaded and carries data that somebody would have to write into it. */
function needsData(d: Driver): boolean {
  return protmHeap.of(d).loaded.get() && d.hw.protectedSectionHasData();
}

/** Takes a heap that was not there at probe. The firmware needs its section at boot, so a full reset follows. */
function* lookAgain(d: Driver): Act {
  const { heap } = protmHeap.of(d);
  if (heap.get() || !provided(d)) return;
  yield* d.fn.protmHeapInit();
  yield* d.fn.panthorDeviceScheduleReset('protected heap found');
}

/**
 * Protected mode is what the firmware booted with: without a heap, or without memory in it for the firmware's
 * section, the device comes up without protected mode; a heap that comes later is taken when somebody asks for it,
 * and offered after a full reset; one whose provider left goes at a reset, once nothing lives in it.
 */
export const lateHeap: Fix = {
  changes: 'protected mode is offered from a boot with the protected section on, whenever the heap comes',
  forcedBy: ['BOOT-GEN', 'NO-CPU-MAP'],
  unit: {
    name: 'late-heap',
    on: 'P8',
    title: 'drm/panthor: offer protected mode after the boot that has its section',
    cite: ['A.2.1', 'A.1.6', 'B.8', 'G.1', 'F19', 'F27'],
    state: [offered],
    functions: {
      protmHeapInit: (d, below) =>
        function* () {
          const error = yield* below();
          if (error !== 0) d.log('going on without protected mode');
          return 0;
        },

      panthorFwLoadProtectedSection: (d, below) =>
        function* () {
          const error = yield* below();
          if (error !== 0) d.log(`no protected memory for the firmware: ${error}`);
          return 0;
        },

      // Its memory is protected from its allocation on: nobody can write the data, so firmware could not use it.
      panthorFwInitSectionMem: (d) =>
        function* () {
          if (!needsData(d)) return;
          yield* d.machine.step('look at the flags of the protected firmware section');
          d.log('the protected firmware section needs initial data: no protected mode');
        },

      panthorFwBoot: (d, below) =>
        function* () {
          // Firmware that was only halted goes on with the sections that it has.
          if (d.state.resetFast.get()) return yield* below();
          yield* d.fn.panthorFwLoadProtectedSection();
          const error = yield* below();
          if (needsData(d)) protmHeap.of(d).section.set(false);
          if (error === 0 && protmHeap.of(d).section.get()) offer(d, true);
          return error;
        },

      panthorMmuPostReset: (d, below) =>
        function* () {
          yield* below();
          // No address space is assigned, so that nothing has to be asked of the MMU.
          // One buffer is the firmware's section.
          const { heap, buffers } = protmHeap.of(d);
          if (!heap.get() || provided(d) || buffers.get() > 1) return;
          offer(d, false);
          yield* d.fn.protmHeapFini();
        },

      groupAllocBuffers: (d, below) =>
        function* (group) {
          if (!group.protectedFlag || offered.of(d).get()) return yield* below(group);
          yield* lookAgain(d);
          return 'EINVAL';
        },

      queryProtectedInfo: (d, below) =>
        function* (process) {
          yield* lookAgain(d);
          const { error, features } = yield* below(process);
          return { error, features: offered.of(d).get() ? features : 0 };
        },
    },
  },
};
