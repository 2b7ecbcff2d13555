import type { Terms } from '../terms.ts';

/** PROTM_FAULT masked because of PROTM_FAULT implies a reset scheduled. */
export const faultRearm = (t: Terms) =>
  t.always({
    id: 'FAULT-REARM',
    given: (s) => s.faultIrq === 'masked',
    then: (s) => s.reset !== 'none',
    cite: ['A.2.6', 'C.8', 'F18a'],
  });
