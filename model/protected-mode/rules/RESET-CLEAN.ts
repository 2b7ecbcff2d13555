import type { Terms } from '../terms.ts';

/** A reset is scheduled, runs and ends; from then on the GPU is not protected, there is no owner, and no request is believed. */
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
    ],
    given: (before, after) =>
      before.reset !== after.reset || (after.reset === 'running' && t.anyGroup((g) => t.onSlot(after, g))),
    then: (before, after) => {
      if (after.reset === 'none') return before.reset === 'running';
      if (after.reset !== 'running')
        return (before.reset !== 'running' && after.reset !== 'unrelated') || before.reset === 'none';
      return (
        before.reset !== 'none' &&
        !after.protmActive &&
        after.owner === null &&
        !after.exitEvent &&
        !t.anyGroup((g) => t.asks(after, g) || t.onSlot(after, g))
      );
    },
    instance: (before, after) => `reset ${before.reset}, then ${after.reset}`,
    cite: ['A.2.7', 'C.9'],
  });
