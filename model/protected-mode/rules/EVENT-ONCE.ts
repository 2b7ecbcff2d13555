import type { GroupId, QueueId, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** A request that was raised goes only by an acknowledgement, with the group's unbind, or with a reset. */
export const eventOnce = (t: Terms) => {
  const goes = (before: State, after: State, g: GroupId, q: QueueId): boolean =>
    before.groups[g].queues[q].event && !after.groups[g].queues[q].event;
  return t.step({
    id: 'EVENT-ONCE',
    on: ['driver.acknowledge', 'driver.unbind'],
    given: (before, after) =>
      after.reset !== 'running' && t.anyGroup((g) => t.anyQueue((q) => goes(before, after, g, q))),
    then: (before, after) =>
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const acknowledged =
            after.groups[g].queues[q].acknowledged && !before.groups[g].queues[q].acknowledged;
          return goes(before, after, g, q) && !acknowledged && t.onSlot(after, g);
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
