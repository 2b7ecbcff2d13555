import type { Terms } from '../terms.ts';

/** No ENTER before the previous session's EXIT is answered and bit 7 is clear. */
export const noOverlap = (t: Terms) =>
  t.step({
    id: 'NO-OVERLAP',
    on: ['driver.sendEnter'],
    given: (before, after) => !before.enterRequest && after.enterRequest,
    then: (before) => !before.exitEvent && !before.protmActive,
    instance: (before) => `ENTER with ${before.exitEvent ? 'EXIT unanswered' : 'bit 7 set'}`,
    cite: ['F02', 'C.5'],
  });
