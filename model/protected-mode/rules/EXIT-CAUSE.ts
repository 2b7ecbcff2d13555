import type { State } from '../state.ts';
import type { Terms } from '../terms.ts';

/**
 * The firmware leaves at the end of the regions or when a request forces it, raises EXIT before bit 7 clears only where
 * F05 says so, before all is restored where F30 does, and answers the request after the exit (a rule of the model itself).
 */
export const exitCause = (t: Terms) => {
  /** A region ends where that ends the session for all. */
  const endsAlone = (before: State, after: State): boolean =>
    before.profile.F35 === 'ends the session' &&
    t.anyGroup((g) =>
      t.anyQueue((q) => {
        const was = before.groups[g].queues[q];
        const is = after.groups[g].queues[q];
        return is.position > was.position && t.command(before, g, q)?.endsRegion === true;
      }),
    );
  return t.step({
    id: 'EXIT-CAUSE',
    given: (before, after) =>
      (before.firmware === 'protected' && after.firmware === 'hung' && after.faultIrq === 'armed') ||
      (before.firmware === 'left' && after.firmware === 'normal') ||
      t.beginsToLeave(before, after) ||
      endsAlone(before, after) ||
      (!before.exitEvent && after.exitEvent) ||
      (before.forcing !== 'none' && after.reset !== 'running'),
    then: (before, after) => {
      if (endsAlone(before, after) && after.firmware === 'protected') return false;
      if (after.firmware === 'hung') return before.forcing !== 'none';
      if (before.firmware === 'left' && after.firmware === 'normal') return !after.protmActive;
      if (!before.exitEvent && after.exitEvent)
        return (
          before.protmActive === t.exitComesFirst(before) &&
          (before.protmActive ||
            before.profile.F30 === 'EXIT first' ||
            !t.anyGroup((g) => before.groups[g].saved))
        );
      if (before.forcing !== 'none' && after.forcing === 'none') return before.firmware === 'normal';
      if (before.forcing !== 'none' || !t.anyGroup((g) => t.inSession(before, g))) return true;
      return (
        before.profile.F35 === 'ends the session' &&
        t.anyGroup((g) =>
          t.anyQueue((q) => before.groups[g].queues[q].position !== after.groups[g].queues[q].position),
        )
      );
    },
    instance: (before) => `session of ${t.name(before.owner)}`,
    cite: ['A.2.5', 'B.2-12', 'B.2-14', 'B.5', 'F05', 'F30', 'F35'],
  });
};
