import { GPU_INT } from '../../interface/bits.ts';
import type { Cell } from '../../runtime/cell.ts';
import { inNormalMode } from '../series-2026/protm-exit.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';
import { session } from './owner-truth.ts';

/** The scheduler stands still for a device suspend. */
const suspended = new UnitState<{ readonly ticks: Cell<boolean> }>('sched.suspended', (d) => ({
  ticks: d.machine.cell<boolean>('sched.suspended', false, d.state.schedLock),
}));

/**
 * A device suspend ends the session and answers its EXIT before it suspends groups and halts firmware, and no tick puts
 * anybody on a slot again before the resume. In system sleep the device has users, so a tick that waits for the
 * scheduler's lock would otherwise run between the two and may enter. A session that does not end is cleared up as by
 * the reset that is then due, and the GPU is reset before its MMU is told anything.
 */
export const quietSuspend: Fix = {
  changes: 'a device suspend ends the session first, and no tick runs from then on until the resume',
  forcedBy: [
    'SUSPEND-EXIT',
    'NO-POWER-IN-PROTM',
    'RESET-CLEAN',
    'FLAG-TRUTH',
    'NO-MMU-IN-ENTRY',
    'SERVED',
    'LOCK-RULES',
  ],
  unit: {
    name: 'quiet-suspend',
    on: 'P8',
    requires: ['exit-answered', 'owner-truth', 'fair-reset'],
    merges: ['tickBegin'],
    title: 'drm/panthor: leave protected mode before a device suspend',
    cite: ['A.2.7', 'D.4-1', 'D.6', 'B.7', 'F39', 'G.1'],
    state: [suspended],
    functions: {
      prepareSuspend: (d, below) =>
        function* () {
          yield* below();
          const { schedLock, resetPending } = d.state;
          yield* schedLock.lock();
          suspended.of(d).ticks.set(true);
          if (yield* d.fn.exitRaised()) yield* d.fn.onProtmExit();
          else if (session.of(d).sinceUs.get() !== null && !(yield* d.machine.read(resetPending))) {
            const error = yield* d.fn.endSession();
            if (error !== 0) yield* d.fn.panthorDeviceScheduleReset('no exit from protected mode');
          }
          schedLock.unlock();
          if (yield* d.machine.read(resetPending)) yield* d.fn.handleProtmFault();
        },

      tickBegin: (d, below) =>
        function* (ctx) {
          return suspended.of(d).ticks.get() ? false : yield* below(ctx);
        },

      panthorMmuSuspend: (d, below) =>
        function* () {
          yield* d.machine.step('read GPU_STATUS');
          if (!d.machine.look(() => inNormalMode(d))) yield* d.fn.panthorGpuSoftReset();
          yield* below();
        },

      panthorGpuResume: (d, below) =>
        function* () {
          yield* d.machine.step('unmask PROTM_FAULT');
          d.regs.gpu.mask.set(d.regs.gpu.mask.get() | GPU_INT.PROTM_FAULT);
          yield* below();
        },

      panthorSchedResume: (d, below) =>
        function* () {
          yield* d.state.schedLock.lock();
          suspended.of(d).ticks.set(false);
          d.state.schedLock.unlock();
          yield* below();
        },
    },
  },
};
