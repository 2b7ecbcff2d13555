import type { Terms } from '../terms.ts';

/** A request is recorded of a CS that stands at a region and is not let in, and it is gone when the group leaves its slot. */
export const noStalePending = (t: Terms) =>
  t.always({
    id: 'NO-STALE-PENDING',
    given: (s) => t.anyGroup((g) => t.asks(s, g)),
    then: (s) =>
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const { recorded, sampled } = s.groups[g].queues[q];
          if (s.groups[g].csg === 'stopped') return false;
          return recorded && (t.head(s, g, q) !== 'protected' || sampled || !t.onSlot(s, g));
        }),
      ),
    instance: (s) =>
      t.groups
        .filter((g) => t.asks(s, g))
        .map(t.name)
        .join(', '),
    cite: ['A.1.3', 'F08a'],
  });
