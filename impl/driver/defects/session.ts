/** Defects of what the driver does in a session, and of how it ends one. */
import { CSG, GLB } from '../../interface/bits.ts';
import { PRIORITY, PROTM_FORCED_EXIT_US } from '../constants.ts';
import { csgsUpdCtxInit, csgsUpdCtxQueueReqs } from '../contexts.ts';
import { groupCanRun, groupIsIdle } from '../group.ts';
import { inNormalMode } from '../series-2026/protm-exit.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Defect } from './defect.ts';

export const sessionDefects: readonly Defect[] = [
  {
    id: 'M02',
    name: 'passive-exit-wait',
    wrong: 'whoever needs an exit only waits for one, sends nothing, and goes on when it does not come',
    breaks: ['FE-a', 'LOCK-LIVE'],
    changes: [
      {
        unit: 'exit-answered',
        functions: {
          endSession: (d) =>
            function* () {
              const what = 'exit from protected mode';
              const limitUs = PROTM_FORCED_EXIT_US;
              const { reqWaitqueue } = d.state;
              const wait = reqWaitqueue.waitEventTimeout(() => inNormalMode(d), limitUs, `wait for ${what}`);
              yield* d.tellWait(what, limitUs, wait);
              if (yield* d.fn.exitRaised()) yield* d.fn.onProtmExit();
              return 0;
            },
        },
      },
    ],
  },
  {
    id: 'M03',
    name: 'status-update-in-protm',
    wrong: 'each tick asks all slots for their status, also in a session, which that throws out',
    breaks: ['NO-THRASH'],
    changes: [
      {
        unit: 'keep-session',
        functions: {
          tickBegin: (d, unit) =>
            function* (ctx) {
              if (protm.of(d).activeGroup.get() !== null) {
                const update = csgsUpdCtxInit();
                for (const csgId of d.state.csgSlots.keys()) {
                  if (d.groupInSlot(csgId) === null) continue;
                  const ack = yield* d.csg(csgId).ack.read();
                  csgsUpdCtxQueueReqs(update, csgId, ack ^ CSG.STATUS_UPDATE, CSG.STATUS_UPDATE);
                }
                yield* d.fn.csgsUpdCtxApplyLocked(update);
              }
              return yield* unit(ctx);
            },
        },
      },
    ],
  },
  {
    id: 'M04',
    name: 'lost-kick',
    wrong:
      'work for a group on slot in a session of another only rings the doorbell, and nobody looks whose turn it is',
    breaks: ['FE-a', 'NO-LOST-WAKE'],
    changes: [{ unit: 'fair-exit', functions: { queueRingDoorbell: (_d, _unit, below) => below } }],
  },
  {
    id: 'M11',
    name: 'dangling-owner',
    wrong:
      'an owner that is terminated stays the owner: the exit that this forces finds no group in its slot',
    breaks: ['REF-SAFE', 'FLAG-TRUTH', 'SERVED'],
    changes: [
      {
        unit: 'keep-session',
        functions: {
          tickBegin: (d, unit, below) =>
            function* (ctx) {
              const id = protm.of(d).activeGroup.get();
              const terminated = id !== null && !groupCanRun(d.group(id));
              return yield* terminated ? below(ctx) : unit(ctx);
            },
        },
      },
      {
        unit: 'owner-truth',
        functions: {
          onProtmExit: (d, unit) =>
            function* () {
              const id = protm.of(d).activeGroup.get();
              if (id === null || d.group(id).csgId.get() >= 0) {
                yield* unit();
                return;
              }
              const { glb } = d.fwif;
              yield* d.fn.panthorFwUpdateReqs(glb, yield* glb.ack.read(), GLB.PROTM_EXIT);
              d.emit({ kind: 'session', op: 'exitAnswered', group: id, cause: null });
            },
        },
      },
    ],
  },
  {
    id: 'M19',
    name: 'idle-blocker-no-tock',
    wrong:
      'when a group goes idle the scheduler is not asked to look who waited for that, and ticks are stopped',
    breaks: ['TIMELY'],
    changes: [
      {
        unit: 'mainline',
        functions: {
          schedProcessCsgIrqLocked: (d, unit) =>
            function* (csgId) {
              const csg = d.csg(csgId);
              // Answered like this, the event is not there when events are looked at.
              yield* d.fn.panthorFwUpdateReqs(csg, yield* csg.ack.read(), CSG.IDLE);
              yield* unit(csgId);
            },
        },
      },
      { unit: 'enter-gate', functions: { tickCtxUpdateReschedTarget: (_d, _unit, below) => below } },
    ],
  },
  {
    id: 'M24',
    name: 'no-residence-limit',
    wrong: 'a session of the only group of its priority is never ended',
    breaks: ['BOUNDED-RESIDENCE'],
    changes: [
      {
        unit: 'fair-exit',
        functions: {
          sessionEndReason: (_d, _unit, below) => below,
          sessionRecheckUs: (_d, _unit, below) => below,
        },
      },
    ],
  },
  {
    id: 'M28',
    name: 'tock-skips-recheck',
    wrong:
      'work that comes to an idle group in a session leaves it classed idle, and no later report is looked at',
    breaks: ['IDLE-TRUTH', 'FE-a'],
    changes: [
      {
        unit: 'quiet-session',
        functions: {
          queueRingDoorbell: (d, unit) =>
            function* (group, queue) {
              yield* unit(group, queue);
              const owner = protm.of(d).activeGroup.get();
              if (owner === null || owner === group.id) return;
              group.idleQueues.set(group.idleQueues.get() | (1 << queue.index));
            },
        },
      },
      {
        unit: 'enter-gate',
        functions: {
          csgSlotSyncQueuesStateLocked: (d, unit) =>
            function* (csgId) {
              const group = d.groupInSlot(csgId);
              if (group === null || !groupIsIdle(group)) yield* unit(csgId);
            },
        },
      },
    ],
  },
  {
    id: 'M29',
    name: 'rt-not-first',
    wrong: 'a real-time group that asks waits behind the other real-time groups',
    breaks: ['TOP-ONLY', 'TIMELY'],
    changes: [
      {
        unit: 'top-only',
        functions: {
          selectProtmGroup: (_d, unit, below) =>
            function* (ctx) {
              yield* ctx.groupsOf(PRIORITY.RT).isEmpty() ? unit(ctx) : below(ctx);
            },
        },
      },
    ],
  },
  {
    id: 'M62',
    name: 'touch-when-top',
    wrong: 'a tick applies its choice to the slots also when the owner is still first',
    breaks: ['NO-THRASH'],
    changes: [{ unit: 'keep-session', functions: { tickBegin: (_d, _unit, below) => below } }],
  },
  {
    id: 'M63',
    name: 'ping-monitor-in-protm',
    wrong: 'the watchdog pings while protected mode has an owner',
    breaks: ['PING-SAFE', 'NO-THRASH'],
    changes: [{ unit: 'quiet-watchdog', functions: { panthorFwPingWork: (_d, _unit, below) => below } }],
  },
  {
    id: 'M67',
    name: 'exit-not-acked',
    wrong: 'EXIT is taken note of and REQ is not copied: the next one cannot be seen',
    breaks: ['EVENT-ONCE', 'SERVED', 'NO-OVERLAP'],
    changes: [
      {
        unit: 'P7',
        functions: {
          onProtmExit: (d) =>
            function* () {
              yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
              protm.of(d).protectedMode.set(false);
              protm.of(d).activeGroup.set(null);
            },
        },
      },
    ],
  },
  {
    id: 'enters-over-session',
    name: 'enters-over-session',
    wrong:
      'when it is the turn of another, the session is not ended before the slots are changed and ENTER is sent again',
    breaks: ['NO-OVERLAP'],
    changes: [
      {
        unit: 'keep-session',
        functions: {
          tickBegin: (d, unit, below) =>
            function* (ctx) {
              const id = protm.of(d).activeGroup.get();
              const ends = id !== null && (yield* d.fn.sessionEndReason(d.group(id))) !== null;
              return yield* ends ? below(ctx) : unit(ctx);
            },
        },
      },
      { unit: 'exit-answered', functions: { mayEnter: (_d, _unit, below) => below } },
    ],
  },
];
