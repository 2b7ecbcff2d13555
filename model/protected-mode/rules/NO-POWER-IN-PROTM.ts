import type { Terms } from '../terms.ts';

/** The firmware is halted and power goes off only out of protected mode, and comes back as it went. */
export const noPowerInProtm = (t: Terms) =>
  t.step({
    id: 'NO-POWER-IN-PROTM',
    on: ['pm.requestSuspend', 'driver.powerDown', 'driver.resume'],
    given: (before, after) => before.power !== after.power,
    then: (before, after) =>
      after.power === next[before.power] &&
      (after.power !== 'off' || (!before.protmActive && before.firmware === 'normal')),
    instance: (before) => `firmware ${before.firmware}, bit 7 ${before.protmActive ? 'set' : 'clear'}`,
    cite: ['B.7', 'D.6'],
  });

const next = { on: 'suspending', suspending: 'off', off: 'on' } as const;
