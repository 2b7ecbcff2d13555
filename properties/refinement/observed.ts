import type { State } from '../../model/protected-mode/index.ts';
import type { ModelInstance } from '../abstraction/instance.ts';
import type { Observer, Shown } from './refine.ts';

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
    for (const field of ['life', 'csg', 'idle', 'buffer.pages', 'buffer.mapped', 'buffer.tlb'])
      names.push(`group${i}.${field}`);
    for (const [j] of terms.queues.entries()) {
      for (const field of ['submitted', 'position', 'running', 'event'])
        names.push(`group${i}.queue${j}.${field}`);
    }
  }
  const groupNames = terms.groups.map((_, i) => `group${i}`);
  return {
    names,
    observe: (s, seen: Shown[] = []) => {
      seen[0] = s.enterRequest;
      seen[1] = s.protmActive;
      seen[2] = s.exitEvent;
      // A failed entry schedules a reset before it lets go of the entry lock.
      seen[3] = s.driver === 'entering' && s.reset === 'none';
      seen[4] =
        s.driver === 'chosen' && s.owner !== null
          ? (groupNames[terms.Group.indexOf(s.owner)] ?? '')
          : 'nobody';
      seen[5] = s.reset;
      seen[6] = s.faultIrq !== 'armed';
      seen[7] = s.vmOp === 'locked';
      seen[8] = s.power;
      seen[9] = s.heap;
      seen[10] = s.section;
      seen[11] = s.offered;
      let at = 12;
      for (const g of terms.groups) {
        const { life, csg, idle, buffer, queues } = s.groups[g];
        seen[at++] = life;
        seen[at++] = csg;
        // Of a group that is over nobody asks whether it is idle.
        seen[at++] = life === 'live' && idle;
        seen[at++] = buffer.pages;
        seen[at++] = buffer.mapped;
        seen[at++] = buffer.tlb;
        for (const q of terms.queues) {
          const { submitted, position, running, event } = queues[q];
          seen[at++] = submitted;
          seen[at++] = position;
          seen[at++] = running;
          // Between stop and unbind a request is answered or not: nobody is there any more.
          seen[at++] = event && csg !== 'stopped';
        }
      }
      return seen;
    },
  };
}
