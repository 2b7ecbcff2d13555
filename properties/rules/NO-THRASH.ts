import { watching } from '../rule.ts';
import { RESIDENCE_LIMIT_US, THRASH_LIMIT } from './bounds.ts';

/**
 * Before the residence limit and with the same top group the driver sends nothing that forces an exit, and
 * there is no endless cycle of entries that bring a region no further.
 *
 * A memory operation has to end the session, B.6: its exits count for the cycle only. A
 * device that goes ends every session.
 */
export const noThrash = watching(
  { id: 'NO-THRASH', cite: ['B.5', 'C.6-5', 'A.2.5', 'F06'], on: ['session'] },
  (verdicts) => {
    /** For each group the ends of its last sessions, as far back as they executed nothing. */
    const fruitless = new Map<string, readonly number[]>();
    let judgedSeq = -1;
    return {
      observe(e, v) {
        if (e.kind !== 'session') return;
        const s = v.session ?? v.lastSession;
        if (e.op === 'exitForced' && s !== null && s.enteredUs !== null && s.sentSeq !== judgedSeq) {
          judgedSeq = s.sentSeq;
          // A suspend ends every session.
          if (v.power !== 'on') return;
          if (
            v.resetInFlight ||
            v.deviceGoes ||
            s.group === null ||
            e.cause === 'fault' ||
            e.cause === 'needsHost'
          )
            return;
          if (e.cause === 'regionEnd' || e.cause === 'empty' || e.cause === 'reset') return;
          const g = v.group(s.group);
          const heldForUs = v.nowUs - s.enteredUs;
          // A doorbell of before the session is ENTER's own, or came for something earlier.
          if (e.cause === 'doorbell' && v.lastRingSeq < (s.enteredSeq ?? 0)) return;
          if (!v.aloneOnTop(g) || heldForUs >= RESIDENCE_LIMIT_US || v.memoryOpInFlight) return;
          verdicts.given++;
          verdicts.violated(
            e,
            s.group,
            `an exit is forced by ${e.cause ?? 'the host'} after ${heldForUs / 1000} ms, nobody of its priority or higher wants to run`,
          );
        } else if (e.op === 'left' && s?.group != null) {
          verdicts.given++;
          // A region of size 0 ends without a command (F23c): that is what its author asked for.
          const came = s.progress || e.cause === 'regionEnd';
          const ends = came ? [] : [...(fruitless.get(s.group) ?? []), e.seq];
          fruitless.set(s.group, ends);
          if (ends.length >= THRASH_LIMIT && v.canRun(v.group(s.group))) {
            const what = `${ends.length} sessions in a row executed nothing protected`;
            verdicts.violated(e, `${s.group} cycle`, what, ends.slice(0, -1));
          }
        }
      },
    };
  },
);
