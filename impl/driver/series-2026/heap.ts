/** 3/8 and 4/8: the protected heap and what is allocated from it at probe and group creation, A.2.1, A.2.2-1. */

import type { Errno } from '../../errno.ts';
import { bufferId } from '../../ids.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Cell } from '../../runtime/cell.ts';
import type { Driver } from '../driver.ts';
import { type Group, spinGuard } from '../group.ts';
import { mapFirmwareBuffer } from '../mainline/groups.ts';
import { type Unit, UnitState } from '../unit.ts';

/** The firmware's protected section, A.2.1-3. */
export const PROTECTED_SECTION = bufferId('fw/protected_section');

export interface ProtmHeap {
  /** ptdev->protm.heap: whether there is one. */
  readonly heap: Cell<boolean>;
  /** The protected section was in place at the last firmware boot. */
  readonly section: Cell<boolean>;
}

export const protmHeap = new UnitState<ProtmHeap>('protm.heap [P4]', (d) => ({
  heap: d.machine.cell<boolean>('protm.heap', false, spinGuard('set at probe')),
  section: d.machine.cell<boolean>('fw.protected_section', false, spinGuard('set at probe')),
}));

/** A protected suspend buffer from the heap, mapped in AS0, A.2.2-1. */
export function* allocProtmSuspendBuf(d: Driver, group: Group): Act<Errno | 0> {
  const { memory } = d.hw;
  const buffer = group.protmSuspendBufId;
  if (!protmHeap.of(d).heap.get()) return 'EINVAL';
  yield* d.machine.step(`allocate ${buffer}`);
  d.mayReclaim(`the pages of ${buffer}`);
  if (memory.alloc(buffer, { heap: 'protected', owner: 'kernel' }) !== 0) return 'ENOMEM';
  return yield* mapFirmwareBuffer(d, buffer, group.protmSuspendBuf);
}

/** 3/8: firmware sections are touched by the CPU only where it writes them: those with initial data or ZERO. */
export const p3: Unit = {
  name: 'P3',
  on: 'mainline',
  title: 'drm/panthor: sync firmware sections where they are initialised',
  cite: ['A.2.1-3', 'A.2.1-4', 'A.2.1-5', 'F27'],
  functions: {
    panthorFwBoot: (d, below) =>
      function* () {
        // A slow boot loads all sections anew.
        yield* d.fn.panthorFwInitSectionMem();
        return yield* below();
      },

    panthorFwInitSectionMem: (d) =>
      function* () {
        const { memory, protectedSectionHasData } = d.hw;
        if (memory.firmwareAddress(PROTECTED_SECTION) === 0 || !protectedSectionHasData()) return;
        yield* d.machine.step(`write ${PROTECTED_SECTION}`);
        if (memory.initialise(PROTECTED_SECTION) === 'fault') {
          d.log('the protected firmware section was not initialised');
        }
      },
  },
};

export const p4: Unit = {
  name: 'P4',
  on: 'P3',
  title: 'drm/panthor: protected heap, protected firmware sections and suspend buffers',
  cite: ['A.2.1', 'A.2.2-1'],
  state: [protmHeap],
  functions: {
    panthorDeviceInit: (d, below) =>
      function* () {
        if (d.hw.protectedHeap) {
          const { heap, section } = protmHeap.of(d);
          const { memory } = d.hw;
          yield* d.machine.step('dma_heap_find');
          heap.set(true);
          if (d.hw.protectedSection) {
            if (memory.alloc(PROTECTED_SECTION, { heap: 'protected', owner: 'kernel' }) !== 0)
              return 'ENOMEM';
            yield* d.machine.step(`map ${PROTECTED_SECTION}`);
            memory.mapFirmware(PROTECTED_SECTION);
            section.set(true);
          }
        }
        return yield* below();
      },

    groupAllocBuffers: (d, below) =>
      function* (group) {
        const error = yield* below(group);
        if (error !== 0 || !d.fn.groupWantsProtmSuspendBuf(group)) return error;
        return yield* allocProtmSuspendBuf(d, group);
      },

    groupWantsProtmSuspendBuf: (d) => () => protmHeap.of(d).heap.get(),

    groupFreeBuffers: (d, below) =>
      function* (group) {
        if (group.protmSuspendBuf.get() !== 0) {
          yield* d.fn.panthorKernelBoDestroy(group.protmSuspendBufId);
          group.protmSuspendBuf.set(0);
        }
        yield* below(group);
      },
  },
};
