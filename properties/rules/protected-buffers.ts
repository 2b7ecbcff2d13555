import type { SimEvent } from '../../impl/events.ts';

/** An event about a group's protected suspend buffer. */
export type BufferEvent = Extract<SimEvent, { kind: 'memory' }>;

/** The event if it is about a protected suspend buffer, else null. */
export function aboutProtectedBuffer(event: SimEvent): BufferEvent | null {
  return event.kind === 'memory' && event.buffer.endsWith('/protm_suspend_buf') ? event : null;
}

/** The address space of the firmware, A.1.1. */
export const FIRMWARE_AS = 'AS0';

/** How a process tried to reach a buffer and what it was told, from a note such as `mmap: EACCES`. */
export function attemptOf(event: BufferEvent): { how: string; result: string } | null {
  if (event.op !== 'attempt') return null;
  const [how = '', result = ''] = event.note.split(': ');
  return { how, result };
}

/** What a process was told when it got what it wanted. */
export const GRANTED = '0';

/** A rule's answer to one way of reaching a buffer: granted is broken. */
export function refused(event: BufferEvent, how: string): true | string {
  const attempt = attemptOf(event);
  if (attempt === null || attempt.how !== how || attempt.result !== GRANTED) return true;
  return `${event.who} reached it by ${how}`;
}
