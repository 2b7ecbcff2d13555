/** 7/8: panthor_fw_protm_enter(), A.2.3-13 to A.2.3-15. */
import type { GroupId } from '../../ids.ts';
import { GLB, GPU_STATUS_PROTM_ACTIVE } from '../../interface/bits.ts';
import { PROTM_ACTIVE_POLL_STEP_US, PROTM_ACTIVE_POLL_US, PROTM_ENTER_TIMEOUT_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { UnitFunctions } from '../unit.ts';
import { protm } from './protm-state.ts';

/** For whom the tick sends ENTER: its protm_group, whatever active_group says (A.1.3). */
function letIn(d: Driver): GroupId | null {
  return d.tickCtx.protmGroup?.id ?? null;
}

export const entryFunctions: UnitFunctions = {
  panthorFwProtmEnter: (d) =>
    function* () {
      yield* d.fn.takeEntry();
      const sent = yield* d.fn.sendEnter();
      const error = sent === 0 ? yield* d.fn.waitEntered() : sent;
      d.emit({
        kind: 'session',
        op: error === 0 ? 'entrySeen' : 'entryFailed',
        group: letIn(d),
        cause: null,
      });
      yield* d.fn.releaseEntry();
      return error;
    },

  takeEntry: (d) =>
    function* () {
      yield* protm.of(d).lock.downWrite();
    },

  sendEnter: (d) =>
    function* () {
      const { glb } = d.fwif;
      yield* d.fn.panthorFwToggleReqs(glb, GLB.PROTM_ENTER);
      d.emit({ kind: 'session', op: 'enterSent', group: letIn(d), cause: null });
      yield* d.regs.ring(0);
      const acked = yield* d.fn.panthorFwWaitAcks(
        glb,
        GLB.PROTM_ENTER,
        PROTM_ENTER_TIMEOUT_US,
        'GLB PROTM_ENTER',
      );
      return acked === GLB.PROTM_ENTER ? 0 : 'ETIMEDOUT';
    },

  waitEntered: (d) =>
    function* () {
      const { glb } = d.fwif;
      // A short region may have ended before anybody looks.
      const enteredOrLeft = (): boolean =>
        (d.regs.gpuStatus.cell.get() & GPU_STATUS_PROTM_ACTIVE) !== 0 ||
        ((glb.req.cell.get() ^ glb.ack.cell.get()) & GLB.PROTM_EXIT) !== 0;
      const what = 'GPU_STATUS PROTM_ACTIVE';
      const limitUs = PROTM_ACTIVE_POLL_US;
      const poll = d.machine.pollUntil(enteredOrLeft, PROTM_ACTIVE_POLL_STEP_US, limitUs, `poll ${what}`);
      return (yield* d.tellWait(what, limitUs, poll)) ? 0 : 'ETIMEDOUT';
    },

  releaseEntry: (d) =>
    function* () {
      yield* d.machine.step('up_write protm.lock');
      protm.of(d).lock.upWrite();
    },
};
