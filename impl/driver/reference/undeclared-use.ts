import { CS } from '../../interface/bits.ts';
import type { Fix } from './fix.ts';

/** A group that asks for protected mode and has no protected suspend buffer is killed at once. */
export const undeclaredUse: Fix = {
  changes: 'a request of a group without a protected suspend buffer kills it',
  forcedBy: ['CREATE-TIME', 'SERVED'],
  unit: {
    name: 'undeclared-use',
    on: 'P8',
    title: 'drm/panthor: refuse undeclared use of protected mode',
    cite: ['A.2.3-3', 'F14'],
    functions: {
      csSlotProcessProtmPendingEventLocked: (d, below) =>
        function* (csgId, csId, events) {
          const group = d.groupInSlot(csgId);
          if (group === null || group.protmSuspendBuf.get() !== 0) {
            yield* below(csgId, csId, events);
            return;
          }
          const bit = 1 << csId;
          if ((events & CS.PROTM_PENDING) === 0 || (group.fatalQueues.get() & bit) !== 0) return;
          group.fatalQueues.set(group.fatalQueues.get() | bit);
          d.fn.noteKill(group, 'undeclaredUse');
          yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
        },
    },
  },
};
