import type { GroupId } from '../../impl/ids.ts';
import { GPU_INT } from '../../impl/interface/bits.ts';
import { ms, watching } from '../rule.ts';
import { FORCED_EXIT_LIMIT_US } from './bounds.ts';
import type { Session } from './views.ts';

/** How often the interrupt thread may come to one PROTM_FAULT, which stays asserted until a reset (F18a). */
const STORM = 10;

/**
 * After PROTM_FAULT or a missing exit the owner, and only it, is reported faulty; an owner whose EXIT was
 * raised had finished and is not. An exit is missing when only the reset itself ends the session, after the
 * forced-exit limit has passed since an exit was asked for. A fault that is handled over and over without a reset is
 * never going to be reported.
 */
export const blame = watching(
  {
    id: 'BLAME',
    cite: ['A.2.6', 'A.2.7-2', 'B.8', 'C.8'],
    on: ['irq', 'group', 'reset', 'power', 'session'],
  },
  (verdicts) => {
    /** Whose session ended in a fault or without an exit since the last reset. */
    const culprits = new Set<GroupId>();
    /** Whose fault was raised last. */
    let faulted: GroupId | null = null;
    let handled = 0;
    /** Who is said not to have left, though nobody waited for it as long as an exit may take. */
    let hasty: { readonly group: GroupId; readonly what: string } | null = null;
    return {
      observe(e, v) {
        const s = v.session ?? v.lastSession;
        if (e.kind === 'irq') {
          if (e.line !== 'gpu' || (e.bits & GPU_INT.PROTM_FAULT) === 0) return;
          if (e.op === 'raise') {
            verdicts.given++;
            faulted = v.owner ?? faulted;
            if (faulted !== null) culprits.add(faulted);
            handled = 0;
          } else if (e.op === 'clear' && faulted !== null && v.reset === 'none' && ++handled === STORM) {
            const what = `the interrupt thread came to one PROTM_FAULT ${STORM} times, no reset is scheduled and nobody is reported faulty`;
            verdicts.violated(e, faulted, what);
          }
        } else if (e.kind === 'session') {
          if (e.op !== 'left' || e.cause !== 'reset' || s === null || s.exitRaised) return;
          verdicts.given++;
          if (faulted !== null || s.group === null) return;
          culprits.add(s.group);
          if (s.enteredUs === null) return;
          const what = hastyReset(s, e.tUs);
          if (what !== null) hasty ??= { group: s.group, what };
        } else if (e.kind === 'group') {
          if (e.op !== 'kill' || e.cause !== 'protmFault') return;
          verdicts.given++;
          if (s === null || s.group !== e.group) {
            verdicts.violated(e, e.group, `reported faulty; the owner was ${s?.group ?? 'nobody'}`);
          } else if (s.exitRaised && !culprits.has(e.group)) {
            verdicts.violated(e, e.group, 'reported faulty after its EXIT was raised: it had finished');
          }
        } else if ((e.kind === 'reset' && e.op === 'end') || (e.kind === 'power' && e.op === 'on')) {
          // A session may begin and fail before the work of a reset is over: that is the next one's.
          if (v.resetDue) return;
          for (const culprit of culprits) {
            if (!v.canRun(v.group(culprit))) continue;
            const what =
              'its session ended in a protected fault or without an exit; it is not reported faulty';
            verdicts.violated(e, culprit, what);
          }
          if (hasty !== null && v.group(hasty.group).killed === 'protmFault') {
            verdicts.violated(e, hasty.group, hasty.what);
          }
          culprits.clear();
          faulted = null;
          hasty = null;
        }
      },
    };
  },
);

/** What is wrong with a reset that ends a session before an exit can be called missing; null when nothing is. */
function hastyReset({ exitAskedUs }: Session, nowUs: number): string | null {
  if (exitAskedUs === null) return 'reported faulty for an exit that nobody asked for';
  const waitedUs = nowUs - exitAskedUs;
  if (waitedUs >= FORCED_EXIT_LIMIT_US) return null;
  return `reported faulty ${ms(waitedUs)} ms after an exit was asked for, which may take ${ms(FORCED_EXIT_LIMIT_US)} ms`;
}
