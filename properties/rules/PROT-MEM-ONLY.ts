import { atEvents } from '../rule.ts';
import { aboutProtectedBuffer } from './protected-buffers.ts';

/** Protected suspend buffers lie in protected memory. */
export const protMemOnly = atEvents({
  id: 'PROT-MEM-ONLY',
  cite: ['A.2.2-1', 'B.4', 'B.8', 'F28'],
  on: ['memory'],
  given: (e) => aboutProtectedBuffer(e)?.op === 'alloc',
  then: (e) => {
    const heap = aboutProtectedBuffer(e)?.note ?? '';
    return /protected/.test(heap) || `allocated from the ${heap || 'unnamed'} heap`;
  },
  instance: (e) => aboutProtectedBuffer(e)?.buffer ?? '',
});
