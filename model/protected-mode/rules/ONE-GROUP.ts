import type { Terms } from '../terms.ts';

/** Only the owner's acknowledged CSs run while the GPU is protected; all other CSGs are saved. */
export const oneGroup = (t: Terms) =>
  t.always({
    id: 'ONE-GROUP',
    given: (s) => s.protmActive,
    then: (s) =>
      !t.anyGroup(
        (g) =>
          (t.inSession(s, g) && s.owner !== g) ||
          (t.started(s, g) && !s.groups[g].saved && s.owner !== g && s.owner !== null),
      ),
    instance: (s) =>
      t.groups
        .filter((g) => t.anyQueue((q) => t.executing(s, g, q)))
        .map(t.name)
        .join(', '),
    cite: ['B.3', 'B.2-7', 'F11'],
  });
