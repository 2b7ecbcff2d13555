import type { Terms } from '../terms.ts';

/** A recorded request is one that is raised or waits, of a group that is on a slot. */
export const noStalePending = (t: Terms) =>
  t.always({
    id: 'NO-STALE-PENDING',
    given: (s) => t.anyGroup((g) => t.asks(s, g)),
    then: (s) =>
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const { recorded, event, waits, sampled } = s.groups[g].queues[q];
          return recorded && ((!event && !waits) || sampled || !t.onSlot(s, g));
        }),
      ),
    instance: (s) =>
      t.groups
        .filter((g) => t.asks(s, g))
        .map(t.name)
        .join(', '),
    cite: ['A.1.3', 'F08a'],
  });
