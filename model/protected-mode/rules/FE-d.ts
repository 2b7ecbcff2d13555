import type { Terms } from '../terms.ts';

/** A group for whose sake a session ended makes progress before a group of its priority or below enters. */
export const feD = (t: Terms) =>
  t.step({
    id: 'FE-d',
    on: ['driver.sendEnter'],
    given: (before, after) =>
      before.driver !== 'entering' && after.driver === 'entering' && t.anyGroup((g) => before.groups[g].owed),
    then: t.ofOwner((before, g) => !t.isOwedBy(before, g)),
    instance: (before) =>
      t.groups
        .filter((g) => before.groups[g].owed)
        .map(t.name)
        .join(', '),
    cite: ['C.6'],
  });
