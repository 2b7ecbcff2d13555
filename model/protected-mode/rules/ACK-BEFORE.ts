import type { Terms } from '../terms.ts';

/** No PROTM_PENDING is acknowledged between ENTER and EXIT. */
export const ackBefore = (t: Terms) =>
  t.step({
    id: 'ACK-BEFORE',
    on: ['driver.acknowledge'],
    given: (before, after) =>
      t.anyGroup((g) =>
        t.anyQueue((q) => !before.groups[g].queues[q].acknowledged && after.groups[g].queues[q].acknowledged),
      ),
    then: (before) => before.driver !== 'entering' && before.driver !== 'entered',
    instance: (before) => `acknowledged in the session of ${t.name(before.owner)}`,
    cite: ['B.2-6', 'A.2.3-8'],
  });
