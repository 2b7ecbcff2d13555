import type { Terms } from '../terms.ts';

/**
 * One owner at most, known as such in every phase of the driver, and it stays on its slot from ENTER until EXIT is
 * raised or a reset takes over.
 */
export const owner = (t: Terms) =>
  t.step({
    id: 'OWNER',
    given: (_, after) => after.owner !== null || after.driver !== 'none',
    then: (before, after) => {
      const g = after.owner;
      if (g === null || after.driver === 'none') return false;
      if (before.owner !== null && before.owner !== g) return false;
      return after.driver === 'chosen' || after.exitEvent || t.started(after, g);
    },
    instance: (before, after) => `${t.name(before.owner)}, then ${t.name(after.owner)}`,
    cite: ['A.1.3', 'C.1'],
  });
