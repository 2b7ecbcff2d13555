/** panthor_sched.c: life of a group, A.2.2, D.5. */

import type { Errno } from '../../errno.ts';
import type { BufferId, ProcessId } from '../../ids.ts';
import { Ring } from '../../interface/ring.ts';
import type { Work } from '../../linux/workqueue.ts';
import type { Act } from '../../runtime/activity.ts';
import type { Cell } from '../../runtime/cell.ts';
import { DEFAULT_VM } from '../../userspace/ioctl.ts';
import { MAX_GROUPS_PER_POOL } from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { GroupCreateArgs } from '../functions.ts';
import { Group, groupCanRun, type Queue } from '../group.ts';
import { delRunNode, delWaitNode, listAddTail, listFor } from '../lists.ts';
import type { UnitFunctions } from '../unit.ts';
import { inOneGo, ordinaryMapping } from '../vm.ts';
import { addVm } from './client-vms.ts';
import { clientObjects, vmOf } from './objects.ts';

/** Ring interfaces stand in AS0 below the buffers; none of them is ever met by firmware's protected accesses. */
const RING_INTERFACE = { start: 0x0200_0000, size: 4096 } as const;

/** Each queue's ring interface is unmapped from the firmware's VM, A.2.2-3. */
function* freeInterfaces(d: Driver, group: Group): Act {
  for (const { ring } of group.queues.slice(0, group.queueCount.get())) {
    const what = `the interface of ${ring.name}`;
    const error = yield* d.fn.panthorVmExecSyncOp(d.fwVm, RING_INTERFACE, `unmap ${what}`, ordinaryMapping);
    if (error !== 0) d.noteLeak(what, error);
  }
}

