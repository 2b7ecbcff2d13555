/** 8/8: the flag of GROUP_CREATE and the query, A.1.6. */

import { GROUP_CREATE_PROTECTED } from '../../userspace/ioctl.ts';
import type { Unit } from '../unit.ts';
import { protmHeap } from './heap.ts';

export const p8: Unit = {
  name: 'P8',
  on: 'P7',
  title: 'drm/panthor: expose protected mode to user space',
  cite: ['A.1.6', 'A.2.2-1'],
  functions: {
    queryTypes: (_d, below) => () => [...below(), 'PROTECTED_INFO'],

    groupCreateFlags: (_d, below) => () => below() | GROUP_CREATE_PROTECTED,

    groupWantsProtmSuspendBuf: () => (group) => group.protectedFlag,

    queryProtectedInfo: (d) =>
      function* () {
        yield* d.machine.step('look at protm.heap');
        return { error: 0, features: protmHeap.of(d).heap.get() ? 1 : 0 };
      },
  },
};
