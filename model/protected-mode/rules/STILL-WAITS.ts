import type { GroupId, QueueId, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** After a stop, an exit or a reset a CS waits on, or asks anew, as F08 says (a rule of the model itself). */
export const stillWaits = (t: Terms) => {
  const leaves = t.beginsToLeave;
  const stops = (before: State, after: State, g: GroupId): boolean =>
    before.groups[g].csg !== 'stopped' && after.groups[g].csg === 'stopped';
  const waits = (before: State, after: State, g: GroupId, q: QueueId): boolean => {
    const was = before.groups[g].queues[q];
    const is = after.groups[g].queues[q];
    if (after.reset === 'running') {
      // SUSPEND saved it, or an earlier reset took it off.
      if (!t.started(before, g)) return was.waits;
      const asked = was.waits || was.sampled;
      return asked && before.profile.F08d === 'waits' && t.canRun(after, g);
    }
    if (stops(before, after, g)) return was.waits && before.profile.F08a === 'waits';
    // A region that ends in this step has nothing to ask for.
    return was.sampled && is.position === was.position ? before.profile.F08b === 'waits' : was.waits;
  };
  return t.step({
    id: 'STILL-WAITS',
    on: [
      'firmware.ackStop',
      'firmware.leaveForced',
      'firmware.leaveAtEnd',
      'gpu.finishProtected',
      'driver.beginReset',
    ],
    given: (before, after) =>
      leaves(before, after) ||
      (before.reset !== 'running' && after.reset === 'running') ||
      t.anyGroup((g) => stops(before, after, g)),
    then: (before, after) =>
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const { waits: is, sampled } = after.groups[g].queues[q];
          return is !== waits(before, after, g, q) || (leaves(before, after) && sampled);
        }),
      ),
    instance: (before, after) =>
      t.groups
        .filter((g) => t.anyQueue((q) => after.groups[g].queues[q].waits !== waits(before, after, g, q)))
        .map(t.name)
        .join(', '),
    cite: ['F08a', 'F08b', 'F08d'],
  });
};
