/** Defects below the fixes: a lock, a guard, an effect or a wake-up of the driver that the reference stands on, left out. */
import { CS, CSG, GLB, GPU_STATUS_PROTM_ACTIVE } from '../../interface/bits.ts';
import {
  MAX_CSG_PRIO,
  PROTM_ACTIVE_POLL_STEP_US,
  PROTM_ENTER_TIMEOUT_US,
  PROTM_FORCED_EXIT_US,
} from '../constants.ts';
import type { DriverFunctions } from '../functions.ts';
import { groupCanRun } from '../group.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Alteration, Defect } from './defect.ts';

/** One function of one unit gone wrong. */
function inOne<K extends keyof DriverFunctions>(
  id: string,
  wrong: string,
  breaks: readonly string[],
  unit: string,
  name: K,
  alteration: Alteration<DriverFunctions[K]>,
): Defect {
  return { id, name: id, wrong, breaks, changes: [{ unit, functions: { [name]: alteration } }] };
}

export const foundationDefects: readonly Defect[] = [
  {
    id: 'vm-op-unlocked',
    name: 'vm-op-unlocked',
    wrong: 'a VM operation does not take the entry lock',
    breaks: ['NO-MMU-IN-ENTRY'],
    changes: [
      {
        unit: 'P7',
        functions: { beforeVmOp: () => function* () {}, afterVmOp: () => function* () {} },
      },
    ],
  },
  inOne(
    'vm-op-keeps-lock',
    'a VM operation that has an address space never gives the entry lock back',
    ['LOCK-LIVE'],
    'P7',
    'afterVmOp',
    () => function* () {},
  ),
  inOne(
    'entry-keeps-lock',
    'an entry that failed never gives the entry lock back',
    ['LOCK-LIVE'],
    'P7',
    'releaseEntry',
    (d, unit) =>
      function* () {
        if (!(yield* d.machine.read(d.state.resetPending))) yield* unit();
      },
  ),
  inOne(
    'exit-not-enabled',
    'PROTM_EXIT is not in ack_irq_mask: firmware raises it and no interrupt tells',
    ['FLAG-TRUTH', 'SERVED'],
    'P7',
    'panthorFwInitGlobalIface',
    (d, unit) =>
      function* () {
        yield* unit();
        yield* d.fwif.glb.ackIrqMask.update((mask) => mask & ~GLB.PROTM_EXIT);
      },
  ),
  inOne(
    'exit-ignored',
    'global events are read, and EXIT is not among those that are looked for',
    ['FLAG-TRUTH', 'EVENT-ONCE'],
    'P7',
    'schedProcessGlobalIrqLocked',
    (_d, _unit, below) => below,
  ),
  inOne(
    'requests-ignored',
    'PROTM_PENDING of a CS is not noted',
    ['EVENT-ONCE', 'SERVED'],
    'P7',
    'csSlotProcessProtmPendingEventLocked',
    () => function* () {},
  ),
  {
    id: 'request-without-tick',
    name: 'request-without-tick',
    wrong: 'a request is noted and no tick asked for, and ticks stop when nobody else wants to run',
    breaks: ['TIMELY', 'FE-e'],
    changes: [
      {
        unit: 'P7',
        functions: {
          csSlotProcessProtmPendingEventLocked: (d) =>
            function* (csgId, csId, events) {
              const group = d.groupInSlot(csgId);
              if ((events & CS.PROTM_PENDING) === 0 || group === null) return;
              const pending = protm.of(d).pendingQueues(group);
              pending.set(pending.get() | (1 << csId));
              d.emit({ kind: 'request', op: 'note', group: group.id, queue: csId });
            },
        },
      },
      { unit: 'enter-gate', functions: { tickCtxUpdateReschedTarget: (_d, _unit, below) => below } },
    ],
  },
  inOne(
    'ack-forgets-others',
    'only the first CS that asked is acknowledged, and the requests of the others are forgotten with it',
    ['SERVED', 'ACK-COPY'],
    'enter-gate',
    'ackPending',
    (d) =>
      function* (group) {
        const pending = protm.of(d).pendingQueues(group);
        const csId = Math.log2(pending.get() & -pending.get());
        pending.set(0);
        if (!Number.isInteger(csId)) return 0;
        const cs = d.cs(group.csgId.get(), csId);
        yield* d.fn.panthorFwUpdateReqs(cs, yield* cs.ack.read(), CS.PROTM_PENDING);
        d.emit({ kind: 'request', op: 'ack', group: group.id, queue: csId });
        return 1 << csId;
      },
  ),
  inOne(
    'gate-without-priority',
    'ENTER is sent though the slot of its group has not the highest priority: firmware lets in another',
    ['ENTER-GATE', 'ONE-GROUP', 'TOP-ONLY'],
    'P7',
    'tickCtxUpdateKept',
    (d, unit) =>
      function* (ctx, updCtx, group, newCsgPrio) {
        yield* unit(ctx, updCtx, group, group === ctx.protmGroup ? MAX_CSG_PRIO - 1 : newCsgPrio);
        if (group === ctx.protmGroup) d.slot(group.csgId.get()).priority.set(MAX_CSG_PRIO);
      },
  ),
  inOne(
    'stop-before-enter',
    'the candidate is asked to suspend in the tick that sends ENTER for it',
    ['ENTER-GATE'],
    'P7',
    'sendEnter',
    (d, unit) =>
      function* () {
        const group = d.tickCtx.protmGroup;
        if (group !== null) {
          const { id } = group;
          const csgId = group.csgId.get();
          yield* d.fn.panthorFwUpdateReqs(d.csg(csgId), CSG.SUSPEND, CSG.STATE_MASK);
          d.emit({ kind: 'csg', op: 'request', slot: csgId, group: id, request: 'SUSPEND' });
        }
        return yield* unit();
      },
  ),
  inOne(
    'enter-without-doorbell',
    'ENTER is written and firmware is not rung',
    ['SERVED', 'TIMELY', 'LOCK-LIVE'],
    'P7',
    'sendEnter',
    (d) =>
      function* () {
        yield* d.fn.panthorFwToggleReqs(d.fwif.glb, GLB.PROTM_ENTER);
        d.emit({ kind: 'session', op: 'enterSent', group: d.tickCtx.protmGroup?.id ?? null, cause: null });
        const acked = yield* d.fn.panthorFwWaitAcks(
          d.fwif.glb,
          GLB.PROTM_ENTER,
          PROTM_ENTER_TIMEOUT_US,
          'GLB PROTM_ENTER',
        );
        return acked === 0 ? 'ETIMEDOUT' : 0;
      },
  ),
  inOne(
    'no-wake-up',
    'the interrupt thread wakes nobody who waits for an acknowledgement',
    ['INNOCENT-SAFE', 'BLAME', 'REFINES'],
    'mainline',
    'panthorJobIrqHandler',
    (d) =>
      function* (status) {
        const booted = yield* d.machine.read(d.state.fwBooted);
        if (!booted && status < 0) yield* d.machine.write(d.state.fwBooted, true);
        if (!booted) d.state.reqWaitqueue.wakeUpAll();
        if (booted) yield* d.fn.panthorSchedReportFwEvents(status);
      },
  ),
  inOne(
    'ticks-in-reset',
    'a tick does not look whether a reset is pending',
    ['ENTER-CONFIRMED', 'INNOCENT-SAFE', 'REFINES'],
    'mainline',
    'tickBegin',
    () =>
      function* () {
        return true;
      },
  ),
  inOne(
    'dead-groups-run',
    'a group that was killed or destroyed keeps its slot',
    ['CREATE-TIME', 'EXACTLY-ONCE', 'OWNER'],
    'mainline',
    'tickCtxSuspendEvicted',
    (_d, unit) =>
      function* (ctx, updCtx) {
        for (const list of [0, 1, 2, 3]) {
          const dead = ctx
            .oldOf(list)
            .all()
            .filter((g) => !groupCanRun(g));
          for (const group of dead) ctx.oldOf(list).remove(group);
        }
        yield* unit(ctx, updCtx);
      },
  ),
  inOne(
    'buffer-for-nobody',
    'no group gets a protected suspend buffer, whether or not it declared protected use',
    ['CREATE-TIME', 'SAVE-BUF'],
    'P8',
    'groupWantsProtmSuspendBuf',
    () => () => false,
  ),
  inOne(
    'buffer-never-freed',
    'the protected suspend buffer of a released group stays allocated and mapped',
    ['UNMAP-ALWAYS', 'REFINES'],
    'P4',
    'groupFreeProtmSuspendBuf',
    () => function* () {},
  ),
  inOne(
    'idle-never-leaves',
    'idle groups keep their slots in the third pass before those that want to run get one',
    ['SERVED', 'FE-a'],
    'mainline',
    'tickCtxPickGroupsFromList',
    (_d, unit) => (ctx, from) => unit(ctx, from, false),
  ),
  inOne(
    'no-rotation',
    'a full tick does not put the first of a priority behind the others',
    ['FE-d', 'REFINES'],
    'mainline',
    'tickBegin',
    (_d, unit) =>
      function* (ctx) {
        ctx.fullTick = false;
        return yield* unit(ctx);
      },
  ),
  inOne(
    'forced-exit-unrung',
    'a forced exit is asked for by PING and firmware is not rung',
    ['FE-a', 'BLAME', 'REFINES'],
    'exit-answered',
    'endSession',
    (d) =>
      function* () {
        yield* d.fn.panthorFwToggleReqs(d.fwif.glb, GLB.PING);
        yield* d.machine.sleep(PROTM_FORCED_EXIT_US, 'wait for an exit that nobody was rung for');
        return 'ETIMEDOUT';
      },
  ),
  inOne(
    'exit-half-complete',
    'a forced exit counts as complete when bit 7 is clear, whether or not PING is answered and EXIT raised',
    ['NO-OVERLAP', 'FLAG-TRUTH'],
    'exit-answered',
    'endSession',
    (d) =>
      function* () {
        const { glb } = d.fwif;
        yield* d.fn.panthorFwToggleReqs(glb, GLB.PING);
        yield* d.regs.ring(0);
        yield* d.machine.pollUntil(
          () => (d.regs.gpuStatus.cell.get() & GPU_STATUS_PROTM_ACTIVE) === 0,
          PROTM_ACTIVE_POLL_STEP_US,
          PROTM_FORCED_EXIT_US,
          'poll GPU_STATUS after PING',
        );
        yield* d.fn.onProtmExit();
        return 0;
      },
  ),
];

