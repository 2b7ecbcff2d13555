import { atEvents } from '../rule.ts';

/** Only the owner's acknowledged CSs run while GPU protected. */
export const oneGroup = atEvents({
  id: 'ONE-GROUP',
  cite: ['B.2-10', 'B.3', 'F11', 'F12'],
  on: ['command'],
  given: (e) => e.kind === 'command' && e.gpuProtected && (e.op === 'issue' || e.op === 'resume'),
  then: (e, v) => {
    if (e.kind !== 'command') return true;
    // A reset takes over the session; the GPU may go on with it until the reset comes to the GPU.
    const session = v.session ?? (v.reset === 'running' ? v.lastSession : null);
    const owner = session?.group ?? null;
    if (owner !== e.group) return `runs "${e.text}" while the owner is ${owner ?? 'nobody'}`;
    const q = v.group(e.group).queues[e.queue];
    return q?.letIn || `runs "${e.text}" without being acknowledged before ENTER`;
  },
  instance: (e) => (e.kind === 'command' ? `${e.group}:${e.queue}` : ''),
});
