/** panthor_sched.c: jobs on their way to the ring, D.5, H.4. */

import type { Errno } from '../../errno.ts';
import { jobId } from '../../ids.ts';
import type { Act } from '../../runtime/activity.ts';
import { INSTRUCTION_BYTES } from '../../userspace/assembler/isa.ts';
import { PRIORITY } from '../constants.ts';
import type { Driver } from '../driver.ts';
import { type Group, groupCanRun, groupIsIdle, type Queue, spinGuard } from '../group.ts';
import type { Job, QueuedJob } from '../job.ts';
import { delRunNode, listAddTail } from '../lists.ts';
import type { UnitFunctions } from '../unit.ts';
import { isSignalled } from './dependencies.ts';
import { signalJob } from './fences.ts';
import { clientObjects } from './objects.ts';
import { noteIdleness } from './slots.ts';
import { findDependency } from './syncobjs.ts';

export const jobFunctions: UnitFunctions = {
  groupSubmit: (d) =>
    function* (process, { group: id, queue: index, code: buffer, bytes, after = null, signals = null }) {
      const group = d.groups.get(id);
      const queue = group?.queues[index];
      if (group === undefined || queue === undefined || group.process !== process)
        return { error: 'EINVAL', job: null };
      const code = bytes === undefined ? buffer : { ...buffer, length: bytes / INSTRUCTION_BYTES };
      if (!Number.isInteger(code.length)) return { error: 'EINVAL', job: null };
      const { syncobjs } = clientObjects.of(d);
      const refused = (error: Errno, why = '') => {
        const job = jobId(id, index, queue.seqno.get() + 1);
        d.emit({
          kind: 'job',
          op: 'refused',
          job,
          group: id,
          error: why === '' ? error : `${error}, ${why}`,
        });
        return { error, job: null };
      };
      const found = findDependency(d, process, { after, signals });
      if ('error' in found) return refused(found.error, found.why);
      yield* d.machine.step(`look whether ${id} can run`);
      d.mayReclaim('a job');
      if (group.vm.mapped.get() === 'evicted') {
        const restoreError = yield* d.fn.panthorVmRestoreVmas(group.vm);
        if (restoreError !== 0) return { error: restoreError, job: null };
      }
      const seqno = queue.seqno.get() + 1;
      const job: Job = {
        id: jobId(id, index, seqno),
        group: id,
        queue: index,
        seqno,
        code,
        dependency: found.fence,
        held: d.machine.cell<boolean>(`${jobId(id, index, seqno)}.held`, false, spinGuard('entity.lock')),
        fence: d.machine.cell<Errno | 0 | null>(
          `${jobId(id, index, seqno)}.fence`,
          null,
          spinGuard('fence.lock'),
        ),
        fenceErrorSet: d.machine.cell<Errno | 0>(
          `${jobId(id, index, seqno)}.error`,
          0,
          spinGuard('fence.lock'),
        ),
      };
      if (!d.machine.look(() => groupCanRun(group))) return refused('EINVAL');
      queue.seqno.set(seqno);
      d.jobs.set(job.id, job);
      const last = queue.entity.get().at(-1);
      const behind = last !== undefined && d.job(last.job).held.get();
      const held = behind || !isSignalled(d, job.dependency);
      job.held.set(held);
      queue.entity.set([...queue.entity.get(), { job: job.id, seqno }]);
      if (signals !== null) syncobjs.set(process, signals, job.id);
      d.emit({ kind: 'job', op: held ? 'held' : 'submit', job: job.id, group: id, error: null });
      yield* d.machine.step(`queue ${queue.runJobWork.name}`);
      queue.runJobWork.queueNow();
      return { error: 0, job: job.id };
    },

  queueRunJob: (d) =>
    function* (group, queue) {
      for (;;) {
        yield* d.machine.step(`drm_sched picks a job of ${group.id}:${queue.index}`);
        const [next] = queue.entity.get();
        if (next === undefined || queue.stopped.get()) return;
        if (!isSignalled(d, d.job(next.job).dependency)) return;
        releaseHeld(d, queue);
        queue.entity.set(queue.entity.get().slice(1));
        yield* d.signalling(runJob(d, group, queue, next));
      }
    },

  queueRingDoorbell: (d) =>
    function* (group) {
      yield* d.regs.ring(group.csgId.get() + 1);
    },

  groupScheduleLocked: (d) =>
    function* (group, queueMask) {
      const { state } = d;
      if (!groupCanRun(group)) return;
      if ((queueMask & group.blockedQueues.get()) === queueMask) return;
      const wasIdle = groupIsIdle(group);
      group.idleQueues.set(group.idleQueues.get() & ~queueMask);
      noteIdleness(d, group, wasIdle);
      if (yield* d.machine.read(state.resetInProgress)) return;
      if (wasIdle && !groupIsIdle(group)) {
        delRunNode(d, group);
        listAddTail(state.runnable[group.priority] ?? state.waiting, group);
      }
      const ticking = state.reschedTarget.get() !== null;
      const slotFree = state.usedCsgSlotCount.get() < state.csgSlots.length;
      if (group.priority === PRIORITY.RT || state.mightHaveIdleGroups.get() || (ticking && slotFree)) {
        yield* d.fn.schedQueueDelayedWork(state.tickWork, 0);
      } else if (!ticking) yield* d.fn.schedResumeTick();
    },

  queueStop: (d) =>
    function* (group, queue) {
      // A clock that runs is taken back, and stands still for good: it does not count as suspended.
      yield* queue.timeoutWork.disableSync();
      yield* d.machine.step(`drm_sched stop ${group.id}:${queue.index}`);
      queue.stopped.set(true);
      yield* queue.runJobWork.cancelSync();
    },

  queueStart: (d) =>
    function* (group, queue) {
      yield* d.machine.step(`drm_sched start ${group.id}:${queue.index}`);
      queue.timeoutWork.enable();
      queue.stopped.set(false);
      queue.runJobWork.queueNow();
    },

  isJobProfiled: (d) => () => d.hw.profiling,
};

