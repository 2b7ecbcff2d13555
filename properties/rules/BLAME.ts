import type { GroupId } from '../../impl/ids.ts';
import { GPU_INT } from '../../impl/interface/bits.ts';
import { watching } from '../rule.ts';

/**
 * After PROTM_FAULT or a missing exit the owner, and only it, is reported faulty; an owner whose EXIT was
 * raised had finished and is not. An exit is missing when only the reset itself ends the session.
 */
export const blame = watching(
  {
    id: 'BLAME',
    cite: ['A.2.6', 'A.2.7-2', 'B.8', 'C.8'],
    on: ['irq', 'group', 'reset', 'power', 'session'],
  },
  (verdicts) => {
    let culprit: GroupId | null = null;
    return {
      observe(e, v) {
        const s = v.session ?? v.lastSession;
        if (e.kind === 'irq') {
          if (e.op !== 'raise' || e.line !== 'gpu' || (e.bits & GPU_INT.PROTM_FAULT) === 0) return;
          verdicts.given++;
          culprit = v.owner ?? culprit;
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
