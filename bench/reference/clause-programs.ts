import type { Faults } from '../../impl/firmware/parts.ts';
import type { Profile } from '../../impl/profile/choices.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

/** A small program that comes to a clause which no other does, with what has to go wrong for it. */
export interface ClauseProgram {
  readonly workload: Workload;
  readonly profile: Profile;
  readonly faults: Faults;
  readonly schedules: readonly Schedule[];
}

/** Who decides who runs next: a strategy by its name. */
interface Schedule {
  readonly strategy: string;
  readonly seed: number;
}
const inOrder: Schedule = { strategy: 'run to completion', seed: 1 };
const mixed = (...seeds: readonly number[]): readonly Schedule[] =>
  seeds.map((seed) => ({ strategy: 'mixture', seed }));
const walked = (...seeds: readonly number[]): readonly Schedule[] =>
  seeds.map((seed) => ({ strategy: 'random walk 0.5', seed }));
const loaded = (...seeds: readonly number[]): readonly Schedule[] =>
  seeds.map((seed) => ({ strategy: 'random walk 0.05 + 40 late', seed }));

interface Device {
  readonly slots?: number;
  readonly asSlots?: number;
  readonly heap?: object;
  readonly system?: readonly unknown[];
  readonly profile?: Profile;
  readonly faults?: Faults;
  /** Schedules beside that in which everybody runs as long as he can. */
  readonly also?: readonly Schedule[];
}

function program(
  name: string,
  note: string,
  device: Device,
  ...processes: readonly unknown[]
): ClauseProgram {
  const { slots = 2, asSlots = 3, heap, system, profile = {}, faults = {}, also = [] } = device;
  const more = { ...(heap === undefined ? {} : { heap }), ...(system === undefined ? {} : { system }) };
  const workload = decodeWorkload({ name, note, slots, asSlots, csPerSlot: 2, ...more, processes });
  return { workload, profile, faults, schedules: [inOrder, ...also] };
}

const client =
  (priority: string, marked: boolean) =>
  (name: string, ...script: readonly unknown[]): unknown => ({
    name,
    groups: [{ name: 'main', priority, protected: marked, queues: 1 }],
    script,
  });
const player = client('medium', true);
const page = client('medium', false);
const background = client('low', false);
const urgent = client('high', false);

const run = (name: string, ...stream: readonly unknown[]): unknown => ({
  submit: { queue: `${name}.main:0`, stream },
});
const wait = (name: string, atMost = '20 s'): unknown => ({ wait: { queue: `${name}.main:0`, atMost } });
const sleep = (time: string): unknown => ({ sleep: time });
const repeat = (times: number, ...script: readonly unknown[]): unknown => ({ repeat: { times, script } });
const tilerHeap = (what: 'CREATE' | 'DESTROY', chunks = 0): unknown => ({
  ioctl: {
    ...{ call: `TILER_HEAP_${what}`, heap: 'h', vm: 'vm' },
    ...(what === 'CREATE' ? { chunks, chunkBytes: 0x20_0000, maxChunks: 64 } : {}),
  },
});
const region = (...commands: readonly string[]): unknown => ({ protected: commands });

/** At 1 GHz the progress timeout of the driver is shorter than its job clock. */
const fast: Faults = { gpuMhz: 1_000 };

