import type { State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** Protected mode is offered only with the section in place, and it is so from a boot that finds a heap until that is dropped, with the firmware down. */
export const bootGen = (t: Terms) => {
  const boots = (before: State, after: State): boolean =>
    (before.reset === 'running' && after.reset === 'none') ||
    (t.resumes(before, after) && (before.reset !== 'none' || after.section !== before.section));
  const admits = (before: State, after: State): boolean =>
    t.anyGroup(
      (g) =>
        before.groups[g].life === 'absent' && after.groups[g].life !== 'absent' && after.groups[g].declared,
    );
  return t.step({
    id: 'BOOT-GEN',
    on: ['driver.endReset', 'driver.resume', 'driver.offer', 'driver.dropHeap', 'user.createGroup'],
    given: (before, after) =>
      boots(before, after) ||
      before.section !== after.section ||
      (before.heap && !after.heap) ||
      before.offered !== after.offered ||
      admits(before, after),
    then: (before, after) => {
      if (boots(before, after) && after.section !== after.heap) return false;
      const dropped = !after.section && !after.heap;
      if (before.heap && !after.heap && before.reset !== 'running') return false;
      if (before.section !== after.section && !boots(before, after) && !dropped) return false;
      if (after.offered && !after.section) return false;
      return after.offered || !admits(before, after);
    },
    instance: (_, after) => `section ${after.section}, offered ${after.offered}`,
    cite: ['A.2.1-5', 'B.8', 'G.1', 'F19'],
  });
};
