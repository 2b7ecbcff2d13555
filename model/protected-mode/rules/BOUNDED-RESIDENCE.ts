import type { Terms } from '../terms.ts';

/** A session longer than the residence limit is ended. */
export const boundedResidence = (t: Terms) =>
  t.always({
    id: 'BOUNDED-RESIDENCE',
    given: (s) => s.residence > 0,
    then: (s) => s.residence <= t.longestSession,
    instance: (s) => t.name(s.owner),
    cite: ['C.6-5'],
  });
