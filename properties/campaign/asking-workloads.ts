import { group, region, repeat, sleep, submit, wait } from '../../impl/userspace/script.ts';
import { attemptHows, type Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

/** A process with one group, `name.main`. */
const process = (name: string, main: unknown, ...script: readonly unknown[]): unknown => ({
  name,
  groups: [main],
  script,
});

function asking(
  name: string,
  note: string,
  slots: number,
  processes: readonly unknown[],
  system?: unknown,
  heap?: unknown,
): Workload {
  const more = { ...(system === undefined ? {} : { system }), ...(heap === undefined ? {} : { heap }) };
  return decodeWorkload({ name, note, slots, asSlots: 3, csPerSlot: 2, processes, ...more });
}

const call = (name: string, fields: object = {}): unknown => ({ ioctl: { call: name, ...fields } });

/** One job after the other, each waited for: what one does to its group comes after what the others asked. */
const inTurn = (
  queue: string,
  atMost: string,
  ...streams: readonly (readonly unknown[])[]
): readonly unknown[] => streams.flatMap((stream) => [submit(queue, ...stream), wait(queue, atMost)]);

const onBo = (bo: string, ...names: readonly string[]): readonly unknown[] =>
  names.map((name) => call(name, { bo }));

const bufferCalls: readonly unknown[] = [
  ...onBo(
    'a',
    'BO_MMAP_OFFSET',
    'MMAP',
    'MUNMAP',
    'GEM_CLOSE',
    'BO_CREATE',
    'BO_CREATE',
    'BO_MMAP_OFFSET',
    'MMAP',
  ),
  ...[call('BO_CREATE', { bo: 'hidden', flags: 1 }), ...onBo('hidden', 'BO_MMAP_OFFSET')],
  ...['none', 'a', 'a'].map((bo) => call('PRIME_HANDLE_TO_FD', { bo, fd: 'x' })),
  ...['none', 'x', 'x'].map((fd) => call('PRIME_FD_TO_HANDLE', { fd, bo: 'again' })),
  ...[1, 2].map(() => call('CLOSE_FD', { fd: 'x' })),
  ...onBo('again', 'GEM_CLOSE'),
  ...onBo('a', 'GEM_CLOSE', 'MMAP', 'MUNMAP'),
];
const vmCalls: readonly unknown[] = [
  ...onBo('b', 'BO_CREATE', 'VM_BIND'),
  ...[call('VM_BIND', { bo: 'b', offset: 1 }), call('VM_BIND', { bo: 'b', op: 'unmap' })],
  ...['none', 'v0'].flatMap((vm) => ['VM_GET_STATE', 'VM_DESTROY'].map((name) => call(name, { vm }))),
  // One more than a client may have.
  ...Array.from({ length: 33 }, (_, i) => call('VM_CREATE', { vm: `v${Math.max(1, i)}` })),
  ...['VM_GET_STATE', 'VM_DESTROY'].map((name) => call(name, { vm: 'v1' })),
];
const syncobjCalls: readonly unknown[] = [
  ...['WAIT', 'DESTROY', 'CREATE', 'CREATE', 'WAIT'].map((name) => call(`SYNCOBJ_${name}`, { syncobj: 's' })),
  { submit: { queue: 'any.main:0', stream: ['RUN 3 ms'], signals: 's' } },
  { submit: { queue: 'any.main:0', stream: ['RUN 100 us'], after: 's' } },
  { submit: { queue: 'any.main:0', stream: ['RUN 100 us'], after: 'none' } },
  { submit: { queue: 'any.main:0', stream: ['RUN 100 us'], bytes: 12 } },
  ...['1 ms', '100 ms'].map((timeoutUs) => call('SYNCOBJ_WAIT', { syncobj: 's', timeoutUs })),
  call('SYNCOBJ_DESTROY', { syncobj: 's' }),
];
const heapCalls: readonly unknown[] = [
  ...['DESTROY', 'CREATE', 'CREATE'].map((name) => call(`TILER_HEAP_${name}`, { heap: 'h' })),
  ...['none', 'h'].map((heap) => call('TILER_HEAP_DESTROY', { heap })),
  ...['p', 'p', 'q'].map((fd) => call('HEAP_ALLOC', { fd, pages: fd === 'q' ? 1_000_000 : 1 })),
];
const groupCalls: readonly unknown[] = [
  ...[{ priority: 2 }, { priority: 9 }].map((fields) =>
    call('GROUP_CREATE', { group: 'any.video', ...fields }),
  ),
  ...['GET_STATE', 'DESTROY', 'GET_STATE', 'DESTROY'].map((name) =>
    call(`GROUP_${name}`, { group: 'any.video' }),
  ),
];

/** What is odd in a region, and who does it. */
const odd: readonly (readonly [name: string, ...stream: readonly unknown[]])[] = [
  ['empty', 'PROT_REGION 0', region('RUN 100 us')],
  ['past', 'CALL 2', 'PROT_REGION 2', 'RUN 100 us', 'RUN 100 us'],
  ['nested', 'PROT_REGION 2', 'PROT_REGION 1', 'RUN 100 us'],
  ['reads', region('READ', 'RUN 100 us')],
  ['loose', region('ASYNC 2 ms')],
  ['fails', region('RUN 100 us', 'FAULT')],
  ['grows', region('RUN 100 us', 'TILER_OOM')],
  ['waits', region('RUN 100 us', 'SYNC_WAIT go 1', 'RUN 100 us')],
  ['faults', region('RUN 100 us', 'SYNC_ADD go')],
];
const turn = ([name, ...stream]: (typeof odd)[number], i: number): unknown =>
  process(
    name,
    group('main', 'medium', true),
    sleep(`${1 + 12 * i} ms`),
    submit(`${name}.main:0`, ...stream),
    wait(`${name}.main:0`, '100 ms'),
    'exit',
  );

/**
 * Small programs that come to what part F leaves open, many questions in each: with the profiles of
 * `answer-rows.ts` their default schedules consult every plausible answer that a driver lets matter.
 */
export const askingWorkloads: readonly Workload[] = [
  asking(
    'asks of regions',
    'A region that is empty; one that is left by the end of a call, holds another, reads ordinary memory and ends before its work does; one that fails, one that needs memory.',
    1,
    [
      process(
        'odd',
        group('main', 'medium', true),
        ...inTurn(
          'odd.main:0',
          '40 ms',
          [
            ...['PROT_REGION 0', 'CALL 4', 'PROT_REGION 5', 'PROT_REGION 1', 'READ', 'RUN 100 us'],
            ...['RUN 100 us', 'ASYNC 2 ms'],
          ],
          [region('RUN 100 us', 'FAULT')],
          [region('RUN 100 us', 'TILER_OOM')],
        ),
      ),
    ],
  ),
  asking(
    'asks of neighbours',
    'Two queues whose regions end apart, beside two groups on slots that submit, fall idle and ask in the session.',
    3,
    [
      process(
        'twin',
        group('main', 'medium', true, 2),
        submit('twin.main:0', 'RUN 500 us', region('RUN 1 ms'), 'RUN 1 ms'),
        submit('twin.main:1', 'RUN 500 us', region('RUN 6 ms'), 'RUN 1 ms'),
        wait('twin.main:1', '60 ms'),
      ),
      process(
        'page',
        group('main', 'low', false),
        repeat(5, submit('page.main:0', 'RUN 700 us'), sleep('2 ms')),
      ),
      process(
        'late',
        group('main', 'low', true),
        submit('late.main:0', 'RUN 1 ms'),
        sleep('11 ms'),
        submit('late.main:0', region('RUN 1 ms')),
      ),
    ],
  ),
  asking(
    'asks of faults',
    'A region that waits for what another process signals, then one that writes ordinary memory: a protected fault, and a reset.',
    2,
    [
      process(
        'film',
        group('main', 'medium', true),
        submit('film.main:0', 'RUN 100 us', region('RUN 100 us', 'SYNC_WAIT go 1', 'RUN 1 ms')),
        wait('film.main:0', '2500 ms'),
        submit('film.main:0', region('RUN 100 us', 'SYNC_ADD go')),
        wait('film.main:0', '100 ms'),
      ),
      process(
        'page',
        group('main', 'medium', false),
        sleep('8 ms'),
        submit('page.main:0', 'SYNC_ADD go', 'RUN 15 ms'),
        wait('page.main:0', '2500 ms'),
        { bind: 2 },
        repeat(3, submit('page.main:0', 'RUN 2 ms'), sleep('3 ms')),
      ),
      process(
        'late',
        group('main', 'low', true),
        sleep('16 ms'),
        submit('late.main:0', region('RUN 1 ms')),
        wait('late.main:0', '300 ms'),
      ),
    ],
  ),
  asking(
    'asks of entries',
    'Two queues come to their regions around the entry of the other, at another distance each time; both processes bind.',
    2,
    [
      process(
        'twin',
        group('main', 'high', true, 2),
        ...[0, 100, 200, 400].flatMap((us) => [
          submit('twin.main:0', 'RUN 300 us', region('RUN 500 us')),
          submit('twin.main:1', `RUN ${us + 400} us`, region('RUN 500 us')),
          { bind: 1 },
          wait('twin.main:1', '20 ms'),
        ]),
      ),
      process(
        'page',
        group('main', 'medium', false),
        repeat(4, submit('page.main:0', 'RUN 300 us'), { bind: 1 }, sleep('1 ms')),
      ),
    ],
  ),
  asking(
    'asks of waits',
    'Alone: a region that waits for what another queue signals later, and two regions of which one ends sooner.',
    1,
    [
      process(
        'film',
        group('main', 'medium', true, 2),
        submit('film.main:0', region('RUN 1 ms')),
        submit('film.main:1', region('RUN 4 ms')),
        wait('film.main:1', '40 ms'),
        submit('film.main:0', region('RUN 100 us', 'SYNC_WAIT go 1', 'RUN 100 us')),
        submit('film.main:1', 'RUN 12 ms', 'SYNC_ADD go'),
        wait('film.main:0', '2500 ms'),
      ),
    ],
  ),
  asking(
    'asks of clocks',
    'A region longer than any clock of a job, and somebody of low priority whose job every session leaves a little of.',
    2,
    [
      process('film', group('main', 'medium', true), repeat(3, submit('film.main:0', region('RUN 4 s')))),
      process('page', group('main', 'low', false), sleep('100 ms'), submit('page.main:0', 'RUN 200 ms')),
    ],
  ),
  asking(
    'asks of power',
    'The system sleeps and wakes in a session, while another asks, submits and binds.',
    2,
    [
      process(
        'film',
        group('main', 'medium', true),
        repeat(2, submit('film.main:0', region('RUN 8 ms')), sleep('2 ms')),
        wait('film.main:0', '100 ms'),
      ),
      process(
        'page',
        group('main', 'medium', true),
        repeat(3, submit('page.main:0', 'RUN 1 ms', region('RUN 2 ms')), { bind: 2 }, sleep('3 ms')),
      ),
    ],
    [sleep('5 ms'), 'suspend', sleep('1 ms'), 'resume'],
  ),
  asking(
    'asks of strangers',
    'A region of somebody who declared no protected use, beside a short one and a process that goes in the midst of its own.',
    3,
    [
      process('rogue', group('main', 'medium', false), submit('rogue.main:0', region('RUN 9 ms'))),
      process(
        'film',
        group('main', 'medium', true),
        submit('film.main:0', region('RUN 1 ms')),
        wait('film.main:0', '40 ms'),
      ),
      process(
        'guest',
        group('main', 'high', true),
        sleep('6 ms'),
        submit('guest.main:0', region('RUN 20 ms')),
        sleep('12 ms'),
        { bind: 1 },
        'exit',
      ),
    ],
  ),
  asking(
    'asks in turn of regions',
    'What is odd in a region, a group each, so that none ends with another: empty, past its end, nested, a read, work left.',
    1,
    odd.slice(0, 5).map(turn),
  ),
  asking(
    'asks in turn of ends',
    'The same of a read, work left, a failure, more memory, a wait, and at last a protected fault.',
    1,
    [
      ...odd.slice(3).map(turn),
      process('signal', group('main', 'low', false), sleep('50 ms'), submit('signal.main:0', 'SYNC_ADD go')),
    ],
  ),
  asking(
    'asks in turn of sessions',
    'Two queues whose regions end apart and one that asks meanwhile, binds, a neighbour who falls idle; then a fault; then all again.',
    3,
    [
      process(
        'twin',
        group('main', 'medium', true, 2),
        ...[0, 300].flatMap((us) => [
          submit('twin.main:0', 'RUN 500 us', region('RUN 1 ms'), region('RUN 1 ms')),
          submit('twin.main:1', `RUN ${500 + us} us`, region('RUN 6 ms'), 'RUN 1 ms'),
          { bind: 1 },
          wait('twin.main:1', '100 ms'),
        ]),
      ),
      process(
        'page',
        group('main', 'low', false),
        repeat(5, submit('page.main:0', 'RUN 700 us'), { bind: 1 }, sleep('6 ms')),
      ),
      process(
        'fault',
        group('main', 'high', true),
        sleep('60 ms'),
        submit('fault.main:0', region('RUN 100 us', 'SYNC_ADD go')),
        wait('fault.main:0', '300 ms'),
      ),
      process(
        'late',
        group('main', 'low', true),
        repeat(2, submit('late.main:0', 'RUN 1 ms', region('RUN 1 ms')), sleep('45 ms')),
      ),
    ],
  ),
  asking(
    'asks in turn of clocks',
    'A read and work left in a region, then a region longer than any clock, beside a job of which every session leaves a little.',
    2,
    [
      ...odd.slice(2, 5).map(turn),
      process(
        'film',
        group('main', 'medium', true),
        sleep('40 ms'),
        repeat(3, submit('film.main:0', region('RUN 4 s'))),
      ),
      process('page', group('main', 'low', false), sleep('140 ms'), submit('page.main:0', 'RUN 200 ms')),
    ],
  ),
  asking(
    'asks in turn of company',
    'Beside somebody in normal mode: past the end, nested, a wait and a fault, each of another group.',
    2,
    [
      ...odd.filter(([name]) => ['past', 'nested', 'waits', 'faults'].includes(name)).map(turn),
      process(
        'page',
        group('main', 'low', false),
        repeat(3, submit('page.main:0', 'RUN 2 ms', 'SYNC_ADD go'), sleep('14 ms')),
      ),
    ],
  ),
  asking(
    'asks in turn of twins',
    'Two queues whose regions end apart and ask again meanwhile, after a read, work left, a nested region and one past its end.',
    1,
    [
      ...odd.slice(1, 5).map(turn),
      process(
        'twin',
        group('main', 'medium', true, 2),
        sleep('52 ms'),
        submit('twin.main:0', 'RUN 300 us', region('RUN 500 us'), region('RUN 1 ms')),
        submit('twin.main:1', 'RUN 700 us', region('RUN 4 ms')),
        wait('twin.main:1', '100 ms'),
      ),
    ],
  ),
  asking(
    'asks of calls',
    'Every call with each answer that it has: good, twice, of what is not there, of what is gone, too large, not allowed.',
    1,
    [
      {
        name: 'any',
        unprivileged: true,
        groups: [group('main', 'medium', false), group('video', 'medium', true)],
        script: [
          ...attemptHows.map((how) => ({
            attempt: { how, bufferOf: 'any.video' },
          })),
          ...[
            { type: 'GROUP_PRIORITIES_INFO', bytes: null },
            { type: 'NO_SUCH_INFO', bytes: null },
          ].map((fields) => call('DEV_QUERY', fields)),
          ...bufferCalls,
          ...vmCalls,
          ...syncobjCalls,
          ...heapCalls,
          ...groupCalls,
          ...[{ bindAsync: 2 }, { bindAfter: { queue: 'any.main:0', pages: 1 } }, { waitBind: '100 ms' }],
          ...['reclaim', submit('any.main:0', 'RUN 100 us'), wait('any.main:0', '100 ms'), 'dump', 'exit'],
        ],
      },
    ],
  ),
  asking(
    'asks of heaps',
    'The protected heap comes late, is lent, is too small for a second group, and goes; at last the driver is unplugged.',
    1,
    [
      {
        name: 'late',
        groups: [group('video', 'medium', true), group('more', 'medium', true)],
        script: [
          ...[
            call('HEAP_ALLOC', { fd: 'early' }),
            sleep('6 ms'),
            'query',
            sleep('6 ms'),
            'query',
            sleep('6 ms'),
          ],
          ...[{ create: 'late.video' }, { create: 'late.video' }, { create: 'late.more' }],
          ...[submit('late.video:0', region('RUN 1 ms')), wait('late.video:0', '60 ms')],
          ...[
            { destroy: 'late.video' },
            call('HEAP_ALLOC', { fd: 'large', pages: 100 }),
            sleep('60 ms'),
            'unplug',
          ],
          ...['VM_BIND', 'BO_CREATE', 'BO_MMAP_OFFSET', 'GEM_CLOSE'].map((name) => call(name, { bo: 'x' })),
          ...[{ destroy: 'late.more' }, 'exit'],
        ],
      },
    ],
    undefined,
    { from: '4 ms', until: '60 ms', memory: 'lent', pages: 4 },
  ),
  asking(
    'asks of refusals',
    'The trusted firmware refuses the first buffer of the protected heap.',
    1,
    [{ name: 'late', groups: [], script: ['query'] }],
    undefined,
    { memory: 'lent', refusals: 1 },
  ),
];
