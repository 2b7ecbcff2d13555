import { PING_INTERVAL_US } from '../constants.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Fix } from './fix.ts';

/** The watchdog does not ping in a session, and no session begins while its ping is unanswered. */
export const quietWatchdog: Fix = {
  changes: 'the firmware watchdog skips its ping while protected mode has an owner',
  forcedBy: ['PING-SAFE', 'NO-THRASH'],
  unit: {
    name: 'quiet-watchdog',
    on: 'P8',
    requires: ['owner-truth'],
    title: 'drm/panthor: no watchdog ping in protected mode',
    cite: ['A.2.5', 'B.5', 'C.10'],
    functions: {
      panthorFwPingWork: (d, below) =>
        function* () {
          const { schedLock, pingWork } = d.state;
          yield* schedLock.lock();
          if (protm.of(d).activeGroup.get() === null) yield* below();
          else pingWork.modDelayed(PING_INTERVAL_US);
          schedLock.unlock();
        },
    },
  },
};
