/** drm_sched: what waits for a fence, a job of a queue or a VM_BIND, and who lets it go on. */
import type { FenceId } from '../../ids.ts';
import type { Driver } from '../driver.ts';

/** Whether nothing stands before what waits for a fence; null: it waits for none. */
export const isSignalled = (d: Driver, fence: FenceId | null): boolean =>
  fence === null || d.fence(fence).get() !== null;

/** A fence was signalled: the queues at whose head something waits for it can go on. Part of the signaller's step. */
export function wakeDependents(d: Driver, fence: FenceId): void {
  d.state.fenceWaitqueue.wakeUpAll();
  for (const vm of d.vms.values()) {
    if (vm.entity.get()[0]?.after === fence) vm.bindWork.queueNow();
  }
  for (const waiting of d.jobs.values()) {
    if (waiting.dependency === fence && waiting.held.get())
      d.queue(d.group(waiting.group), waiting.queue).runJobWork.queueNow();
  }
}
