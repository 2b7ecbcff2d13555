import { atEvents } from '../rule.ts';
import { aboutProtectedBuffer, refused } from './protected-buffers.ts';

/** A protected suspend buffer has no CPU mapping, neither a process's nor the kernel's. */
export const noCpuMap = atEvents({
  id: 'NO-CPU-MAP',
  cite: ['A.2.1-4', 'G.1'],
  on: ['memory'],
  given: (e) => ['alloc', 'map', 'attempt'].includes(aboutProtectedBuffer(e)?.op ?? ''),
  then: (e) => {
    const m = aboutProtectedBuffer(e);
    if (m === null) return true;
    if (m.op === 'map' && !/^AS\d+$/.test(m.who)) return `mapped for the CPU by ${m.who}`;
    return refused(m, 'mmap');
  },
  instance: (e) => aboutProtectedBuffer(e)?.buffer ?? '',
});
