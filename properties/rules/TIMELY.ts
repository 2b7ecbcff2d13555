import type { GroupId } from '../../impl/ids.ts';
import { Deadlines, watching } from '../rule.ts';
import { HOST_DELAY_US, TICK_PERIOD_US } from './bounds.ts';
import { seqsOf } from './rests-on.ts';
import type { GroupView } from './views.ts';
import { REALTIME, type Vocabulary } from './vocabulary.ts';

/**
 * No tick that sees the top group pending, no owner and no reset ends without ENTER; such a tick starts
 * within one period of the scheduler lock being free.
 *
 * Only groups count that are active on a slot, one that is bound in the tick asks again from there, and that
 * declared protected use.
 */
export const timely = watching({ id: 'TIMELY', cite: ['A.2.3-7', 'C.4-4', 'D.4'], on: 'all' }, (verdicts) => {
  const deadlines = new Deadlines(verdicts);
  let seen: { group: GroupId; activity: string } | null = null;
  return {
    observe(e, v) {
      if (e.kind === 'tick' && e.op === 'ranked') {
        const top = readyTop(v);
        seen = top === null ? null : { group: top.facts.id, activity: e.activity };
        if (seen !== null) verdicts.given++;
      } else if (e.kind === 'session' && e.op === 'enterSent') {
        seen = null;
      } else if (e.kind === 'tick' && e.op === 'end') {
        if (seen !== null && !v.resetInFlight && readyTop(v)?.facts.id === seen.group) {
          verdicts.violated(
            e,
            seen.group,
            'the tick saw it top and pending, no owner, no reset, and ends without ENTER',
            idleBeside(seen.group, v),
          );
        }
        seen = null;
      }
      deadlines.expire(e);
      const waiting = v.tickSinceSeq === null && !v.schedLocked ? readyTop(v) : null;
      if (waiting === null) deadlines.settleAll(v.nowUs);
      else {
        const limitUs = TICK_PERIOD_US + HOST_DELAY_US;
        deadlines.owe(waiting.facts.id, v.nowUs, limitUs, 'top and pending, lock free: no tick begins');
      }
    },
    finish(end, v) {
      deadlines.finish(end, v.now);
    },
  };
});

/** What made the groups idle that could otherwise be before this one. */
function idleBeside(top: GroupId, v: Vocabulary): readonly number[] {
  const { priority } = v.group(top).facts;
  return [...v.groups.values()]
    .filter((g) => g.facts.id !== top && g.facts.priority >= priority && g.idle && v.canRun(g))
    .flatMap((g) => seqsOf(g.idleSeq));
}

/** The one group that is top and pending with the host's knowledge while nothing is in flight. */
function readyTop(v: Vocabulary): GroupView | null {
  if (v.session !== null || v.exitInFlight || v.resetInFlight || v.power !== 'on') return null;
  for (const g of v.groups.values()) {
    if (!g.facts.declaredProtected || !g.active || g.idle) continue;
    if (!g.queues.some((q) => (q.noted && v.pending(q)) || v.waitsWithBit29(q))) continue;
    if (v.aloneOnTop(g) || firstInRealTime(g, v)) return g;
  }
  return null;
}

/**
 * A real-time group that asks goes before those of its priority that do not. Judged while nobody can be owed a turn
 * that a session took: before the first one, and with every job written to its ring.
 */
function firstInRealTime(g: GroupView, v: Vocabulary): boolean {
  if (g.facts.priority !== REALTIME || v.lastSession !== null) return false;
  return [...v.groups.values()].every(
    (other) =>
      other === g ||
      !v.canRun(other) ||
      other.facts.priority < REALTIME ||
      (!v.groupPending(other) &&
        other.queues.every((q) => q.accepted === q.written && q.waitingSinceUs === null)),
  );
}
