import type { Workload } from '../../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';

/** Calls that give a process a protected buffer, bound as `bo` in its VM. */
export const protectedBuffer = (bo: string): readonly unknown[] => [
  { ioctl: { call: 'HEAP_ALLOC', fd: bo, pages: 2 } },
  { ioctl: { call: 'PRIME_FD_TO_HANDLE', fd: bo, bo } },
  { ioctl: { call: 'VM_BIND', bo, pages: 2 } },
];

/** Calls that give a process an ordinary buffer, bound as `bo` in its VM and mapped by the CPU. */
export const ordinaryBuffer = (bo: string): readonly unknown[] => [
  { ioctl: { call: 'BO_CREATE', bo, pages: 4 } },
  { ioctl: { call: 'BO_MMAP_OFFSET', bo } },
  { ioctl: { call: 'MMAP', bo } },
  { ioctl: { call: 'VM_BIND', bo, pages: 4 } },
];

const group = (name: string, priority: string, isProtected: boolean) => ({
  name,
  priority,
  protected: isProtected,
  queues: 1,
});

/**
 * A player whose region loads its film and works long enough to be thrown out; somebody who wants the GPU in
 * between; a second client who gets protected memory once the player is gone; a dump.
 */
export function playerAndOthers(region: readonly string[], afterwards: readonly unknown[] = []): Workload {
  return decodeWorkload({
    name: 'player and others',
    note: 'Protected content that is loaded, saved, and left behind.',
    slots: 2,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      {
        name: 'player',
        groups: [group('main', 'medium', true)],
        script: [
          ...protectedBuffer('film'),
          ...protectedBuffer('screen'),
          ...ordinaryBuffer('table'),
          { decode: 'film' },
          { submit: { queue: 'player.main:0', stream: [{ protected: region }, 'LOAD table'] } },
          { sleep: '20 ms' },
          { look: 'table' },
          'dump',
          { wait: { queue: 'player.main:0', atMost: '200 ms' } },
          { destroy: 'player.main' },
        ],
      },
      {
        name: 'window',
        groups: [group('main', 'high', false)],
        script: [{ sleep: '5 ms' }, { submit: { queue: 'window.main:0', stream: ['RUN 12 ms'] } }],
      },
      {
        name: 'thief',
        groups: [group('main', 'medium', true)],
        script: [
          { sleep: '80 ms' },
          ...protectedBuffer('found'),
          { submit: { queue: 'thief.main:0', stream: [{ protected: ['LOAD found', 'BRANCH 3 ms'] }] } },
          { wait: 'thief.main:0' },
          ...afterwards,
        ],
      },
    ],
  });
}
