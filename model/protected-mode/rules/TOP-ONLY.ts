import type { Terms } from '../terms.ts';

/** The owner is chosen as the top group, with a request, of the ranking for this ENTER, and ENTER is sent for no other. */
export const topOnly = (t: Terms) =>
  t.step({
    id: 'TOP-ONLY',
    on: ['driver.choose', 'driver.sendEnter'],
    given: (before, after) =>
      before.driver !== after.driver && (after.driver === 'chosen' || after.driver === 'entering'),
    then: (before, after) =>
      after.driver === 'chosen'
        ? t.ofOwner((_, g) => t.top(before) === g && t.asks(before, g))(after)
        : before.driver === 'chosen' && before.owner === after.owner,
    instance: (before, after) => `${t.name(after.owner)} although ${t.name(t.top(before))} is top`,
    cite: ['A.3', 'C.6-4'],
  });
