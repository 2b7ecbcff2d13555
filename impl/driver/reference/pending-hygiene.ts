import { CS } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Driver } from '../driver.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Fix } from './fix.ts';

/**
 * What a group asked for in a slot ends with its stay there: the record is cleared, and the event is answered
 * so that it is not taken for the next group's (F09a). Firmware raises it again or shows it in the status. So is a
 * TILER_OOM that no growth answered, for which the next group would be killed: it has no such heap.
 */
export const pendingHygiene: Fix = {
  changes: 'unbinding a group forgets its requests and answers what it left in the slot',
  forcedBy: ['NO-STALE-PENDING', 'ACK-COPY', 'ENTER-GATE'],
  unit: {
    name: 'pending-hygiene',
    on: 'P8',
    merges: ['groupUnbindLocked'],
    title: 'drm/panthor: drop protected mode requests at unbind',
    cite: ['A.1.3', 'A.2.3-10', 'F08a', 'F09a'],
    functions: {
      groupUnbindLocked: (d, below) =>
        function* (group) {
          const csgId = group.csgId.get();
          for (const queue of group.queues) {
            if (!(yield* answer(d, csgId, queue.index))) continue;
            d.emit({ kind: 'request', op: 'drop', group: group.id, queue: queue.index });
          }
          protm.of(d).pendingQueues(group).set(0);
          yield* below(group);
        },
    },
  },
};

/** Answers what a CS asked for and was not given; whether it was protected mode. */
function* answer(d: Driver, csgId: number, csId: number): Act<boolean> {
  const cs = d.cs(csgId, csId);
  const req = yield* cs.req.read();
  const ack = yield* cs.ack.read();
  const unanswered = (req ^ ack) & (CS.PROTM_PENDING | CS.TILER_OOM);
  if (unanswered === 0) return false;
  yield* d.fn.panthorFwUpdateReqs(cs, ack, unanswered);
  return (unanswered & CS.PROTM_PENDING) !== 0;
}
