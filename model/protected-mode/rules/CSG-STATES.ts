import type { GroupState } from '../state.ts';
import type { Terms } from '../terms.ts';

/** The state that may follow `from`; where there are two, the one of them that `to` is. */
function successor(from: GroupState['csg'], to: GroupState['csg']): GroupState['csg'] {
  switch (from) {
    case 'off':
      return 'starting';
    case 'starting':
      return 'active';
    case 'active':
      return to === 'terminating' ? 'terminating' : 'suspending';
    case 'suspending':
    case 'terminating':
      return 'stopped';
    case 'stopped':
      return 'off';
  }
}

/** A CSG goes through its states in order, in one of the slots (a rule of the model itself). */
export const csgStates = (t: Terms) =>
  t.step({
    id: 'CSG-STATES',
    on: [
      'driver.start',
      'firmware.ackStart',
      'driver.suspend',
      'driver.terminate',
      'firmware.ackStop',
      'driver.unbind',
      'driver.prioritise',
      'driver.beginReset',
    ],
    given: (before, after) =>
      before.first !== after.first || t.anyGroup((g) => before.groups[g].csg !== after.groups[g].csg),
    then: (before, after) =>
      t.slotsUsed(after) <= after.slots &&
      (after.first === null ? !t.anyGroup((g) => t.started(after, g)) : t.started(after, after.first)) &&
      !t.anyGroup((g) => {
        const from = before.groups[g].csg;
        const to = after.groups[g].csg;
        if (to === 'starting' && from !== to && !t.canRun(before, g)) return true;
        if (to === 'terminating' && from !== to && t.canRun(before, g)) return true;
        return from !== to && to !== successor(from, to) && !(to === 'off' && after.reset === 'running');
      }),
    instance: (before, after) =>
      t.groups
        .filter((g) => before.groups[g].csg !== after.groups[g].csg)
        .map((g) => `${t.name(g)} to ${after.groups[g].csg}`)
        .join(', '),
    cite: ['B.1', 'D.4-7'],
  });
