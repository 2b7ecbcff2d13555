import type { Terms } from '../terms.ts';

/** The owner is not a group that is gone. */
export const refSafe = (t: Terms) =>
  t.always({
    id: 'REF-SAFE',
    given: (s) => s.owner !== null,
    then: t.ofOwner((s, g) => s.groups[g].life !== 'absent' && s.groups[g].buffer.pages !== 'freed'),
    instance: (s) => t.name(s.owner),
    cite: ['A.1.3', 'C.8'],
  });
