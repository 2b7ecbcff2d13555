import type { Terms } from '../terms.ts';

/** Whom the firmware lets in is the owner, and nobody else; what makes it the top group is in the parts of this rule. */
export const singleTopGroup = (t: Terms) =>
  t.step({
    id: 'SINGLE-TOP-GROUP',
    given: (before, after) =>
      after.reset !== 'running' &&
      ((before.enterRequest && !after.enterRequest) || (!before.protmActive && after.protmActive)),
    then: (_, after) => !t.anyGroup((g) => t.inSession(after, g) !== (g === after.owner)),
    instance: (_, after) =>
      `owner ${t.name(after.owner)}, let in ${t.groups
        .filter((g) => t.inSession(after, g))
        .map(t.name)
        .join(', ')}`,
    cite: ['B.2-6', 'B.2-7', 'F12'],
  });
