import { atEvents } from '../rule.ts';
import { aboutProtectedBuffer } from './protected-buffers.ts';

/** Protected suspend buffers lie in protected memory, and firmware's protected writes go nowhere else. */
export const protMemOnly = atEvents({
  id: 'PROT-MEM-ONLY',
  cite: ['A.2.2-1', 'B.4', 'B.8', 'F28'],
  on: ['memory'],
  given: (e) => {
    if (e.kind !== 'memory') return false;
    return e.op === 'alloc' ? aboutProtectedBuffer(e) !== null : e.op === 'fault' || e.op === 'access';
  },
  then: (e) => {
    if (e.kind !== 'memory') return true;
    if (e.op === 'alloc') return /^protected/.test(e.note) || `allocated from the ${e.note}`;
    return !/tagged write to ordinary/.test(e.note) || `${e.note} by firmware`;
  },
  instance: (e) => (e.kind === 'memory' ? e.buffer : ''),
});