/** Nothing stands before the first job of a queue any more, nor before those behind it up to the next that waits. */
function releaseHeld(d: Driver, queue: Queue): void {
  for (const { job: id } of queue.entity.get()) {
    const job = d.job(id);
    if (!isSignalled(d, job.dependency)) return;
    if (!job.held.get()) continue;
    job.held.set(false);
    d.emit({ kind: 'job', op: 'submit', job: id, group: job.group, error: null });
  }
}

/** Nothing to execute: it ends as the last job that was written to the ring does, whether or not the group can run. */
function* returnLastFence(d: Driver, { ring, inFlightJobs }: Queue, job: Job): Act {
  yield* d.machine.step(`last fence of ${ring.name}`);
  const last = ring.last()?.job;
  const endedWith = last === undefined ? 0 : d.job(last).fence.get();
  if (endedWith !== null) yield* signalJob(d, job, endedWith);
  else if (last !== undefined) {
    const { seqno } = d.job(last);
    inFlightJobs.set([...inFlightJobs.get(), { job: job.id, seqno, fenceOf: last }]);
  }
}

function* runJob(d: Driver, group: Group, queue: Queue, next: QueuedJob): Act {
  const { state } = d;
  const { ring } = queue;
  const job = d.job(next.job);
  if (job.code.length === 0) {
    yield* returnLastFence(d, queue, job);
    return;
  }
  const pmError = yield* d.fn.panthorDeviceResumeAndGet();
  if (pmError !== 0) {
    yield* signalJob(d, job, pmError);
    return;
  }
  yield* state.schedLock.lock();
  if (!groupCanRun(group)) {
    state.schedLock.unlock();
    state.pm.putAutosuspend();
    yield* signalJob(d, job, 'ECANCELED');
    return;
  }
  const measured = d.fn.isJobProfiled(group);
  ring.push({
    job: job.id,
    code: job.code,
    syncSeqno: job.seqno,
    flushes: true,
    ...(measured ? { measured } : {}),
  });
  queue.inFlightJobs.set([...queue.inFlightJobs.get(), next]);
  yield* ring.insert.update((insert) => insert + 1);
  d.emit({ kind: 'job', op: 'run', job: job.id, group: group.id, error: null });
  if (measured) {
    d.emit({ kind: 'usage', op: 'measure', process: group.process, group: group.id, job: job.id, us: 0 });
  }

  const queueMask = 1 << queue.index;
  const blocked = (group.blockedQueues.get() & queueMask) !== 0;
  if (group.csgId.get() < 0) yield* d.fn.groupScheduleLocked(group, queueMask);
  else {
    const wasIdle = groupIsIdle(group);
    const resumeTick =
      wasIdle && (group.idleQueues.get() & queueMask) !== 0 && !blocked && state.reschedTarget.get() === null;
    group.idleQueues.set(group.idleQueues.get() & ~queueMask);
    noteIdleness(d, group, wasIdle);
    if (resumeTick) yield* d.fn.schedResumeTick();
    yield* d.fn.queueRingDoorbell(group, queue);
    if (!blocked && !state.pmHasRef.get()) {
      state.pm.get();
      state.pmHasRef.set(true);
    }
    d.fn.panthorDevfreqRecordBusy();
    yield* d.fn.queueResumeTimeout(group, queue);
  }
  state.schedLock.unlock();
  state.pm.putAutosuspend();
}
