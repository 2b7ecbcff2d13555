import { atEvents } from '../rule.ts';
import { aboutProtectedBuffer, FIRMWARE_AS, refused } from './protected-buffers.ts';

/** A protected suspend buffer is mapped in no address space but the firmware's. */
export const noGpuMap = atEvents({
  id: 'NO-GPU-MAP',
  cite: ['A.2.2-1', 'B.4'],
  on: ['memory'],
  given: (e) => ['alloc', 'map', 'attempt'].includes(aboutProtectedBuffer(e)?.op ?? ''),
  then: (e) => {
    const m = aboutProtectedBuffer(e);
    if (m === null) return true;
    if (m.op === 'map' && /^AS\d+$/.test(m.who) && m.who !== FIRMWARE_AS) return `mapped in ${m.who}`;
    return refused(m, 'vm-bind');
  },
  instance: (e) => aboutProtectedBuffer(e)?.buffer ?? '',
});
