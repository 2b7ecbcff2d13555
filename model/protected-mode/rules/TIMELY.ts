import type { Terms } from '../terms.ts';

/** No tick that chose an owner ends without ENTER, unless it gave up for cause. */
export const timely = (t: Terms) =>
  t.step({
    id: 'TIMELY',
    given: (_before, _after, action) => action === 'time.tick',
    then: (before) => before.driver !== 'chosen',
    instance: (before) => t.name(before.owner),
    cite: ['A.2.3-13', 'D.4'],
  });