export const groupFunctions: UnitFunctions = {
  groupCreate: (d) =>
    function* (process, args) {
      if (d.groups.has(args.group)) return 'EINVAL';
      const group = makeGroup(d, process, args);
      let error = yield* d.fn.groupAllocBuffers(group);
      for (const queue of error === 0 ? group.queues : []) {
        const what = `map the interface of ${queue.ring.name}`;
        error = yield* d.fn.panthorVmExecSyncOp(d.fwVm, RING_INTERFACE, what, ordinaryMapping);
        if (error !== 0) break;
        group.queueCount.set(group.queueCount.get() + 1);
      }
      // Its handle is one of the file's, which it gets only now.
      const handles = d.machine.look(() => handleCount(d, process));
      if (error === 0 && handles === MAX_GROUPS_PER_POOL) error = 'EBUSY';
      if (error !== 0) {
        discard(d, group);
        return error;
      }
      for (const queue of group.queues) {
        d.hw.rings.add(queue.ring);
      }
      declareWorks(d, group);
      yield* d.state.resetLock.lock();
      d.groups.set(group.id, group);
      if (yield* d.machine.read(d.state.resetInProgress)) yield* d.fn.panthorGroupStop(group);
      else {
        yield* d.state.schedLock.lock();
        listAddTail(d.state.idle[group.priority] ?? d.state.waiting, group);
        d.state.schedLock.unlock();
      }
      d.state.resetLock.unlock();
      d.emit({ kind: 'group', op: 'create', group: group.id, slot: null, cause: null });
      return 0;
    },

  groupAllocBuffers: (d) =>
    function* (group) {
      const error = yield* allocFirmwareBuffer(d, group.suspendBufId, d.fwif.suspendPages, group.suspendBuf);
      if (error !== 0 || !d.fn.groupWantsProtmSuspendBuf(group)) return error;
      return yield* d.fn.groupAllocProtmSuspendBuf(group);
    },

  groupWantsProtmSuspendBuf: () => () => true,

  /** Of ordinary memory, B.4: nobody ever asks this driver to enter protected mode. */
  groupAllocProtmSuspendBuf: (d) =>
    function* (group) {
      const pages = d.fn.groupProtmSuspendPages();
      return yield* allocFirmwareBuffer(d, group.protmSuspendBufId, pages, group.protmSuspendBuf);
    },

  groupProtmSuspendPages: (d) => () => d.fwif.protmSuspendPages,

  groupFreeBuffers: (d) =>
    function* (group) {
      if (group.suspendBuf.get() !== 0) {
        yield* d.fn.panthorKernelBoDestroy(group.suspendBufId);
        group.suspendBuf.set(0);
      }
      if (group.protmSuspendBuf.get() === 0) return;
      yield* d.fn.groupFreeProtmSuspendBuf(group);
      group.protmSuspendBuf.set(0);
    },

  groupFreeProtmSuspendBuf: (d) =>
    function* (group) {
      yield* d.fn.panthorKernelBoDestroy(group.protmSuspendBufId);
    },

  panthorKernelBoDestroy: (d) =>
    function* (buffer) {
      const { memory } = d.hw;
      const region = memory.firmwareRegion(buffer);
      const error = yield* d.fn.panthorVmExecSyncOp(
        d.fwVm,
        region,
        `unmap ${buffer}`,
        inOneGo(() => {
          memory.unmapFirmware(buffer);
          return 0;
        }),
      );
      if (error !== 0) {
        d.noteLeak(buffer, error);
        return error;
      }
      yield* d.machine.step(`scrub ${buffer}`);
      memory.scrub(buffer);
      memory.free(buffer);
      return 0;
    },

  groupDestroy: (d) =>
    function* (process, id) {
      const group = d.groups.get(id);
      if (group === undefined || group.process !== process || d.machine.look(() => group.destroyed.get()))
        return 'EINVAL';
      yield* d.state.resetLock.lock();
      yield* d.state.schedLock.lock();
      group.destroyed.set(true);
      d.emit({ kind: 'group', op: 'destroy', group: id, slot: null, cause: null });
      if (group.csgId.get() >= 0) yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
      else if (!(yield* d.machine.read(d.state.resetInProgress))) {
        delRunNode(d, group);
        delWaitNode(d, group);
        yield* d.fn.groupQueueWork(group, 'term');
      }
      d.state.schedLock.unlock();
      d.state.resetLock.unlock();
      d.fn.groupPut(group);
      return 0;
    },

  panthorPostclose: (d) =>
    function* (process) {
      yield* d.fn.gemRelease(process);
      for (const group of d.groups.values()) {
        if (group.process === process) yield* d.fn.groupDestroy(process, group.id);
      }
      for (const vm of clientObjects.of(d).vms.names(process)) {
        yield* d.fn.ioctlVmDestroy(process, { call: 'VM_DESTROY', vm });
      }
    },

  groupReleaseWork: (d) =>
    function* (group) {
      yield* freeInterfaces(d, group);
      yield* d.fn.groupFreeBuffers(group);
      yield* d.machine.step(`release ${group.id}`);
      group.released.set(true);
      // Nobody was told of one that could not be created.
      if (d.groups.has(group.id))
        d.emit({ kind: 'group', op: 'release', group: group.id, slot: null, cause: null });
    },

  groupQueueWork: (d) =>
    function* (group, which) {
      const work = { term: group.termWork, syncUpd: group.syncUpdWork, tilerOom: group.tilerOomWork }[which];
      yield* d.machine.step(`queue ${work.name}`);
      d.fn.groupGet(group);
      if (!work.queueNow()) d.fn.groupPut(group);
    },

  groupGet: () => (group) => {
    group.refcount.set(group.refcount.get() + 1);
  },

  groupPut: () => (group) => {
    const left = group.refcount.get() - 1;
    group.refcount.set(left);
    if (left === 0) group.releaseWork.queueNow();
  },

  noteKill: (d) => (group, cause) => {
    const csgId = group.csgId.get();
    d.emit({ kind: 'group', op: 'kill', group: group.id, slot: csgId < 0 ? null : csgId, cause });
  },

  schedQueueWork: (d) =>
    function* (work) {
      yield* d.machine.step('look whether a reset is pending');
      if (d.machine.look(() => d.state.resetInProgress.get() || d.state.resetPending.get())) {
        d.emit({ kind: 'work', work: work.name, op: 'dropped' });
        return;
      }
      yield* d.machine.step(`queue ${work.name}`);
      work.queueNow();
    },

  schedQueueDelayedWork: (d) =>
    function* (work, delayUs) {
      yield* d.machine.step('look whether a reset is pending');
      if (d.machine.look(() => d.state.resetInProgress.get() || d.state.resetPending.get())) {
        d.emit({ kind: 'work', work: work.name, op: 'dropped' });
        return;
      }
      yield* d.machine.step(`mod_delayed ${work.name}`);
      work.modDelayed(delayUs);
    },

  panthorGroupStop: (d) =>
    function* (group) {
      for (const queue of group.queues) yield* d.fn.queueStop(group, queue);
      d.fn.groupGet(group);
      const { schedLock, stoppedGroups } = d.state;
      yield* schedLock.lock();
      delRunNode(d, group);
      schedLock.unlock();
      stoppedGroups.set([...stoppedGroups.get(), group.id]);
    },

  panthorGroupStart: (d) =>
    function* (group) {
      const { schedLock, stoppedGroups } = d.state;
      for (const queue of group.queues) yield* d.fn.queueStart(group, queue);
      stoppedGroups.set(stoppedGroups.get().filter((id) => id !== group.id));
      yield* schedLock.lock();
      if (groupCanRun(group)) listAddTail(listFor(d, group), group);
      else {
        delWaitNode(d, group);
        yield* d.fn.groupQueueWork(group, 'term');
      }
      schedLock.unlock();
      d.fn.groupPut(group);
    },
};

