import type { State } from '../../model/protected-mode/index.ts';
import type { ModelInstance } from '../abstraction/instance.ts';
import type { Observation, Observer } from './refine.ts';

/**
 * What an observer of a run can tell of the model's state: interface words, GPU_STATUS, slots, streams, power, heap, what
 * firmware booted with, and what the driver said of groups and of whom a tick chose. The phases of firmware, ranks and history variables are left to
 * the model.
 */
export function observerOf({ terms }: ModelInstance): Observer<State> {
  const names = [
    'enterRequest',
    'protmActive',
    'exitEvent',
    'entryInFlight',
    'chosen',
    'reset',
    'PROTM_FAULT',
    'locked',
    'power',
    'heap',
    'section',
    'offered',
  ];
  for (const [i] of terms.groups.entries()) {
    for (const field of ['life', 'csg', 'idle', 'buffer.pages', 'buffer.mapped'])
      names.push(`group${i}.${field}`);
    for (const [j] of terms.queues.entries()) {
      for (const field of ['submitted', 'position', 'running', 'event'])
        names.push(`group${i}.queue${j}.${field}`);
    }
  }
  return {
    names,
    observe: (s) => {
      const seen: Observation[number][] = [
        s.enterRequest,
        s.protmActive,
        s.exitEvent,
        // A failed entry schedules a reset before it lets go of the entry lock.
        s.driver === 'entering' && s.reset === 'none',
        s.driver === 'chosen' && s.owner !== null ? `group${terms.Group.indexOf(s.owner)}` : 'nobody',
        s.reset,
        s.faultIrq !== 'armed',
        s.vmOp === 'locked',
        s.power,
        s.heap,
        s.section,
        s.offered,
      ];
      for (const g of terms.groups) {
        const { life, csg, idle, buffer, queues } = s.groups[g];
        // Of a group that is over nobody asks whether it is idle.
        seen.push(life, csg, life === 'live' && idle, buffer.pages, buffer.mapped);
        for (const q of terms.queues) {
          const { submitted, position, running, event } = queues[q];
          // Between stop and unbind a request is answered or not: nobody is there any more.
          seen.push(submitted, position, running, event && csg !== 'stopped');
        }
      }
      return seen;
    },
  };
}
