import { VM_BIND_ASYNC } from '../../impl/userspace/ioctl.ts';
import { group, region, repeat, sleep, submit } from '../../impl/userspace/script.ts';
import { attemptHows, type Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { deviceWorkloads } from './device-workloads.ts';

/** A process `name` with one group `name.main`, or several, and its script in the form of workload files. */
function process(name: string, script: readonly unknown[], ...groups: readonly unknown[]): unknown {
  return { name, groups, script };
}

function workload(name: string, note: string, slots: number, ...processes: readonly unknown[]): Workload {
  return decodeWorkload({ name, note, slots, asSlots: 3, csPerSlot: 2, processes });
}

/** Gives a process protected memory of its own, bound in its VM. */
const protectedBuffer = (bo: string): readonly unknown[] => [
  { ioctl: { call: 'HEAP_ALLOC', fd: bo, pages: 2 } },
  { ioctl: { call: 'PRIME_FD_TO_HANDLE', fd: bo, bo } },
  { ioctl: { call: 'CLOSE_FD', fd: bo } },
  { ioctl: { call: 'VM_BIND', bo, pages: 2 } },
];

/** Every way to the protected suspend buffer of `a.main`. */
const attempts = attemptHows.map((how) => ({
  attempt: { how, bufferOf: 'a.main' },
}));

/** Somebody with ordinary work of medium priority that takes `time` each, again and again. */
const neighbour = (times: number, time: string): unknown =>
  process(
    'n',
    [repeat(times, submit('n.main:0', `RUN ${time}`), { wait: 'n.main:0' })],
    group('main', 'medium', false),
  );

/**
 * Small programs, one for each thing that can happen beside a session. A defect shows in few and short runs of the
 * right one; the hints name it.
 */
export const smallWorkloads: readonly Workload[] = [
  workload(
    'one region',
    'One short region beside ordinary work.',
    2,
    process('a', [submit('a.main:0', 'RUN 200 us', region('RUN 1 ms'))], group('main', 'medium', true)),
    neighbour(2, '2 ms'),
  ),
  workload(
    'regions in a row',
    'Short regions one after the other, with a pause now and then.',
    2,
    process(
      'a',
      [
        repeat(4, submit('a.main:0', region('RUN 500 us')), { wait: 'a.main:0' }),
        sleep('15 ms'),
        submit('a.main:0', region('RUN 500 us')),
      ],
      group('main', 'medium', true),
    ),
    neighbour(3, '3 ms'),
  ),
  workload(
    'long region',
    'A region of four seconds beside nobody, then beside somebody of low priority.',
    2,
    process(
      'a',
      [submit('a.main:0', region('RUN 4000 ms')), { wait: 'a.main:0' }],
      group('main', 'medium', true),
    ),
    process('b', [sleep('100 ms'), submit('b.main:0', 'RUN 2 ms')], group('main', 'low', false)),
  ),
  workload(
    'higher comes',
    'Somebody of high priority, on a slot and idle, gets work in a long session.',
    2,
    process('a', [submit('a.main:0', region('RUN 1500 ms'))], group('main', 'medium', true)),
    process(
      'b',
      [submit('b.main:0', 'RUN 1 ms'), { wait: 'b.main:0' }, sleep('40 ms'), submit('b.main:0', 'RUN 1 ms')],
      group('main', 'high', false),
    ),
  ),
  workload(
    'equal comes',
    'Somebody of the same priority, on a slot and idle, gets work in a long session.',
    2,
    process('a', [sleep('8 ms'), submit('a.main:0', region('RUN 1500 ms'))], group('main', 'medium', true)),
    process(
      'b',
      [submit('b.main:0', 'RUN 1 ms'), { wait: 'b.main:0' }, sleep('40 ms'), submit('b.main:0', 'RUN 1 ms')],
      group('main', 'medium', false),
    ),
  ),
  workload(
    'woken',
    'Somebody of high priority waits on its slot for what a third signals in a long session.',
    3,
    process('a', [sleep('5 ms'), submit('a.main:0', region('RUN 1500 ms'))], group('main', 'low', true)),
    process('b', [submit('b.main:0', 'SYNC_WAIT go 1', 'RUN 1 ms')], group('main', 'high', false)),
    process('c', [sleep('40 ms'), submit('c.main:0', 'SYNC_ADD go')], group('main', 'medium', false)),
  ),
  workload(
    'binds',
    'Somebody binds memory again and again beside sessions.',
    2,
    process(
      'a',
      [repeat(3, submit('a.main:0', region('RUN 12 ms')), { wait: 'a.main:0' })],
      group('main', 'medium', true),
    ),
    process(
      'b',
      [submit('b.main:0', 'RUN 1 ms'), repeat(6, { bind: 4 }, sleep('4 ms'))],
      group('main', 'medium', false),
    ),
  ),
  workload(
    'owner dies',
    'The owner of a long session is destroyed in it, and another wants to enter.',
    2,
    process(
      'a',
      [submit('a.main:0', region('RUN 200 ms')), sleep('20 ms'), 'exit'],
      group('main', 'medium', true),
    ),
    process('b', [sleep('30 ms'), submit('b.main:0', region('RUN 1 ms'))], group('main', 'medium', true)),
  ),
  workload(
    'undeclared',
    'A region of somebody who never declared protected use, beside one who did.',
    2,
    process('a', [submit('a.main:0', region('RUN 1 ms'))], group('main', 'medium', true)),
    process('b', [submit('b.main:0', region('RUN 1 ms'))], group('main', 'medium', false)),
  ),
  workload(
    'one process',
    'Two groups of one process, each with two queues that come to regions.',
    2,
    process(
      'a',
      [
        submit('a.one:0', region('RUN 2 ms')),
        submit('a.two:0', region('RUN 2 ms')),
        submit('a.one:1', 'RUN 1 ms', region('RUN 2 ms')),
      ],
      group('one', 'medium', true, 2),
      group('two', 'medium', true, 2),
    ),
  ),
  workload(
    'more than slots',
    'Three groups with regions on two slots: one is always suspended.',
    2,
    process(
      'a',
      [repeat(2, submit('a.main:0', 'RUN 4 ms', region('RUN 2 ms')))],
      group('main', 'medium', true),
    ),
    process(
      'b',
      [repeat(2, submit('b.main:0', 'RUN 6 ms', region('RUN 2 ms')))],
      group('main', 'medium', true),
    ),
    neighbour(4, '8 ms'),
  ),
  workload(
    'real time',
    'A real-time group comes to a region beside real-time work that does not end.',
    3,
    process('a', [submit('a.main:0', 'RUN 15 ms', region('RUN 1 ms'))], group('main', 'realtime', true)),
    process('b', [submit('b.main:0', 'RUN 60 ms')], group('main', 'realtime', false)),
  ),
  workload(
    'preempted',
    'A region waits behind somebody of high priority who is not on a slot yet.',
    1,
    process('a', [repeat(2, submit('a.main:0', region('RUN 3 ms')))], group('main', 'medium', true)),
    process(
      'b',
      [sleep('3 ms'), repeat(3, submit('b.main:0', 'RUN 2 ms'), { wait: 'b.main:0' }, sleep('6 ms'))],
      group('main', 'high', false),
    ),
  ),
  workload(
    'reaching',
    'The owner of a protected suspend buffer that is in use, and somebody else, try every way to it.',
    2,
    process(
      'a',
      [submit('a.main:0', region('RUN 2 ms')), sleep('4 ms'), ...attempts],
      group('main', 'medium', true),
    ),
    process('b', [sleep('4 ms'), ...attempts], group('main', 'medium', false)),
  ),
  workload(
    'goes',
    'A region is thrown out and saved, then its group is destroyed; another takes over what it leaves.',
    1,
    process(
      'a',
      [submit('a.main:0', region('RUN 60 ms')), sleep('40 ms'), 'exit'],
      group('main', 'medium', true),
    ),
    process('b', [sleep('4 ms'), submit('b.main:0', 'RUN 20 ms')], group('main', 'high', false)),
  ),
  workload(
    'goes idle',
    'A region waits for somebody of high priority, whose work ends in the middle of a tick period.',
    2,
    process(
      'a',
      [repeat(2, sleep('2 ms'), submit('a.main:0', region('RUN 1 ms')), { wait: 'a.main:0' })],
      group('main', 'medium', true),
    ),
    process(
      'b',
      [repeat(3, submit('b.main:0', 'RUN 24 ms'), { wait: 'b.main:0' })],
      group('main', 'high', false),
    ),
  ),
  workload(
    'both queues',
    'Two queues of one group come to their regions at the same time.',
    1,
    process(
      'a',
      [
        repeat(
          2,
          submit('a.main:0', 'RUN 1 ms', region('RUN 1 ms'), 'RUN 1 ms'),
          submit('a.main:1', 'RUN 1 ms', region('RUN 2 ms'), 'RUN 1 ms'),
          { wait: 'a.main:1' },
        ),
      ],
      group('main', 'medium', true, 2),
    ),
  ),
  workload(
    'watchdog',
    'A session over the time at which the firmware watchdog pings.',
    1,
    process(
      'a',
      [sleep('11500 ms'), submit('a.main:0', region('RUN 1000 ms'))],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'at once',
    'Two processes come to their regions at the same time.',
    2,
    process(
      'a',
      [repeat(2, submit('a.main:0', 'RUN 1 ms', region('RUN 1 ms')))],
      group('main', 'medium', true),
    ),
    process(
      'b',
      [repeat(2, submit('b.main:0', 'RUN 1 ms', region('RUN 1 ms')))],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'lower kicked',
    'Somebody of low priority, on a slot and idle, gets work in a long session.',
    2,
    process(
      'b',
      [submit('b.main:0', 'RUN 1 ms'), { wait: 'b.main:0' }, sleep('40 ms'), submit('b.main:0', 'RUN 1 ms')],
      group('main', 'low', false),
    ),
    process('a', [sleep('8 ms'), submit('a.main:0', region('RUN 300 ms'))], group('main', 'medium', true)),
  ),
  workload(
    'no slot free',
    'Somebody of high priority gets work in a long session and there is no slot for it.',
    1,
    process('a', [submit('a.main:0', region('RUN 1500 ms'))], group('main', 'medium', true)),
    process('b', [sleep('40 ms'), submit('b.main:0', 'RUN 1 ms')], group('main', 'high', false)),
  ),
  workload(
    'woken by the owner',
    'The owner signals what somebody of high priority waits for, and comes to its region.',
    2,
    process(
      'a',
      [sleep('15 ms'), submit('a.main:0', 'SYNC_ADD go', region('RUN 1500 ms'))],
      group('main', 'low', true),
    ),
    process('b', [submit('b.main:0', 'SYNC_WAIT go 1', 'RUN 1 ms')], group('main', 'high', false)),
  ),
  workload(
    'page fault',
    'Somebody touches what is not mapped when another comes to a region.',
    2,
    process(
      'a',
      [repeat(2, submit('a.main:0', 'RUN 1 ms', region('RUN 2 ms')))],
      group('main', 'medium', true),
    ),
    process('b', [submit('b.main:0', 'RUN 1100 us', 'PAGE_FAULT')], group('main', 'medium', false)),
  ),
  workload(
    'clocks',
    'Somebody of low priority has a job of which every session of another leaves a little.',
    2,
    process('a', [repeat(3, submit('a.main:0', region('RUN 4000 ms')))], group('main', 'medium', true)),
    process('b', [sleep('100 ms'), submit('b.main:0', 'RUN 200 ms')], group('main', 'low', false)),
  ),
  workload(
    'kept from progress',
    'Somebody of low priority has a job that sessions of another keep from making progress.',
    2,
    process('a', [repeat(4, submit('a.main:0', region('RUN 1 s')))], group('main', 'high', true)),
    process('b', [submit('b.main:0', 'RUN 1 s')], group('main', 'low', false)),
  ),
  workload(
    'little progress',
    'Somebody of low priority has a job that goes on after two sessions of another, and for less than they took.',
    2,
    process('a', [repeat(2, submit('a.main:0', region('RUN 1 s')))], group('main', 'high', true)),
    process('b', [submit('b.main:0', 'RUN 1 s')], group('main', 'low', false)),
  ),
  workload(
    'again and again',
    'Short regions follow each other for longer than it takes the firmware to fall silent.',
    1,
    process(
      'a',
      [repeat(20, submit('a.main:0', 'RUN 300 us', region('RUN 200 us')))],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'takes turns',
    'Two of the same priority on one slot, both with regions longer than a tick period.',
    1,
    process('a', [repeat(2, submit('a.main:0', region('RUN 14 ms')))], group('main', 'medium', true)),
    process(
      'b',
      [repeat(3, submit('b.main:0', 'RUN 2 ms', region('RUN 14 ms')))],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'goes on',
    'A region in the middle of a long job: its end completes nothing that the host is told of.',
    2,
    process(
      'a',
      [submit('a.main:0', region('RUN 30 ms'), 'RUN 500 ms', region('RUN 1 ms'))],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'binds in a reset',
    'Somebody binds memory all the time, also while a reset runs; after it somebody else comes to a region.',
    2,
    process('a', [submit('a.main:0', region('RUN 60 ms'))], group('main', 'medium', true)),
    process('b', [sleep('29 ms'), repeat(100, { bind: 4 }, sleep('200 us'))], group('main', 'medium', false)),
    process(
      'c',
      [sleep('560 ms'), repeat(3, submit('c.main:0', region('RUN 1 ms')))],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'both ask',
    'Two of the same priority come to short regions again and again.',
    2,
    process(
      'a',
      [repeat(6, submit('a.main:0', region('RUN 300 us')), { wait: 'a.main:0' }, sleep('700 us'))],
      group('main', 'medium', true),
    ),
    process(
      'b',
      [repeat(6, submit('b.main:0', region('RUN 300 us')), { wait: 'b.main:0' }, sleep('900 us'))],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'long turns',
    'Two of the same priority, each on a slot, come to regions longer than a tick period.',
    2,
    process('a', [repeat(2, submit('a.main:0', region('RUN 14 ms')))], group('main', 'medium', true)),
    process('b', [repeat(2, submit('b.main:0', region('RUN 14 ms')))], group('main', 'medium', true)),
  ),
  workload(
    'content',
    'A film that is decoded, loaded, cut off and left behind; a dump; a client who gets memory after it.',
    2,
    process(
      'a',
      [
        ...protectedBuffer('film'),
        { decode: 'film' },
        submit('a.main:0', region('LOAD film', 'RUN 20 ms', 'LOAD film')),
        sleep('15 ms'),
        'dump',
        { wait: 'a.main:0' },
        'exit',
      ],
      group('main', 'medium', true),
    ),
    process('b', [sleep('5 ms'), submit('b.main:0', 'RUN 12 ms')], group('main', 'high', false)),
    process(
      'c',
      [
        sleep('80 ms'),
        ...protectedBuffer('first'),
        ...protectedBuffer('second'),
        submit('c.main:0', region('LOAD first', 'LOAD second')),
      ],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'written content',
    'A film that is decoded, and shown by a region that writes it to a screen.',
    2,
    process(
      'a',
      [
        ...protectedBuffer('film'),
        ...protectedBuffer('screen'),
        { decode: 'film' },
        submit('a.main:0', region('LOAD film', 'STORE screen')),
        { wait: 'a.main:0' },
      ],
      group('main', 'medium', true),
    ),
  ),
  {
    ...workload(
      'measured',
      'Jobs are measured: one with a region, and an ordinary one.',
      2,
      process('a', [submit('a.main:0', region('RUN 2 ms'))], group('main', 'medium', true)),
      process('b', [submit('b.main:0', 'RUN 1 ms')], group('main', 'medium', false)),
    ),
    profiling: true,
  },
  ...deviceWorkloads,
  workload(
    'binds beside its own',
    'Somebody binds memory in the very VM of a group that comes to short regions.',
    1,
    process(
      'a',
      [repeat(6, submit('a.main:0', region('RUN 100 us')), { bind: 1 }, { bind: 1 }, { wait: 'a.main:0' })],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'higher comes again',
    'Somebody of high priority has a little to do again and again, and each time ends the session of a long region.',
    2,
    process(
      'a',
      [submit('a.main:0', region(...Array.from({ length: 12 }, () => 'RUN 100 ms')))],
      group('main', 'medium', true),
    ),
    process(
      'b',
      [repeat(3, submit('b.main:0', 'RUN 1 ms'), { wait: 'b.main:0' }, sleep('900 ms'))],
      group('main', 'high', false),
    ),
  ),
  workload(
    'asks beside a fault',
    'Somebody asks in a session that ends in a fault; what was asked before the reset may not be asked again after it.',
    2,
    process('a', [sleep('1 ms'), submit('a.main:0', region('ASYNC 1 ms'))], group('main', 'medium', true)),
    process('b', [submit('b.main:0', region('RUN 20 ms'))], group('main', 'medium', true)),
  ),
  workload(
    'binds nothing',
    'Somebody queues a VM_BIND of no size in the midst of a region.',
    1,
    process(
      'a',
      [submit('a.main:0', region('RUN 100 ms')), sleep('1 ms'), { bindAsync: 0 }],
      group('main', 'medium', true),
    ),
  ),
  workload(
    'binds meanwhile',
    'Somebody queues a VM_BIND in the midst of the region of another.',
    2,
    process('a', [submit('a.main:0', region('RUN 100 ms'))], group('main', 'medium', true)),
    process('b', [sleep('10 ms'), { bindAsync: 2 }], group('main', 'medium', false)),
  ),
  workload(
    'closes before a bind',
    'Somebody closes while a VM_BIND of protected memory waits for its job.',
    2,
    process('a', [submit('a.main:0', region('RUN 1 ms'))], group('main', 'medium', true)),
    process(
      'b',
      [
        { ioctl: { call: 'HEAP_ALLOC', fd: 'film', pages: 2 } },
        { ioctl: { call: 'PRIME_FD_TO_HANDLE', fd: 'film', bo: 'film' } },
        { ioctl: { call: 'CLOSE_FD', fd: 'film' } },
        { ioctl: { call: 'SYNCOBJ_CREATE', syncobj: 'drawn' } },
        { submit: { queue: 'b.main:0', stream: ['RUN 3 ms'], signals: 'drawn' } },
        { ioctl: { call: 'VM_BIND', bo: 'film', pages: 2, flags: VM_BIND_ASYNC, after: 'drawn' } },
        'exit',
      ],
      group('main', 'medium', false),
    ),
  ),
];
