import { groupIsIdle } from '../group.ts';
import { listAddTail, listDel } from '../lists.ts';
import type { Fix } from './fix.ts';

/**
 * Groups with work stand among the runnable ones again after a device suspend, which leaves all in the idle lists. There
 * they would wait for as long as anybody else is busy, a request for protected mode included, and no tick would know
 * that they come first.
 */
export const busyAfterSuspend: Fix = {
  changes: 'a resume lists groups that have work as runnable',
  forcedBy: ['TOP-ONLY'],
  unit: {
    name: 'busy-after-suspend',
    on: 'P8',
    merges: ['panthorSchedResume'],
    title: 'drm/panthor: sort groups by what they have to do at a resume',
    cite: ['A.3', 'D.6'],
    functions: {
      panthorSchedResume: (d, below) =>
        function* () {
          const { schedLock, idle, runnable, waiting } = d.state;
          yield* schedLock.lock();
          for (const list of idle) {
            for (const group of list.get().map((id) => d.group(id))) {
              if (groupIsIdle(group)) continue;
              listDel(list, group);
              listAddTail(runnable[group.priority] ?? waiting, group);
            }
          }
          schedLock.unlock();
          yield* below();
        },
    },
  },
};
