import type { SimEvent } from '../../impl/events.ts';
import { CS } from '../../impl/interface/bits.ts';
import { watching } from '../rule.ts';
import { byFirmware } from './names.ts';
import { seqsOf } from './rests-on.ts';
import { parseWord } from './word-names.ts';

/**
 * An acknowledgement writes the value of ACK. Programming a CS hides no unanswered request of the group now
 * bound, and a stale one of an earlier group is gone before the next group is bound. Words that are loaded anew while the
 * MCU is off acknowledge nothing: firmware finds both halves as they are then.
 */
export const ackCopy = watching(
  { id: 'ACK-COPY', cite: ['A.1.2', 'B.1', 'B.2-4', 'E.1', 'F09a'], on: ['word', 'request', 'group'] },
  (verdicts) => {
    let isMcuOff = false;
    /** The last request that was raised on each CS, by `slot:cs`. */
    const raised = new Map<string, number>();
    // Answers that no request event has accounted for yet; the event comes within the same step.
    let hidden: { event: SimEvent; instance: string; group: string; queue: number }[] = [];
    return {
      observe(e, v) {
        for (const h of hidden) {
          if (h.event.step === e.step) continue;
          verdicts.violated(h.event, h.instance, 'an unanswered request is hidden by a write to CS_REQ');
        }
        hidden = hidden.filter((h) => h.event.step === e.step);
        if (e.kind === 'request' && e.op === 'raise')
          raised.set(`${v.group(e.group).slot}:${e.queue}`, e.seq);
        if (e.kind === 'request' && (e.op === 'ack' || e.op === 'drop')) {
          hidden = hidden.filter((h) => h.group !== e.group || h.queue !== e.queue);
          return;
        }
        if (e.kind === 'group' && e.op === 'bind' && e.slot !== null) {
          verdicts.given++;
          const words = v.slots[e.slot]?.cs ?? [];
          for (const [i, cs] of words.entries()) {
            if (((cs.req ^ cs.ack) & CS.PROTM_PENDING) === 0) continue;
            verdicts.violated(
              e,
              `${e.group}:${i}`,
              `CSG${e.slot} is bound with CS${i} showing the request of an earlier group`,
              seqsOf(raised.get(`${e.slot}:${i}`)),
            );
          }
          return;
        }
        if (e.kind !== 'word') return;
        if (e.word === 'MCU_STATUS') isMcuOff = e.after === 0;
        const isLoaded = isMcuOff && e.after === 0;
        if (byFirmware(e) || isLoaded || v.reset === 'running') return;
        const name = parseWord(e.word);
        if (name.of !== 'cs' || name.word !== 'REQ') return;
        if (((e.before ^ e.after) & CS.PROTM_PENDING) === 0) return;
        verdicts.given++;
        const ack = v.slots[name.slot]?.cs[name.cs]?.ack ?? 0;
        const q = v.queueAt(name.slot, name.cs);
        const instance = q === null ? `CSG${name.slot} CS${name.cs}` : `${q.group}:${q.index}`;
        if (((e.after ^ ack) & CS.PROTM_PENDING) !== 0) {
          const bit = (e.after & CS.PROTM_PENDING) === 0 ? 0 : 1;
          verdicts.violated(e, instance, `PROTM_PENDING is written as ${bit}, ACK is ${1 - bit}`);
        } else if (q !== null && q.raisedSeq !== null) {
          hidden.push({ event: e, instance, group: q.group, queue: q.index });
        }
      },
      finish() {
        for (const h of hidden) {
          verdicts.violated(h.event, h.instance, 'an unanswered request is hidden by a write to CS_REQ');
        }
      },
    };
  },
);
