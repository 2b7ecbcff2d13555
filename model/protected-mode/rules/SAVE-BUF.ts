import type { Terms } from '../terms.ts';

/** Whenever a region runs or is saved and may go on, its buffer is present and mapped for the firmware. */
export const saveBuf = (t: Terms) =>
  t.always({
    id: 'SAVE-BUF',
    given: (s) => t.anyGroup((g) => t.inSession(s, g) || t.holdsSavedRegion(s, g)),
    then: (s) =>
      !t.anyGroup((g) => {
        const { mapped, dirty } = s.groups[g].buffer;
        const saved = t.holdsSavedRegion(s, g);
        return ((t.inSession(s, g) || saved) && !mapped) || (saved && !dirty);
      }),
    instance: (s) =>
      t.groups
        .filter((g) => !s.groups[g].buffer.mapped)
        .map(t.name)
        .join(', '),
    cite: ['B.4', 'F14'],
  });
