/** Defects of the way into protected mode. */
import type { Errno } from '../../errno.ts';
import { GLB, GPU_STATUS_PROTM_ACTIVE } from '../../interface/bits.ts';
import type { Act } from '../../runtime/activity.ts';
import { MAX_CSG_PRIO, PROTM_ACTIVE_POLL_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { Group } from '../group.ts';
import { session } from '../reference/owner-truth.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Defect } from './defect.ts';

/** The VM lock that an entry takes for the owner's address space. */
const ownersVmLock = (d: Driver) => ownerOf(d)?.vm.opLock ?? d.fwVm.opLock;

function ownerOf(d: Driver): Group | null {
  const id = protm.of(d).activeGroup.get();
  return id === null ? null : d.group(id);
}

/** How often a wait that sleeps between its looks looks: a short session fits in between. */
const COARSE_STEP_US = 5_000;

/** The wait for the entry, with looks so far apart that a short session is over before it is seen. */
function* waitCoarsely(d: Driver, entered: () => boolean): Act<Errno | 0> {
  const what = 'GPU_STATUS PROTM_ACTIVE';
  const limitUs = PROTM_ACTIVE_POLL_US;
  const look = function* (): Act<boolean> {
    const deadlineUs = d.machine.nowUs + limitUs;
    while (d.machine.nowUs < deadlineUs) {
      yield* d.machine.sleep(COARSE_STEP_US, `sleep before a look at ${what}`);
      if (d.machine.look(entered)) return true;
    }
    return false;
  };
  return (yield* d.tellWait(what, limitUs, look())) ? 0 : 'ETIMEDOUT';
}

const isProtected = (d: Driver): boolean => (d.regs.gpuStatus.cell.get() & GPU_STATUS_PROTM_ACTIVE) !== 0;

const exitStands = (d: Driver): boolean =>
  ((d.fwif.glb.req.cell.get() ^ d.fwif.glb.ack.cell.get()) & GLB.PROTM_EXIT) !== 0;

export const entryDefects: readonly Defect[] = [
  {
    id: 'M08',
    name: 'late-true',
    wrong:
      'an EXIT that is seen while the entry is awaited is answered there, and owner and mode are set only afterwards: after a short session they are never cleared',
    breaks: ['FLAG-TRUTH', 'SERVED'],
    changes: [
      {
        unit: 'P7',
        functions: {
          waitEntered: (d) =>
            function* () {
              const error = yield* waitCoarsely(d, () => isProtected(d) || exitStands(d));
              if (error === 0 && (yield* d.fn.exitRaised())) yield* d.fn.onProtmExit();
              return error;
            },
        },
      },
      {
        unit: 'owner-truth',
        functions: {
          tickEnterProtm: (d) =>
            function* (ctx) {
              const owner = ctx.protmGroup;
              if (owner === null || !(yield* d.fn.mayEnter(ctx, owner))) return;
              const sentUs = d.machine.nowUs;
              const error = yield* d.fn.panthorFwProtmEnter();
              d.fn.groupGet(owner);
              protm.of(d).activeGroup.set(owner.id);
              protm.of(d).protectedMode.set(true);
              session.of(d).sentUs.set(sentUs);
              if (error === 0) session.of(d).sinceUs.set(d.machine.nowUs);
              else ctx.csgUpdFailedMask = -1;
            },
        },
      },
    ],
  },
  {
    id: 'M09',
    name: 'non-atomic-enter',
    wrong:
      'owner and mode are set, the scheduler lock is dropped, and ENTER is sent later: whoever comes in between believes in a session that has not begun',
    breaks: ['FLAG-TRUTH', 'ENTER-CONFIRMED'],
    changes: [
      {
        unit: 'P7',
        functions: {
          panthorFwProtmEnter: (d, unit) =>
            function* () {
              const { schedLock } = d.state;
              schedLock.unlock();
              yield* d.machine.step('ENTER is sent without the scheduler lock');
              yield* schedLock.lock();
              return yield* unit();
            },
        },
      },
    ],
  },
  {
    id: 'M21',
    name: 'ack-is-not-entry',
    wrong:
      'the acknowledgement of ENTER is taken for the entry: GPU_STATUS is not awaited, and commands fall in the gap',
    breaks: ['ENTER-CONFIRMED', 'NO-MMU-IN-ENTRY'],
    changes: [
      {
        unit: 'P7',
        functions: {
          waitEntered: () =>
            function* () {
              return 0;
            },
        },
      },
    ],
  },
  {
    id: 'M22',
    name: 'no-mmu-interlock',
    wrong: 'an entry does not wait for VM operations: it begins while a region is locked',
    breaks: ['NO-MMU-IN-ENTRY'],
    changes: [
      {
        unit: 'P7',
        functions: {
          takeEntry: () => function* () {},
          releaseEntry: () => function* () {},
        },
      },
    ],
  },
  {
    id: 'M34',
    name: 'mmu-mutex-deadlock',
    wrong:
      'an entry takes the lock of its VM under the entry lock, and a VM operation takes the two the other way round',
    breaks: ['LOCK-LIVE'],
    changes: [
      {
        unit: 'P7',
        functions: {
          takeEntry: (d, unit) =>
            function* () {
              yield* unit();
              yield* ownersVmLock(d).lock();
            },
          releaseEntry: (d, unit) =>
            function* () {
              ownersVmLock(d).unlock();
              yield* unit();
            },
        },
      },
    ],
  },
  {
    id: 'M58',
    name: 'no-early-exit-in-poll',
    wrong:
      'the entry looks for GPU_STATUS alone though EXIT came: a session that ended between two looks is answered with a false reset',
    breaks: ['INNOCENT-SAFE', 'ENTER-CONFIRMED'],
    changes: [
      {
        unit: 'P7',
        functions: {
          waitEntered: (d) =>
            function* () {
              return yield* waitCoarsely(d, () => isProtected(d));
            },
        },
      },
    ],
  },
  {
    id: 'M69',
    name: 'lock-held-only-to-ack',
    wrong: 'the entry lock is given back at the acknowledgement of ENTER, before GPU_STATUS is seen',
    breaks: ['NO-MMU-IN-ENTRY', 'ENTER-CONFIRMED'],
    changes: [
      {
        unit: 'P7',
        functions: {
          panthorFwProtmEnter: (d) =>
            function* () {
              const group = d.tickCtx.protmGroup?.id ?? null;
              yield* d.fn.takeEntry();
              const sent = yield* d.fn.sendEnter();
              yield* d.fn.releaseEntry();
              const error = sent === 0 ? yield* d.fn.waitEntered() : sent;
              const op = error === 0 ? 'entrySeen' : 'entryFailed';
              d.emit({ kind: 'session', op, group, cause: null });
              return error;
            },
        },
      },
    ],
  },
  {
    id: 'M71',
    name: 'enter-without-pending',
    wrong: 'ENTER is sent for the first group whether it asked or not',
    breaks: ['ENTER-GATE', 'NO-THRASH'],
    changes: [
      {
        unit: 'enter-gate',
        functions: {
          selectProtmGroup: (_d, _unit, below) => below,
          mayEnter: (d) =>
            function* (_ctx, group) {
              if (group.csgId.get() < 0 || group.protmSuspendBuf.get() === 0) return false;
              if (d.slot(group.csgId.get()).priority.get() !== MAX_CSG_PRIO) return false;
              yield* d.fn.ackPending(group);
              return true;
            },
        },
      },
    ],
  },
  {
    id: 'locks-swapped',
    name: 'locks-swapped',
    wrong: 'a VM operation takes the entry lock inside as.slots_lock, and only when it issues a command',
    breaks: ['LOCK-RULES'],
    changes: [
      {
        unit: 'P7',
        functions: {
          beforeVmOp: () => function* () {},
          beforeAsLock: (d, unit) =>
            function* () {
              yield* protm.of(d).lock.downRead();
              return yield* unit();
            },
        },
      },
    ],
  },
  {
    id: 'off-slot-candidate',
    name: 'off-slot-candidate',
    wrong:
      'ENTER is sent for a group that waits for a slot, since a request of it was recorded when it had one',
    breaks: ['ENTER-GATE', 'OWNER'],
    changes: [
      {
        unit: 'enter-gate',
        functions: {
          selectProtmGroup: (d, unit) =>
            function* (ctx) {
              yield* unit(ctx);
              const waiting = d.state.runnable.flatMap((list) => list.get().map((id) => d.group(id)));
              ctx.protmGroup ??=
                waiting.find((g) => g.protmSuspendBuf.get() !== 0 && g.csgId.get() < 0) ?? null;
            },
          mayEnter: (_d, unit) =>
            function* (ctx, group) {
              if (group.csgId.get() < 0) return true;
              return yield* unit(ctx, group);
            },
        },
      },
    ],
  },
];
