import type { Errno } from '../../errno.ts';
import { GLB } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import { PROTM_ACTIVE_POLL_STEP_US, PROTM_FORCED_EXIT_US, PROTM_SETTLE_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import { inNormalMode } from '../series-2026/protm-exit.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Fix } from './fix.ts';

/**
 * Under the scheduler's lock: forces an exit by PING, waits up to `limitUs` for each part of it until it is complete, and
 * answers it.
 */
export function* endSession(d: Driver, limitUs: number): Act<Errno | 0> {
  yield* d.fn.panthorFwToggleReqs(d.fwif.glb, GLB.PING);
  yield* d.regs.ring(0);
  const what = 'complete exit from protected mode';
  if (!(yield* d.tellWait(what, limitUs, exitCompleted(d, limitUs, `wait for ${what}`)))) return 'ETIMEDOUT';
  yield* d.fn.onProtmExit();
  return 0;
}

/** EXIT raised, bit 7 clear and PING acknowledged, whatever their order (F05). A bit 7 that falls wakes nobody (H.2). */
function* exitCompleted(d: Driver, limitUs: number, label: string): Act<boolean> {
  const { glb } = d.fwif;
  const { reqWaitqueue } = d.state;
  const differ = (bit: number): boolean => ((glb.req.cell.get() ^ glb.ack.cell.get()) & bit) !== 0;
  const isRaised = (): boolean => differ(GLB.PROTM_EXIT);
  const isAcked = (): boolean => !differ(GLB.PING);
  if (!(yield* reqWaitqueue.waitEventTimeout(isRaised, limitUs, label))) return false;
  if (!(yield* d.machine.pollUntil(() => inNormalMode(d), PROTM_ACTIVE_POLL_STEP_US, limitUs, label)))
    return false;
  if (yield* reqWaitqueue.waitEventTimeout(isAcked, PROTM_SETTLE_US, label)) return true;
  // Firmware was leaving already, and its fast reset took the doorbell with it (F22).
  yield* d.regs.ring(0);
  return yield* reqWaitqueue.waitEventTimeout(isAcked, limitUs, label);
}

/**
 * No session begins before the last one is over for both sides: EXIT raised, bit 7 clear, the forcing PING
 * acknowledged, EXIT answered, whatever their order (F05).
 */
export const exitAnswered: Fix = {
  changes: 'a session is ended completely and its EXIT answered before the next PROTM_ENTER',
  forcedBy: ['NO-OVERLAP', 'ENTER-CONFIRMED', 'ACK-BEFORE', 'ENTER-GATE'],
  unit: {
    name: 'exit-answered',
    on: 'P8',
    title: 'drm/panthor: complete an exit before the next entry',
    cite: ['A.2.3-14', 'A.2.5', 'H.2', 'F02', 'F05', 'F07', 'F22'],
    merges: ['mayEnter'],
    functions: {
      exitRaised: (d) =>
        function* () {
          const { glb } = d.fwif;
          const req = yield* glb.req.read();
          const ack = yield* glb.ack.read();
          return ((req ^ ack) & GLB.PROTM_EXIT) !== 0;
        },

      onProtmExit: (d, below) =>
        function* () {
          const left = yield* d.machine.pollUntil(
            () => inNormalMode(d),
            PROTM_ACTIVE_POLL_STEP_US,
            PROTM_FORCED_EXIT_US,
            'poll GPU_STATUS after PROTM_EXIT',
          );
          if (!left) yield* d.fn.panthorDeviceScheduleReset('still protected after PROTM_EXIT');
          yield* below();
        },

      endSession: (d) => () => endSession(d, PROTM_FORCED_EXIT_US),

      // The reset is scheduled before the entry lock is given back.
      sendEnter: (d, below) =>
        function* () {
          const error = yield* below();
          if (error !== 0) yield* d.fn.panthorDeviceScheduleReset('PROTM_ENTER not acknowledged');
          return error;
        },

      waitEntered: (d, below) =>
        function* () {
          const error = yield* below();
          if (error !== 0) yield* d.fn.panthorDeviceScheduleReset('not protected after PROTM_ENTER');
          return error;
        },

      tickBegin: (d, below) =>
        function* (ctx) {
          if (!(yield* below(ctx))) return false;
          if (yield* d.fn.exitRaised()) yield* d.fn.onProtmExit();
          return true;
        },

      mayEnter: (d, below) =>
        function* (ctx, group) {
          if (yield* d.fn.exitRaised()) yield* d.fn.onProtmExit();
          else if (protm.of(d).protectedMode.get() && (yield* d.fn.endSession()) !== 0) {
            yield* d.fn.panthorDeviceScheduleReset('no exit from protected mode');
            return false;
          }
          // The reset would be about both sessions, and could not tell whose the fault was.
          if (yield* d.machine.read(d.state.resetPending)) return false;
          return yield* below(ctx, group);
        },
    },
  },
};
