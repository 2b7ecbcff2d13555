import { CS } from '../../interface/bits.ts';
import { PROTECTED_SECTION, protmHeap } from '../series-2026/heap.ts';
import type { Fix } from './fix.ts';

/**
 * Protected mode is offered only where firmware can enter it, and a group that asks for it and has no
 * protected suspend buffer is killed at once.
 */
export const undeclaredUse: Fix = {
  changes:
    'protected groups need a protected firmware section that works, and a request of any other group kills it',
  forcedBy: ['CREATE-TIME', 'SERVED', 'BOOT-GEN', 'NO-CPU-MAP'],
  unit: {
    name: 'undeclared-use',
    on: 'P8',
    title: 'drm/panthor: refuse undeclared use of protected mode',
    cite: ['A.2.3-3', 'A.1.6', 'A.2.1-4', 'F14', 'F27'],
    functions: {
      // Its memory is protected from its allocation on: nobody can write the data, so firmware could not use it.
      panthorFwInitSectionMem: (d) =>
        function* () {
          const { memory, protectedSectionHasData } = d.hw;
          if (memory.firmwareAddress(PROTECTED_SECTION) === 0 || !protectedSectionHasData()) return;
          yield* d.machine.step('look at the flags of the protected firmware section');
          d.log('the protected firmware section needs initial data: no protected mode');
          protmHeap.of(d).section.set(false);
        },

      groupAllocBuffers: (d, below) =>
        function* (group) {
          if (group.protectedFlag && !protmHeap.of(d).section.get()) return 'EINVAL';
          return yield* below(group);
        },

      queryProtectedInfo: (d, below) =>
        function* (process) {
          const { error, features } = yield* below(process);
          return { error, features: protmHeap.of(d).section.get() ? features : 0 };
        },

      csSlotProcessProtmPendingLocked: (d, below) =>
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
