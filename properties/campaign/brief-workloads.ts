import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

const group = (name: string, priority: 'low' | 'medium' | 'high' = 'medium'): unknown => ({
  name,
  priority,
  protected: true,
  queues: 1,
});
const region = (queue: string): unknown => ({ submit: { queue, stream: [{ protected: ['RUN 1 ms'] }] } });

function brief(name: string, note: string, slots: number, ...processes: readonly unknown[]): Workload {
  return decodeWorkload({ name, note, slots, asSlots: 2, csPerSlot: 1, processes });
}

/**
 * Programs so short that every schedule of them with few delays can be run: some hundreds of schedules with one delay,
 * some hundreds of thousands with two.
 */
export const briefWorkloads: readonly Workload[] = [
  brief('brief probe', 'The driver is probed, and somebody asks what the device can do.', 1, {
    name: 'a',
    groups: [],
    script: ['query'],
  }),
  brief(
    'brief entry',
    'One region: the device is probed, a group created, protected mode entered and left.',
    1,
    {
      name: 'a',
      groups: [group('main')],
      script: [region('a.main:0')],
    },
  ),
  brief('brief exit', 'The same, and then the process exits.', 1, {
    name: 'a',
    groups: [group('main')],
    script: [region('a.main:0'), { wait: 'a.main:0' }, 'exit'],
  }),
  brief(
    'brief bind',
    'A VM_BIND of another process while protected mode is entered and left.',
    1,
    { name: 'a', groups: [group('main')], script: [region('a.main:0')] },
    { name: 'b', groups: [], script: [{ sleep: '1 ms' }, { bind: 1 }] },
  ),
  brief('brief turns', 'Two groups of one process with a region each, on two slots.', 2, {
    name: 'a',
    groups: [group('x'), group('y')],
    script: [region('a.x:0'), region('a.y:0')],
  }),
  brief(
    'brief preemption',
    'A region of low priority, and one of high priority for which there is no slot.',
    1,
    { name: 'a', groups: [group('main', 'low')], script: [region('a.main:0')] },
    { name: 'b', groups: [group('main', 'high')], script: [{ sleep: '1 ms' }, region('b.main:0')] },
  ),
];

/** What is searched of each, as program keys: the default profile, and what goes wrong in a session. */
export const briefPrograms: readonly string[] = [
  ...briefWorkloads.map(({ name }) => `${name}, default`),
  'brief entry, PROTM_FAULT in a session',
  'brief entry, mute firmware',
  'brief entry, F04 = never',
  'brief entry, F07 = never',
];

/** Those of which every schedule with two delays can be run in some minutes each: at most 170,000. */
export const briefestPrograms: readonly string[] = briefPrograms.filter((program) =>
  /^brief (probe|entry|exit|bind), /.test(program),
);
