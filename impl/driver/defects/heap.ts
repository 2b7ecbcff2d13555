/** Defects of the protected heap: what is taken from it when, and what its provider is told. */
import type { Defect } from './defect.ts';

/** How long an allocation that failed is left alone before it is tried again. */
const RETRY_US = 50_000;

export const heapDefects: readonly Defect[] = [
  {
    id: 'M37',
    name: 'alloc-at-create',
    wrong: 'every group gets a protected suspend buffer: groups that need none use the heap up',
    breaks: ['CREATE-TIME'],
    changes: [
      {
        unit: 'P8',
        functions: { groupWantsProtmSuspendBuf: (_d, _unit, below) => below },
      },
    ],
  },
  {
    id: 'M38',
    name: 'alloc-retry-forever',
    wrong:
      'the protected suspend buffer is allocated at the first request, under the scheduler lock, and tried again without an end where the heap has run out',
    breaks: ['LOCK-LIVE', 'FENCE-PATH', 'SERVED'],
    changes: [
      { unit: 'P8', functions: { groupWantsProtmSuspendBuf: () => () => false } },
      {
        unit: 'undeclared-use',
        functions: {
          csSlotProcessProtmPendingEventLocked: (d, unit) =>
            function* (csgId, csId, events) {
              const group = d.groupInSlot(csgId);
              if (group?.protectedFlag && group.protmSuspendBuf.get() === 0) {
                while ((yield* d.fn.groupAllocProtmSuspendBuf(group)) !== 0) {
                  yield* d.machine.sleep(RETRY_US, 'try the allocation again');
                }
              }
              yield* unit(csgId, csId, events);
            },
        },
      },
    ],
  },
  {
    id: 'M40',
    name: 'size-of-normal-buffer',
    wrong: 'the protected suspend buffer has the size of the ordinary one, and firmware asked for more',
    breaks: ['SAVE-BUF'],
    changes: [{ unit: 'P4', functions: { groupProtmSuspendPages: (d) => () => d.fwif.suspendPages } }],
  },
  {
    id: 'M42',
    name: 'fw-section-fatal',
    wrong: 'no protected memory for the section of the firmware fails the whole probe',
    breaks: ['BOOT-GEN'],
    changes: [
      { unit: 'late-heap', functions: { panthorFwLoadProtectedSection: (_d, _unit, below) => below } },
    ],
  },
  {
    id: 'M74',
    name: 'first-user-race',
    wrong:
      'who comes first to a heap is asked after the lock of its pool was given back: of two who come together nobody has its region protected',
    breaks: ['HEAP-REF'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          heapPoolGet: (d) =>
            function* () {
              const { heap, memory } = d.hw;
              yield* heap.poolLock.lock();
              const error = heap.admit();
              if (error === 0) heap.addUser();
              heap.poolLock.unlock();
              if (error !== 0) return error;
              yield* d.machine.step('look who was first');
              if (heap.spec.memory === 'lent' && heap.userCount === 1) {
                heap.lend();
                memory.heapRegionChanged();
              }
              return 0;
            },
        },
      },
    ],
  },
  {
    id: 'offered-before-boot',
    name: 'offered-before-boot',
    wrong: 'a heap that comes after the driver is offered at once, without a boot that loads the section',
    breaks: ['BOOT-GEN'],
    changes: [
      {
        unit: 'late-heap',
        functions: {
          queryProtectedInfo: (d) =>
            function* () {
              yield* d.machine.step('look for the heap');
              return { error: 0, features: d.hw.heap.lookup(d.hw.heap.spec.parameter) ? 1 : 0 };
            },
        },
      },
    ],
  },
  {
    id: 'region-back-early',
    name: 'region-back-early',
    wrong: 'the region of a heap is taken back with the first buffer that is put, not with the last',
    breaks: ['HEAP-REF'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          heapPoolPut: (d) =>
            function* () {
              const { heap, memory } = d.hw;
              yield* heap.poolLock.lock();
              heap.dropUser();
              if (heap.spec.memory === 'lent') {
                heap.reclaim();
                memory.heapRegionChanged();
              }
              heap.poolLock.unlock();
            },
        },
      },
    ],
  },
  {
    id: 'buffers-hold-nothing',
    name: 'buffers-hold-nothing',
    wrong: 'a buffer does not hold its heap, which goes with its provider and the driver',
    breaks: ['HEAP-REF'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          heapPoolGet: (d, unit) =>
            function* () {
              const error = yield* unit();
              if (error === 0) d.hw.heap.dropUser();
              return error;
            },
        },
      },
    ],
  },
];
