import type { Act } from '../../runtime/activity.ts';
import type { Driver } from '../driver.ts';
import { groupIsIdle } from '../group.ts';
import { listAddTail, listDel } from '../lists.ts';
import type { Fix } from './fix.ts';

/** Groups with work are taken from the idle lists to the runnable ones. Returns whether there was one. */
function* sortIdle(d: Driver): Act<boolean> {
  const { schedLock, idle, runnable, waiting } = d.state;
  let found = false;
  yield* schedLock.lock();
  for (const list of idle) {
    for (const group of list.get().map((id) => d.group(id))) {
      if (groupIsIdle(group)) continue;
      listDel(list, group);
      listAddTail(runnable[group.priority] ?? waiting, group);
      found = true;
    }
  }
  schedLock.unlock();
  return found;
}

/**
 * Groups with work stand among the runnable ones again after a device suspend, which leaves all in the idle lists, and
 * after a reset, at the end of which a job may come when its group is listed and in_progress still keeps it there. In the
 * idle lists they would wait for as long as anybody else is busy, a request for protected mode included, and no tick would
 * know that they come first.
 */
export const busyAfterSuspend: Fix = {
  changes: 'a resume and the end of a reset list groups that have work as runnable',
  forcedBy: ['TOP-ONLY'],
  unit: {
    name: 'busy-after-suspend',
    on: 'P8',
    merges: ['panthorSchedResume'],
    title: 'drm/panthor: sort groups by what they have to do at a resume and after a reset',
    cite: ['A.3', 'D.6'],
    functions: {
      panthorSchedResume: (d, below) =>
        function* () {
          yield* sortIdle(d);
          yield* below();
        },

      panthorSchedPostReset: (d, below) =>
        function* (resetFailed) {
          yield* below(resetFailed);
          if (!resetFailed && (yield* sortIdle(d))) yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
        },
    },
  },
};
