import type { Cell } from '../../runtime/cell.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';

interface SessionTimes {
  /** When ENTER of the present session was sent, microseconds. */
  readonly sentUs: Cell<number | null>;
  /** When the present session was seen to have begun; null: no session, or not confirmed. */
  readonly sinceUs: Cell<number | null>;
}

export const session = new UnitState<SessionTimes>('protm.session', (d) => ({
  sentUs: d.machine.cell<number | null>('protm.session_sent', null, d.state.schedLock),
  sinceUs: d.machine.cell<number | null>('protm.session_since', null, d.state.schedLock),
}));

/**
 * The owner is whom ENTER was sent for, from sending until EXIT is answered or a reset takes over, and it
 * cannot be freed meanwhile.
 */
export const ownerTruth: Fix = {
  changes:
    'active_group and protected_mode are set with PROTM_ENTER, and the owner is referenced until they are cleared',
  forcedBy: ['FLAG-TRUTH', 'OWNER', 'REF-SAFE', 'RESET-CLEAN'],
  unit: {
    name: 'owner-truth',
    on: 'P8',
    title: 'drm/panthor: track the owner of protected mode',
    cite: ['A.1.3', 'A.2.3-15', 'A.2.5-2'],
    merges: ['onProtmExit', 'tickCtxAckKept'],
    state: [session],
    functions: {
      tickCtxAckKept: (d, below) =>
        function* (ctx, updCtx, group) {
          const owner = protm.of(d).activeGroup.get();
          yield* below(ctx, updCtx, group);
          protm.of(d).activeGroup.set(owner);
        },

      tickEnterProtm: (d) =>
        function* (ctx) {
          const owner = ctx.protmGroup;
          if (owner === null || !(yield* d.fn.mayEnter(ctx, owner))) return;
          const { activeGroup, protectedMode } = protm.of(d);
          const before = activeGroup.get();
          if (before !== null) yield* d.fn.ownerReleased(d.group(before));
          d.fn.groupGet(owner);
          activeGroup.set(owner.id);
          protectedMode.set(true);
          session.of(d).sentUs.set(d.machine.nowUs);
          if ((yield* d.fn.panthorFwProtmEnter()) === 0) {
            session.of(d).sinceUs.set(d.machine.nowUs);
            return;
          }
          // The owner stays known, so that the reset can tell whom it is about.
          yield* d.fn.panthorDeviceScheduleReset('entry into protected mode failed');
          ctx.csgUpdFailedMask = -1;
        },

      onProtmExit: (d, below) =>
        function* () {
          const owner = protm.of(d).activeGroup.get();
          yield* below();
          if (owner !== null) yield* d.fn.ownerReleased(d.group(owner));
        },

      ownerReleased: (d) =>
        function* (owner) {
          const { activeGroup, protectedMode } = protm.of(d);
          activeGroup.set(null);
          protectedMode.set(false);
          session.of(d).sentUs.set(null);
          session.of(d).sinceUs.set(null);
          d.fn.groupPut(owner);
        },

      handleProtmFault: (d, below) =>
        function* () {
          const owner = d.machine.look(() => protm.of(d).activeGroup.get());
          yield* below();
          if (owner === null) return;
          yield* d.state.schedLock.lock();
          yield* d.fn.ownerReleased(d.group(owner));
          d.state.schedLock.unlock();
        },
    },
  },
};
