import type { SimEvent } from '../../impl/events.ts';
import type { RuleId } from '../catalogue.ts';
import type { MappingView } from '../peek.ts';
import { type Rule, watching } from '../rule.ts';
import { PROTM_SUSPEND_BUF } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/** An event about a group's protected suspend buffer. */
export type BufferEvent = Extract<SimEvent, { kind: 'memory' }>;

/** The event if it is about a protected suspend buffer, else null. */
export function aboutProtectedBuffer(event: SimEvent): BufferEvent | null {
  return event.kind === 'memory' && event.buffer.endsWith(PROTM_SUSPEND_BUF) ? event : null;
}

/** The address space of the firmware, A.1.1. */
export const FIRMWARE_AS = 'AS0';

/** How a process tried to reach a buffer and what it was told, from a note such as `mmap: EACCES`. */
function attemptOf(event: BufferEvent): { how: string; result: string } | null {
  if (event.op !== 'attempt') return null;
  const [how = '', result = ''] = event.note.split(': ');
  return { how, result };
}

/** What a process was told when it got what it wanted. */
const GRANTED = '0';

/** A rule's answer to one way of reaching a buffer: granted is broken. */
export function refused(event: BufferEvent, how: string): true | string {
  const attempt = attemptOf(event);
  if (attempt === null || attempt.how !== how || attempt.result !== GRANTED) return true;
  return `${event.who} reached it by ${how}`;
}

/** A rule over who can reach protected suspend buffers: looked at when something happens to memory, and at the end. */
export function noMapping(
  head: { id: RuleId; cite: readonly string[] },
  attemptedBy: string,
  forbids: (mapping: MappingView) => boolean,
): Rule {
  return watching({ ...head, on: ['memory'] }, (verdicts) => {
    const look = (v: Vocabulary): void => {
      for (const m of v.peek?.mappings() ?? []) {
        if (!m.buffer.endsWith(PROTM_SUSPEND_BUF) || !forbids(m)) continue;
        verdicts.violated(v.now, m.buffer, `${m.who} can reach it: ${m.kind}`);
      }
    };
    return {
      observe(e, v) {
        const m = aboutProtectedBuffer(e);
        if (m === null) return;
        if (m.op === 'alloc' || attemptOf(m)?.how === attemptedBy) verdicts.given++;
        const answer = refused(m, attemptedBy);
        if (answer !== true) verdicts.violated(m, m.buffer, answer);
        look(v);
      },
      finish: (_, v) => look(v),
    };
  });
}
