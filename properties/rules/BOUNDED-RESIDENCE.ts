import { Deadlines, watching } from '../rule.ts';
import { FORCED_EXIT_LIMIT_US, RESIDENCE_LIMIT_US, TICK_PERIOD_US } from './bounds.ts';

/** A session longer than the residence limit is ended, or a reset begins. */
export const boundedResidence = watching(
  { id: 'BOUNDED-RESIDENCE', cite: ['C.6-5', 'F07', 'F36'], on: 'all' },
  (verdicts) => {
    const deadlines = new Deadlines(verdicts);
    return {
      observe(e, v) {
        deadlines.expire(e);
        if (v.gpuProtected && v.reset !== 'running') {
          const limitUs = RESIDENCE_LIMIT_US + TICK_PERIOD_US + v.hostDelayUs + FORCED_EXIT_LIMIT_US;
          const who = v.session?.group ?? 'no group';
          deadlines.owe(who, v.gpuProtectedSinceUs, limitUs, 'the session is not ended');
        } else deadlines.settleAll(v.nowUs);
      },
      finish(end, v) {
        deadlines.finish(end, v.now);
      },
    };
  },
);
