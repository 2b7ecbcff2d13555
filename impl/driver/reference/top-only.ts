import { PRIORITY } from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { Group } from '../group.ts';
import type { Fix } from './fix.ts';

/**
 * The candidate is first among all groups that want to run, on slot or off: a partial tick does not let one
 * in while a higher priority waits for a slot. A real-time group that asks goes first among its like. A tick
 * asked for while a tick runs is not put off by that tick's own re-arming.
 */
export const topOnly: Fix = {
  changes: 'the candidate for protected mode is first among all groups, also those off slot',
  forcedBy: ['TOP-ONLY', 'TIMELY'],
  unit: {
    name: 'top-only',
    on: 'P8',
    merges: ['selectProtmGroup'],
    title: 'drm/panthor: only the top group enters protected mode',
    cite: ['A.2.3-7', 'A.3', 'D.4-3'],
    functions: {
      selectProtmGroup: (d, below) =>
        function* (ctx) {
          const realtime = ctx.groupsOf(PRIORITY.RT);
          const first = realtime.all().find(d.fn.groupAsks);
          if (first !== undefined) realtime.set([first, ...realtime.all().filter((g) => g !== first)]);
          yield* below(ctx);
          const candidate = ctx.protmGroup;
          if (candidate === null || !higherOffSlot(d, candidate)) return;
          ctx.protmGroup = null;
          ctx.stopTick = false;
        },

      tickRearm: (d, below) =>
        function* (delayUs) {
          if (!d.state.tickWork.isPending()) yield* below(delayUs);
        },
    },
  },
};

function higherOffSlot(d: Driver, candidate: Group): boolean {
  return d.state.runnable.slice(candidate.priority + 1).some((list) => list.get().length > 0);
}
