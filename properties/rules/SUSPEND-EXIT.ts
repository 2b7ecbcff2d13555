import { MCU_STATUS } from '../../impl/interface/bits.ts';
import { type Verdicts, watching } from '../rule.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Device suspend: EXIT answered and no owner before the firmware is halted, or where it does not halt, before power
 * goes; after the resume nothing of the old session is believed.
 */
export const suspendExit = watching(
  {
    id: 'SUSPEND-EXIT',
    cite: ['D.6', 'A.2.7', 'F39', 'G.1'],
    on: ['word', 'power', 'tick', 'session'],
    tellsOrdersApart: 'it compares what the driver believes with the moment at which the firmware halts',
  },
  (verdicts) => {
    let halted = false;
    /** The driver is up again, and no tick has chosen and no ENTER was sent since power went. */
    let resumed = false;
    let chosenSince = false;
    return {
      observe(e, v) {
        if (e.kind === 'word' && e.word === 'MCU_STATUS' && e.after === MCU_STATUS.HALT) {
          halted = true;
          judgeHalt(verdicts, v, 'the firmware is halted');
        } else if (e.kind === 'power') {
          resumed = e.op === 'on' && !chosenSince;
          if (e.op === 'suspend') halted = false;
          if (e.op !== 'off') return;
          chosenSince = false;
          if (!halted) judgeHalt(verdicts, v, 'power goes');
        } else if (
          (e.kind === 'tick' && e.op === 'ranked') ||
          (e.kind === 'session' && e.op === 'enterSent')
        ) {
          resumed = false;
          chosenSince = true;
        }
      },
      afterStep(v) {
        if (!resumed || v.schedLocked) return;
        verdicts.given++;
        judgeBelief(verdicts, v, 'after the resume');
        if (v.exitUnanswered) {
          verdicts.violated(v.now, 'EXIT', 'a PROTM_EXIT of before the suspend stands after the resume');
        }
      },
    };
  },
);

function judgeHalt(verdicts: Verdicts, v: Vocabulary, when: string): void {
  verdicts.given++;
  const s = v.session;
  const whose = (s ?? v.lastSession)?.group ?? 'nobody';
  // A reset takes over a session that does not end, and the suspend stands for it.
  const over = s === null || v.reset === 'running' || s.exitCause === 'reset' || s.exitCause === 'powerOff';
  if (!over && s.enteredUs === null) {
    verdicts.violated(v.now, 'session', `${when} while PROTM_ENTER for ${whose} is in flight`);
  } else if (v.gpuProtected) {
    verdicts.violated(v.now, 'session', `${when} in the session of ${whose}`);
  } else if (v.exitUnanswered) {
    verdicts.violated(v.now, 'EXIT', `${when} before PROTM_EXIT is answered`);
  }
  judgeBelief(verdicts, v, `when ${when}`);
}

function judgeBelief(verdicts: Verdicts, v: Vocabulary, when: string): void {
  const owner = v.peek?.believedOwner() ?? null;
  if (owner !== null) verdicts.violated(v.now, 'owner', `the driver believes ${owner} is in ${when}`);
  if (v.peek?.believesProtected() === true) {
    verdicts.violated(v.now, 'mode', `the driver believes in protected mode ${when}`);
  }
}
