import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

/** A protected frame of a player, and waiting for it. */
const frame = (run: string): readonly unknown[] => [
  { submit: { queue: 'a.main:0', stream: ['RUN 200 us', { protected: [`RUN ${run}`] }] } },
  { wait: 'a.main:0' },
];
const group = (marked: boolean): readonly unknown[] => [
  { name: 'main', priority: 'medium', protected: marked, queues: 1 },
];
const player = (...script: readonly unknown[]): unknown => ({ name: 'a', groups: group(true), script });
const other = (...script: readonly unknown[]): unknown => ({ name: 'b', groups: group(false), script });

interface Device {
  readonly heap?: object;
  readonly system?: readonly unknown[];
}

function workload(
  name: string,
  note: string,
  { heap, system }: Device,
  ...processes: readonly unknown[]
): Workload {
  const device = { ...(heap === undefined ? {} : { heap }), ...(system === undefined ? {} : { system }) };
  return decodeWorkload({ name, note, slots: 2, asSlots: 3, csPerSlot: 1, ...device, processes });
}

/** Somebody who takes a buffer from the heap and gives it back, without a group. */
const allocator = (name: string): unknown => ({
  name,
  groups: [],
  script: [
    { sleep: '5 ms' },
    { ioctl: { call: 'HEAP_ALLOC', fd: name, pages: 2 } },
    { ioctl: { call: 'CLOSE_FD', fd: name } },
  ],
});

/** Frames of a player and its window that go on all the time, and the system going to sleep among them. */
const sleeping = (after: string): Workload =>
  workload(
    `sleeps after ${after}`,
    'The system goes to sleep while a player and a window draw in turns.',
    { system: [{ sleep: after }, 'suspend', { sleep: '2 ms' }, 'resume'] },
    player({ repeat: { times: 6, script: [...frame('3 ms').slice(0, 1), { sleep: '4 ms' }] } }),
    other({
      repeat: {
        times: 6,
        script: [{ submit: { queue: 'b.main:0', stream: ['RUN 4 ms'] } }, { sleep: '4 ms' }],
      },
    }),
  );

/** Small programs, one for each thing that can happen to the device or its heap. */
export const deviceWorkloads: readonly Workload[] = [
  workload(
    'heap comes late',
    'The heap comes after the driver; a client asks for protected mode again and again.',
    { heap: { from: '2 ms' } },
    player(
      { sleep: '5 ms' },
      'query',
      'query',
      { sleep: '30 ms' },
      'query',
      { create: 'a.main' },
      ...frame('1 ms'),
    ),
    other({ submit: { queue: 'b.main:0', stream: ['RUN 1 ms'] } }),
  ),
  workload(
    'heap too small for firmware',
    'The heap has no room for the section of the firmware.',
    { heap: { pages: 1 } },
    player('query'),
    other({ submit: { queue: 'b.main:0', stream: ['RUN 1 ms'] } }),
  ),
  workload(
    'heap too small for a group',
    'The heap has room for the section of the firmware and for no suspend buffer.',
    { heap: { pages: 3 } },
    player(...frame('1 ms')),
    other({ submit: { queue: 'b.main:0', stream: ['RUN 1 ms'] } }),
  ),
  workload(
    'heap is lent',
    'The region of the heap is protected only while a buffer lives in it.',
    { heap: { memory: 'lent' } },
    player(...frame('1 ms'), { destroy: 'a.main' }),
  ),
  workload(
    'two use the heap',
    'Two processes take a buffer from a heap that nobody else uses.',
    { heap: { parameter: '', memory: 'lent' } },
    allocator('a'),
    allocator('b'),
  ),
  workload(
    'heap goes',
    'The provider of the heap goes, and later the device, while a suspend buffer is left.',
    { heap: { until: '10 ms' } },
    player(...frame('1 ms'), { sleep: '20 ms' }, 'unplug'),
  ),
  decodeWorkload({
    name: 'sleeps beside a real-time job',
    note: 'The system sleeps as a region and a real-time job come: one slot for both after the resume.',
    slots: 1,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      player({ submit: { queue: 'a.main:0', stream: [{ protected: ['RUN 1 ms'] }] } }),
      {
        name: 'c',
        groups: [{ name: 'main', priority: 'realtime', protected: false, queues: 1 }],
        script: [{ submit: { queue: 'c.main:0', stream: ['RUN 1 ms'] } }],
      },
    ],
    system: [{ sleep: '1 ms' }, 'suspend', 'resume'],
  }),
  workload(
    'sleeps in a session',
    'The system sleeps in a long session of somebody who is alone.',
    { system: [{ sleep: '30 ms' }, 'suspend', { sleep: '2 ms' }, 'resume'] },
    player({ submit: { queue: 'a.main:0', stream: [{ protected: ['RUN 300 ms'] }] } }),
  ),
  workload(
    'heap goes before firmware',
    'The provider of the heap goes and its last buffer is given back; then firmware falls silent, and a client asks.',
    { heap: { until: '10 ms' } },
    player(...frame('1 ms'), { destroy: 'a.main' }, { sleep: '600 ms' }, 'query'),
    other({ sleep: '30 ms' }, { submit: { queue: 'b.main:0', stream: ['RUN 1 ms'] } }),
  ),
  workload(
    'unplugged in a session',
    'The driver is taken from the device in a session, and everybody closes.',
    {},
    player(
      { submit: { queue: 'a.main:0', stream: [{ protected: ['RUN 60 ms'] }] } },
      { sleep: '60 ms' },
      'exit',
    ),
    other({ bind: 4 }, { sleep: '15 ms' }, 'unplug', { bind: 4 }, { destroy: 'b.main' }, 'exit'),
  ),
  workload(
    'long save',
    'A region that takes much to save is thrown out by its like.',
    {},
    player({ submit: { queue: 'a.main:0', stream: [{ protected: ['RUN 40 ms', 'RUN 40 ms'] }] } }),
    other({ sleep: '4 ms' }, { submit: { queue: 'b.main:0', stream: ['RUN 20 ms'] } }),
  ),
  workload(
    'waits for another',
    'A queue waits for what the job of another process signals, and memory is bound beside it.',
    {},
    player({ sleep: '20 ms' }, { submit: { queue: 'a.main:0', stream: ['RUN 1 ms', 'SYNC_ADD done'] } }),
    other({ bindAsync: 2 }, { submit: { queue: 'b.main:0', stream: ['SYNC_WAIT done 1', 'RUN 1 ms'] } }),
  ),
  ...['3 ms', '4 ms', '5 ms', '6 ms'].map(sleeping),
  workload(
    'heap found in a resume',
    'A job wakes the device that nobody has used for a while, as a client finds out that there is a heap now.',
    { heap: { from: '90 ms' } },
    { name: 'a', groups: [], script: [{ sleep: '101050 us' }, 'query'] },
    other({ sleep: '101 ms' }, { submit: { queue: 'b.main:0', stream: ['RUN 1 ms'] } }),
  ),
];
