import type { Terms } from '../terms.ts';

/** A recorded request is raised or waits, and it is gone when the group leaves its slot. */
export const noStalePending = (t: Terms) =>
  t.always({
    id: 'NO-STALE-PENDING',
    given: (s) => t.anyGroup((g) => t.asks(s, g)),
    then: (s) =>
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const { recorded, event, waits, sampled } = s.groups[g].queues[q];
          if (s.groups[g].csg === 'stopped') return false;
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
