import type { GroupState } from '../state.ts';
import type { Terms } from '../terms.ts';

const follows: Record<GroupState['life'], readonly string[]> = {
  absent: ['live'],
  live: ['killed', 'destroyed'],
  killed: ['destroyed'],
  destroyed: [],
};

/** Groups and their buffers are created, used and destroyed in this order; who is gone is idle (a rule of the model itself). */
export const lifeOrder = (t: Terms) =>
  t.step({
    id: 'LIFE-ORDER',
    on: [
      'user.submit',
      'memory.allocate',
      'memory.mapForFirmware',
      'memory.unmapFromFirmware',
      'memory.free',
      'user.createGroup',
      'user.destroyGroup',
      'driver.killUndeclared',
      'driver.beginReset',
    ],
    given: (before, after) =>
      t.anyGroup((g) => {
        if (t.wasSubmittedTo(before, after, g)) return true;
        const was = before.groups[g];
        const is = after.groups[g];
        return (
          was.life !== is.life ||
          was.buffer.pages !== is.buffer.pages ||
          was.buffer.mapped !== is.buffer.mapped
        );
      }),
    then: (before, after) =>
      !t.anyGroup((g) => {
        const { life, buffer } = before.groups[g];
        if (life !== 'live' && t.wasSubmittedTo(before, after, g)) return true;
        const is = after.groups[g];
        // Jobs come one by one.
        if (t.anyQueue((q) => is.queues[q].submitted > before.groups[g].queues[q].submitted + 1)) return true;
        if (life !== is.life && !follows[life].includes(is.life)) return true;
        if (life !== is.life && is.life !== 'live' && !is.idle) return true;
        if (life === 'absent' && is.life === 'live' && is.declared && !buffer.mapped) return true;
        if (buffer.pages !== is.buffer.pages) {
          const allocates = is.buffer.pages === 'allocated' && life === 'absent';
          const frees = buffer.pages === 'allocated' && is.buffer.pages === 'freed' && life === 'destroyed';
          if (!allocates && !frees) return true;
        }
        if (buffer.mapped === is.buffer.mapped) return false;
        const maps = is.buffer.mapped && life === 'absent' && buffer.pages === 'allocated';
        const unmaps = buffer.mapped && life === 'destroyed' && !t.onSlot(before, g) && before.owner !== g;
        return !maps && !unmaps;
      }),
    instance: (before, after) =>
      t.groups.map((g) => `${t.name(g)} ${before.groups[g].life}, then ${after.groups[g].life}`).join('; '),
    cite: ['A.2.2', 'A.1.6', 'H.4'],
  });
