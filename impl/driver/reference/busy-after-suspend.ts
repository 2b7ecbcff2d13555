import type { Driver } from '../driver.ts';
import { groupIsIdle } from '../group.ts';
import { listAddTail, listDel } from '../lists.ts';
import type { Fix } from './fix.ts';

/** Groups with work are taken from the idle lists to the runnable ones. */
function sortIdle(d: Driver): void {
  const { idle, runnable, waiting } = d.state;
  for (const list of idle) {
    for (const group of list.get().map((id) => d.group(id))) {
      if (groupIsIdle(group)) continue;
      listDel(list, group);
      listAddTail(runnable[group.priority] ?? waiting, group);
    }
  }
}

/**
 * Groups with work stand among the runnable ones when a tick chooses. A device suspend leaves all in the idle lists, and so
 * does a reset with one to which a job comes when it is listed and in_progress still keeps it there. In the idle lists they
 * would wait for as long as anybody else is busy, a request for protected mode included, and no tick would know that they
 * come first.
 */
export const busyAfterSuspend: Fix = {
  changes:
    'a tick lists groups that have work as runnable, which a device suspend or a reset may have left among the idle',
  forcedBy: ['TOP-ONLY'],
  unit: {
    name: 'busy-after-suspend',
    on: 'P8',
    merges: ['tickBegin'],
    title: 'drm/panthor: sort groups by what they have to do before a tick chooses',
    cite: ['A.3', 'D.6'],
    functions: {
      tickBegin: (d, below) =>
        function* (ctx) {
          if (!(yield* below(ctx))) return false;
          sortIdle(d);
          return true;
        },
    },
  },
};
