import { ms, watching } from '../rule.ts';
import { CSG_ACK_LIMIT_US, ENTER_LIMIT_US, FORCED_EXIT_LIMIT_US } from './bounds.ts';
import { SCHED_LOCK } from './names.ts';

type RuleEvent = { readonly seq: number; readonly step: number; readonly tUs: number };

/**
 * No deadlock; the scheduler lock is held for a bounded time even with mute firmware. The bound is the sum of
 * the limits that one holder may wait for: three rounds of CSG requests on all slots, an entry, a forced exit
 * of its own and one of the memory operation that it waits for.
 */
export const lockLive = watching(
  { id: 'LOCK-LIVE', cite: ['A.1.5', 'A.2.3', 'C.7', 'H.3'], on: ['lock'] },
  (verdicts) => {
    let takenUs = 0;
    const blocked = new Map<
      string,
      { lock: string; by: string; at: { seq: number; step: number; tUs: number } }
    >();
    const held = (at: RuleEvent, by: string, heldUs: number, slots: number): void => {
      verdicts.measured(heldUs);
      const limitUs = 3 * slots * CSG_ACK_LIMIT_US + ENTER_LIMIT_US + 2 * FORCED_EXIT_LIMIT_US;
      if (heldUs <= limitUs) return;
      const what = `held for ${ms(heldUs)} ms, the limits in it add up to ${ms(limitUs)} ms`;
      verdicts.violated(at, `${SCHED_LOCK} in ${by}`, what);
    };
    return {
      observe(e, v) {
        if (e.kind !== 'lock') return;
        if (e.op === 'blocked') {
          verdicts.given++;
          blocked.set(e.activity, { lock: e.lock, by: e.note, at: e });
        } else if (e.op === 'acquire') {
          blocked.delete(e.activity);
          if (e.lock === SCHED_LOCK) takenUs = e.tUs;
        } else if (e.op === 'release' && e.lock === SCHED_LOCK) {
          verdicts.given++;
          held(e, e.activity, e.tUs - takenUs, v.slots.length);
        }
      },
      finish(end, v) {
        const holder = v.heldBy.get(SCHED_LOCK);
        // Who never gives it back is judged by how long that was seen.
        if (holder !== undefined && !end.quiet)
          held(v.now, holder.activity, end.observedUntilUs - takenUs, v.slots.length);
        if (!end.quiet) return;
        for (const [activity, { lock, by, at }] of blocked) {
          verdicts.violated(at, `${activity} on ${lock}`, `waits for ever for ${lock}, held by ${by}`);
        }
      },
    };
  },
);
