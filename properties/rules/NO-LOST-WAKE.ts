import type { SimEvent } from '../../impl/events.ts';
import { meets } from '../../impl/userspace/stream.ts';
import { ms, watching } from '../rule.ts';
import { TICK_PERIOD_US } from './bounds.ts';
import type { GroupView, QueueView } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A wake-up that came in a session: how long it could have been acted on since. */
interface Wake {
  readonly what: string;
  owedUs: number;
  lastUs: number;
  owed: boolean;
}

/**
 * A doorbell or sync signal for a group in normal mode during a session is acted on after it. Bounded: no longer than
 * the host's answer and a tick, counted while the group is on its slot, in normal mode, and nothing is in flight.
 */
export const noLostWake = watching(
  { id: 'NO-LOST-WAKE', cite: ['A.2.4', 'B.3', 'F15', 'F22'], on: 'all' },
  (verdicts) => {
    const wakes = new Map<QueueView, Wake>();
    const pass = (
      at: { seq: number; step: number; tUs: number },
      q: QueueView,
      wake: Wake,
      v: Vocabulary,
    ): void => {
      if (wake.owed) wake.owedUs += at.tUs - wake.lastUs;
      wake.lastUs = at.tUs;
      if (wake.owedUs <= v.hostDelayUs + TICK_PERIOD_US) return;
      verdicts.violated(
        at,
        `${q.group}:${q.index}`,
        `${wake.what} in a session is not acted on for ${ms(wake.owedUs)} ms after it`,
      );
    };
    return {
      observe(e, v) {
        for (const [q, wake] of wakes) {
          pass(e, q, wake, v);
          const g = v.group(q.group);
          if (!moves(e, q) && v.canRun(g) && q.head === 'normal' && v.reset === 'none') {
            wake.owed = mayRun(g, v);
            continue;
          }
          verdicts.measured(wake.owedUs);
          wakes.delete(q);
        }
        const what =
          e.kind === 'job' && e.op === 'run' ? 'a doorbell' : e.kind === 'word' ? 'a sync signal' : null;
        if (what === null || v.session === null || v.session.group === null) return;
        for (const g of v.groups.values()) {
          if (!g.active || v.session.group === g.facts.id) continue;
          for (const q of g.queues) {
            if (wakes.has(q) || q.head !== 'normal') continue;
            const woken = e.kind === 'job' ? q.kickedSeq === e.seq : wokenBy(e, q);
            if (!woken) continue;
            verdicts.given++;
            wakes.set(q, { what, owedUs: 0, lastUs: e.tUs, owed: false });
          }
        }
      },
      finish(end, v) {
        for (const [q, wake] of wakes) pass({ ...v.now, tUs: end.observedUntilUs }, q, wake, v);
      },
    };
  },
);

/** Something happened to a command of the queue, or a job of it is done. */
const moves = (e: SimEvent, q: QueueView): boolean =>
  e.kind === 'command'
    ? e.group === q.group && e.queue === q.index
    : e.kind === 'word' && e.word === `${q.group}:${q.index}/EXTRACT`;

/** The group is on its slot in normal mode, and neither firmware nor driver is about to change that. */
function mayRun(g: GroupView, v: Vocabulary): boolean {
  const inFlight = v.gpuProtected || v.session !== null || v.exitInFlight || v.resetInFlight;
  return !inFlight && g.active && g.slot !== null && v.power === 'on';
}

function wokenBy(e: SimEvent, q: QueueView): boolean {
  if (e.kind !== 'word' || e.word !== `sync/${q.waitsFor?.object ?? ''}`) return false;
  return q.waitsFor === null || meets(e.after, q.waitsFor);
}
