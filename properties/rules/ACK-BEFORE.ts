import { CS } from '../../impl/interface/bits.ts';
import { atEvents } from '../rule.ts';
import { byFirmware, RESET_WORK, TICK_WORK } from './names.ts';
import { parseWord } from './word-names.ts';

/**
 * No PROTM_PENDING is acknowledged between ENTER and EXIT; clearing an emptied slot is exempt, and so is who resets or
 * unplugs the device, or suspends it in place of a reset that is due, and clears all slots. A tick that is under way as a
 * reset begins, or as the device is announced to go, lets in as ever, and so does the first one after the boot, before the
 * reset's work is over.
 */
export const ackBefore = atEvents({
  id: 'ACK-BEFORE',
  cite: ['A.2.3-8', 'B.2-4', 'B.2-6', 'D.6', 'F08c', 'F10'],
  on: ['word'],
  given: (e, v) => {
    if (e.kind !== 'word' || byFirmware(e)) return false;
    if (v.reset === 'running' && e.activity === RESET_WORK) return false;
    // A suspend stands for the reset that is due, D.6.
    if (v.reset === 'running' && v.power === 'suspending' && e.activity !== TICK_WORK) return false;
    if (v.isShutDown && e.activity !== TICK_WORK) return false;
    const name = parseWord(e.word);
    if (name.of !== 'cs' || name.word !== 'REQ') return false;
    if (((e.before ^ e.after) & CS.PROTM_PENDING) === 0) return false;
    const ack = v.slots[name.slot]?.cs[name.cs]?.ack ?? 0;
    const q = v.queueAt(name.slot, name.cs);
    return ((e.after ^ ack) & CS.PROTM_PENDING) === 0 && q !== null && v.group(q.group).active;
  },
  then: (_, v) => {
    const s = v.session;
    if (s === null || s.exitRaised) return true;
    return `acknowledged ${(v.nowUs - s.sentUs) / 1000} ms after ENTER for ${s.group ?? 'no group'}, EXIT not raised`;
  },
  instance: (e, v) => {
    const name = e.kind === 'word' ? parseWord(e.word) : null;
    const q = name?.of === 'cs' ? v.queueAt(name.slot, name.cs) : null;
    return q === null ? 'unbound CS' : `${q.group}:${q.index}`;
  },
});