/** Firmware that is wrong where part F leaves nothing open: the answers that nobody claims and that the driver cannot make good. */
export const firmwareDefects: readonly Defect[] = [
  {
    id: 'M46',
    name: 'no-flush-protected-job',
    wrong:
      'caches are not cleaned around a session: what it wrote is in them when protected mode ends, for everybody to read',
    breaks: ['NO-LEAK-WRITE', 'NO-LEAK'],
    changes: [],
    faults: { noCacheFlush: true },
  },
  ...answeredWrong(),
];

function answeredWrong(): readonly Defect[] {
  return (
    [
      ['F11', 'yes', 'CSs of the owner that were not acknowledged run in protected mode', 'ONE-GROUP'],
      ['F13b', 'no', 'what was saved at entry is not flushed', 'EXACTLY-ONCE'],
      ['F28', 'no', 'the memory of the protected heap is ordinary', 'PROT-MEM-ONLY'],
      ['F29', 'no', 'a soft reset does not end protected mode', 'RESET-CLEAN'],
      [
        'F35',
        'goes on in normal mode',
        'a CS whose region ended goes on while the GPU is protected',
        'EXACTLY-ONCE',
      ],
    ] as const
  ).map(([id, option, wrong, breaks]) => ({
    id: `fw-${id}`,
    name: `fw-${id}`,
    wrong,
    breaks: [breaks],
    changes: [],
    firmware: { [id]: option },
  }));
}
