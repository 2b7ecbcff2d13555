/** panthor_sched.c: what firmware reports, D.5, H.5. */

import type { JobId } from '../../ids.ts';
import {
  CS,
  CS_EVENT_MASK,
  CS_EXCEPTION,
  CS_EXCEPTION_TYPE_MASK,
  CSG,
  CSG_EVENT_MASK,
  GLB,
  GLB_EVENT_MASK,
  JOB_INT_GLOBAL_IF,
} from '../../interface/bits.ts';
import { meets } from '../../userspace/stream.ts';
import { PRIORITY } from '../constants.ts';
import { bitsOf } from '../contexts.ts';
import { groupIsIdle } from '../group.ts';
import { delRunNode, listAddHead } from '../lists.ts';
import type { UnitFunctions } from '../unit.ts';
import { noteIdleness } from './slots.ts';

export const eventFunctions: UnitFunctions = {
  panthorSchedReportFwEvents: (d) =>
    function* (events) {
      yield* d.machine.update(d.state.fwEvents, (bits) => bits | events);
      yield* d.fn.schedQueueWork(d.state.fwEventsWork);
    },

  processFwEventsWork: (d) =>
    function* () {
      const events = yield* d.machine.update(d.state.fwEvents, () => 0, 'xchg fw_events');
      yield* d.state.schedLock.lock();
      if ((events & JOB_INT_GLOBAL_IF) !== 0) yield* d.fn.schedProcessGlobalIrqLocked();
      for (const csgId of bitsOf(events & ~JOB_INT_GLOBAL_IF)) {
        if (csgId < d.state.csgSlots.length) yield* d.fn.schedProcessCsgIrqLocked(csgId);
      }
      d.state.schedLock.unlock();
    },

  schedProcessGlobalIrqLocked: (d) =>
    function* () {
      const { glb } = d.fwif;
      const req = yield* glb.req.read();
      const ack = yield* glb.ack.read();
      if (((req ^ ack) & GLB_EVENT_MASK & GLB.IDLE) === 0) return;
      yield* d.fn.panthorFwUpdateReqs(glb, ack, GLB.IDLE);
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },

  schedProcessCsgIrqLocked: (d) =>
    function* (csgId) {
      const csg = d.csg(csgId);
      const req = yield* csg.req.read();
      const ack = yield* csg.ack.read();
      const irqReq = yield* csg.irqReq.read();
      const irqAck = yield* csg.irqAck.read();
      if (req === ack && irqReq === irqAck) return;
      const events = (req ^ ack) & CSG_EVENT_MASK;
      // Before the CS words are looked at, so that an event raised meanwhile shows again.
      yield* csg.irqAck.write(irqReq);
      yield* d.fn.panthorFwUpdateReqs(csg, ack, CSG.SYNC_UPDATE | CSG.IDLE | CSG.PROGRESS_TIMER);
      if ((events & CSG.IDLE) !== 0) {
        d.state.mightHaveIdleGroups.set(true);
        yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
      }
      if ((events & CSG.PROGRESS_TIMER) !== 0) yield* d.fn.csgSlotProcessProgressTimerLocked(csgId);
      let ringCsDbMask = 0;
      for (const csId of bitsOf(irqReq ^ irqAck)) {
        if (yield* d.fn.csSlotProcessIrqLocked(csgId, csId)) ringCsDbMask |= 1 << csId;
      }
      if ((events & CSG.SYNC_UPDATE) !== 0) {
        const group = d.groupInSlot(csgId);
        if (group !== null) yield* d.fn.groupQueueWork(group, 'syncUpd');
        yield* d.fn.schedQueueWork(d.state.syncUpdWork);
      }
      if (ringCsDbMask !== 0) {
        yield* d.fn.panthorFwToggleReqs({ req: csg.doorbellReq, ack: csg.doorbellAck }, ringCsDbMask);
      }
      yield* d.fn.ringCsgAfterIrqLocked(csgId);
    },

  ringCsgAfterIrqLocked: (d) =>
    function* (csgId) {
      yield* d.fn.panthorFwRingCsgDoorbells(1 << csgId);
    },

  csgSlotProcessProgressTimerLocked: (d) =>
    function* (csgId) {
      const group = d.groupInSlot(csgId);
      d.log(`CSG slot ${csgId} progress timeout`);
      if (group !== null) {
        group.timedout.set(true);
        d.fn.noteKill(group, 'progressTimeout');
      }
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },

  csSlotProcessIrqLocked: (d) =>
    function* (csgId, csId) {
      const cs = d.cs(csgId, csId);
      const req = yield* cs.req.read();
      const ack = yield* cs.ack.read();
      const events = (req ^ ack) & CS_EVENT_MASK;
      const group = d.groupInSlot(csgId);
      if ((events & CS.FATAL) !== 0) yield* d.fn.csSlotProcessFatalEventLocked(csgId, csId);
      if (group !== null && (events & CS.FAULT) !== 0) {
        // The job that contains extract gets the error; the group lives.
        const { ring, inFlightJobs } = d.queue(group, csId);
        const faulty = ring.at(yield* ring.extract.read())?.job;
        if (inFlightJobs.get().some(({ job }) => job === faulty)) {
          d.job(faulty as JobId).fenceErrorSet.set('EINVAL');
        }
      }
      if (group !== null && (events & CS.TILER_OOM) !== 0) {
        group.tilerOom.set(group.tilerOom.get() | (1 << csId));
        yield* d.fn.groupQueueWork(group, 'tilerOom');
      }
      yield* d.fn.csSlotProcessProtmPendingEventLocked(csgId, csId, events);
      yield* d.fn.panthorFwUpdateReqs(cs, ack, CS.FATAL | CS.FAULT);
      return (events & (CS.FAULT | CS.TILER_OOM)) !== 0;
    },

  csSlotProcessFatalEventLocked: (d) =>
    function* (csgId, csId) {
      const group = d.groupInSlot(csgId);
      const fatal = yield* d.cs(csgId, csId).fatal.read();
      if (group !== null) {
        group.fatalQueues.set(group.fatalQueues.get() | (1 << csId));
        d.fn.noteKill(group, 'fatal');
      }
      if ((fatal & CS_EXCEPTION_TYPE_MASK) === CS_EXCEPTION.CS_UNRECOVERABLE) {
        yield* d.fn.panthorDeviceScheduleReset('CS_UNRECOVERABLE');
        // Nobody is scheduled any more before the reset.
        yield* d.machine.step('cancel tick_work');
        d.state.tickWork.cancel();
      } else yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    },

  csSlotProcessProtmPendingEventLocked: () => function* () {},

  queueSyncWaitMet: (d) =>
    function* (group, queue) {
      const wait = queue.syncWait.get();
      if (wait === null) return true;
      if (queue.syncMapped.get() !== wait.object) {
        yield* d.fn.panthorQueueMapSyncwaitObj(group, wait.object);
        queue.syncMapped.set(wait.object);
      }
      const met = meets(yield* d.hw.syncObjects.get(wait.object).read(), wait);
      if (met) queue.syncMapped.set(null);
      return met;
    },

  panthorQueueMapSyncwaitObj: (d) =>
    function* (group, object) {
      // The buffer with the object is looked up in the VM, A.1.4, and mapped for the CPU.
      yield* group.vm.opLock.lock();
      group.vm.opLock.unlock();
      d.mayReclaim(`the kernel mapping of ${object}`);
    },

  syncUpdWork: (d) =>
    function* () {
      const { state } = d;
      yield* state.schedLock.lock();
      let immediateTick = false;
      for (const id of state.waiting.get()) {
        const group = d.group(id);
        let unblocked = 0;
        for (const csId of bitsOf(group.blockedQueues.get())) {
          if (yield* d.fn.queueSyncWaitMet(group, d.queue(group, csId))) unblocked |= 1 << csId;
        }
        if (unblocked !== 0) {
          const wasIdle = groupIsIdle(group);
          group.blockedQueues.set(group.blockedQueues.get() & ~unblocked);
          noteIdleness(d, group, wasIdle);
          if (group.csgId.get() < 0) {
            delRunNode(d, group);
            listAddHead(state.runnable[group.priority] ?? state.waiting, group);
            if (group.priority === PRIORITY.RT) immediateTick = true;
          }
        }
        if (group.blockedQueues.get() === 0) {
          state.waiting.set(state.waiting.get().filter((other) => other !== id));
        }
      }
      state.schedLock.unlock();
      if (immediateTick) yield* d.fn.schedQueueDelayedWork(state.tickWork, 0);
    },
};
