import type { Terms } from '../terms.ts';

/** From ENTER until bit 7, EXIT or a reset is seen the entry lock is held, and no AS or CSG request is issued. */
export const enterConfirmed = (t: Terms) =>
  t.step({
    id: 'ENTER-CONFIRMED',
    given: (before) => t.entryInFlight(before),
    then: (before, after) => {
      if (t.requestsCsg(before, after) || (before.vmOp !== 'locked' && after.vmOp === 'locked')) return false;
      return t.entryInFlight(after) || before.protmActive || before.exitEvent || after.reset !== 'none';
    },
    instance: (before) => `entry of ${t.name(before.owner)}`,
    cite: ['A.2.3-14', 'A.2.3-15', 'B.6'],
  });
