import type { Terms } from '../terms.ts';

/**
 * While the firmware is halted for a device suspend, and so when it goes on, there is no owner, EXIT is answered, nobody
 * is on a slot, no request is outstanding or believed, no session has left a reset or a fault behind.
 */
export const suspendExit = (t: Terms) =>
  t.always({
    id: 'SUSPEND-EXIT',
    given: (s) => s.power === 'off',
    then: (s) =>
      s.owner === null &&
      s.driver === 'none' &&
      !s.exitEvent &&
      !s.enterRequest &&
      s.forcing === 'none' &&
      s.faultIrq === 'armed' &&
      (s.reset === 'none' || s.reset === 'unrelated') &&
      !t.anyGroup((g) => t.onSlot(s, g) || t.asks(s, g)),
    instance: (s) =>
      t.groups
        .filter((g) => t.onSlot(s, g))
        .map(t.name)
        .join(', '),
    cite: ['D.6', 'A.2.7', 'G.1'],
  });
