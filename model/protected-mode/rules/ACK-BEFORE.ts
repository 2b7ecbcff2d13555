import type { Terms } from '../terms.ts';

/** No PROTM_PENDING is acknowledged between ENTER and EXIT, and what is acknowledged is recorded no more. */
export const ackBefore = (t: Terms) =>
  t.step({
    id: 'ACK-BEFORE',
    on: ['driver.acknowledge'],
    given: (before, after) =>
      t.anyGroup((g) =>
        t.anyQueue((q) => !before.groups[g].queues[q].acknowledged && after.groups[g].queues[q].acknowledged),
      ),
    then: (before, after) =>
      before.driver !== 'entering' &&
      before.driver !== 'entered' &&
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const { acknowledged, recorded } = after.groups[g].queues[q];
          return acknowledged && !before.groups[g].queues[q].acknowledged && recorded;
        }),
      ),
    instance: (before) => `acknowledged in the session of ${t.name(before.owner)}`,
    cite: ['B.2-6', 'A.2.3-8'],
  });
