import type { Terms } from '../terms.ts';

/** A fault or timeout of a session kills its owner only, and a reset while the firmware answers nobody. */
export const innocentSafe = (t: Terms) =>
  t.step({
    id: 'INNOCENT-SAFE',
    on: ['driver.beginReset'],
    given: (before, after) => before.reset !== 'running' && after.reset === 'running',
    then: (before, after) =>
      !t.anyGroup(
        (g) => before.groups[g].life === 'live' && after.groups[g].life !== 'live' && g !== before.owner,
      ) &&
      (before.firmware === 'hung' || !t.anyGroup((g) => before.groups[g].life !== after.groups[g].life)),
    instance: (before) => `session of ${t.name(before.owner)}`,
    cite: ['A.2.7', 'C.9', 'F13b'],
  });
