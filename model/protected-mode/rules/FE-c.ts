import type { Terms } from '../terms.ts';

/** A waiting group of lower priority than the owner waits for at most the residence limit. */
export const feC = (t: Terms) =>
  t.always({
    id: 'FE-c',
    given: (s) => t.anyGroup((g) => s.groups[g].waited > 0 && s.groups[g].priority < t.ownerPriority(s)),
    then: (s) =>
      !t.anyGroup(
        (g) => s.groups[g].priority < t.ownerPriority(s) && s.groups[g].waited > t.limits.residenceTicks,
      ),
    instance: (s) => `session of ${t.name(s.owner)}`,
    cite: ['C.6', 'A.1.5'],
  });
