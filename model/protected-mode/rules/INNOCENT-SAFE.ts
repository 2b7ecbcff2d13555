import type { Terms } from '../terms.ts';

/** A fault or timeout of a session kills its owner only, and a reset while the firmware answers nobody but whom a fault condemned. */
export const innocentSafe = (t: Terms) =>
  t.step({
    id: 'INNOCENT-SAFE',
    on: ['driver.beginReset'],
    given: (before, after) => before.reset !== 'running' && after.reset === 'running',
    then: (before, after) =>
      !t.anyGroup(
        (g) =>
          before.groups[g].life !== after.groups[g].life &&
          !t.isCondemned(before, g) &&
          (g !== before.owner || before.firmware !== 'hung'),
      ),
    instance: (before) => `session of ${t.name(before.owner)}`,
    cite: ['A.2.7', 'C.9', 'F13b'],
  });
