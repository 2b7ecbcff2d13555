import { expect, it } from 'vitest';
import { revisions } from '../../impl/driver/revisions.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { simulate } from '../../impl/simulate.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { oneGroup } from './one-group.ts';

/** A group for which the heap has no memory left before another one is gone. */
const madeTwice = decodeWorkload(
  oneGroup([{ sleep: '5 ms' }, { destroy: 'p.g' }], {
    isProtected: true,
    heap: { pages: 4 },
    processes: [
      {
        name: 'a',
        groups: [{ name: 'g', priority: 'medium', protected: true, queues: 1 }],
        script: [
          { sleep: '20 ms' },
          { create: 'a.g' },
          { submit: { queue: 'a.g:0', stream: ['RUN 1 ms'] } },
          { bindAsync: 2 },
        ],
      },
    ],
  }),
);

it('a group that is made twice has cells of its own each time', () => {
  const setup = { revision: revisions.reference, workload: madeTwice, profile: {}, horizonUs: 60_000 };
  const { system, events } = simulate(setup, runToCompletion);
  const answers = events.flatMap((e) =>
    e.kind === 'ioctl' && e.call.startsWith('GROUP_CREATE') ? [`${e.call}: ${e.result}`] : [],
  );
  expect(answers).toEqual(['GROUP_CREATE p.g: ok', 'GROUP_CREATE a.g: ENOMEM', 'GROUP_CREATE a.g: ok']);
  const { cells } = system.machine;
  expect(new Set(cells.map(({ name }) => name)).size).toBe(cells.length);
  const last = (name: string) => cells.find((cell) => cell.name === name)?.peek();
  expect([last('a.g:0/INSERT'), last('a.g:0/INSERT (2)')]).toEqual([0, 1]);
  // What is counted is in cells too.
  expect([last('a.g.queue_count'), last('a.g.queue_count (2)')]).toEqual([0, 1]);
  expect(last('vm(a).bind_count')).toBe(1);
});