/** Groups that a process has handles of. */
function handleCount(d: Driver, process: ProcessId): number {
  return [...d.groups.values()].filter((group) => group.process === process && !group.destroyed.get()).length;
}

function makeGroup(d: Driver, process: ProcessId, args: GroupCreateArgs): Group {
  const handle = args.vm ?? DEFAULT_VM;
  // A process's own groups come with the VM that they need; it is called like the process. One that was destroyed
  // keeps its name: groups may still use it.
  const unique = d.vms.has(process) ? `${process}/${handle}.${d.vms.size}` : process;
  const vm = vmOf(d, process, handle) ?? addVm(d, process, handle, unique);
  const rings = Array.from({ length: args.queues }, (_, i) => new Ring(d.context, `${args.group}:${i}`));
  return new Group(
    d.machine,
    d.state.schedLock,
    args.group,
    process,
    vm,
    args.priority,
    args.protected,
    rings,
  );
}

function declareWorks(d: Driver, group: Group): void {
  const { schedWq, resetWq, heapAllocWq } = d.state;
  group.termWork = schedWq.work(`group_term_work(${group.id})`, () =>
    d.signalling(d.fn.groupTermWork(group)),
  );
  group.tilerOomWork = heapAllocWq.work(`group_tiler_oom_work(${group.id})`, () =>
    d.fn.groupTilerOomWork(group),
  );
  group.syncUpdWork = schedWq.work(`group_sync_upd_work(${group.id})`, () => d.fn.groupSyncUpdWork(group));
  group.releaseWork = releaseWorkOf(d, group);
  for (const queue of group.queues) {
    const name = `${group.id}:${queue.index}`;
    queue.runJobWork = schedWq.work(`queue_run_job(${name})`, () => d.fn.queueRunJob(group, queue));
    queue.timeoutWork = resetWq.work(`queue_timeout_work(${name})`, () =>
      d.fn.queueTimeoutWork(group, queue),
    );
    queue.timedoutJobWork = resetWq.work(`queue_timedout_job(${name})`, () =>
      d.signalling(timedoutJob(d, group, queue)),
    );
  }
}

/** What a group that could not be created has got by then is given back as by any that loses its last reference. */
function discard(d: Driver, group: Group): void {
  group.releaseWork = releaseWorkOf(d, group);
  d.discarded.set(group.id, group);
  d.fn.groupPut(group);
}

/** The work that releases who has the name of `group`: one after another that cannot be created, then one that can. */
function releaseWorkOf(d: Driver, group: Group): Work {
  const { id } = group;
  const holder = (): Group => d.groups.get(id) ?? d.discarded.get(id) ?? group;
  const before = d.discarded.get(id)?.releaseWork;
  return before ?? d.state.cleanupWq.work(`group_release_work(${id})`, () => d.fn.groupReleaseWork(holder()));
}

/**
 * drm_sched takes a job that timed out off its list, so that nobody frees it meanwhile, and a job holds its group. Of a group
 * that nobody holds any more there is none.
 */
function* timedoutJob(d: Driver, group: Group, queue: Queue): Act {
  if (group.refcount.get() === 0) return;
  d.fn.groupGet(group);
  yield* d.fn.queueTimedoutJob(group, queue);
  d.fn.groupPut(group);
}

/** A buffer of ordinary memory for the firmware. */
function* allocFirmwareBuffer(
  d: Driver,
  buffer: BufferId,
  pages: number,
  address: Cell<number>,
): Act<Errno | 0> {
  yield* d.machine.step(`allocate ${buffer}`);
  d.mayReclaim(`the pages of ${buffer}`);
  if (d.hw.memory.alloc(buffer, { heap: 'system', owner: 'kernel', pages }) !== 0) return 'ENOMEM';
  return yield* mapFirmwareBuffer(d, buffer, address);
}

/** Maps a new buffer for the firmware and stores its address there; one that cannot be mapped is given back. */
export function* mapFirmwareBuffer(d: Driver, buffer: BufferId, address: Cell<number>): Act<Errno | 0> {
  const { memory } = d.hw;
  const error = yield* d.fn.panthorVmExecSyncOp(
    d.fwVm,
    memory.firmwareRegion(buffer),
    `map ${buffer}`,
    inOneGo(() => {
      address.set(memory.mapFirmware(buffer));
      return 0;
    }),
  );
  if (error !== 0) memory.free(buffer);
  return error;
}
