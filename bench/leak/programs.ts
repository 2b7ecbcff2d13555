import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

/** Calls that give a process a protected buffer, bound as `bo` in its VM. */
export const protectedBuffer = (bo: string): readonly unknown[] => [
  { ioctl: { call: 'HEAP_ALLOC', fd: bo, pages: 2 } },
  { ioctl: { call: 'PRIME_FD_TO_HANDLE', fd: bo, bo } },
  { ioctl: { call: 'CLOSE_FD', fd: bo } },
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

type Other = 'window' | 'thief' | 'late';

/**
 * A player whose region loads its film and works long enough to be thrown out, and a dump. Others: `window` wants the
 * GPU in between; `thief` gets protected memory once the player's group is gone, `late` once all of it is.
 */
export function playerAnd(others: readonly Other[], region: readonly string[]): Workload {
  return decodeWorkload({
    name: 'player and others',
    note: 'Protected content that is loaded, saved, and left behind.',
    slots: 2,
    asSlots: 3,
    csPerSlot: 1,
    processes: [player(region), ...others.map((other) => processes[other])],
  });
}

const player = (region: readonly string[]): unknown => ({
  name: 'player',
  groups: [group('main', 'medium', true)],
  script: [
    ...protectedBuffer('film'),
    ...protectedBuffer('screen'),
    ...ordinaryBuffer('table'),
    { decode: 'film' },
    { submit: { queue: 'player.main:0', stream: [{ protected: region }, 'LOAD table'] } },
    { sleep: '15 ms' },
    { look: 'table' },
    'dump',
    { wait: { queue: 'player.main:0', atMost: '60 ms' } },
    { destroy: 'player.main' },
    { sleep: '20 ms' },
    'exit',
  ],
});

const processes: Readonly<Record<Other, unknown>> = {
  window: {
    name: 'window',
    groups: [group('main', 'high', false)],
    script: [{ sleep: '5 ms' }, { submit: { queue: 'window.main:0', stream: ['RUN 12 ms'] } }],
  },
  thief: {
    name: 'thief',
    groups: [group('main', 'medium', true)],
    script: [
      { sleep: '50 ms' },
      ...protectedBuffer('found'),
      { submit: { queue: 'thief.main:0', stream: [{ protected: ['LOAD found', 'BRANCH 3 ms'] }] } },
      { wait: 'thief.main:0' },
    ],
  },
  late: {
    name: 'late',
    groups: [group('main', 'medium', true)],
    script: [
      { sleep: '90 ms' },
      // As many pages as were given back before.
      ...['one', 'two', 'found'].flatMap(protectedBuffer),
      { submit: { queue: 'late.main:0', stream: [{ protected: ['LOAD one', 'LOAD two', 'LOAD found'] }] } },
    ],
  },
};

const commands = ['LOAD film', 'STORE screen', 'LOAD_AT table', 'BRANCH 1 ms'] as const;

/** Every program of at most `most` commands, without the empty one. */
export function programsOf(most: number): readonly (readonly string[])[] {
  const programs: (readonly string[])[] = [];
  let level: readonly (readonly string[])[] = [[]];
  for (let length = 1; length <= most; length++) {
    level = level.flatMap((program) => commands.map((command) => [...program, command]));
    programs.push(...level);
  }
  return programs;
}
