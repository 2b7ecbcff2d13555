import type { Terms } from '../terms.ts';

/** What the driver believes is what GPU_STATUS says, unless an ENTER, an EXIT or a reset is in flight. */
export const flagTruth = (t: Terms) =>
  t.always({
    id: 'FLAG-TRUTH',
    given: (s) => s.driver !== 'entering' && !s.enterRequest && !t.exitInFlight(s) && s.reset === 'none',
    then: (s) =>
      (s.driver === 'entered') === s.protmActive &&
      s.protmActive === (t.inProtectedMode(s) || s.firmware === 'hung'),
    instance: (s) => `driver ${s.driver}, bit 7 ${s.protmActive ? 'set' : 'clear'}`,
    cite: ['C.1', 'A.1.3'],
  });
