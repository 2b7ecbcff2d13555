import type { Terms } from '../terms.ts';

/** Locks are paired. */
const next = { none: 'waiting', waiting: 'locked', locked: 'none' } as const;

/** No region is locked when bit 7 rises or while it is set, and mappings change only under the lock. */
export const noMmuInEntry = (t: Terms) =>
  t.step({
    id: 'NO-MMU-IN-ENTRY',
    given: (before, after) =>
      after.protmActive ||
      before.vmOp !== 'none' ||
      after.vmOp !== 'none' ||
      t.mapsForFirmware(before, after),
    then: (before, after) => {
      if (after.protmActive && after.vmOp === 'locked') return false;
      if (before.vmOp !== after.vmOp && after.vmOp !== next[before.vmOp]) return false;
      return before.vmOp === 'locked' || !t.mapsForFirmware(before, after);
    },
    instance: (_, after) => `session of ${t.name(after.owner)}`,
    cite: ['B.6', 'A.2.5', 'F32'],
  });
