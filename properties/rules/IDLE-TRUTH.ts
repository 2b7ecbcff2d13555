import { atEvents } from '../rule.ts';
import type { GroupView } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A group with a pending request, or kicked during a session, is not classed idle. Judged by what had
 * happened before firmware published the words that the driver classifies.
 */
export const idleTruth = atEvents({
  id: 'IDLE-TRUTH',
  cite: ['A.3', 'D.3', 'C.3-4', 'F33'],
  on: ['group'],
  given: (e, v) => e.kind === 'group' && e.op === 'idle' && v.canRun(v.group(e.group)),
  then: (e, v) => {
    if (e.kind !== 'group') return true;
    const g = v.group(e.group);
    return reasonBusy(g, v) ?? true;
  },
  instance: (e) => (e.kind === 'group' ? e.group : ''),
});

/** Why the group is not idle, and the event that made it so. */
function reasonBusy(g: GroupView, v: Vocabulary): { what: string; restsOn: readonly number[] } | null {
  for (const q of g.queues) {
    if (v.pending(q) && q.raisedSeq !== null && q.raisedSeq < g.reportSeq) {
      const since = `${q.raisedUs / 1000} ms`;
      return {
        what: `classed idle with the request of queue ${q.index} pending since ${since}`,
        restsOn: [q.raisedSeq],
      };
    }
    if (q.kickedSeq !== null && q.kickedSeq < g.reportSeq && q.head === 'normal') {
      const what = `classed idle though queue ${q.index} was kicked during a session`;
      return { what, restsOn: [q.kickedSeq] };
    }
  }
  return null;
}
