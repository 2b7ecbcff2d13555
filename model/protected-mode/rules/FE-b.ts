import type { Terms } from '../terms.ts';

/** A waiting group of the owner's priority waits for at most its bound. */
export const feB = (t: Terms) =>
  t.always({
    id: 'FE-b',
    given: (s) => t.anyGroup((g) => s.groups[g].waited > 0 && s.groups[g].priority === t.ownerPriority(s)),
    then: (s) =>
      !t.anyGroup(
        (g) => s.groups[g].priority === t.ownerPriority(s) && s.groups[g].waited > t.limits.equalWaitsTicks,
      ),
    instance: (s) => `session of ${t.name(s.owner)}`,
    cite: ['C.6', 'A.1.5'],
  });
