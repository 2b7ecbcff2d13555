import type { GroupId } from '../../impl/ids.ts';
import { Deadlines, ms, watching } from '../rule.ts';
import { TICK_PERIOD_US } from './bounds.ts';
import { placed } from './placed.ts';
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
  const idleFrom = new Map<GroupId, IdleFrom>();
  return {
    observe(e, v) {
      if (e.kind === 'group' && (e.op === 'create' || e.op === 'idle'))
        idleFrom.set(e.group, { seq: e.seq, tUs: e.tUs, wasCreated: e.op === 'create' });
      if (e.kind === 'tick' && e.op === 'ranked') {
        const top = readyTop(v);
        seen = top === null ? null : { group: top.facts.id, activity: e.activity };
        if (seen !== null) verdicts.given++;
      } else if (e.kind === 'session' && e.op === 'enterSent') {
        seen = null;
      } else if (e.kind === 'tick' && e.op === 'end') {
        const top = seen === null || v.resetInFlight ? null : readyTop(v);
        if (top !== null && top.facts.id === seen?.group) {
          const others = besides(top, v, idleFrom);
          const first = [`pending since ${ms(pendingSinceUs(top))} ms`, ...others.map(({ told }) => told)];
          verdicts.violated(
            e,
            seen.group,
            `the tick saw it top, ${first.join(', ')}, no owner, no reset, and ends without ENTER`,
            others.flatMap(({ restsOn }) => restsOn),
          );
        }
        seen = null;
      }
      deadlines.expire(e);
      const waiting = v.tickSinceSeq === null && !v.schedLocked ? readyTop(v) : null;
      if (waiting === null) deadlines.settleAll(v.nowUs);
      else if (!deadlines.has(waiting.facts.id)) {
        const limitUs = TICK_PERIOD_US + v.hostDelayUs;
        const what = `top and pending since ${ms(pendingSinceUs(waiting))} ms, lock free: no tick begins`;
        deadlines.owe(waiting.facts.id, v.nowUs, limitUs, what);
      }
    },
    finish(end, v) {
      deadlines.finish(end, v.now);
    },
  };
});

/** The event from which on a group is idle. */
interface IdleFrom {
  readonly seq: number;
  readonly tUs: number;
  /** It is that of its making: nobody ever submitted to it, so far as the driver knows. */
  readonly wasCreated: boolean;
}

/** Who could be before the top group and is not: idle ones, since when, and real-time ones that ask for nothing. */
function besides(
  top: GroupView,
  v: Vocabulary,
  idleFrom: ReadonlyMap<GroupId, IdleFrom>,
): readonly { readonly told: string; readonly restsOn: readonly number[] }[] {
  return [...v.groups.values()].flatMap((g) => {
    const { id, priority } = g.facts;
    if (g === top || priority < top.facts.priority || !v.canRun(g)) return [];
    if (!g.idle)
      return [{ told: `${placed(g)} behind it since it does not ask (C.6-4)`, restsOn: seqsOf(g.slotSeq) }];
    const from = idleFrom.get(id);
    if (from === undefined) return [];
    const since = from.wasCreated ? `since it was created at ${ms(from.tUs)} ms` : `since ${ms(from.tUs)} ms`;
    return [{ told: `${id} idle ${since}`, restsOn: [from.seq] }];
  });
}

/** Since when the first of a group's CSs waits to be let in, microseconds. */
function pendingSinceUs(g: GroupView): number {
  return Math.min(...g.queues.flatMap((q) => q.waitingSinceUs ?? (q.noted ? q.raisedUs : [])));
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
