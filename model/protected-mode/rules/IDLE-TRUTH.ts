import type { Terms } from '../terms.ts';

/** A group with a request or with work is not classed idle. */
export const idleTruth = (t: Terms) =>
  t.always({
    id: 'IDLE-TRUTH',
    given: (s) => t.anyGroup((g) => s.groups[g].idle && s.groups[g].life === 'live'),
    then: (s) =>
      !t.anyGroup((g) => s.groups[g].idle && t.canRun(s, g) && !(t.hasNothingToDo(s, g) && !t.pending(s, g))),
    instance: (s) =>
      t.groups
        .filter((g) => s.groups[g].idle && !t.hasNothingToDo(s, g))
        .map(t.name)
        .join(', '),
    cite: ['A.3', 'D.3'],
  });
