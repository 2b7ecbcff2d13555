import type { GroupId } from '../../impl/ids.ts';
import { atEvents } from '../rule.ts';
import { aboutProtectedBuffer } from './protected-buffers.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Whenever a region can be suspended, its buffer is present, mapped and large enough, and the CSG has its address. */
export const saveBuf = atEvents({
  id: 'SAVE-BUF',
  cite: ['A.1.2', 'B.4', 'F14'],
  on: ['command', 'memory'],
  given: (e) =>
    e.kind === 'memory'
      ? aboutProtectedBuffer(e) !== null && (e.op === 'fault' || e.note === 'protected write')
      : e.kind === 'command' && e.region && e.gpuProtected && e.op !== 'complete',
  then: (e, v) => {
    if (e.kind === 'memory')
      return e.note !== 'write past its end' || 'the protected suspend buffer is smaller than what is saved';
    if (e.kind !== 'command') return true;
    const state = v.protectedBuffer(e.group);
    if (state !== 'mapped') return `a region runs and the protected suspend buffer is ${state}`;
    return addressed(e.group, v) || 'a region runs and CSG_PROTM_SUSPEND_BUF is 0';
  },
  instance: (e) => (e.kind === 'command' ? e.group : e.kind === 'memory' ? e.buffer : ''),
});

function addressed(group: GroupId, v: Vocabulary): boolean {
  const { slot } = v.group(group);
  return slot === null || v.slots[slot]?.protmSuspendBuf !== 0;
}
