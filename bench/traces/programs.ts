import type { Faults } from '../../impl/firmware/parts.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

/**
 * From when to when the traces are run, microseconds; each revision is at the same place at another time. Traces of one
 * moment multiply with those of the next, so a long stretch is run in parts, each after the default schedule of those
 * before.
 */
type Times = Readonly<Record<'series-2026' | 'reference', readonly Part[]>>;
type Part = readonly [fromUs: number, untilUs: number];

export interface Program {
  readonly workload: Workload;
  readonly faults: Faults;
  readonly times: Times;
}

function program(
  name: string,
  note: string,
  times: Times,
  script: readonly unknown[],
  { faults = {}, groups = ['video'] }: { readonly faults?: Faults; readonly groups?: readonly string[] } = {},
): Program {
  const workload = decodeWorkload({
    name,
    note,
    slots: groups.length,
    asSlots: 1,
    csPerSlot: 1,
    processes: [
      {
        name: 'player',
        groups: groups.map((group) => ({
          name: group,
          priority: group === 'video' ? 'high' : 'low',
          protected: group === 'video',
          queues: 1,
        })),
        script,
      },
    ],
  });
  return { workload, faults, times };
}

const frame = { submit: { queue: 'player.video:0', stream: [{ protected: ['RUN 1 ms'] }] } };

const entry: Times = { 'series-2026': [[1_045, 2_045]], reference: [[1_045, 2_145]] };

/** What is asked of the reduction on the simulator: the places at which the protocol is argued about, one by one. */
export const programs: readonly Program[] = [
  program(
    'probe',
    'The driver is probed and a group is created.',
    { 'series-2026': [[0, 1_045]], reference: [[0, 1_043]] },
    [frame],
  ),
  program('entry', 'A tick lets a group in.', entry, [frame]),
  program(
    'session',
    'The group is in protected mode.',
    { 'series-2026': [[4_046, 6_045]], reference: [[2_146, 4_145]] },
    [frame],
  ),
  program(
    'exit',
    'The region ends, and a tick follows.',
    { 'series-2026': [[6_046, 6_500]], reference: [[4_146, 4_600]] },
    [frame],
  ),
  program(
    'reset against session',
    'PROTM_FAULT in the session, and the reset takes it over: asked for, firmware halted, GPU reset, firmware booted.',
    {
      'series-2026': [
        [4_046, 5_045],
        [5_046, 5_055],
        [5_056, 5_157],
        [5_158, 6_200],
      ],
      reference: [
        [2_500, 3_499],
        [3_500, 3_509],
        [3_510, 3_611],
        [3_612, 4_700],
      ],
    },
    [frame],
    { faults: { protmFaultFromUs: 2_500 } },
  ),
  program(
    'ioctl against entry',
    'A VM_BIND while a tick lets a group in: the region locked, the cache flushed and the region unlocked, the rest of the entry.',
    {
      'series-2026': [[1_045, 2_045]],
      reference: [
        [1_045, 1_047],
        [1_048, 1_059],
        [1_060, 2_145],
      ],
    },
    [frame, { sleep: '2 us' }, { bind: 1 }],
  ),
  program(
    'two groups',
    'A tick lets one group in and starts another: both created, the tick begun, both started, the entry.',
    {
      'series-2026': [
        [1_045, 1_071],
        [1_072, 1_073],
        [1_074, 2_045],
      ],
      reference: [
        [1_045, 1_071],
        [1_072, 1_073],
        [1_074, 1_173],
        [1_174, 2_145],
      ],
    },
    [frame, { submit: { queue: 'player.menu:0', stream: ['RUN 1 ms'] } }],
    { groups: ['video', 'menu'] },
  ),
  program(
    'exit within a job',
    'The region ends, the job goes on.',
    { 'series-2026': [[6_046, 6_500]], reference: [[4_146, 4_600]] },
    [{ submit: { queue: 'player.video:0', stream: [{ protected: ['RUN 1 ms'] }, 'RUN 2 ms'] } }],
  ),
  program(
    'end of a job',
    'A job without a region ends, and the works that say so.',
    // In the series its tick enters all the same, so that no job ends in normal mode.
    { 'series-2026': [], reference: [[1_047, 2_500]] },
    [{ submit: { queue: 'player.video:0', stream: ['RUN 1 ms'] } }],
  ),
];