export const clausePrograms: readonly ClauseProgram[] = [
  program(
    'hangs after a session',
    'A job that never ends is begun, stands still for a session, and is to be timed out all the same.',
    {},
    page('b', run('b', 'RUN 60 s'), wait('b')),
    player('a', sleep('5 ms'), run('a', region('RUN 30 ms')), wait('a')),
  ),
  program(
    'hangs after sessions',
    'The same beside several sessions, in the midst of which it is submitted.',
    {},
    player('a', repeat(3, run('a', region('RUN 400 ms')), wait('a'), sleep('5 ms'))),
    background('b', sleep('20 ms'), run('b', 'RUN 60 s'), wait('b')),
    background('c', sleep('450 ms'), run('c', 'RUN 60 s'), wait('c')),
  ),
  program(
    'waits after a session',
    'Somebody waits for what nobody signals, on a slot and off it, beside a session.',
    { slots: 1 },
    page('b', run('b', 'SYNC_WAIT never 1', 'RUN 1 ms'), wait('b')),
    player('a', sleep('25 ms'), run('a', region('RUN 900 ms')), wait('a')),
  ),
  program(
    'no progress',
    'A command that takes too long, before any session and after one.',
    { faults: fast },
    page('b', run('b', 'RUN 1 ms'), wait('b'), run('b', 'RUN 4 s'), wait('b')),
    player('a', sleep('9 s'), run('a', region('RUN 5 ms')), wait('a')),
  ),
  program(
    'no progress after a session',
    'A command that takes too long, begun long after the last session of another.',
    { faults: fast },
    player('a', run('a', region('RUN 5 ms')), wait('a')),
    page('b', sleep('6 s'), run('b', 'RUN 4 s'), wait('b')),
  ),
  program(
    'no progress in a session',
    'A region of which one command takes too long.',
    { faults: fast },
    player('a', run('a', 'RUN 1 ms', region('RUN 20 s')), wait('a')),
  ),
  program(
    'sessions beside no progress',
    'Sessions of somebody first, whose time the firmware counts as that of others without progress.',
    { faults: fast, profile: { F20: 'runs' } },
    client('high', true)('a', repeat(5, run('a', region('RUN 900 ms')), wait('a'))),
    background('b', run('b', 'RUN 900 ms'), wait('b')),
  ),
  program(
    'dead boot at a resume',
    'The firmware dies in the boot of a resume from system sleep, and a client asks for protected mode.',
    {
      system: [sleep('15 ms'), 'suspend', sleep('2 ms'), 'resume'],
      faults: { deadBootFromUs: 10_000 },
    },
    player('a', 'query', run('a', region('RUN 2 ms')), wait('a', '300 ms'), sleep('40 ms'), 'query'),
    page('b', repeat(6, run('b', 'RUN 2 ms'), sleep('5 ms'))),
  ),
  program(
    'dead boot of a reset',
    'A session does not end, and the firmware dies in the boot of the reset; clients ask again.',
    { profile: { F07: 'never' }, faults: { deadBootFromUs: 10_000 } },
    player('a', run('a', region('RUN 2 s')), wait('a', '900 ms'), 'query'),
    urgent('b', sleep('5 ms'), run('b', 'RUN 1 ms'), wait('b', '900 ms'), 'query', { bind: 2 }),
  ),
  program(
    'dead boot of a reset in system sleep',
    'The firmware falls silent and dies in the boot of the reset, while the system goes to sleep.',
    {
      system: [sleep('700 ms'), 'suspend', sleep('2 ms'), 'resume'],
      faults: { muteFromUs: 5_000, deadBootFromUs: 10_000 },
    },
    page('a', repeat(8, run('a', 'RUN 5 ms'), sleep('8 ms'))),
    page('b', sleep('20 ms'), run('b', 'RUN 30 ms'), wait('b', '2 s')),
  ),
  program(
    'no heap and a reset',
    'There is no protected memory, the firmware falls silent, and clients ask before and after.',
    { faults: { noProtectedHeap: true, muteFromUs: 30_000 } },
    page('b', 'query', repeat(8, run('b', 'RUN 5 ms'), sleep('8 ms')), sleep('1 s'), 'query'),
    page('c', sleep('20 ms'), run('c', 'RUN 30 ms'), wait('c', '2 s')),
  ),
  program(
    'heap goes with a buffer left',
    'The provider of the heap goes, the firmware falls silent with a suspend buffer left, and later again without.',
    { heap: { until: '10 ms' }, faults: { muteFromUs: 30_000 } },
    player(
      'a',
      run('a', region('RUN 1 ms')),
      wait('a', '100 ms'),
      sleep('100 ms'),
      run('a', region('RUN 1 ms')),
      wait('a', '900 ms'),
      'query',
      { destroy: 'a.main' },
      'query',
    ),
    page('b', sleep('30 ms'), repeat(3, run('b', 'RUN 1 ms'), wait('b', '700 ms'))),
  ),
  program(
    'heap comes late and nobody queries',
    'The heap comes after the driver; a client asks for a group with protected mode until it has one.',
    { heap: { from: '2 ms' } },
    player(
      'a',
      repeat(4, sleep('10 ms'), { create: 'a.main' }),
      run('a', region('RUN 1 ms')),
      wait('a', '100 ms'),
    ),
    page('b', run('b', 'RUN 1 ms')),
  ),
  program(
    'heap comes and two ask',
    'The heap comes after the driver, and two clients ask for protected mode at the same time.',
    { heap: { from: '2 ms' } },
    player('a', sleep('10 ms'), 'query', sleep('30 ms'), { create: 'a.main' }, run('a', region('RUN 1 ms'))),
    player('b', sleep('10 ms'), 'query', sleep('30 ms'), { create: 'b.main' }, run('b', region('RUN 1 ms'))),
  ),
  program(
    'heap comes beside binds',
    'A reset for a heap that came late begins in the midst of memory operations.',
    { heap: { from: '2 ms' } },
    player('a', sleep('10 ms'), 'query', sleep('30 ms'), { create: 'a.main' }, run('a', region('RUN 1 ms'))),
    page(
      'b',
      run('b', 'RUN 60 ms'),
      sleep('9 ms'),
      repeat(20, { bindAsync: 4 }, { bind: 4 }, sleep('100 us')),
    ),
  ),
  program(
    'sessions hang one after the other',
    'Each session of three clients hangs, and somebody else binds memory all the time.',
    { slots: 3, profile: { F07: 'never' } },
    ...['a', 'c', 'd'].map((name, i) =>
      player(name, sleep(`${2 + i} ms`), run(name, region('RUN 4 s')), wait(name, '4 s')),
    ),
    background('b', run('b', 'RUN 1 ms'), repeat(8, { bind: 4 }, sleep('3 ms'))),
  ),
  program(
    'asleep beside a session that hangs',
    'A session hangs, somebody binds memory, and the system goes to sleep before the reset.',
    {
      profile: { F07: 'never' },
      also: [...mixed(13), ...loaded(6)],
      system: [sleep('40 ms'), 'suspend', sleep('5 ms'), 'resume'],
    },
    player('a', run('a', region('RUN 4 s')), wait('a', '2 s')),
    page('b', run('b', 'RUN 1 ms'), sleep('6 ms'), repeat(3, { bind: 4 }, { bindAsync: 4 }, sleep('3 ms'))),
  ),
  program(
    'unplugged beside a session that hangs',
    'A session hangs, somebody binds memory in the same way and by the worker, and the device goes.',
    { profile: { F07: 'never' } },
    player('a', run('a', region('RUN 4 s')), wait('a', '2 s')),
    page('b', run('b', 'RUN 1 ms'), sleep('6 ms'), { bindAsync: 4 }, { bind: 4 }, { bind: 4 }),
    page('c', sleep('20 ms'), 'unplug', 'exit'),
  ),
  program(
    'unplugged in the reset of a session that hangs',
    'The same, when the reset that ends the session has begun.',
    { profile: { F07: 'never' } },
    player('a', run('a', region('RUN 4 s')), wait('a', '2 s')),
    page('b', run('b', 'RUN 1 ms'), sleep('6 ms'), { bindAsync: 4 }, { bind: 4 }, { bind: 4 }),
    page('c', sleep('900 ms'), 'unplug', 'exit'),
  ),
  program(
    'VM destroyed beside an unplug',
    'A session hangs, the device goes, and a client gives its address space back.',
    { profile: { F07: 'never' } },
    player('a', run('a', region('RUN 4 s')), wait('a', '2 s')),
    page('b', run('b', 'RUN 1 ms'), sleep('6 ms'), { ioctl: { call: 'VM_DESTROY', vm: 'vm' } }),
    page('c', sleep('20 ms'), 'unplug'),
  ),
  program(
    'tiler heap beside an unplug',
    'A session hangs, the device goes, and a client makes tiler heaps and gives them back.',
    { profile: { F07: 'never' }, also: walked(1, 2, 3) },
    player('a', run('a', region('RUN 4 s')), wait('a', '2 s')),
    background('b', run('b', 'RUN 50 ms'), repeat(9, tilerHeap('CREATE', 6), tilerHeap('DESTROY'))),
    page('c', sleep('20 ms'), 'unplug'),
  ),
  program(
    'many wait beside an unplug',
    'A session hangs, the device goes, and it has to wait for many calls that want the session to end.',
    { slots: 7, asSlots: 7, profile: { F07: 'never' } },
    player('a', sleep('5 ms'), run('a', region('RUN 4 s')), wait('a', '4 s')),
    ...['b', 'c', 'd', 'e', 'f', 'g'].map((name) =>
      page(name, run(name, 'RUN 1 ms'), sleep('15 ms'), { bind: 4 }),
    ),
    page('u', sleep('30 ms'), 'unplug'),
  ),
  program(
    'one session that hangs after another',
    'Four sessions hang, one after the other, beside clients that bind memory and are still coming.',
    { asSlots: 3, profile: { F07: 'never' }, also: mixed(8, 10) },
    ...['a', 'b', 'c', 'e'].map((name) => player(name, run(name, region('RUN 4 s')), wait(name, '9 s'))),
    page('d', run('d', 'RUN 1 ms'), repeat(40, { bind: 4 }, sleep('3 ms'))),
  ),
  program(
    'more clients than address spaces',
    'Four clients take turns on two address spaces, and the caches are not flushed in time.',
    { asSlots: 2, profile: { F17: 'times out' } },
    player('a', repeat(3, run('a', 'RUN 4 ms', region('RUN 4 ms')))),
    ...['b', 'c', 'd'].map((name) => page(name, repeat(4, run(name, 'RUN 8 ms'), { bind: 2 }))),
  ),
  program(
    'page faults beside sessions',
    'Clients touch what is not mapped when somebody else is in protected mode, or comes to it.',
    { slots: 3, profile: { F16: 'completes' } },
    player('a', repeat(4, run('a', 'RUN 1 ms', region('RUN 2 ms')))),
    ...['b', 'c'].map((name, i) =>
      page(name, run(name, `RUN ${1100 + 150 * i} us`, 'PAGE_FAULT'), { bind: 2 }),
    ),
  ),
  program(
    'page faults and a session that hangs',
    'Somebody touches what is not mapped as a session begins that does not end.',
    { also: loaded(44), profile: { F07: 'never' } },
    player('a', run('a', 'RUN 1 ms', region('RUN 2 s')), wait('a', '2 s')),
    page('b', run('b', 'RUN 1200 us', 'PAGE_FAULT'), { bind: 2 }),
  ),
  program(
    'grows and fails in ordinary work',
    'Somebody without protected use needs more memory, then fails, beside short regions.',
    {},
    player('a', repeat(3, run('a', 'RUN 1 ms', region('RUN 1 ms')))),
    page(
      'b',
      run('b', 'RUN 500 us', 'TILER_OOM', 'RUN 2 ms'),
      wait('b', '100 ms'),
      run('b', 'FAULT', 'RUN 1 ms'),
    ),
  ),
  program(
    'sleeps as a session ends',
    'The system goes to sleep at the end of short sessions.',
    {
      system: Array(6)
        .fill([sleep('3400 us'), 'suspend', sleep('1 ms'), 'resume'])
        .flat(),
    },
    player('a', repeat(8, run('a', region('RUN 1 ms')), sleep('2 ms'))),
    page('b', repeat(6, run('b', 'RUN 1 ms'), sleep('4 ms'))),
  ),
  program(
    'faults as a session ends',
    'A page fault, flushes that time out and a protected fault: resets that begin beside short sessions.',
    { slots: 3, profile: { F17: 'times out' } },
    player('a', repeat(8, run('a', region('RUN 500 us')), sleep('1 ms'))),
    page('b', repeat(6, run('b', 'RUN 700 us'), { bind: 3 }, sleep('1 ms'))),
    page('c', sleep('3 ms'), run('c', 'RUN 1 ms', 'PAGE_FAULT')),
  ),
  program(
    'begins to wait as another is woken',
    'Queues begin to wait for sync objects while others are woken.',
    { slots: 3, also: loaded(13) },
    page('b', ...[1, 2, 3, 4].map((n) => run('b', `SYNC_WAIT go ${n}`, 'RUN 200 us'))),
    page('c', ...[1, 2, 3].map((n) => run('c', 'RUN 300 us', `SYNC_WAIT on ${n}`, 'RUN 200 us'))),
    player(
      'a',
      repeat(4, run('a', 'RUN 300 us', 'SYNC_ADD go', 'RUN 300 us', 'SYNC_ADD on'), sleep('700 us')),
      run('a', region('RUN 500 us')),
    ),
  ),
];
