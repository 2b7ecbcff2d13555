import type { Terms } from '../terms.ts';

/** What the firmware saved at an entry, did not let in, or stopped for a fault stands still until the exit (a rule of the model itself). */
export const frozen = (t: Terms) =>
  t.step({
    id: 'FROZEN',
    given: (before, after) => before.firmware !== 'normal' || t.anyGroup((g) => after.groups[g].saved),
    then: (before, after) =>
      after.reset === 'running' ||
      !t.anyGroup((g) => {
        const saved = before.groups[g].saved && after.groups[g].saved;
        if (
          after.groups[g].saved &&
          (after.firmware === 'normal' || !t.started(after, g) || t.inSession(after, g))
        )
          return true;
        if (before.groups[g].saved && !after.groups[g].saved && !t.mayRestore(before)) return true;
        return t.anyQueue((q) => {
          const was = before.groups[g].queues[q];
          const is = after.groups[g].queues[q];
          const faulted = before.firmware === 'faulted';
          const kept = t.halted(before, g, q) || (after.protmActive && !was.sampled);
          // What a CS asks for is the firmware's to raise: it holds that back until bit 7 is clear, and raises nothing that
          // is lost. Whom it interrupts when it leaves has asked before (F08b).
          const interrupted = was.sampled && t.beginsToLeave(before, after);
          const held =
            before.firmware === 'hung' ||
            (after.protmActive && !interrupted && before.profile.F38 === 'held until exit');
          if (!was.waits && is.waits && (saved || held)) return true;
          return (
            (saved || faulted || kept) &&
            (was.position !== is.position || was.issued !== is.issued || was.running !== is.running)
          );
        });
      }),
    instance: (before) =>
      t.groups
        .filter((g) => before.groups[g].saved)
        .map(t.name)
        .join(', '),
    cite: ['B.3', 'B.2-7', 'B.2-10', 'B.2-13', 'F08b', 'F11', 'F30', 'F38'],
  });
