import type { GroupId } from '../../ids.ts';
import type { Driver } from '../driver.ts';
import type { Queue } from '../group.ts';
import type { Fix } from './fix.ts';

/** Blocked queues whose sync object is not mapped for the CPU; the scheduler's lock is held. */
function unmapped(
  d: Driver,
): readonly { readonly group: GroupId; readonly queue: Queue; readonly object: string }[] {
  return d.state.waiting.get().flatMap((group) => {
    const blocked = d.group(group).blockedQueues.get();
    return d.group(group).queues.flatMap((queue) => {
      const object = (blocked & (1 << queue.index)) === 0 ? null : (queue.syncWait.get()?.object ?? null);
      return object === null || object === queue.syncMapped.get() ? [] : [{ group, queue, object }];
    });
  });
}

/**
 * Sync objects are mapped for the CPU before the scheduler's lock is taken: mapping allocates, the allocation may
 * reclaim, and reclaim may wait for the fence of a job that run_job, which takes the lock, has yet to start.
 */
export const mapBeforeLock: Fix = {
  changes: 'sync objects are mapped for the CPU without the scheduler lock',
  forcedBy: ['FENCE-PATH'],
  unit: {
    name: 'map-before-lock',
    on: 'P8',
    merges: ['syncUpdWork'],
    title: 'drm/panthor: map sync objects before taking the scheduler lock',
    cite: ['A.1.4', 'H.4'],
    functions: {
      syncUpdWork: (d, below) =>
        function* () {
          const { schedLock, waiting } = d.state;
          // Without the lock: who begins to wait now is found below.
          if (d.machine.look(() => waiting.get().length === 0)) {
            yield* below();
            return;
          }
          yield* schedLock.lock();
          const missing = unmapped(d);
          schedLock.unlock();
          for (const { group, object } of missing) {
            yield* d.fn.panthorQueueMapSyncwaitObj(d.group(group), object);
          }
          if (missing.length > 0) {
            yield* schedLock.lock();
            for (const { queue, object } of missing) queue.syncMapped.set(object);
            schedLock.unlock();
          }
          yield* below();
        },

      queueSyncWaitMet: (d, below) =>
        function* (group, queue) {
          const wait = queue.syncWait.get();
          if (wait === null || wait.object === queue.syncMapped.get()) return yield* below(group, queue);
          // It began to wait since the objects were mapped.
          yield* d.fn.schedQueueWork(d.state.syncUpdWork);
          return false;
        },
    },
  },
};
