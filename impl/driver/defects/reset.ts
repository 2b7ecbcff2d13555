/** Defects of resets, and of what comes before one: timeouts that are too short, faults that are not masked. */
import { GPU_INT } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Driver } from '../driver.ts';
import { type Group, groupCanRun } from '../group.ts';
import { endSession } from '../reference/exit-answered.ts';
import { blameOwner, trustSaved } from '../reference/fair-reset.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Defect } from './defect.ts';

/** What any group gets to terminate in normal mode, where nobody has to leave a session first. */
const TERMINATE_US = 100_000;

/** A reset in a session ends it; when it cannot, the owner is released after `givesUp`. */
function* endOrGiveUp(d: Driver, givesUp: (owner: Group) => Act): Act {
  const { schedLock } = d.state;
  yield* schedLock.lock();
  const id = protm.of(d).activeGroup.get();
  if (id !== null && (yield* d.fn.exitRaised())) yield* d.fn.onProtmExit();
  else if (id !== null && (yield* d.fn.endSession()) !== 0) {
    const owner = d.group(id);
    yield* givesUp(owner);
    yield* d.fn.ownerReleased(owner);
  }
  schedLock.unlock();
}

function* killed(d: Driver, owner: Group): Act {
  blameOwner(d, owner);
}

export const resetDefects: readonly Defect[] = [
  {
    id: 'M07',
    name: 'reset-kills-all',
    wrong: 'a reset in a session suspends nobody: everybody on a slot is terminated',
    breaks: ['INNOCENT-SAFE'],
    changes: [
      {
        unit: 'fair-reset',
        functions: {
          handleProtmFault: (d, unit) =>
            function* () {
              const { schedLock, csgSlots } = d.state;
              yield* schedLock.lock();
              const session = protm.of(d).activeGroup.get() !== null;
              schedLock.unlock();
              yield* unit();
              if (!session) return;
              yield* schedLock.lock();
              for (const csgId of csgSlots.keys()) {
                const group = d.groupInSlot(csgId);
                if (group === null || !groupCanRun(group)) continue;
                group.timedout.set(true);
                d.fn.noteKill(group, 'suspendTimeout');
              }
              schedLock.unlock();
            },
        },
      },
    ],
  },
  {
    id: 'M14',
    name: 'reset-resuspends-saved',
    wrong:
      'a reset in a session asks a firmware that is dead to suspend the groups that it had saved: all run into the timeout and die',
    breaks: ['INNOCENT-SAFE'],
    changes: [
      {
        unit: 'fair-reset',
        functions: {
          handleProtmFault: (d) => () => endOrGiveUp(d, (owner) => killed(d, owner)),
        },
      },
    ],
  },
  {
    id: 'M33',
    name: 'reset-without-exit-try',
    wrong:
      'a reset in a session does not ask for an exit first: the owner is lost, though it would have left, and the others are taken as firmware saved them at entry',
    breaks: ['BLAME', 'INNOCENT-SAFE'],
    changes: [
      {
        unit: 'exit-answered',
        functions: {
          endSession: (d, unit) =>
            function* () {
              if (yield* d.machine.read(d.state.resetInProgress)) return 'ETIMEDOUT';
              return yield* unit();
            },
        },
      },
    ],
  },
  {
    id: 'M43',
    name: 'term-timeout-short',
    wrong:
      'a forced exit is given what a termination takes in normal mode: one that needs longer is answered with a reset',
    breaks: ['INNOCENT-SAFE', 'BLAME'],
    changes: [
      {
        unit: 'exit-answered',
        functions: {
          endSession: (d) => () => endSession(d, TERMINATE_US),
        },
      },
    ],
  },
  {
    id: 'M65',
    name: 'fault-not-masked',
    wrong:
      'PROTM_FAULT stays asserted until the reset and is not masked: its interrupt comes again and again',
    breaks: ['FAULT-REARM', 'LOCK-LIVE'],
    changes: [
      {
        unit: 'P7',
        functions: {
          onProtmFault: (d) =>
            function* () {
              d.log('GPU fault in protected mode');
              yield* d.fn.panthorDeviceScheduleReset('PROTM_FAULT');
            },
        },
      },
    ],
  },
  {
    id: 'fault-without-reset',
    name: 'fault-without-reset',
    wrong: 'PROTM_FAULT is masked and logged, and no reset is scheduled that would unmask it',
    breaks: ['FAULT-REARM'],
    changes: [
      {
        unit: 'P7',
        functions: {
          onProtmFault: (d) =>
            function* () {
              d.log('GPU fault in protected mode');
              yield* d.fn.maskProtmFault();
            },
        },
      },
    ],
  },
  {
    id: 'fault-not-rearmed',
    name: 'fault-not-rearmed',
    wrong: 'PROTM_FAULT is masked for the reset and never unmasked: the next one is not heard',
    breaks: ['RESET-CLEAN', 'FAULT-REARM'],
    changes: [
      {
        unit: 'fair-reset',
        functions: {
          panthorGpuSoftReset: (d, unit) =>
            function* () {
              const error = yield* unit();
              d.regs.gpu.setMask(d.regs.gpu.mask.get() & ~GPU_INT.PROTM_FAULT);
              return error;
            },
        },
      },
    ],
  },
  {
    id: 'nobody-blamed',
    name: 'nobody-blamed',
    wrong: 'a reset ends a session, and its owner is not reported whatever it did',
    breaks: ['BLAME'],
    changes: [
      {
        unit: 'fair-reset',
        functions: {
          handleProtmFault: (d) => () => endOrGiveUp(d, function* () {}),
        },
      },
    ],
  },
  {
    id: 'all-blamed',
    name: 'all-blamed',
    wrong: 'a protected fault is blamed on every group that is on a slot',
    breaks: ['BLAME', 'INNOCENT-SAFE'],
    changes: [
      {
        unit: 'fair-reset',
        functions: {
          handleProtmFault: (d, unit) =>
            function* () {
              const { schedLock, csgSlots } = d.state;
              yield* schedLock.lock();
              const owner = protm.of(d).activeGroup.get();
              const others = [...csgSlots.keys()].flatMap((csgId) => d.groupInSlot(csgId) ?? []);
              schedLock.unlock();
              yield* unit();
              if (owner === null) return;
              yield* schedLock.lock();
              for (const group of others) {
                if (group.id === owner || !groupCanRun(group)) continue;
                group.fatalQueues.set(group.queueMask);
                d.fn.noteKill(group, 'protmFault');
              }
              schedLock.unlock();
            },
        },
      },
    ],
  },
  {
    id: 'owner-after-reset',
    name: 'owner-after-reset',
    wrong: 'a reset ends the session and leaves the owner known',
    breaks: ['RESET-CLEAN', 'FLAG-TRUTH'],
    changes: [
      {
        unit: 'owner-truth',
        functions: {
          ownerReleased: (d, unit) =>
            function* (owner) {
              if (!(yield* d.machine.read(d.state.resetInProgress))) yield* unit(owner);
            },
        },
      },
    ],
  },
  {
    id: 'trust-without-ack',
    name: 'trust-without-ack',
    wrong:
      'a firmware that never acknowledged ENTER is trusted to have saved the others: they resume from an earlier entry',
    breaks: ['EXACTLY-ONCE', 'INNOCENT-SAFE'],
    changes: [
      {
        unit: 'fair-reset',
        functions: {
          handleProtmFault: (d) => () =>
            endOrGiveUp(d, function* (owner) {
              yield* killed(d, owner);
              yield* trustSaved(d, owner);
            }),
        },
      },
    ],
  },
];
