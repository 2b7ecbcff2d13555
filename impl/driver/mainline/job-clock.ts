/** panthor_sched.c: the job clock of a queue: it runs, stands with its remainder kept, and runs out, D.5, H.4. */
import { JOB_TIMEOUT_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import type { Queue } from '../group.ts';
import { inRing } from '../job.ts';
import { delRunNode, delWaitNode } from '../lists.ts';
import type { UnitFunctions } from '../unit.ts';

export const jobClockFunctions: UnitFunctions = {
  queueSuspendTimeout: (d) =>
    function* (group, queue) {
      yield* d.machine.step(`suspend the clock of ${group.id}:${queue.index}`);
      const atUs = queue.timeoutAtUs.get();
      if (atUs === null) return;
      const ran = queue.timeoutWork.isPending() && inRing(queue.inFlightJobs.get()).length > 0;
      queue.timeoutAtUs.set(null);
      queue.timeoutWork.cancel();
      // One that was taken back or has just run out begins anew.
      queue.timeoutRemainingUs.set(ran ? Math.max(0, atUs - d.machine.nowUs) : JOB_TIMEOUT_US);
    },

  queueResumeTimeout: (d) =>
    function* (group, queue) {
      yield* d.machine.step(`resume the clock of ${group.id}:${queue.index}`);
      const remainingUs = queue.timeoutRemainingUs.get();
      if (remainingUs !== null) startClock(d, queue, remainingUs);
    },

  queueTimedoutJob: (d) =>
    function* (group, queue) {
      const { state } = d;
      yield* d.fn.queueStop(group, queue);
      yield* state.schedLock.lock();
      d.log(`job timeout: ${group.id}:${queue.index}`);
      group.timedout.set(true);
      d.fn.noteKill(group, 'jobTimeout');
      if (group.csgId.get() >= 0) yield* d.fn.schedQueueDelayedWork(state.tickWork, 0);
      else {
        delRunNode(d, group);
        delWaitNode(d, group);
        yield* d.fn.groupQueueWork(group, 'term');
      }
      state.schedLock.unlock();
      yield* d.fn.queueStart(group, queue);
    },
};

/** Stopped, and the next job gets the full time. */
export function stopClock(queue: Queue): void {
  queue.timeoutAtUs.set(null);
  queue.timeoutWork.cancel();
  queue.timeoutRemainingUs.set(JOB_TIMEOUT_US);
}

/** It runs for so long from now on. */
export function startClock(d: Driver, queue: Queue, durationUs: number): void {
  queue.timeoutRemainingUs.set(null);
  queue.timeoutAtUs.set(d.machine.nowUs + durationUs);
  queue.timeoutWork.modDelayed(durationUs);
}
