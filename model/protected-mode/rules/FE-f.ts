import type { Terms } from '../terms.ts';

/** A session ended for a group of equal priority has made progress. */
export const feF = (t: Terms) =>
  t.step({
    id: 'FE-f',
    on: ['driver.forceExit'],
    given: (before, after) =>
      before.forcing === 'none' &&
      after.forcing === 'rank' &&
      t.topIsEqual(before) &&
      before.residence < t.limits.residenceTicks,
    then: (before) => before.progressed,
    instance: (before) => `session of ${t.name(before.owner)}`,
    cite: ['C.6-5'],
  });
