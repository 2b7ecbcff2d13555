import type { Terms } from '../terms.ts';

/** A waiting group of higher priority than the owner waits for at most its bound. */
export const feA = (t: Terms) =>
  t.always({
    id: 'FE-a',
    given: (s) => t.anyGroup((g) => s.groups[g].waited > 0 && s.groups[g].priority > t.ownerPriority(s)),
    then: (s) =>
      s.owner === null ||
      !t.anyGroup(
        (g) => s.groups[g].priority > t.ownerPriority(s) && s.groups[g].waited > t.limits.higherWaitsTicks,
      ),
    instance: (s) => `session of ${t.name(s.owner)}`,
    cite: ['C.6', 'A.1.5'],
  });
