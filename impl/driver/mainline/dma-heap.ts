/** drivers/dma-buf/dma-heap.c and a provider of protected memory, as far as the driver meets them: A.2.1, G.1. */
import type { UnitFunctions } from '../unit.ts';

/**
 * dma_heap_buffer_alloc() and what the provider of a protected heap does for its first and its last user (G.1), late
 * bound like the driver's own functions. Whoever uses the heap comes here, not only the driver.
 */
export const heapFunctions: UnitFunctions = {
  heapPoolGet: (d) =>
    function* () {
      const { heap, memory } = d.hw;
      if (heap.spec.memory !== 'lent') {
        const refused = heap.admit();
        if (refused === 0) heap.addUser();
        return refused;
      }
      yield* heap.poolLock.lock();
      const error = heap.admit();
      if (error === 0) {
        if (!heap.hasUsers) {
          yield* d.machine.step('lend the region to the trusted firmware');
          heap.lend();
          memory.heapRegionChanged();
        }
        heap.addUser();
      }
      heap.poolLock.unlock();
      return error;
    },

  heapPoolPut: (d) =>
    function* () {
      const { heap, memory } = d.hw;
      if (heap.spec.memory !== 'lent') {
        heap.dropUser();
        return;
      }
      yield* heap.poolLock.lock();
      heap.dropUser();
      if (!heap.hasUsers) {
        yield* d.machine.step('take the region back from the trusted firmware');
        heap.reclaim();
        memory.heapRegionChanged();
      }
      heap.poolLock.unlock();
    },

  dmaHeapBufferAlloc: (d) =>
    function* (buffer, pages, owner, account) {
      const { heap, memory } = d.hw;
      const refused = yield* d.fn.heapPoolGet();
      if (refused !== 0) return refused;
      yield* d.machine.step(`allocate ${buffer}`);
      if (memory.alloc(buffer, { heap: 'protected', owner, pages }) !== 0) {
        heap.noteExhausted();
        yield* d.fn.heapPoolPut();
        return 'ENOMEM';
      }
      heap.charge(account, pages);
      return 0;
    },

  dmaHeapBufferPut: (d) =>
    function* (pages, account) {
      d.hw.heap.uncharge(account, pages);
      yield* d.fn.heapPoolPut();
    },
};
