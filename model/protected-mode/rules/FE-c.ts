import type { GroupId, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** A waiting group of lower priority than the owner waits for at most the longest session. */
export const feC = (t: Terms) => {
  const waits = (s: State, g: GroupId): boolean => s.groups[g].waited > 0 && t.besideOwner(s, g) === 'lower';
  return t.always({
    id: 'FE-c',
    given: (s) => t.anyGroup((g) => waits(s, g)),
    then: (s) => !t.anyGroup((g) => waits(s, g) && s.groups[g].waited > t.longestSession),
    instance: (s) => `session of ${t.name(s.owner)}`,
    cite: ['C.6', 'A.1.5'],
  });
};
