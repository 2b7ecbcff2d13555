import { MCU_STATUS } from '../../impl/interface/bits.ts';
import { watching } from '../rule.ts';

/** No halt of the firmware and no power-off of L2 or GPU while GPU protected. */
export const noPowerInProtm = watching(
  { id: 'NO-POWER-IN-PROTM', cite: ['B.7', 'D.6', 'F39'], on: ['word', 'power', 'session'] },
  (verdicts) => ({
    observe(e, v) {
      if (e.kind === 'word') {
        const halts = e.word === 'MCU_STATUS' && e.after === MCU_STATUS.HALT;
        if (!halts && (e.word !== 'L2_READY' || e.after !== 0)) return;
        verdicts.given++;
        if (!v.gpuProtected) return;
        verdicts.violated(e, halts ? 'MCU' : 'L2', `${halts ? 'halted' : 'powered off'} while GPU protected`);
      } else if (e.kind === 'power' && e.op === 'off') verdicts.given++;
      else if (e.kind === 'session' && e.op === 'left' && e.cause === 'powerOff') {
        verdicts.violated(e, 'GPU', 'powered off while GPU protected');
      }
    },
  }),
);
