import { atEvents } from '../rule.ts';
import { aboutProtectedBuffer } from './protected-buffers.ts';

/** The kernel allocates the protected suspend buffer (policy of the 2026 uAPI). */
export const kernelOwned = atEvents({
  id: 'KERNEL-OWNED',
  cite: ['A.2.2-1', 'B.4'],
  on: ['memory'],
  given: (e) => aboutProtectedBuffer(e)?.op === 'alloc',
  then: (e) => {
    const who = aboutProtectedBuffer(e)?.who ?? '';
    return who === 'kernel' || `allocated by ${who}`;
  },
  instance: (e) => aboutProtectedBuffer(e)?.buffer ?? '',
});
