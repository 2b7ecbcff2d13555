import type { Cell } from '../../runtime/cell.ts';
import { bitsOf } from '../contexts.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';

const deferred = new UnitState<{ readonly csgs: Cell<number> }>('protm.deferred_doorbells', (d) => ({
  csgs: d.machine.cell('protm.deferred_doorbells', 0, d.state.schedLock),
}));

/**
 * No doorbell is rung in a session, since any may force an exit (F06) or get lost (F15, F22); after it every
 * slot is rung.
 */
export const quietSession: Fix = {
  changes: 'doorbells wait for the end of a session, and then all are rung',
  forcedBy: ['NO-THRASH', 'NO-LOST-WAKE'],
  unit: {
    name: 'quiet-session',
    on: 'P8',
    requires: ['owner-truth'],
    title: 'drm/panthor: hold doorbells back in protected mode',
    cite: ['B.5', 'H.5', 'F06', 'F15', 'F22'],
    state: [deferred],
    functions: {
      queueRingDoorbell: (d, below) =>
        function* (group, queue) {
          if (protm.of(d).activeGroup.get() === null) yield* below(group, queue);
        },

      ringCsgAfterIrqLocked: (d, below) =>
        function* (csgId) {
          if (protm.of(d).activeGroup.get() === null) {
            yield* below(csgId);
            return;
          }
          const { csgs } = deferred.of(d);
          csgs.set(csgs.get() | (1 << csgId));
        },

      ownerReleased: (d, below) =>
        function* (owner) {
          yield* below(owner);
          const { csgs } = deferred.of(d);
          const mask = csgs.get();
          csgs.set(0);
          const occupied = d.state.csgSlots.flatMap((slot, csgId) =>
            slot.group.get() === null ? [] : [csgId],
          );
          for (const csgId of occupied) yield* d.regs.ring(csgId + 1);
          if (bitsOf(mask).length > 0) yield* d.fn.panthorFwRingCsgDoorbells(mask);
        },
    },
  },
};
