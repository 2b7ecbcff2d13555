import type { Terms } from '../terms.ts';

/** Groups of one priority have different places in the rotation (a rule of the model itself). */
export const rotation = (t: Terms) =>
  t.always({
    id: 'ROTATION',
    given: (s) => t.anyGroup((g) => t.hasPeers(s, g)),
    then: (s) =>
      !t.anyGroup(
        (g) =>
          t.isInRun(s, g) && t.anyGroup((h) => t.arePeers(s, g, h) && s.groups[g].turn === s.groups[h].turn),
      ),
    instance: (s) =>
      t.groups
        .filter((g) => t.hasPeers(s, g))
        .map((g) => `${t.name(g)} at ${s.groups[g].turn}`)
        .join(', '),
    cite: ['A.3', 'D.4-4'],
  });
