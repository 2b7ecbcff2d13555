import type { GroupId, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** A group with a request or with work is not classed idle. */
export const idleTruth = (t: Terms) => {
  const isBusy = (s: State, g: GroupId): boolean =>
    t.canRun(s, g) && (!t.hasNothingToDo(s, g) || t.pending(s, g));
  return t.always({
    id: 'IDLE-TRUTH',
    given: (s) => t.anyGroup((g) => isBusy(s, g)),
    then: (s) => !t.anyGroup((g) => isBusy(s, g) && s.groups[g].idle),
    instance: (s) =>
      t.groups
        .filter((g) => isBusy(s, g) && s.groups[g].idle)
        .map(t.name)
        .join(', '),
    cite: ['A.3', 'D.3'],
  });
};
