/** panthor_sched.c: who signals the fences of jobs: a sync update, the clock that runs out, a termination; D.4-10, H.4. */
import type { Errno } from '../../errno.ts';
import type { Act } from '../../runtime/activity.ts';
import { JOB_TIMEOUT_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { Group, Queue } from '../group.ts';
import { inRing, isEmptyStream, type Job, type QueuedJob } from '../job.ts';
import type { UnitFunctions } from '../unit.ts';
import { wakeDependents } from './dependencies.ts';
import { startClock, stopClock } from './job-clock.ts';

export const fenceFunctions: UnitFunctions = {
  groupSyncUpdWork: (d) =>
    function* (group) {
      for (const queue of group.queues) yield* d.signalling(signalCompletions(d, group, queue));
      d.fn.groupPut(group);
    },

  groupTermWork: (d) =>
    function* (group) {
      for (const queue of group.queues) {
        yield* d.machine.step(`take the jobs of ${group.id}:${queue.index} for termination`);
        const error = d.machine.look((): Errno => {
          if ((group.fatalQueues.get() & (1 << queue.index)) !== 0) return 'EINVAL';
          return group.timedout.get() ? 'ETIMEDOUT' : 'ECANCELED';
        });
        const inFlight = queue.inFlightJobs.get();
        const jobs = inRing(inFlight);
        queue.inFlightJobs.set(inFlight.filter(isEmptyStream));
        stopClock(queue);
        for (const { job } of jobs) yield* signalJob(d, d.job(job), error);
        // Whoever waits for the queue's sync object waits no longer.
        yield* queue.ring.syncStatus.write(-1);
        yield* queue.ring.syncSeqno.write(queue.seqno.get());
        yield* d.fn.schedQueueWork(d.state.syncUpdWork);
      }
      d.fn.groupPut(group);
    },

  queueTimeoutWork: (d) =>
    function* (group, queue) {
      if (yield* d.signalling(signalCompletions(d, group, queue))) return;
      // Whoever suspended or restarted the clock since it ran out came too late.
      yield* d.machine.step(`queue ${queue.timedoutJobWork.name}`);
      const atUs = queue.timeoutAtUs.get();
      if (atUs !== null && d.machine.nowUs >= atUs) queue.timeoutAtUs.set(null);
      queue.timedoutJobWork.queueNow();
    },

  updateFdinfoStats: (d) => (group, queue, job) => {
    const us = queue.ring.takeStamps(job);
    if (us !== null) d.emit({ kind: 'usage', op: 'count', process: group.process, group: group.id, job, us });
  },
};

/** dma_fence_signal() of a job, in a step of its own. */
export function* signalJob(d: Driver, job: Job, error: Errno | 0): Act {
  yield* d.machine.step(`signal fence of ${job.id}`);
  if (job.fence.get() !== null) return;
  // dma_fence_set_error() again overwrites what a CS fault had set.
  const reported = error === 0 ? job.fenceErrorSet.get() : error;
  job.fence.set(reported);
  d.emit({
    kind: 'job',
    op: 'signal',
    job: job.id,
    group: job.group,
    error: reported === 0 ? null : reported,
  });
  wakeDependents(d, job.id);
  yield* signalEmpty(d, job, reported);
}

/** Streams of nothing that have the fence of a job. */
function* signalEmpty(d: Driver, { id, group, queue }: Job, error: Errno | 0): Act {
  const { inFlightJobs } = d.queue(d.group(group), queue);
  const has = ({ fenceOf }: QueuedJob): boolean => fenceOf === id;
  const empty = inFlightJobs.get().filter(has);
  if (empty.length === 0) return;
  inFlightJobs.set(inFlightJobs.get().filter((job) => !has(job)));
  for (const { job } of empty) yield* signalJob(d, d.job(job), error);
}

/**
 * Signals the jobs that the queue's sync object says are done. Their completion restarts a clock that runs. With a clock that
 * is suspended, or nothing left in flight, and be it a clock that ran out over nothing, the next job gets all of it, D.5.
 *
 * @returns whether any was done, or none is in flight
 */
function* signalCompletions(d: Driver, group: Group, queue: Queue): Act<boolean> {
  const seqno = yield* queue.ring.syncSeqno.read();
  yield* d.machine.step(`look for completions of ${group.id}:${queue.index}`);
  const inFlight = queue.inFlightJobs.get();
  const jobs = inRing(inFlight);
  const done = jobs.filter((job) => job.seqno <= seqno);
  const left = jobs.length - done.length;
  if (done.length > 0) queue.inFlightJobs.set(inFlight.filter((job) => !done.includes(job)));
  if (done.length > 0 || left === 0) {
    const running = queue.timeoutAtUs.get() !== null;
    stopClock(queue);
    if (left > 0 && running) startClock(d, queue, JOB_TIMEOUT_US);
  }
  for (const { job } of done) yield* signalJob(d, d.job(job), 0);
  for (const { job } of done) d.fn.updateFdinfoStats(group, queue, job);
  return done.length > 0 || left === 0;
}
