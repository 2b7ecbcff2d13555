import { interrupt } from '../effects.ts';
import type { Terms } from '../terms.ts';

/** The GPU executes streams, the firmware notices PROT_REGION. */
export function streamActions(t: Terms) {
  const { action, Group, Queue } = t;
  return [
    action({
      id: 'gpu.issueNormal',
      over: { g: Group, q: Queue },
      when: {
        'the CSG runs': (s, { g }) => t.started(s, g),
        'it is not saved': (s, { g }) => !s.groups[g].saved,
        'the next command is a normal one': (s, { g, q }) => t.head(s, g, q) === 'normal',
        'nothing of the queue runs': (s, { g, q }) => !s.groups[g].queues[q].running,
        'the CS is not halted': (s, { g, q }) => !t.halted(s, g, q),
      },
      then: (s, { g, q }) => {
        const queue = s.groups[g].queues[q];
        queue.running = true;
        queue.issued += 1;
        s.groups[g].owed = false;
      },
      cite: ['B.3'],
    }),
    action({
      id: 'gpu.finishNormal',
      over: { g: Group, q: Queue },
      when: {
        'it is executing': (s, { g, q }) => t.executing(s, g, q),
        'it is a normal command': (s, { g, q }) => t.head(s, g, q) === 'normal',
      },
      then: (s, { g, q }) => {
        const queue = s.groups[g].queues[q];
        queue.running = false;
        queue.position += 1;
      },
      cite: ['B.3'],
    }),
    action({
      id: 'firmware.reachRegion',
      over: { g: Group, q: Queue },
      when: {
        'the CSG runs': (s, { g }) => t.started(s, g),
        'it is not saved': (s, { g }) => !s.groups[g].saved,
        'the firmware answers': (s) => s.firmware !== 'hung',
        'the next command is a protected one': (s, { g, q }) => t.head(s, g, q) === 'protected',
        'the CS is not let in already': (s, { g, q }) => !s.groups[g].queues[q].sampled,
        'it has not asked for this region': (s, { g, q }) => !s.groups[g].queues[q].waits,
        'the GPU is not protected, or requests are raised at once': (s) =>
          !s.protmActive || s.profile.F38 === 'raised at once',
      },
      then: (s, { g, q }) => {
        const queue = s.groups[g].queues[q];
        queue.waits = true;
        queue.event = true;
      },
      cite: ['A.2.3-1', 'B.2-1', 'B.2-2', 'F38'],
    }),
    action({
      id: 'gpu.issueProtected',
      over: { g: Group, q: Queue },
      when: {
        'the CS is let in': (s, { g, q }) => s.groups[g].queues[q].sampled,
        'nothing of the queue runs': (s, { g, q }) => !s.groups[g].queues[q].running,
        'the GPU is protected': (s) => s.firmware === 'protected',
      },
      then: (s, { g, q }) => {
        const queue = s.groups[g].queues[q];
        queue.running = true;
        queue.issued += 1;
        s.progressed = true;
      },
      cite: ['B.2-10', 'B.2-11'],
    }),
    action({
      id: 'gpu.finishProtected',
      over: { g: Group, q: Queue },
      when: {
        'it is executing': (s, { g, q }) => t.executing(s, g, q),
        'the GPU is protected': (s) => s.firmware === 'protected',
      },
      then: (s, { g, q }) => {
        const queue = s.groups[g].queues[q];
        const endsRegion = t.command(s, g, q)?.endsRegion === true;
        queue.running = false;
        queue.position += 1;
        s.progressed = true;
        if (endsRegion) {
          queue.sampled = false;
          if (s.profile.F35 === 'ends the session') interrupt(t, s);
        }
      },
      cite: ['B.2-12', 'F35'],
    }),
  ];
}
