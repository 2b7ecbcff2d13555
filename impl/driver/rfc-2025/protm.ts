/** 5/5: entering and leaving protected mode, E.1. */
import { CS, GLB, GLB_EVENT_MASK } from '../../interface/bits.ts';
import { MAX_CSG_PRIO, PROTM_ENTER_TIMEOUT_US } from '../constants.ts';
import { programCs } from '../mainline/slots.ts';
import { protmHeap } from '../series-2026/heap.ts';
import type { Unit, UnitFunctions } from '../unit.ts';
import { rfcProtm } from './protm-state.ts';

const functions: UnitFunctions = {
  panthorFwInitGlobalIface: (d, below) =>
    function* () {
      yield* below();
      if (!protmHeap.of(d).heap.get()) return;
      yield* d.fwif.glb.ackIrqMask.update((mask) => mask | GLB.PROTM_ENTER | GLB.PROTM_EXIT);
    },

  csSlotProcessProtmPendingEventLocked: (d) =>
    function* (csgId, csId, events) {
      const group = d.groupInSlot(csgId);
      if ((events & CS.PROTM_PENDING) === 0 || group === null) return;
      if (!protmHeap.of(d).heap.get()) {
        if (!rfcProtm.of(d).warned.get()) d.log('WARN: protected mode without a heap');
        rfcProtm.of(d).warned.set(true);
        return;
      }
      const queues = rfcProtm.of(d).protmQueues(group);
      queues.set(queues.get() | (1 << csId));
      d.emit({ kind: 'request', op: 'note', group: group.id, queue: csId });
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },

  // A CSG that runs already is written to again, CS by CS, to acknowledge; EP_CFG is not requested.
  tickCtxReprogKept: (d) =>
    function* (group, newCsgPrio) {
      if (newCsgPrio !== MAX_CSG_PRIO || rfcProtm.of(d).protmQueues(group).get() === 0) return;
      // The counter of priorities is one further already.
      yield* d.fn.csgSlotProgLocked(group.csgId.get(), newCsgPrio - 1, true);
    },

  csgSlotProgLocked: (d, below) =>
    function* (csgId, priority, protmAck = false) {
      const group = d.groupInSlot(csgId);
      const asks = group !== null && rfcProtm.of(d).protmQueues(group).get() !== 0;
      yield* below(csgId, priority, protmAck || (priority === MAX_CSG_PRIO && asks));
    },

  // PROTM_PENDING is written as a constant, whatever ACK is: 1 acknowledges, 0 is how a CS starts.
  csSlotProgLocked: (d) =>
    function* (csgId, csId, protmAck = false) {
      const group = d.groupInSlot(csgId);
      if (group === null) return;
      const state = rfcProtm.of(d);
      const queues = state.protmQueues(group);
      const acks = protmAck && (queues.get() & (1 << csId)) !== 0;
      yield* programCs(d, csgId, csId, {
        value: acks ? CS.PROTM_PENDING : 0,
        mask: CS.PROTM_PENDING,
        written: () => {
          if (acks) d.emit({ kind: 'request', op: 'ack', group: group.id, queue: csId });
        },
      });
      if (!acks) return;
      queues.set(queues.get() & ~(1 << csId));
      state.pending.set(group.id);
    },

  tickEnterProtm: (d) =>
    function* (ctx) {
      const { pending } = rfcProtm.of(d);
      const group = pending.get();
      if (group === null) return;
      const { glb } = d.fwif;
      yield* d.fn.panthorFwToggleReqs(glb, GLB.PROTM_ENTER);
      d.emit({ kind: 'session', op: 'enterSent', group, cause: null });
      yield* d.regs.ring(0);
      const what = 'GLB PROTM_ENTER';
      const acked = yield* d.fn.panthorFwWaitAcks(glb, GLB.PROTM_ENTER, PROTM_ENTER_TIMEOUT_US, what);
      if (acked === GLB.PROTM_ENTER) {
        pending.set(null);
        return;
      }
      d.emit({ kind: 'session', op: 'entryFailed', group, cause: null });
      yield* d.fn.panthorDeviceScheduleReset('entry into protected mode failed');
      ctx.csgUpdFailedMask = -1;
    },

  // IDLE before EXIT.
  schedProcessGlobalIrqLocked: (d, below) =>
    function* () {
      const { glb } = d.fwif;
      const req = yield* glb.req.read();
      const ack = yield* glb.ack.read();
      yield* below();
      if (((req ^ ack) & GLB_EVENT_MASK & GLB.PROTM_EXIT) !== 0) yield* d.fn.onProtmExit();
    },

  onProtmExit: (d) =>
    function* () {
      const { glb } = d.fwif;
      const ack = yield* glb.ack.read();
      yield* d.fn.panthorFwUpdateReqs(glb, ack, GLB.PROTM_EXIT);
      d.emit({ kind: 'session', op: 'exitAnswered', group: null, cause: null });
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },
};

/** Nothing else is aware of protected mode: neither resets, nor faults, nor VM operations, nor the watchdog. */
export const r5: Unit = {
  name: 'R5',
  on: 'R4',
  title: 'drm/panthor: support for entering and exiting protected mode',
  cite: ['E.1', 'H.5'],
  state: [rfcProtm],
  functions,
};
