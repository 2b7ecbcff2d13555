import type { Terms } from '../terms.ts';

/** Each command is issued once and in stream order, in the mode that it is for. */
export const exactlyOnce = (t: Terms) =>
  t.step({
    id: 'EXACTLY-ONCE',
    on: ['gpu.issueNormal', 'gpu.issueProtected'],
    given: (before, after) =>
      t.anyGroup((g) =>
        t.anyQueue((q) => before.groups[g].queues[q].issued !== after.groups[g].queues[q].issued),
      ),
    then: (before, after) =>
      !t.anyGroup((g) =>
        t.anyQueue((q) => {
          const was = before.groups[g].queues[q];
          const is = after.groups[g].queues[q];
          const mode = before.protmActive && after.protmActive ? 'protected' : 'normal';
          if (was.issued !== is.issued && (t.head(before, g, q) !== mode || t.onSlot(before, g) === false))
            return true;
          return is.issued !== is.position + Number(is.running);
        }),
      ),
    instance: (before, after) =>
      t.groups
        .filter((g) =>
          t.anyQueue((q) => before.groups[g].queues[q].issued !== after.groups[g].queues[q].issued),
        )
        .map(t.name)
        .join(', '),
    cite: ['B.4', 'F14'],
  });
