import type { Terms } from '../terms.ts';

/** Without a reason the driver sends nothing that forces an exit. */
export const noThrash = (t: Terms) =>
  t.step({
    id: 'NO-THRASH',
    given: (before, after) =>
      (before.forcing !== after.forcing && after.forcing !== 'none') ||
      (t.sessionUndisturbed(before) && t.requestsCsg(before, after)) ||
      (!before.enterRequest && after.enterRequest),
    then: (before, after) => {
      if (!before.enterRequest && after.enterRequest) return before.forcing === 'none';
      return t.sessionOn(before) && before.forcing === 'none' && t.isReason(before, after.forcing);
    },
    instance: (before, after) => `session of ${t.name(before.owner)}, forced for ${after.forcing}`,
    cite: ['C.6-5', 'B.5'],
  });
