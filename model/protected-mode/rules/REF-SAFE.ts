import type { Terms } from '../terms.ts';

/** The owner is not a group that is gone. */
export const refSafe = (t: Terms) =>
  t.always({
    id: 'REF-SAFE',
    given: (s) => s.owner !== null,
    then: (s) =>
      s.owner === null || (s.groups[s.owner].life !== 'absent' && s.groups[s.owner].buffer.pages !== 'freed'),
    instance: (s) => t.name(s.owner),
    cite: ['A.1.3', 'C.8'],
  });
