import type { GroupId } from '../../impl/ids.ts';
import { watching } from '../rule.ts';
import { RESIDENCE_LIMIT_US, TICK_PERIOD_US } from './bounds.ts';
import type { GroupView, QueueView, Session } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * After an exit that was forced for a waiting group, that group makes progress or stops waiting before any
 * entry by a group of the same or lower rank.
 */
export const feD = watching(
  { id: 'FE-d', cite: ['A.2.5', 'C.6'], on: ['session', 'command', 'reset', 'power', 'word', 'memory'] },
  (verdicts) => {
    const owed = new Set<GroupId>();
    return {
      observe(e, v) {
        // Whoever is halted on its slot, be it for a moment, had its turn.
        for (const id of owed) if (v.waitsSinceUs(v.group(id)) === null) owed.delete(id);
        if (e.kind === 'command') {
          owed.delete(e.group);
        } else if (e.kind === 'reset' || e.kind === 'power') {
          owed.clear();
        } else if (e.kind === 'session' && e.op === 'left') {
          const s = v.session;
          if (s === null || v.power !== 'on' || s.exitCause === 'regionEnd' || s.exitCause === 'empty')
            return;
          for (const g of v.groups.values()) {
            if (!exitWasDueTo(g, s, v)) continue;
            verdicts.given++;
            owed.add(g.facts.id);
          }
        } else if (e.kind === 'session' && e.op === 'enterSent' && e.group !== null) {
          const entering = v.group(e.group);
          for (const id of owed) {
            const g = v.group(id);
            if (g === entering || !g.queues.some((q) => hostCouldKnow(q, g, v))) owed.delete(id);
            else if (entering.facts.priority <= g.facts.priority) {
              verdicts.violated(
                e,
                id,
                `${e.group} enters again before ${id}, for which it had to leave, ran`,
              );
              owed.delete(id);
            }
          }
        }
      },
    };
  },
);

/** Whether FE-a, FE-b or FE-c promised the group this exit. */
function exitWasDueTo(g: GroupView, s: Session, v: Vocabulary): boolean {
  if (s.group === null || s.group === g.facts.id || s.enteredUs === null) return false;
  if (!g.queues.some((q) => hostCouldKnow(q, g, v))) return false;
  const sinceUs = v.waitsSinceUs(g);
  if (sinceUs === null) return false;
  const waitedUs = v.nowUs - Math.max(sinceUs, s.sentUs);
  const { priority } = v.group(s.group).facts;
  if (g.facts.priority > priority) return true;
  if (g.facts.priority === priority) return waitedUs >= TICK_PERIOD_US;
  return v.nowUs - s.enteredUs >= RESIDENCE_LIMIT_US;
}

/**
 * Whether the host can have known that the queue waits. It does not while a worker has yet to write the job to the ring,
 * and of a sync object that a CS off slot waits for it learns as late as its answers may come, if it has not yet.
 */
function hostCouldKnow(q: QueueView, g: GroupView, v: Vocabulary): boolean {
  if (q.head !== 'normal' || q.halted || q.written <= q.finished) return false;
  return q.waitsFor === null || countsAsBusyFor(q, g) || v.nowUs >= q.normalSinceUs + v.hostDelayUs;
}

/** The driver counts the group as busy, and no other queue of it is a reason to. */
function countsAsBusyFor(q: QueueView, g: GroupView): boolean {
  return !g.idle && g.queues.every((other) => other === q || ['empty', 'blocked'].includes(other.head));
}
