/** panthor_fw.c: words of the interface, acknowledgements, boot, watchdog, H.2, D.6. */
import { copied, GLB, JOB_INT_GLOBAL_IF, MCU_CONTROL, MCU_STATUS, toggled } from '../../interface/bits.ts';
import {
  ACK_BUSY_POLL_US,
  FW_BOOT_TIMEOUT_US,
  PING_INTERVAL_US,
  PING_TIMEOUT_US,
  PROGRESS_TIMEOUT_CYCLES,
  PROGRESS_TIMEOUT_UNIT_CYCLES,
} from '../constants.ts';
import type { UnitFunctions } from '../unit.ts';

const CSF_GLB_DOORBELL_ID = 0;

export const firmwareFunctions: UnitFunctions = {
  panthorFwUpdateReqs: () =>
    function* (words, value, mask) {
      yield* words.req.update((req) => copied(req, value, mask));
    },

  panthorFwToggleReqs: (d) =>
    function* (words, mask) {
      // ack is read inside the spinning lock that the read-modify-write of req takes
      yield* d.machine.step(words.req.toggleLabel);
      d.machine.atomically(() => words.req.store(toggled(words.req.cell.get(), words.ack.cell.get(), mask)));
    },

  panthorFwRingCsgDoorbells: (d) =>
    function* (csgMask) {
      const { doorbellReq, doorbellAck } = d.fwif.glb;
      yield* d.fn.panthorFwToggleReqs({ req: doorbellReq, ack: doorbellAck }, csgMask);
      yield* d.regs.ring(CSF_GLB_DOORBELL_ID);
    },

  panthorFwWaitAcks: (d) =>
    function* (words, mask, timeoutUs, what) {
      const req = (yield* words.req.read()) & mask;
      const acknowledged = (): boolean => (words.ack.cell.get() & mask) === req;
      const polled = yield* d.machine.pollUntil(acknowledged, 0, ACK_BUSY_POLL_US, `poll ${what}`);
      if (polled) return mask;
      d.emit({ kind: 'wait', op: 'begin', what, limitUs: timeoutUs });
      const met = yield* d.state.reqWaitqueue.waitEventTimeout(acknowledged, timeoutUs, `wait for ${what}`);
      if (met) {
        d.emit({ kind: 'wait', op: 'met', what, limitUs: timeoutUs });
        return mask;
      }
      const ack = yield* words.ack.read();
      const acked = ~(req ^ ack) & mask;
      d.emit({ kind: 'wait', op: acked === mask ? 'met' : 'timeout', what, limitUs: timeoutUs });
      return acked;
    },

  panthorJobIrqHandler: (d) =>
    function* (status) {
      const { fwBooted, scheduler, reqWaitqueue } = d.state;
      let booted = yield* d.machine.read(fwBooted);
      if (!booted && (status & JOB_INT_GLOBAL_IF) !== 0) {
        yield* d.machine.write(fwBooted, true);
        booted = true;
      }
      yield* d.machine.step('wake req_waitqueue');
      reqWaitqueue.wakeUpAll();
      // The interrupt of a boot is reported too, and so what firmware had to say before; a probe has no scheduler yet.
      if (booted && scheduler.get()) yield* d.fn.panthorSchedReportFwEvents(status);
    },

  panthorFwInitGlobalIface: (d) =>
    function* () {
      const { glb } = d.fwif;
      const events =
        GLB.CFG_ALLOC_EN |
        GLB.PING |
        GLB.CFG_PROGRESS_TIMER |
        GLB.CFG_POWEROFF_TIMER |
        GLB.IDLE_EN |
        GLB.IDLE;
      yield* glb.ackIrqMask.write(events);
      const config = GLB.CFG_ALLOC_EN | GLB.CFG_PROGRESS_TIMER | GLB.CFG_POWEROFF_TIMER;
      yield* d.fn.panthorFwUpdateReqs(glb, GLB.IDLE_EN | GLB.COUNTER_EN, GLB.IDLE_EN | GLB.COUNTER_EN);
      glb.progressTimer.set(PROGRESS_TIMEOUT_CYCLES / PROGRESS_TIMEOUT_UNIT_CYCLES);
      yield* d.fn.panthorFwToggleReqs(glb, config);
      yield* d.regs.ring(CSF_GLB_DOORBELL_ID);
      d.state.pingWork.modDelayed(PING_INTERVAL_US);
    },

  /** Ordinary sections are always as they should be; protected ones are loaded from unit P4 on. */
  panthorFwInitSectionMem: () => function* () {},

  fwSectionIsSynced: () => () => true,

  panthorFwBoot: (d) =>
    function* () {
      const { state, machine, regs } = d;
      // A slow boot loads all sections anew; firmware that was only halted finds them as it left them.
      if (!state.resetFast.get()) yield* d.fn.panthorFwInitSectionMem();
      yield* machine.write(state.fwBooted, false);
      regs.job.mask.set(-1);
      yield* regs.job.resume();
      yield* regs.mcuControl.write(MCU_CONTROL.AUTO);
      d.hw.firmware.boot(state.resetFast.get() ? 'kept' : 'loaded');
      const booted = yield* state.reqWaitqueue.waitEventTimeout(
        () => state.fwBooted.get(),
        FW_BOOT_TIMEOUT_US,
        'wait for firmware boot',
      );
      // Its interrupt may have come, and nobody have handled it.
      if (!booted && ((yield* regs.job.readStat()) & JOB_INT_GLOBAL_IF) === 0) {
        const status = yield* regs.mcuStatus.read();
        d.log(`failed to boot MCU (status=${mcuStatusName(status)})`);
        return 'ETIMEDOUT';
      }
      yield* d.fn.panthorFwInitGlobalIface();
      return 0;
    },

  panthorFwInitIfaces: (d) => () => {
    const slots = d.fwif.csg.length;
    if (slots >= d.hw.minCsgs) return 0;
    d.log(`Expected at least ${d.hw.minCsgs} CSGs, got ${slots}`);
    return 'EINVAL';
  },

  panthorFwPingWork: (d) =>
    function* () {
      if (yield* d.machine.read(d.state.resetPending)) return;
      yield* d.fn.panthorFwToggleReqs(d.fwif.glb, GLB.PING);
      yield* d.regs.ring(CSF_GLB_DOORBELL_ID);
      const acked = yield* d.fn.panthorFwWaitAcks(d.fwif.glb, GLB.PING, PING_TIMEOUT_US, 'GLB PING');
      if (acked === GLB.PING) {
        d.state.pingWork.modDelayed(PING_INTERVAL_US);
        return;
      }
      d.log('FW ping timeout, scheduling a reset');
      yield* d.fn.panthorDeviceScheduleReset('ping timeout');
    },
};

function mcuStatusName(status: number): string {
  return (
    Object.entries(MCU_STATUS)
      .find(([, value]) => value === status)?.[0]
      .toLowerCase() ?? 'unknown'
  );
}
