import type { GroupId } from '../../impl/ids.ts';
import { GPU_INT } from '../../impl/interface/bits.ts';
import { watching } from '../rule.ts';

/** How often the interrupt thread may come to one PROTM_FAULT, which stays asserted until a reset (F18a). */
const STORM = 10;

/**
 * After PROTM_FAULT or a missing exit the owner, and only it, is reported faulty; an owner whose EXIT was
 * raised had finished and is not. An exit is missing when only the reset itself ends the session. A fault that is
 * handled over and over without a reset is never going to be reported.
 */
export const blame = watching(
  {
    id: 'BLAME',
    cite: ['A.2.6', 'A.2.7-2', 'B.8', 'C.8'],
    on: ['irq', 'group', 'reset', 'power', 'session'],
  },
  (verdicts) => {
    let culprit: GroupId | null = null;
    let handled = 0;
    return {
      observe(e, v) {
        const s = v.session ?? v.lastSession;
        if (e.kind === 'irq') {
          if (e.line !== 'gpu' || (e.bits & GPU_INT.PROTM_FAULT) === 0) return;
          if (e.op === 'raise') {
            verdicts.given++;
            culprit = v.owner ?? culprit;
            handled = 0;
          } else if (e.op === 'clear' && culprit !== null && v.reset === 'none' && ++handled === STORM) {
            const what = `the interrupt thread came to one PROTM_FAULT ${STORM} times, no reset is scheduled and nobody is reported faulty`;
            verdicts.violated(e, culprit, what);
          }
        } else if (e.kind === 'session') {
          if (e.op !== 'left' || e.cause !== 'reset' || s === null || s.exitRaised) return;
          verdicts.given++;
          culprit ??= s.group;
        } else if (e.kind === 'group') {
          if (e.op !== 'kill' || e.cause !== 'protmFault') return;
          verdicts.given++;
          if (s === null || s.group !== e.group) {
            verdicts.violated(e, e.group, `reported faulty; the owner was ${s?.group ?? 'nobody'}`);
          } else if (s.exitRaised && culprit !== e.group) {
            verdicts.violated(e, e.group, 'reported faulty after its EXIT was raised: it had finished');
          }
        } else if ((e.kind === 'reset' && e.op === 'end') || (e.kind === 'power' && e.op === 'on')) {
          if (culprit !== null && v.canRun(v.group(culprit))) {
            const what =
              'its session ended in a protected fault or without an exit; it is not reported faulty';
            verdicts.violated(e, culprit, what);
          }
          culprit = null;
        }
      },
    };
  },
);
