import { endLife } from '../effects.ts';
import type { Terms } from '../terms.ts';

/** Fault, missing exit, reset. The reset is coarse: it begins with all groups off slot and ends with a booted firmware. */
export function failureActions(t: Terms) {
  const { action } = t;
  return [
    action({
      id: 'gpu.protmFault',
      when: {
        'faults are in scope': (s) => s.scope.faults,
        'the GPU is protected': (s) => s.firmware === 'protected',
      },
      then: (s) => {
        s.firmware = s.profile.F18b === 'dead' ? 'hung' : 'faulted';
        s.faultIrq = 'raised';
      },
      cite: ['B.8', 'F18b'],
    }),
    action({
      id: 'driver.handleFault',
      when: { 'PROTM_FAULT is raised': (s) => s.faultIrq === 'raised' },
      then: (s) => {
        s.faultIrq = 'masked';
        s.reset = 'forSession';
        if (s.owner !== null && t.sessionKnown(s) && t.canRun(s, s.owner)) s.groups[s.owner].cause = 'fault';
      },
      cite: ['A.2.6', 'C.8'],
    }),
    action({
      id: 'driver.exitTimesOut',
      when: {
        'a request forces an exit': (s) => s.forcing !== 'none',
        'the firmware does not answer': (s) => s.firmware === 'hung',
        'no reset is scheduled for that': (s) => s.reset !== 'forSession',
      },
      then: (s) => {
        s.reset = 'forSession';
      },
      cite: ['A.2.5', 'C.7'],
    }),
    action({
      id: 'driver.scheduleUnrelatedReset',
      when: {
        'such resets are in scope': (s) => s.scope.unrelatedResets,
        'no reset is scheduled': (s) => s.reset === 'none',
        'there may be one more': (s) => !s.spent.reset,
      },
      then: (s) => {
        s.reset = 'unrelated';
        s.spent.reset = s.scope.once;
      },
      cite: ['A.2.7', 'D.6'],
    }),
    action({
      id: 'driver.beginReset',
      when: {
        'a reset is scheduled': (s) => s.reset === 'forSession' || s.reset === 'unrelated',
        'the device is not suspended': (s) => s.power !== 'off',
        'no entry is in flight': (s) => !t.entryInFlight(s),
        'the session has ended, or the firmware does not answer': (s) =>
          s.driver !== 'entered' || s.firmware === 'hung',
      },
      then: (s) => {
        const owner = s.owner;
        if (owner !== null && s.driver === 'entered' && t.canRun(s, owner)) {
          s.groups[owner].cause =
            s.faultIrq !== 'armed' ? 'fault' : s.protmActive ? 'missingExit' : 'failedEntry';
        }
        for (const g of t.groups) if (t.isCondemned(s, g)) endLife(s, g, 'killed');
        s.reset = 'running';
        if (s.faultIrq === 'raised') s.faultIrq = 'masked';
        s.owner = null;
        s.driver = 'none';
        s.enterRequest = false;
        s.firmware = 'normal';
        s.exitForced = false;
        s.protmActive = false;
        s.exitEvent = false;
        s.forcing = 'none';
        s.first = null;
        s.residence = 0;
        s.unserved = 0;
        for (const g of t.groups) {
          const group = s.groups[g];
          for (const q of t.queues) {
            const queue = group.queues[q];
            // Whom SUSPEND saved keeps what F08a left of its request.
            if (t.started(s, g)) {
              const asked = t.head(s, g, q) === 'protected' && (queue.waits || queue.sampled);
              queue.waits = asked && s.profile.F08d === 'waits' && t.canRun(s, g);
            }
            queue.event = false;
            queue.recorded = false;
            queue.acknowledged = false;
            queue.sampled = false;
          }
          group.csg = 'off';
          group.saved = false;
          group.waited = 0;
        }
      },
      cite: ['A.2.7', 'C.9', 'F13b', 'F08d'],
    }),
    action({
      id: 'driver.endReset',
      when: { 'a reset runs': (s) => s.reset === 'running' },
      then: (s) => {
        s.reset = 'none';
        s.faultIrq = 'armed';
        s.section = s.heap;
      },
      cite: ['A.2.6', 'A.2.7', 'A.2.1-5'],
    }),
  ];
}
