import { atEvents } from '../rule.ts';

/** No ENTER before the previous session's EXIT is answered. */
export const noOverlap = atEvents({
  id: 'NO-OVERLAP',
  cite: ['B.2-15', 'C.5', 'F02'],
  on: ['session'],
  given: (e) => e.kind === 'session' && e.op === 'enterSent',
  then: (e, v) => {
    if (v.exitUnanswered) return 'ENTER is sent with PROTM_EXIT unanswered';
    const before = v.lastSession;
    if (before === null || before.endedBySeq !== e.seq) return true;
    const state = before.leftUs === null ? 'not over' : 'over, its EXIT not answered';
    return `ENTER is sent while the session of ${before.group ?? 'no group'} is ${state}`;
  },
  instance: (_, v) => v.session?.group ?? 'no group',
});
