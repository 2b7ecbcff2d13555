import type { GroupId, QueueId, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/**
 * A request that was raised goes only by an acknowledgement, with the group's unbind, or with a reset; so does what the
 * driver knows of it, or by an ENTER that lets the CS in.
 */
export const eventOnce = (t: Terms) => {
  const goes = (before: State, after: State, g: GroupId, q: QueueId): boolean =>
    before.groups[g].queues[q].event && !after.groups[g].queues[q].event;
  const isForgotten = (before: State, after: State, g: GroupId, q: QueueId): boolean =>
    before.groups[g].queues[q].recorded && !after.groups[g].queues[q].recorded;
  return t.step({
    id: 'EVENT-ONCE',
    on: ['driver.acknowledge', 'driver.unbind', 'driver.sendEnter'],
    given: (before, after) =>
      after.reset !== 'running' &&
      t.anyGroup((g) => t.anyQueue((q) => goes(before, after, g, q) || isForgotten(before, after, g, q))),
    then: (before, after) =>
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const acknowledged =
            after.groups[g].queues[q].acknowledged && !before.groups[g].queues[q].acknowledged;
          if (acknowledged || !t.onSlot(after, g)) return false;
          const letIn = !before.enterRequest && after.enterRequest && t.letIn(before, g, q);
          return goes(before, after, g, q) || (isForgotten(before, after, g, q) && !letIn);
        }),
      ),
    instance: (before) =>
      t.groups
        .filter((g) => t.anyQueue((q) => before.groups[g].queues[q].event))
        .map(t.name)
        .join(', '),
    cite: ['A.1.2', 'B.1', 'A.2.3-8'],
  });
};
