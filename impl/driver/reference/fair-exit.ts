import type { Cell } from '../../runtime/cell.ts';
import { PROTM_RESIDENCE_US, TICK_PERIOD_US } from '../constants.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';
import { waitingGroups } from './keep-session.ts';
import { session } from './owner-truth.ts';

/** The next tick rotates: the session that ended had used up its owner's turn. */
const turn = new UnitState<{ readonly usedUp: Cell<boolean> }>('protm.turn', (d) => ({
  usedUp: d.machine.cell<boolean>('protm.turn_used_up', false, d.state.schedLock),
}));

/**
 * A session ends at the residence limit at the latest, whoever wants to run in a session causes a tick, and a
 * session that lasted a period counts as its owner's turn.
 */
export const fairExit: Fix = {
  changes: 'sessions have a residence limit, and work submitted or unblocked in a session leads to a tick',
  forcedBy: ['FE-a', 'FE-b', 'FE-c', 'FE-d', 'BOUNDED-RESIDENCE', 'NO-LOST-WAKE'],
  unit: {
    name: 'fair-exit',
    on: 'P8',
    requires: ['keep-session'],
    merges: ['queueRingDoorbell'],
    title: 'drm/panthor: bound the time in protected mode',
    cite: ['A.3', 'B.3', 'C.6', 'D.5'],
    state: [turn],
    functions: {
      sessionEndReason: (d, below) =>
        function* (owner) {
          const sinceUs = session.of(d).sinceUs.get();
          if (sinceUs !== null && d.machine.nowUs >= sinceUs + PROTM_RESIDENCE_US) return 'residence limit';
          return yield* below(owner);
        },

      sessionRecheckUs: (d, below) => (owner) => {
        const limitUs = (session.of(d).sinceUs.get() ?? d.machine.nowUs) + PROTM_RESIDENCE_US;
        return Math.min(below(owner) ?? limitUs, limitUs);
      },

      onProtmExit: (d, below) =>
        function* () {
          const id = protm.of(d).activeGroup.get();
          const sinceUs = session.of(d).sinceUs.get();
          if (id !== null && sinceUs !== null && d.machine.nowUs >= sinceUs + TICK_PERIOD_US) {
            const owner = d.group(id);
            const equals = waitingGroups(d, owner).some((g) => g.priority === owner.priority);
            if (equals) turn.of(d).usedUp.set(true);
          }
          yield* below();
        },

      tickBegin: (d, below) =>
        function* (ctx) {
          if (!(yield* below(ctx))) return false;
          if (turn.of(d).usedUp.get()) {
            turn.of(d).usedUp.set(false);
            ctx.fullTick = true;
          }
          return true;
        },

      groupScheduleLocked: (d, below) =>
        function* (group, queueMask) {
          yield* below(group, queueMask);
          if (protm.of(d).activeGroup.get() !== null) yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
        },

      queueRingDoorbell: (d, below) =>
        function* (group, queue) {
          yield* below(group, queue);
          const owner = protm.of(d).activeGroup.get();
          if (owner !== null && owner !== group.id) {
            yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
          }
        },

      syncUpdWork: (d, below) =>
        function* () {
          yield* below();
          // A group on slot that was unblocked in a session is not restarted by firmware.
          if ((yield* d.machine.read(protm.of(d).activeGroup)) !== null) {
            yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
          }
        },
    },
  },
};
