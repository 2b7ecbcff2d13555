import type { Terms } from '../terms.ts';

/** ENTER is sent only for one group that is on slot, can run, was acknowledged or waits, and has a mapped buffer, with heap and section there at the last boot. */
export const enterGate = (t: Terms) =>
  t.step({
    id: 'ENTER-GATE',
    on: ['driver.sendEnter'],
    given: (before, after) => before.driver !== 'entering' && after.driver === 'entering',
    then: t.ofOwner((before, g) => {
      const { csg, buffer } = before.groups[g];
      const others = t.anyGroup((h) => h !== g && t.holdsAcknowledgement(before, h));
      return (
        t.anyQueue((q) => t.letIn(before, g, q)) &&
        !others &&
        csg === 'active' &&
        buffer.mapped &&
        before.heap &&
        before.section &&
        before.reset === 'none' &&
        t.canRun(before, g)
      );
    }),
    instance: (before) => `ENTER for ${t.name(before.owner)}`,
    cite: ['A.2.3-13', 'C.5', 'F08b'],
  });
