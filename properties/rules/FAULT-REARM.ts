import { GPU_INT } from '../../impl/interface/bits.ts';
import { watching } from '../rule.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * PROTM_FAULT that is masked because it was raised means that a reset is scheduled by the time its interrupt thread is
 * through, and it is unmasked after the reset, or the slow resume that stands for it.
 */
export const faultRearm = watching(
  { id: 'FAULT-REARM', cite: ['A.2.6', 'C.8', 'D.6', 'F18a'], on: ['irq', 'reset', 'power'] },
  (verdicts) => {
    /** The thread handles one, and since when it is masked for it. */
    let handling = false;
    let masked = false;
    /** When the fault was cleared that it is masked for, and its handler was through. */
    let restsOn: readonly number[] = [];
    const isMasked = (v: Vocabulary): boolean => v.peek !== null && !v.peek.protmFaultUnmasked();
    return {
      observe(e, v) {
        if (e.kind === 'irq') {
          if (e.line !== 'gpu') return;
          if (e.op === 'clear' && (e.bits & GPU_INT.PROTM_FAULT) !== 0) {
            handling = true;
            restsOn = [e.seq];
          }
          if (e.op !== 'done' || !handling) return;
          handling = false;
          if (!isMasked(v)) return;
          verdicts.given++;
          masked = true;
          restsOn = [...restsOn, e.seq];
          if (v.resetInFlight || v.power !== 'on') return;
          verdicts.violated(
            e,
            'PROTM_FAULT',
            'masked, and no reset is scheduled that would unmask it',
            restsOn,
          );
        } else if ((e.kind === 'reset' && e.op === 'end') || (e.kind === 'power' && e.op === 'on')) {
          // One that comes after it unmasks what was masked since it began.
          if (v.resetDue) return;
          // Another fault may be on its way to be handled.
          if (masked && !handling && !v.resetInFlight && isMasked(v)) {
            verdicts.violated(
              e,
              'PROTM_FAULT',
              `still masked after the ${e.kind === 'reset' ? 'reset' : 'resume'}`,
              restsOn,
            );
          }
          masked = false;
        }
      },
    };
  },
);
