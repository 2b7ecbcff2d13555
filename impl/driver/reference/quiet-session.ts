import type { Cell } from '../../runtime/cell.ts';
import { PROTM_SETTLE_US } from '../constants.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';

interface Doorbells {
  /** CSG doorbells held back in the present session, a bit per slot. */
  readonly deferred: Cell<number>;
  /** When a doorbell was last rung, microseconds. */
  readonly rungUs: Cell<number>;
}

const doorbells = new UnitState<Doorbells>('protm.doorbells', (d) => ({
  deferred: d.machine.cell('protm.deferred_doorbells', 0, d.state.schedLock),
  rungUs: d.machine.cell('protm.doorbell_rung', 0, d.state.schedLock),
}));

/**
 * No doorbell is rung in a session, since any may force an exit (F06) or get lost (F15, F22); after it every
 * slot is rung. One rung just before ENTER is given time to be served: firmware that is still at it sees
 * ENTER early, and ENTER's own doorbell then throws the session out.
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
    state: [doorbells],
    functions: {
      queueRingDoorbell: (d, below) =>
        function* (group, queue) {
          if (protm.of(d).activeGroup.get() !== null) return;
          yield* below(group, queue);
          doorbells.of(d).rungUs.set(d.machine.nowUs);
        },

      panthorFwRingCsgDoorbells: (d, below) =>
        function* (csgMask) {
          yield* below(csgMask);
          doorbells.of(d).rungUs.set(d.machine.nowUs);
        },

      takeEntry: (d, below) =>
        function* () {
          yield* below();
          const settledUs = doorbells.of(d).rungUs.get() + PROTM_SETTLE_US;
          if (settledUs <= d.machine.nowUs) return;
          yield* d.machine.sleep(settledUs - d.machine.nowUs, 'let doorbells be served');
        },

      ringCsgAfterIrqLocked: (d, below) =>
        function* (csgId) {
          if (protm.of(d).activeGroup.get() === null) {
            yield* below(csgId);
            return;
          }
          const { deferred } = doorbells.of(d);
          deferred.set(deferred.get() | (1 << csgId));
        },

      ownerReleased: (d, below) =>
        function* (owner) {
          yield* below(owner);
          const { deferred, rungUs } = doorbells.of(d);
          const mask = deferred.get();
          deferred.set(0);
          const occupied = d.state.csgSlots.flatMap((slot, csgId) =>
            slot.group.get() === null ? [] : [csgId],
          );
          for (const csgId of occupied) yield* d.regs.ring(csgId + 1);
          rungUs.set(d.machine.nowUs);
          if (mask !== 0) yield* d.fn.panthorFwRingCsgDoorbells(mask);
        },
    },
  },
};
