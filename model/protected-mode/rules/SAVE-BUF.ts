import type { Terms } from '../terms.ts';

/** Whenever a region runs or is saved and may go on, its buffer is present and mapped for the firmware. */
export const saveBuf = (t: Terms) =>
  t.always({
    id: 'SAVE-BUF',
    given: (s) => t.anyGroup((g) => t.inSession(s, g)),
    then: (s) =>
      !t.anyGroup((g) => (t.inSession(s, g) || t.holdsSavedRegion(s, g)) && !s.groups[g].buffer.mapped),
    instance: (s) =>
      t.groups
        .filter((g) => !s.groups[g].buffer.mapped)
        .map(t.name)
        .join(', '),
    cite: ['B.4', 'F14'],
  });
