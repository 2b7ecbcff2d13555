import type { Terms } from '../terms.ts';

/** In and after a reset the GPU is not protected, there is no owner, and no request is believed. */
export const resetClean = (t: Terms) =>
  t.always({
    id: 'RESET-CLEAN',
    given: (s) => s.reset === 'running',
    then: (s) =>
      !s.protmActive &&
      s.owner === null &&
      !s.exitEvent &&
      !t.anyGroup((g) => t.asks(s, g) || t.onSlot(s, g)),
    instance: (s) => t.name(s.owner),
    cite: ['A.2.7', 'C.9'],
  });
