/** 3/8 and 4/8: the protected heap and what is allocated from it at probe and group creation, A.2.1, A.2.2-1. */

import type { Errno } from '../../errno.ts';
import { type BufferId, bufferId } from '../../ids.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Cell } from '../../runtime/cell.ts';
import type { Driver } from '../driver.ts';
import { spinGuard } from '../group.ts';
import { mapFirmwareBuffer } from '../mainline/groups.ts';
import { type Unit, UnitState } from '../unit.ts';

/** The firmware's protected section, A.2.1-3. */
export const PROTECTED_SECTION = bufferId('fw/protected_section');
const SECTION_PAGES = 2;

export interface ProtmHeap {
  /** ptdev->protm.heap: whether there is one. */
  readonly heap: Cell<boolean>;
  /** The protected section is loaded: the next boot finds it in place. */
  readonly loaded: Cell<boolean>;
  /** It was in place at the last firmware boot. */
  readonly section: Cell<boolean>;
  /** The kernel's own buffers in the heap, from before their allocation until they are put; one that leaked stays. */
  readonly buffers: Cell<number>;
}

export const protmHeap = new UnitState<ProtmHeap>('protm.heap [P4]', (d) => ({
  heap: d.machine.cell<boolean>('protm.heap', false, spinGuard('set at probe')),
  loaded: d.machine.cell<boolean>('fw.protected_section.loaded', false, spinGuard('set at probe')),
  section: d.machine.cell<boolean>('fw.protected_section', false, spinGuard('set at probe')),
  buffers: d.machine.cell('protm.heap.buffers', 0, spinGuard('atomic')),
}));

/**
 * 3/8: firmware sections are synchronised for the device only where the CPU writes them: those with initial data or
 * ZERO. Mainline does that for all, and so would touch protected memory by the CPU.
 */
export const p3: Unit = {
  name: 'P3',
  on: 'mainline',
  title: 'drm/panthor: sync firmware sections where they are initialised',
  cite: ['A.2.1-4'],
  functions: {
    fwSectionIsSynced: () => (written) => written,
  },
};

export const p4: Unit = {
  name: 'P4',
  on: 'P3',
  title: 'drm/panthor: protected heap, protected firmware sections and suspend buffers',
  cite: ['A.2.1', 'A.2.2-1', 'F27'],
  state: [protmHeap],
  functions: {
    panthorDeviceInit: (d, below) =>
      function* () {
        let error = yield* d.fn.protmHeapInit();
        if (error !== 0) return error;
        error = yield* d.fn.panthorFwLoadProtectedSection();
        if (error === 0) error = yield* below();
        if (error !== 0) yield* d.fn.protmHeapFini();
        return error;
      },

    protmHeapInit: (d) =>
      function* () {
        const { parameter } = d.hw.heap.spec;
        if (parameter === '') return 0;
        yield* d.machine.step('dma_heap_find');
        // Somebody who asked at the same time was faster: one reference is held.
        if (protmHeap.of(d).heap.get()) return 0;
        if (!d.hw.heap.find(parameter)) {
          d.log(`protected heap ${parameter} not found`);
          return 'EPROBE_DEFER';
        }
        protmHeap.of(d).heap.set(true);
        return 0;
      },

    panthorFwLoadProtectedSection: (d) =>
      function* () {
        const { heap, loaded } = protmHeap.of(d);
        if (!d.hw.protectedSection || loaded.get()) return 0;
        if (!heap.get()) {
          if (d.hw.heap.spec.parameter !== '') d.log('no protected heap: protected firmware section skipped');
          return 0;
        }
        const error = yield* allocFromHeap(d, PROTECTED_SECTION, SECTION_PAGES, 'kernel');
        if (error !== 0) return error;
        yield* d.machine.step(`map ${PROTECTED_SECTION}`);
        d.hw.memory.mapFirmware(PROTECTED_SECTION);
        loaded.set(true);
        return 0;
      },

    panthorFwInitSectionMem: (d) =>
      function* () {
        const { memory, protectedSectionHasData } = d.hw;
        if (memory.firmwareAddress(PROTECTED_SECTION) === 0) return;
        const written = protectedSectionHasData();
        if (written) {
          yield* d.machine.step(`write ${PROTECTED_SECTION}`);
          if (memory.initialise(PROTECTED_SECTION) === 'fault') {
            d.log('the protected firmware section was not initialised');
          }
        }
        if (!d.fn.fwSectionIsSynced(written)) return;
        yield* d.machine.step(`dma_sync ${PROTECTED_SECTION}`);
        memory.syncForDevice(PROTECTED_SECTION);
      },

    panthorFwBoot: (d, below) =>
      function* () {
        const error = yield* below();
        const { loaded, section } = protmHeap.of(d);
        if (error === 0 && !d.state.resetFast.get()) section.set(loaded.get());
        return error;
      },

    panthorFwFreeSections: (d) =>
      function* () {
        const { loaded, section } = protmHeap.of(d);
        if (loaded.get()) yield* freeFromHeap(d, PROTECTED_SECTION, 'kernel');
        loaded.set(false);
        section.set(false);
      },

    protmHeapFini: (d) =>
      function* () {
        const { heap } = protmHeap.of(d);
        yield* d.fn.panthorFwFreeSections();
        if (!heap.get()) return;
        yield* d.machine.step('dma_heap_put');
        heap.set(false);
        d.hw.heap.put();
      },

    panthorGpuUnplug: (d, below) =>
      function* () {
        yield* below();
        // Only after firmware, MMU and GPU are unplugged, A.2.1-6; whoever unplugs a second time does not come here.
        if (protmHeap.of(d).heap.get()) yield* d.fn.protmHeapFini();
      },

    groupWantsProtmSuspendBuf: (d) => () => protmHeap.of(d).heap.get(),

    groupAllocProtmSuspendBuf: (d) =>
      function* (group) {
        if (!protmHeap.of(d).heap.get()) return 'EINVAL';
        const buffer = group.protmSuspendBufId;
        const pages = d.fn.groupProtmSuspendPages();
        d.mayReclaim(`the pages of ${buffer}`);
        let error = yield* allocFromHeap(d, buffer, pages, group.process);
        if (error !== 0) return error;
        error = yield* mapFirmwareBuffer(d, buffer, group.protmSuspendBuf);
        if (error !== 0) yield* putToHeap(d, pages, group.process);
        return error;
      },

    groupFreeProtmSuspendBuf: (d) =>
      function* (group) {
        yield* freeFromHeap(d, group.protmSuspendBufId, group.process);
      },
  },
};

function* allocFromHeap(d: Driver, buffer: BufferId, pages: number, account: string): Act<Errno | 0> {
  const { buffers } = protmHeap.of(d);
  buffers.set(buffers.get() + 1);
  const error = yield* d.fn.dmaHeapBufferAlloc(buffer, pages, 'kernel', account);
  if (error !== 0) buffers.set(buffers.get() - 1);
  return error;
}

function* putToHeap(d: Driver, pages: number, account: string): Act {
  yield* d.fn.dmaHeapBufferPut(pages, account);
  const { buffers } = protmHeap.of(d);
  buffers.set(buffers.get() - 1);
}

/** Frees a buffer of the kernel that lies in the heap. One that cannot be unmapped stays there, as its pages do. */
function* freeFromHeap(d: Driver, buffer: BufferId, account: string): Act {
  const pages = d.hw.memory.pageCount(buffer);
  if ((yield* d.fn.panthorKernelBoDestroy(buffer)) === 0) yield* putToHeap(d, pages, account);
}
