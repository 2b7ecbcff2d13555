import type { Terms } from '../terms.ts';

/**
 * A reset is scheduled, runs and ends, or is left to a resume; from then on the GPU is not protected, there is
 * no owner, no request is outstanding or believed, and a fault that was raised is taken.
 */
export const resetClean = (t: Terms) =>
  t.step({
    id: 'RESET-CLEAN',
    on: [
      'driver.start',
      'driver.beginReset',
      'driver.endReset',
      'driver.scheduleUnrelatedReset',
      'driver.handleFault',
      'driver.exitTimesOut',
      'driver.entryTimesOut',
      'driver.resume',
    ],
    given: (before, after) =>
      before.reset !== after.reset ||
      t.resumes(before, after) ||
      (after.reset === 'running' && t.anyGroup((g) => t.onSlot(after, g))),
    then: (before, after) => {
      if (t.resumes(before, after) && after.reset !== 'none') return false;
      if (after.reset === 'none')
        return (before.reset === 'running' || t.resumes(before, after)) && after.faultIrq === 'armed';
      if (after.reset !== 'running')
        return (before.reset !== 'running' && after.reset !== 'unrelated') || before.reset === 'none';
      return (
        before.reset !== 'none' &&
        !after.protmActive &&
        after.owner === null &&
        after.driver === 'none' &&
        after.firmware === 'normal' &&
        !after.exitEvent &&
        !after.enterRequest &&
        after.forcing === 'none' &&
        (after.faultIrq === 'masked') === (before.faultIrq !== 'armed') &&
        !t.anyGroup((g) => t.asks(after, g) || t.onSlot(after, g) || t.inSession(after, g))
      );
    },
    instance: (before, after) => `reset ${before.reset}, then ${after.reset}`,
    cite: ['A.2.7', 'C.9'],
  });
