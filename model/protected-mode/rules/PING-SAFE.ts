import type { Terms } from '../terms.ts';

/**
 * A session leads to a reset only if the firmware does not answer, not because an exit takes its time, nor before one
 * was tried, the entry given up, or a fault handled.
 */
export const pingSafe = (t: Terms) =>
  t.step({
    id: 'PING-SAFE',
    given: (before, after) => before.reset !== 'forSession' && after.reset === 'forSession',
    then: (before, after) =>
      (before.faultIrq === 'raised' && after.faultIrq === 'masked') ||
      (before.firmware === 'hung' &&
        (before.forcing !== 'none' || (after.driver === 'entered' && !before.protmActive))),
    instance: (before) => `reset in the session of ${t.name(before.owner)}`,
    cite: ['A.1.5', 'C.7'],
  });
