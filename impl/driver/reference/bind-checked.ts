import type { Fix } from './fix.ts';

/**
 * A group that cannot be given an address space is not started: its slot was not programmed, and acknowledged all
 * the same the group would be on no list and in no slot, where nothing finds it again. It goes back to its list, and
 * a reset, which most of the causes need anyhow, clears the way.
 *
 * With the other fixes no plausible answer of part F was seen to make a bind fail: this is for hardware that is stuck.
 */
export const bindChecked: Fix = {
  changes: 'a group that fails to be bound to its slot goes back to its list, and a reset is scheduled',
  forcedBy: ['SERVED'],
  unit: {
    name: 'bind-checked',
    on: 'P8',
    title: 'drm/panthor: check that a group was bound before starting it',
    cite: ['D.4-7'],
    functions: {
      onBindFailed: (d) =>
        function* (ctx, group, csgId) {
          d.log(`failed to bind ${group.id} to CSG slot ${csgId}`);
          yield* d.fn.panthorDeviceScheduleReset(`bind to CSG slot ${csgId} failed`);
          ctx.csgUpdFailedMask |= 1 << csgId;
        },
    },
  },
};
