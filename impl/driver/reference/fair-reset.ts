import type { Errno } from '../../errno.ts';
import type { GroupId } from '../../ids.ts';
import { GLB, GPU_INT } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Cell } from '../../runtime/cell.ts';
import { PROTM_FORCED_EXIT_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import { type Group, groupCanRun } from '../group.ts';
import { delWaitNode, listAddHead, listFor } from '../lists.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';
import { session } from './owner-truth.ts';

/** Whose session PROTM_FAULT ended; set by the interrupt thread. */
const fault = new UnitState<{ readonly owner: Cell<GroupId | null> }>('protm.fault', (d) => ({
  owner: d.machine.cell<GroupId | null>('protm.fault_owner', null),
}));

/** The owner is lost and told why. */
export function blameOwner(d: Driver, owner: Group): void {
  owner.fatalQueues.set(owner.queueMask);
  d.fn.noteKill(owner, 'protmFault');
}

/**
 * A reset in a session kills the owner only for cause: its fault, its entry that never came, its exit that
 * never came. The others survive: suspended as usual when firmware answers, else as firmware saved them before it
 * acknowledged ENTER.
 */
export const fairReset: Fix = {
  changes:
    'a reset blames the owner of protected mode only for a fault or a missing entry or exit, and clears the words of slots; irq.mask is changed under its lock',
  forcedBy: ['BLAME', 'INNOCENT-SAFE', 'RESET-CLEAN', 'FAULT-REARM', 'SERVED'],
  unit: {
    name: 'fair-reset',
    on: 'P8',
    merges: ['onProtmExit'],
    requires: ['exit-answered', 'owner-truth'],
    title: 'drm/panthor: reset from protected mode without innocent victims',
    cite: ['A.2.6', 'A.2.7', 'C.8', 'C.9', 'F09b', 'F18a', 'F18b'],
    state: [fault],
    functions: {
      onProtmFault: (d, below) =>
        function* () {
          const owner = yield* d.machine.read(protm.of(d).activeGroup);
          yield* d.machine.write(fault.of(d).owner, owner);
          yield* below();
        },

      // Later nobody knows whose fault it was, and the interrupt thread may be later than any exit.
      onProtmExit: (d, below) =>
        function* () {
          yield* d.regs.gpu.synchronize();
          yield* below();
        },

      handleProtmFault: (d) =>
        function* () {
          const { schedLock } = d.state;
          yield* schedLock.lock();
          yield* d.regs.gpu.synchronize();
          const faulted = yield* d.machine.read(fault.of(d).owner);
          yield* d.machine.write(fault.of(d).owner, null);
          const id = protm.of(d).activeGroup.get();
          if (faulted !== null) blameOwner(d, d.group(faulted));
          if (id !== null && (yield* d.fn.exitRaised())) yield* d.fn.onProtmExit();
          else if (id !== null) {
            const owner = d.group(id);
            const error = yield* session.of(d).sinceUs.get() === null ? pingAcked(d) : d.fn.endSession();
            // Firmware may hang after it raised EXIT: the owner had finished, and the others may have run since.
            if (error !== 0 && (yield* d.fn.exitRaised())) yield* d.fn.onProtmExit();
            if (protm.of(d).activeGroup.get() === id) {
              if (faulted !== id) blameOwner(d, owner);
              if (error !== 0 && (yield* enterAcked(d))) yield* trustSaved(d, owner);
              yield* d.fn.ownerReleased(owner);
            }
          }
          schedLock.unlock();
        },

      panthorGpuSoftReset: (d, below) =>
        function* () {
          const error = yield* below();
          forgetSlots(d);
          // Once more: a fault that was on its way when the reset began has masked it since.
          yield* d.fn.unmaskProtmFault();
          return error;
        },

      maskProtmFault: (d) => () => d.regs.gpu.disableEvents(GPU_INT.PROTM_FAULT),
      unmaskProtmFault: (d) => () => d.regs.gpu.enableEvents(GPU_INT.PROTM_FAULT),
    },
  },
};

/**
 * Clears what the interface says of slots, while no firmware runs. One that boots may find it as it was (F09b), and
 * START would meet the acknowledgement that a hung firmware left of the START before: a group that is never started.
 */
function forgetSlots(d: Driver): void {
  const words = d.fwif.csg.flatMap((csg) => [
    ...[csg.req, csg.ack, csg.doorbellReq, csg.doorbellAck, csg.irqReq, csg.irqAck],
    ...csg.cs.flatMap((cs) => [cs.req, cs.ack, cs.statusWait, cs.statusBlockedReason]),
  ]);
  d.machine.atomically(() => {
    for (const word of words) if (word.cell.get() !== 0) word.store(0);
  });
}

/** Whether firmware still answers after an entry that never came. It left, if it had entered after all. */
function* pingAcked(d: Driver): Act<Errno | 0> {
  const { glb } = d.fwif;
  yield* d.fn.panthorFwToggleReqs(glb, GLB.PING);
  yield* d.regs.ring(0);
  const acked = yield* d.fn.panthorFwWaitAcks(glb, GLB.PING, PROTM_FORCED_EXIT_US, 'GLB PING');
  return acked === GLB.PING ? 0 : 'ETIMEDOUT';
}

/** Without an acknowledgement of ENTER nothing tells that firmware has saved anybody, C.9-1. */
function* enterAcked(d: Driver): Act<boolean> {
  const { glb } = d.fwif;
  const req = yield* glb.req.read();
  const ack = yield* glb.ack.read();
  return ((req ^ ack) & GLB.PROTM_ENTER) === 0;
}

/** Firmware does not answer, but it saved every other group when it entered. */
export function* trustSaved(d: Driver, owner: Group): Act {
  for (let csgId = 0; csgId < d.state.csgSlots.length; csgId++) {
    const group = d.groupInSlot(csgId);
    if (group === null || group === owner) continue;
    d.fn.groupGet(group);
    for (const queue of group.queues) yield* d.fn.csSlotResetLocked(csgId, queue.index);
    group.state.set('SUSPENDED');
    yield* d.fn.groupUnbindLocked(group);
    // One that was destroyed meanwhile is freed with its slot: on a list it would outlive itself.
    if (groupCanRun(group)) listAddHead(listFor(d, group), group);
    else {
      delWaitNode(d, group);
      yield* d.fn.groupQueueWork(group, 'term');
    }
    d.fn.groupPut(group);
  }
}
