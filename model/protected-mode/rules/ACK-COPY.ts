import type { Terms } from '../terms.ts';

/** An acknowledgement answers a request that was raised: its CS waits, with equal bits. */
export const ackCopy = (t: Terms) =>
  t.always({
    id: 'ACK-COPY',
    given: (s) => t.anyGroup((g) => t.holdsAcknowledgement(s, g)),
    then: (s) =>
      !t.anyGroup((g) => t.anyQueue((q) => s.groups[g].queues[q].acknowledged && !t.letIn(s, g, q))),
    instance: (s) =>
      t.groups
        .filter((g) => t.holdsAcknowledgement(s, g))
        .map(t.name)
        .join(', '),
    cite: ['B.2-4', 'A.1.2'],
  });
