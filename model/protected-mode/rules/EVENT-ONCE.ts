import type { Terms } from '../terms.ts';

/** A request that was raised goes only by an acknowledgement, with the group's unbind, or with a reset. */
export const eventOnce = (t: Terms) =>
  t.step({
    id: 'EVENT-ONCE',
    on: ['driver.acknowledge', 'driver.unbind', 'driver.beginReset'],
    given: (before, after) =>
      t.anyGroup((g) =>
        t.anyQueue((q) => before.groups[g].queues[q].event && !after.groups[g].queues[q].event),
      ),
    then: (before, after) =>
      after.reset === 'running' ||
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const was = before.groups[g].queues[q];
          const is = after.groups[g].queues[q];
          if (!was.event || is.event) return false;
          return !(is.acknowledged && !was.acknowledged) && t.onSlot(after, g);
        }),
      ),
    instance: (before) =>
      t.groups
        .filter((g) => t.anyQueue((q) => before.groups[g].queues[q].event))
        .map(t.name)
        .join(', '),
    cite: ['A.1.2', 'B.1', 'A.2.3-8'],
  });
