/** Defects of requests for protected mode: how they are noted, acknowledged, classed and forgotten. */
import { CS, STATUS_WAIT_PROTM_PENDING } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Driver } from '../driver.ts';
import type { DriverFunctions } from '../functions.ts';
import type { Group } from '../group.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Alteration, Defect } from './defect.ts';

/** A queue whose CS says that it waits for protected mode is idle, if its request is, or is not, recorded. */
function idleWhileItAsks(ifRecorded: boolean): Alteration<DriverFunctions['csSlotSyncQueueStateLocked']> {
  return (d, unit) =>
    function* (csgId, csId) {
      yield* unit(csgId, csId);
      const group = d.groupInSlot(csgId);
      if (group === null) return;
      const bit = 1 << csId;
      const status = yield* d.cs(csgId, csId).statusWait.read();
      const recorded = (protm.of(d).pendingQueues(group).get() & bit) !== 0;
      if ((status & STATUS_WAIT_PROTM_PENDING) === 0 || recorded !== ifRecorded) return;
      group.idleQueues.set(group.idleQueues.get() | bit);
    };
}

/** Acknowledges the requests of a group that is not the one that is let in. */
function* acknowledgeToo(d: Driver, group: Group): Act {
  for (const queue of group.queues) {
    const cs = d.cs(group.csgId.get(), queue.index);
    const req = yield* cs.req.read();
    const ack = yield* cs.ack.read();
    if (((req ^ ack) & CS.PROTM_PENDING) === 0) continue;
    yield* d.fn.panthorFwUpdateReqs(cs, ack, CS.PROTM_PENDING);
    d.emit({ kind: 'request', op: 'ack', group: group.id, queue: queue.index });
  }
  protm.of(d).pendingQueues(group).set(0);
}

export const requestDefects: readonly Defect[] = [
  {
    id: 'M18',
    name: 'pending-but-idle',
    wrong: 'a group with a recorded request is classed idle, and an idle group is no candidate',
    breaks: ['IDLE-TRUTH', 'SERVED'],
    changes: [
      {
        unit: 'enter-gate',
        functions: {
          csSlotSyncQueueStateLocked: idleWhileItAsks(true),
        },
      },
    ],
  },
  {
    id: 'M26',
    name: 'xor-active-mask',
    wrong:
      'a status that was published before the request is processed classes the requester idle, and the search for a candidate skips idle groups',
    breaks: ['IDLE-TRUTH', 'TIMELY'],
    changes: [
      {
        unit: 'enter-gate',
        functions: {
          csSlotSyncQueueStateLocked: idleWhileItAsks(false),
        },
      },
    ],
  },
  {
    id: 'M27',
    name: 'inflight-swallow',
    wrong: 'a request that is raised while another group has an owner is dropped where it is handled',
    breaks: ['TIMELY', 'EVENT-ONCE'],
    changes: [
      {
        unit: 'P7',
        functions: {
          csSlotProcessProtmPendingEventLocked: (d, unit) =>
            function* (csgId, csId, events) {
              const owner = protm.of(d).activeGroup.get();
              if (owner !== null && owner !== d.slot(csgId).group.get()) return;
              yield* unit(csgId, csId, events);
            },
        },
      },
    ],
  },
  {
    id: 'M53',
    name: 'ack-after-enter',
    wrong: 'a request that comes in a session is acknowledged at once, which firmware no longer looks at',
    breaks: ['ACK-BEFORE', 'SERVED'],
    changes: [
      {
        unit: 'P7',
        functions: {
          csSlotProcessProtmPendingEventLocked: (d, unit) =>
            function* (csgId, csId, events) {
              const group = d.groupInSlot(csgId);
              const late = group !== null && protm.of(d).activeGroup.get() !== null;
              if (late && (events & CS.PROTM_PENDING) !== 0) yield* acknowledgeToo(d, group);
              else yield* unit(csgId, csId, events);
            },
        },
      },
    ],
  },
  {
    id: 'M54',
    name: 'ack-constant-one',
    wrong: 'an acknowledgement writes 1 and not the value of ACK: every second one acknowledges nothing',
    breaks: ['ACK-COPY'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          panthorFwUpdateReqs: (_d, unit) =>
            function* (words, value, mask) {
              yield* unit(words, mask === CS.PROTM_PENDING ? mask : value, mask);
            },
        },
      },
    ],
  },
  {
    id: 'M55',
    name: 'ack-all-of-context',
    wrong: 'with the group that is let in all others of its process are acknowledged',
    breaks: ['ONE-GROUP', 'ENTER-GATE'],
    changes: [
      {
        unit: 'enter-gate',
        functions: {
          ackPending: (d, unit) =>
            function* (group) {
              const acked = yield* unit(group);
              if (acked === 0) return acked;
              for (const other of d.groups.values()) {
                if (other === group || other.process !== group.process || other.csgId.get() < 0) continue;
                yield* acknowledgeToo(d, other);
              }
              return acked;
            },
        },
      },
    ],
  },
  {
    id: 'M59',
    name: 'suspending-not-masked',
    wrong: 'a request that a group raises while it is suspended is recorded and stays so off slot',
    breaks: ['NO-STALE-PENDING'],
    changes: [{ unit: 'pending-hygiene', functions: { groupUnbindLocked: (_d, _unit, below) => below } }],
  },
  {
    id: 'M61',
    name: 'ack-irq-after-read',
    wrong:
      "a slot's interrupts are acknowledged after its CS bits were examined: an event raised in between is never seen",
    breaks: ['EVENT-ONCE'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          schedProcessCsgIrqLocked: (d, unit) =>
            function* (csgId) {
              yield* unit(csgId);
              const csg = d.csg(csgId);
              yield* csg.irqAck.write(yield* csg.irqReq.read());
            },
        },
      },
    ],
  },
  {
    id: 'stale-request-in-slot',
    name: 'stale-request-in-slot',
    wrong:
      'unbinding a group forgets its requests and leaves the event in the slot, where the next group finds it',
    breaks: ['ACK-COPY'],
    changes: [
      {
        unit: 'pending-hygiene',
        functions: {
          groupUnbindLocked: (d, _unit, below) =>
            function* (group) {
              const pending = protm.of(d).pendingQueues(group);
              for (const { index: queue } of group.queues) {
                if ((pending.get() & (1 << queue)) === 0) continue;
                d.emit({ kind: 'request', op: 'drop', group: group.id, queue });
              }
              pending.set(0);
              yield* below(group);
            },
        },
      },
    ],
  },
];
