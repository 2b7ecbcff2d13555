import type { GroupId } from '../../impl/ids.ts';
import { CS, CSG } from '../../impl/interface/bits.ts';
import { ms, watching } from '../rule.ts';
import { byFirmware, FW_EVENTS_WORK, JOB_IRQ_THREAD, SCHED_LOCK, TICK_WORK } from './names.ts';
import type { Vocabulary } from './vocabulary.ts';
import { parseWord } from './word-names.ts';

/**
 * Each raise that is visible when the driver reads the word is handled: a PROTM_PENDING that differs when the
 * driver takes over the CSG's interrupt bits is noted, answered or its group killed before the scheduler lock
 * is released; a CSG IDLE that is answered makes the scheduler look. A PROTM_EXIT is answered, or a reset comes,
 * before the scheduler lock was free for longer than the host may take, power permitting: nobody reads the word after it
 * went (SUSPEND-EXIT judges that, docs/decisions/0037). And an interrupt that is raised after the words
 * were read is not cleared with the one before it: when a clear lands, nothing was raised since the work that it was
 * written for has ended.
 */
export const eventOnce = watching(
  {
    id: 'EVENT-ONCE',
    cite: ['A.2.3-3', 'C.3', 'D.5', 'H.5'],
    on: ['word', 'request', 'group', 'lock', 'irq', 'work'],
  },
  (verdicts) => {
    /** Slots whose IDLE was answered and no tick asked for since. */
    let idle: { slot: number; at: { seq: number; step: number; tUs: number } }[] = [];
    let open: { group: GroupId; queue: number; at: { seq: number; step: number; tUs: number } }[] = [];
    /** A clear of JOB interrupts on its way: what was raised since the words were read for it. */
    let clearing: { work: 'not queued' | 'queued' | 'begun' | 'ended'; raised: number } | null = null;
    /** An EXIT that stands, and how long the scheduler lock was free since. */
    let exit: { freeUs: number; lastUs: number; locked: boolean } | null = null;
    const followExit = (at: { seq: number; step: number; tUs: number }, v: Vocabulary): void => {
      if (!v.exitUnanswered || v.resetInFlight || v.power === 'off') {
        exit = null;
        return;
      }
      if (exit === null) {
        verdicts.given++;
        exit = { freeUs: 0, lastUs: at.tUs, locked: v.schedLocked };
        return;
      }
      if (!exit.locked) exit.freeUs += at.tUs - exit.lastUs;
      exit.lastUs = at.tUs;
      exit.locked = v.schedLocked;
      if (exit.freeUs <= v.hostDelayUs) return;
      verdicts.violated(
        at,
        'PROTM_EXIT',
        `stands unanswered, the scheduler lock free for ${ms(exit.freeUs)} ms`,
      );
    };
    return {
      observe(e, v) {
        followExit(e, v);
        if (e.kind === 'irq' && e.line === 'job') {
          if (e.op === 'raise') verdicts.given++;
          if (e.op === 'post') clearing = { work: 'not queued', raised: 0 };
          else if (e.op === 'raise' && clearing?.work === 'ended') clearing.raised |= e.bits;
          else if (e.op === 'clear') {
            const lost = (clearing?.raised ?? 0) & e.bits;
            clearing = null;
            if (lost !== 0)
              verdicts.violated(e, `JOB interrupt ${(lost >>> 0).toString(16)}`, 'cleared unread');
          }
        } else if (e.kind === 'work' && e.work === FW_EVENTS_WORK && clearing !== null) {
          if (e.op === 'queued' && e.activity === JOB_IRQ_THREAD) clearing.work = 'queued';
          else if (e.op === 'start' && clearing.work === 'queued') clearing.work = 'begun';
          else if (e.op === 'end' && clearing.work === 'begun') clearing.work = 'ended';
        }
        if (e.kind === 'word' && !byFirmware(e)) {
          const name = parseWord(e.word);
          if (name.of !== 'csg' || v.reset === 'running') return;
          const { group } = v.slots[name.slot] ?? { group: null };
          // A word of an emptied slot is cleared for nobody.
          if (group === null) return;
          // No tick comes on a device that goes.
          if (name.word === 'REQ' && ((e.before ^ e.after) & CSG.IDLE) !== 0 && !v.isShutDown) {
            verdicts.given++;
            idle.push({ slot: name.slot, at: e });
          }
          if (name.word !== 'IRQ_ACK') return;
          const g = v.group(group);
          if (!v.canRun(g) || !g.active) return;
          for (const q of g.queues) {
            const words = v.csWords(q);
            if (words === null || ((words.req ^ words.ack) & CS.PROTM_PENDING) === 0) continue;
            // Its interrupt bit may come after this reading: then it is a later reading's.
            if ((e.after & (1 << q.index)) === (e.before & (1 << q.index)) || q.noted) continue;
            verdicts.given++;
            open.push({ group, queue: q.index, at: e });
          }
        } else if (e.kind === 'work') {
          if (e.work === TICK_WORK && e.op !== 'start' && e.op !== 'end') idle = [];
        } else if (e.kind === 'request' && (e.op === 'note' || e.op === 'ack' || e.op === 'drop')) {
          open = open.filter((o) => o.group !== e.group || o.queue !== e.queue);
        } else if (e.kind === 'group' && (e.op === 'kill' || e.op === 'unbind')) {
          open = open.filter((o) => o.group !== e.group);
        } else if (e.kind === 'lock' && e.op === 'release' && e.lock === SCHED_LOCK) {
          for (const o of open) {
            verdicts.violated(o.at, `${o.group}:${o.queue}`, 'a visible request is passed over');
          }
          open = [];
          for (const { slot, at } of idle) {
            verdicts.violated(at, `IDLE of slot ${slot}`, 'IDLE is answered and no tick is asked for');
          }
          idle = [];
        }
      },
      finish(end, v) {
        followExit({ ...v.now, tUs: end.observedUntilUs }, v);
      },
    };
  },
);
