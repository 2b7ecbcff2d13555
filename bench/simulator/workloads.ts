import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

/** Four clients with a group each on three slots, one of them protected: as often as `times` says a job of each. */
function fourGroups(name: string, times: number): Workload {
  const client = (process: string, priority: string, stream: readonly unknown[]) => ({
    name: process,
    groups: [{ name: 'main', priority, protected: process === 'player', queues: 1 }],
    script: [
      {
        repeat: {
          times,
          script: [
            { submit: { queue: `${process}.main:0`, stream } },
            { wait: `${process}.main:0` },
            { sleep: '5 ms' },
          ],
        },
      },
      'exit',
    ],
  });
  return decodeWorkload({
    name,
    note: `Four clients with ${times} jobs each on three slots, one of them protected.`,
    slots: 3,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      client('player', 'high', ['RUN 500 us', { protected: ['RUN 2 ms'] }]),
      client('compositor', 'medium', ['RUN 2 ms']),
      client('game', 'medium', ['RUN 4 ms']),
      client('updater', 'low', ['RUN 1 ms']),
    ],
  });
}

/** What the bench runs: the boot and the creation of groups only, one job each, a long life. */
export const workloads: readonly Workload[] = [
  fourGroups('boot', 0),
  fourGroups('short', 1),
  fourGroups('long', 40),
];
