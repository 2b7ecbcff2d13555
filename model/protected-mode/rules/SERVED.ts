import type { Terms } from '../terms.ts';

/** A pending top group is let in, or killed for cause, within its bound in ticks (the bounded part). */
export const served = (t: Terms) =>
  t.always({
    id: 'SERVED',
    given: (s) => s.unserved > 0,
    then: (s) => s.unserved <= t.limits.unservedTicks,
    instance: (s) => t.name(t.top(s)),
    cite: ['A.2.3', 'C.6'],
  });
