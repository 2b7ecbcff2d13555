import { protmHeap } from '../../../impl/driver/series-2026/heap.ts';
import type { Unit, UnitFunctions } from '../../../impl/driver/unit.ts';

/** Seeded defects of how the driver and the heap's provider treat protected memory, on the reference. */
const defects = {
  /** No protected memory for the firmware's section fails the whole probe. */
  'fw-section-fatal': {
    panthorDeviceInit: (d, below) =>
      function* () {
        yield* d.fn.protmHeapInit();
        const { heap, loaded } = protmHeap.of(d);
        yield* d.fn.panthorFwLoadProtectedSection();
        return heap.get() && !loaded.get() ? 'ENOMEM' : yield* below();
      },
  },
  /** A heap that comes later is offered at once, without a boot that loads the section. */
  'offer-before-boot': {
    queryProtectedInfo: (d) =>
      function* () {
        yield* d.machine.step('look for the heap');
        const there = d.hw.heap.lookup(d.hw.heap.spec.parameter);
        return { error: 0, features: there ? 1 : 0 };
      },
  },
  /** The protected suspend buffer has the size of the ordinary one. */
  'size-of-normal-buffer': {
    groupProtmSuspendPages: (d) => () => d.fwif.suspendPages,
  },
  /** The region is taken back with the first buffer that is put, not with the last. */
  'region-back-early': {
    heapPoolPut: (d) =>
      function* () {
        const { heap, memory } = d.hw;
        yield* heap.poolLock.lock();
        heap.dropUser();
        heap.reclaim();
        memory.heapRegionChanged();
        heap.poolLock.unlock();
      },
  },
  /** Who comes first is asked after the pool's lock was given back: of two that come together nobody is first. */
  'first-user-race': {
    heapPoolGet: (d) =>
      function* () {
        const { heap, memory } = d.hw;
        yield* heap.poolLock.lock();
        const error = heap.admit();
        if (error === 0) heap.addUser();
        heap.poolLock.unlock();
        if (error !== 0) return error;
        yield* d.machine.step('look who was first');
        if (heap.userCount === 1) {
          heap.lend();
          memory.heapRegionChanged();
        }
        return 0;
      },
  },
  /** Every group gets a protected suspend buffer, so that groups that need none use the pool up. */
  'alloc-at-create': {
    groupWantsProtmSuspendBuf: (d) => () => protmHeap.of(d).heap.get(),
  },
  /** The buffer is allocated at the first request, under the scheduler's lock, and tried again without an end. */
  'alloc-retry-forever': {
    groupWantsProtmSuspendBuf: () => () => false,
    csSlotProcessProtmPendingLocked: (d, below) =>
      function* (csgId, csId, events) {
        const group = d.groupInSlot(csgId);
        if (group?.protectedFlag && group.protmSuspendBuf.get() === 0) {
          while ((yield* d.fn.groupAllocProtmSuspendBuf(group)) !== 0)
            yield* d.machine.sleep(1_000, 'try again');
        }
        yield* below(csgId, csId, events);
      },
  },
  /** A buffer does not hold its heap. */
  'buffers-hold-nothing': {
    heapPoolGet: (_d, below) =>
      function* () {
        const error = yield* below();
        if (error === 0) _d.hw.heap.dropUser();
        return error;
      },
  },
} satisfies Readonly<Record<string, UnitFunctions>>;

export function defect(name: keyof typeof defects): Unit {
  const functions: UnitFunctions = defects[name];
  return {
    name,
    on: 'P8',
    title: name,
    cite: [],
    functions,
    requires: ['late-heap', 'clean-unplug'],
    merges: Object.keys(functions) as (keyof UnitFunctions)[],
  };
}
