import type { Terms } from '../terms.ts';

/** No region is locked when bit 7 rises or while it is set, and mappings change only under the lock. */
export const noMmuInEntry = (t: Terms) =>
  t.step({
    id: 'NO-MMU-IN-ENTRY',
    given: (_, after) => after.protmActive || after.vmOp === 'locked',
    then: (before, after) =>
      !(after.protmActive && after.vmOp === 'locked') &&
      !t.anyGroup((g) => {
        const was = before.groups[g].buffer;
        const is = after.groups[g].buffer;
        return (was.mapped !== is.mapped || (was.tlb && !is.tlb)) && before.vmOp !== 'locked';
      }),
    instance: (_, after) => `session of ${t.name(after.owner)}`,
    cite: ['B.6', 'A.2.5', 'F32'],
  });
