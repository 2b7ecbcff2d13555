import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import type { IoctlName } from '../../../impl/userspace/ioctl.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { protocolItems } from '../../fidelity/items.ts';
import { oneGroup } from '../one-group.ts';
import { promised } from './uapi-promises.ts';

const produced = new Map<string, Set<string>>();

function note(call: string, answer: string): void {
  const known = produced.get(call) ?? new Set();
  produced.set(call, known.add(answer));
}

interface Options {
  readonly revision?: keyof typeof revisions;
  readonly heap?: object;
  readonly protected?: boolean;
  readonly priority?: string;
  readonly unprivileged?: boolean;
  /** How many groups it has beside `p.g`, `p.g0` and so on. */
  readonly more?: number;
  readonly horizonUs?: number;
}

/** What a process is answered, call by call; its group is `p.g`, another's is `q.g`. */
function answers(script: readonly unknown[], options: Options = {}): readonly string[] {
  const {
    revision = 'reference',
    heap,
    protected: marked = true,
    priority = 'medium',
    unprivileged,
    more = 0,
  } = options;
  const workload = decodeWorkload({
    name: 'uapi',
    note: '',
    slots: 2,
    asSlots: 2,
    csPerSlot: 1,
    ...(heap === undefined ? {} : { heap }),
    processes: [
      {
        name: 'p',
        ...(unprivileged === undefined ? {} : { unprivileged }),
        groups: ['g', ...Array.from({ length: more }, (_, i) => `g${i}`)].map((name) => ({
          name,
          priority,
          protected: marked,
          queues: 1,
        })),
        script,
      },
      { name: 'q', groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }], script: [] },
    ],
  });
  const { events } = simulate(
    { revision: revisions[revision], workload, profile: {}, horizonUs: options.horizonUs ?? 200_000 },
    runToCompletion,
  );
  return events.flatMap((e) => {
    if (e.kind === 'device' && (e.op === 'ready' || e.op === 'deferred' || e.op === 'failed')) {
      note('probe', e.op === 'ready' ? 'ok' : e.op === 'deferred' ? 'EPROBE_DEFER' : e.note);
    } else if (e.kind === 'job' && e.op === 'signal') note('fence', e.error ?? 'ok');
    else if (e.kind === 'ioctl') {
      note(e.call.split(' ')[0] ?? '', e.result.split(',')[0] ?? '');
      if (e.process === 'p') return [`${e.call}: ${e.result}`];
    }
    return [];
  });
}

const call = (name: IoctlName, args: object = {}): object => ({ ioctl: { call: name, ...args } });
const submit = (stream: readonly unknown[], more: object = {}): object => ({
  submit: { queue: 'p.g:0', stream, ...more },
});

/** The answers to a script of single calls, without what they are about, and without the group's creation. */
const results = (script: readonly unknown[], options: Options = {}): readonly string[] =>
  answers(script, options)
    .slice(1)
    .map((row) => row.slice(row.lastIndexOf(': ') + 2));

describe('DEV_QUERY, A.1.6', () => {
  const query = (type: string, bytes?: number | null) => call('DEV_QUERY', { type, bytes });

  it('answers the size to a NULL pointer, fills what is longer and refuses what is shorter', () => {
    for (const [type, size] of [
      ['PROTECTED_INFO', 4],
      ['GPU_INFO', 96],
      ['CSIF_INFO', 24],
      ['TIMESTAMP_INFO', 16],
      ['GROUP_PRIORITIES_INFO', 4],
    ] as const) {
      const script = [query(type, null), query(type, size), query(type, 4 * size), query(type, size - 1)];
      const filled = type === 'PROTECTED_INFO' ? 'ok, BASIC' : 'ok';
      expect(results(script), type).toEqual([`ok, ${size} bytes`, filled, filled, 'EINVAL']);
    }
  });

  it('asked with every detail looks for a heap that came late, as the plain query does', () => {
    const script = [{ sleep: '10 ms' }, query('PROTECTED_INFO', 4), { sleep: '50 ms' }];
    const create = call('GROUP_CREATE', { group: 'p.g', flags: 1 });
    expect(results([...script, create], { heap: { from: '5 ms' } })).toEqual(['ok, none', 'ok']);
    const size = [{ sleep: '10 ms' }, query('PROTECTED_INFO', null), { sleep: '50 ms' }, create];
    expect(results(size, { heap: { from: '5 ms' } })).toEqual(['ok, 4 bytes', 'EINVAL']);
  });

  it('knows PROTECTED_INFO from 8/8 on, and no unknown type', () => {
    expect(results([query('PROTECTED_INFO', null)], { revision: 'mainline' })).toEqual(['EINVAL']);
    expect(results([query('NONSENSE', null), query('NONSENSE', 64)])).toEqual(['EINVAL', 'EINVAL']);
  });
});

describe('GROUP_CREATE, A.1.6, A.2.2-1', () => {
  const create = (args: object) => call('GROUP_CREATE', { group: 'p.g', ...args });
  /** The group of the process is not there: its creation was refused. */
  const refused: Options = { priority: 'high', unprivileged: true };

  it('looks at queues, priority, capability, flags and VM, in this order', () => {
    const script = [
      create({ queues: 0, priority: 9, flags: 2 }),
      create({ priority: 4, flags: 2 }),
      create({ priority: 3, flags: 2 }),
      create({ priority: 1, flags: 2 }),
      create({ priority: 1, flags: 1, vm: 'nothing' }),
      create({ priority: 1, flags: 1 }),
    ];
    expect(answers(script, refused)[0]).toBe('GROUP_CREATE p.g: EACCES');
    expect(results(script, refused)).toEqual(['EINVAL', 'EINVAL', 'EACCES', 'EINVAL', 'EINVAL', 'ok']);
  });

  it('gives no more queues than a slot has command streams', () => {
    expect(results([create({ queues: 2 }), create({ queues: 1 })], refused)).toEqual(['EINVAL', 'ok']);
  });

  it('gives a file 128 groups at a time', () => {
    const script = [call('GROUP_DESTROY', { group: 'p.g3' }), { create: 'p.g127' }];
    const told = answers(script, { more: 128, protected: false });
    expect(told.slice(0, 129)).toEqual([
      ...['GROUP_CREATE p.g: ok', ...Array.from({ length: 127 }, (_, i) => `GROUP_CREATE p.g${i}: ok`)],
      'GROUP_CREATE p.g127: EBUSY',
    ]);
    expect(told.slice(129)).toEqual(['GROUP_DESTROY p.g3: ok', 'GROUP_CREATE p.g127: ok']);
  });

  it('what it had when it failed is given back by the work that releases groups; then its name is free', () => {
    const told = (revision: keyof typeof revisions): readonly string[] => {
      const workload = decodeWorkload(
        oneGroup([{ create: 'p.g' }, { create: 'p.g' }], { isProtected: true, heap: { pages: 3 } }),
      );
      const setup = { revision: revisions[revision], workload, profile: {}, horizonUs: 50_000 };
      return simulate(setup, runToCompletion).events.flatMap((e): readonly string[] => {
        if (e.kind === 'ioctl') return [e.result];
        if (e.kind === 'group' && e.op !== 'declare') return [e.op];
        const isIts = e.kind === 'memory' && e.buffer === 'p.g/suspend_buf';
        return isIts && (e.op === 'map' || e.op === 'free') ? [`${e.op}, ${e.activity}`] : [];
      });
    };
    const attempt = ['map, p', 'ENOMEM', 'free, group_release_work(p.g)'];
    for (const revision of ['series-2026', 'reference'] as const) {
      expect(told(revision)).toEqual([...attempt, ...attempt, ...attempt]);
    }
  });

  it('before 8/8 the flag was padding that must be zero', () => {
    expect(results([create({ flags: 1 }), create({})], { revision: 'mainline', ...refused })).toEqual([
      'EINVAL',
      'ok',
    ]);
  });

  it.each([
    ['no heap', { parameter: '' }, 'EINVAL'],
    ['no memory left', { pages: 2 }, 'ENOMEM'],
  ])('the flag with %s', (_, heap, errno) => {
    for (const revision of ['series-2026', 'reference'] as const)
      expect(answers([], { revision, heap })[0]).toBe(`GROUP_CREATE p.g: ${errno}`);
    expect(answers([], { heap, protected: false })[0]).toBe('GROUP_CREATE p.g: ok');
  });

  it('a handle that is gone or somebody else’s', () => {
    const use = (group: string) => [call('GROUP_GET_STATE', { group }), call('GROUP_DESTROY', { group })];
    expect(results([...use('q.g'), ...use('p.g'), ...use('p.g')])).toEqual([
      ...['EINVAL', 'EINVAL'],
      ...['ok', 'ok'],
      ...['EINVAL', 'EINVAL'],
    ]);
  });
});

describe('the probe, A.2.1', () => {
  it.each([
    ['there is no such heap', { parameter: 'other' }],
    ['no memory is left for the firmware', { pages: 0 }],
    ['the trusted firmware refuses it', { refusals: 1 }],
  ])('series-2026: %s', (_, heap) => {
    expect(answers([], { revision: 'series-2026', heap })).toEqual([]);
    expect(answers([], { heap, protected: false })).toEqual(['GROUP_CREATE p.g: ok']);
  });
});

describe('VMs', () => {
  it('are made and destroyed, up to 32 of them', () => {
    const many = Array.from({ length: 32 }, (_, i) => call('VM_CREATE', { vm: `v${i}` }));
    expect(results(many)).toEqual([...Array(31).fill('ok'), 'EBUSY']);
    expect(
      results([
        call('VM_CREATE', { vm: 'a', flags: 1 }),
        call('VM_CREATE', { vm: 'a' }),
        call('VM_GET_STATE', { vm: 'a' }),
        call('VM_DESTROY', { vm: 'a' }),
        call('VM_GET_STATE', { vm: 'a' }),
        call('VM_DESTROY', { vm: 'a' }),
        call('VM_DESTROY', { vm: 'vm' }),
      ]),
    ).toEqual(['EINVAL', 'ok', 'ok', 'ok', 'EINVAL', 'EINVAL', 'ok']);
  });

  it('a group outlives the handle of its VM', () => {
    const script = [call('VM_DESTROY', { vm: 'vm' }), submit(['RUN 1 ms']), { wait: 'p.g:0' }, 'exit'];
    expect(results(script)).toEqual(['ok', 'ok', 'ok']);
  });

  it('bind what is there, where it may be', () => {
    const bind = (args: object) => call('VM_BIND', { bo: 'a', ...args });
    const script = [
      call('BO_CREATE', { bo: 'a', pages: 4 }),
      call('VM_CREATE', { vm: 'other' }),
      call('BO_CREATE', { bo: 'own', vm: 'other' }),
      bind({ pages: 4 }),
      bind({ pages: 1, offset: 3 }),
      bind({ pages: 2, offset: 3 }),
      bind({ pages: 0, bo: 'nothing' }),
      bind({ pages: 0, vm: 'nothing' }),
      bind({ pages: 0, flags: 1, bo: 'nothing' }),
      bind({ bo: 'nothing' }),
      bind({ vm: 'nothing' }),
      bind({ flags: 2 }),
      bind({ after: 'nothing' }),
      bind({ flags: 1, after: 'nothing' }),
      bind({ bo: 'own', vm: 'vm' }),
      bind({ bo: 'own', vm: 'other' }),
      bind({ op: 'unmap' }),
    ];
    expect(results(script)).toEqual([
      ...['ok', 'ok', 'ok'],
      ...['ok', 'ok', 'EINVAL', 'ok', 'EINVAL', 'EINVAL'],
      ...['EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'ENOENT', 'EINVAL', 'ok', 'ok'],
    ]);
  });
});

describe('tiler heaps', () => {
  const create = (args: object = {}) => call('TILER_HEAP_CREATE', { heap: 'h', ...args });
  const destroy = (args: object = {}) => call('TILER_HEAP_DESTROY', { heap: 'h', ...args });

  it('are made with chunks that there may be, and destroyed once', () => {
    const script = [
      destroy(),
      create({ vm: 'nothing' }),
      create({ chunks: 0 }),
      create({ chunks: 3, maxChunks: 2 }),
      create({ chunkBytes: 64 * 1024 }),
      create({ chunkBytes: 16 * 1024 * 1024 }),
      create({ chunkBytes: 200_000 }),
      create({ chunks: 5, chunkBytes: 128 * 1024 }),
      create(),
      destroy({ vm: 'nothing' }),
      destroy(),
      destroy(),
    ];
    expect(results(script)).toEqual([
      ...['ENOENT', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL'],
      ...['ok', 'EINVAL', 'EINVAL', 'ok', 'EINVAL'],
    ]);
  });

  it('a VM has 128 of them, and takes them with it', () => {
    const many = Array.from({ length: 129 }, (_, i) => create({ heap: `h${i}` }));
    expect(results(many)).toEqual([...Array(128).fill('ok'), 'EBUSY']);
    const gone = [create(), call('VM_DESTROY'), call('VM_CREATE', { vm: 'vm' }), destroy(), create()];
    expect(results(gone)).toEqual(['ok', 'ok', 'ok', 'ENOENT', 'ok']);
  });

  it('a VM that was asked for one has a pool, also where it was refused', () => {
    expect(results([create({ chunks: 0 }), destroy()])).toEqual(['EINVAL', 'EINVAL']);
  });

  it('grow while a stream runs, as far as they may; a stream that names none is killed', () => {
    const run = (...script: readonly unknown[]) => results([...script, { wait: 'p.g:0' }]);
    const state = call('GROUP_GET_STATE', { group: 'p.g' });
    const maps = (maxChunks: number): number => {
      const workload = decodeWorkload(
        oneGroup([create({ maxChunks }), submit(['TILER_OOM h', 'TILER_OOM h', 'RUN 1 ms'])]),
      );
      const setup = { revision: revisions.mainline, workload, profile: {}, horizonUs: 50_000 };
      const { events } = simulate(setup, runToCompletion);
      expect(events.filter((e) => e.kind === 'job' && e.op === 'signal' && e.error === null)).toHaveLength(1);
      const updates = events.filter((e) => e.kind === 'word' && e.word === 'AS1_COMMAND' && e.after === 2);
      return updates.length;
    };
    expect(maps(1)).toBe(0);
    expect(maps(2)).toBe(1);
    expect(maps(64)).toBe(2);
    expect(run(submit(['TILER_OOM h']), { wait: 'p.g:0' }, state)).toEqual(['ok', 'ok, fatal']);
    expect(run(create(), submit(['TILER_OOM other']), { wait: 'p.g:0' }, state)).toEqual([
      'ok',
      'ok',
      'ok, fatal',
    ]);
  });
});

it('what a killed group left unanswered in its slot kills the next one in the series, and not in the reference, F09a', () => {
  const frame = { submit: { queue: 'player.video:0', stream: [{ protected: ['RUN 1 ms'] }] } };
  const workload = decodeWorkload({
    name: 'left behind',
    note: '',
    slots: 1,
    asSlots: 2,
    csPerSlot: 1,
    processes: [
      {
        name: 'player',
        groups: [{ name: 'video', priority: 'medium', protected: true, queues: 1 }],
        script: [{ sleep: '20 ms' }, frame],
      },
      {
        name: 'rogue',
        groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }],
        script: [{ submit: { queue: 'rogue.g:0', stream: ['TILER_OOM none'] } }],
      },
    ],
  });
  const killed = (revision: keyof typeof revisions, profile = {}): readonly string[] =>
    simulate(
      { revision: revisions[revision], workload, profile, horizonUs: 100_000 },
      runToCompletion,
    ).events.flatMap((e) => (e.kind === 'group' && e.op === 'kill' ? [e.group] : []));
  expect(killed('series-2026')).toEqual(['rogue.g', 'player.video']);
  expect(killed('series-2026', { F09a: 're-initialised' })).toEqual(['rogue.g']);
  expect(killed('reference')).toEqual(['rogue.g']);
});

describe('buffers', () => {
  it('are mapped for the CPU where they may be', () => {
    const script = [
      call('BO_CREATE', { bo: 'a', pages: 0 }),
      call('BO_CREATE', { bo: 'a', flags: 2 }),
      call('BO_CREATE', { bo: 'a', vm: 'nothing' }),
      call('BO_CREATE', { bo: 'a' }),
      call('BO_CREATE', { bo: 'hidden', flags: 1 }),
      call('BO_MMAP_OFFSET', { bo: 'nothing' }),
      call('BO_MMAP_OFFSET', { bo: 'hidden' }),
      call('MMAP', { bo: 'a' }),
      call('BO_MMAP_OFFSET', { bo: 'a' }),
      call('MMAP', { bo: 'a' }),
      call('GEM_CLOSE', { bo: 'a' }),
      // The mapping keeps the buffer, and its offset is no right to map it again.
      call('MMAP', { bo: 'a' }),
      call('MUNMAP', { bo: 'a' }),
      call('MMAP', { bo: 'a' }),
      call('MUNMAP', { bo: 'a' }),
      call('GEM_CLOSE', { bo: 'a' }),
    ];
    expect(results(script)).toEqual([
      ...['EINVAL', 'EINVAL', 'EINVAL', 'ok', 'ok'],
      ...['ENOENT', 'EPERM', 'EINVAL', 'ok', 'ok'],
      ...['ok', 'EACCES', 'ok', 'EINVAL', 'EINVAL', 'EINVAL'],
    ]);
  });

  it('are passed on by descriptors', () => {
    const script = [
      call('BO_CREATE', { bo: 'a' }),
      call('BO_CREATE', { bo: 'own', vm: 'vm' }),
      call('PRIME_HANDLE_TO_FD', { bo: 'nothing', fd: 'f' }),
      call('PRIME_HANDLE_TO_FD', { bo: 'own', fd: 'f' }),
      call('PRIME_HANDLE_TO_FD', { bo: 'a', fd: 'f' }),
      call('PRIME_FD_TO_HANDLE', { fd: 'nothing', bo: 'b' }),
      call('PRIME_FD_TO_HANDLE', { fd: 'f', bo: 'a' }),
      call('PRIME_FD_TO_HANDLE', { fd: 'f', bo: 'b' }),
      call('CLOSE_FD', { fd: 'f' }),
      call('CLOSE_FD', { fd: 'f' }),
    ];
    expect(results(script)).toEqual([
      ...['ok', 'ok', 'ENOENT', 'EINVAL', 'ok'],
      ...['EBADF', 'EINVAL', 'ok', 'ok', 'EBADF'],
    ]);
  });

  it('of the protected heap are imported, and never mapped for the CPU', () => {
    const take = (fd: string, pages = 2) => call('HEAP_ALLOC', { fd, pages });
    const script = [
      take('f', 0),
      take('f', 1_000),
      take('f'),
      call('PRIME_FD_TO_HANDLE', { fd: 'f', bo: 'a' }),
      call('BO_MMAP_OFFSET', { bo: 'a' }),
      call('MMAP', { bo: 'a' }),
      call('VM_BIND', { bo: 'a', pages: 2 }),
    ];
    expect(results(script)).toEqual(['EINVAL', 'ENOMEM', 'ok', 'ok', 'ok', 'EINVAL', 'ok']);
    expect(results([take('f')], { heap: { parameter: '', from: '1 s' } })).toEqual(['ENOENT']);
    expect(results([take('f'), take('f')], { heap: { parameter: '', refusals: 1 } })).toEqual([
      'EINVAL',
      'ok',
    ]);
  });
});

describe('sync objects and submits, H.4', () => {
  it('a submit waits for the fence of another, and puts its own in', () => {
    const script = [
      call('SYNCOBJ_CREATE', { syncobj: 's' }),
      call('SYNCOBJ_CREATE', { syncobj: 'done', flags: 1 }),
      submit(['RUN 1 ms'], { after: 's' }),
      submit(['RUN 1 ms'], { after: 'nothing' }),
      submit(['RUN 1 ms'], { signals: 'nothing' }),
      submit(['RUN 3 ms'], { after: 'done', signals: 's' }),
      submit(['RUN 1 ms'], { after: 's', signals: 'done' }),
      call('SYNCOBJ_WAIT', { syncobj: 'done', timeoutUs: '1 ms' }),
      call('SYNCOBJ_WAIT', { syncobj: 'done', timeoutUs: '50 ms' }),
      call('SYNCOBJ_WAIT', { syncobj: 'nothing' }),
      call('SYNCOBJ_CREATE', { syncobj: 'x', flags: 2 }),
      call('SYNCOBJ_CREATE', { syncobj: 'x' }),
      call('SYNCOBJ_WAIT', { syncobj: 'x' }),
      call('SYNCOBJ_DESTROY', { syncobj: 'x' }),
      call('SYNCOBJ_DESTROY', { syncobj: 'x' }),
    ];
    expect(results(script)).toEqual([
      ...['ok', 'ok', 'EINVAL', 'ENOENT', 'EINVAL', 'ok', 'ok'],
      ...['ETIME', 'ok', 'ENOENT', 'EINVAL', 'ok', 'EINVAL', 'ok', 'EINVAL'],
    ]);
  });

  it('a group tells what became of it, D.2', () => {
    const state = call('GROUP_GET_STATE', { group: 'p.g' });
    const told = (script: readonly unknown[], horizonUs = 200_000) =>
      results([...script, state], { horizonUs }).at(-1);
    expect(told([submit(['RUN 1 ms']), { wait: 'p.g:0' }])).toBe('ok');
    expect(told([submit(['FATAL']), { wait: 'p.g:0' }])).toBe('ok, fatal');
    expect(told([submit(['SYNC_WAIT never 1']), { wait: 'p.g:0' }], 8_000_000)).toBe('ok, timedout');
  });

  it('a group that cannot run takes nothing more, and its jobs are told why', () => {
    const faulty = [
      submit(['FAULT']),
      { wait: 'p.g:0' },
      submit(['FATAL']),
      { wait: 'p.g:0' },
      submit(['RUN 1 ms']),
    ];
    expect(results(faulty)).toEqual(['ok', 'ok', 'EINVAL']);
    const slow = [submit(['SYNC_WAIT never 1']), { wait: 'p.g:0' }, submit(['RUN 1 ms'])];
    expect(results(slow, { horizonUs: 8_000_000 })).toEqual(['ok', 'EINVAL']);
    const gone = [
      submit(['RUN 50 ms']),
      { sleep: '5 ms' },
      call('GROUP_DESTROY', { group: 'p.g' }),
      { wait: 'p.g:0' },
    ];
    expect(results(gone)).toEqual(['ok', 'ok']);
  });
});

it('a device that is gone answers ENODEV, and whatever is not its own goes on', () => {
  const before = [
    call('BO_CREATE', { bo: 'a' }),
    call('BO_MMAP_OFFSET', { bo: 'a' }),
    call('MMAP', { bo: 'a' }),
  ];
  const refused = [
    ...[call('DEV_QUERY', { type: 'CSIF_INFO' }), call('VM_CREATE', { vm: 'b' }), call('VM_DESTROY')],
    ...[call('VM_BIND', { bo: 'a' }), call('VM_GET_STATE'), call('BO_CREATE', { bo: 'b' })],
    ...[call('BO_MMAP_OFFSET', { bo: 'a' }), call('MMAP', { bo: 'a' }), call('GEM_CLOSE', { bo: 'a' })],
    ...[call('PRIME_HANDLE_TO_FD', { bo: 'a', fd: 'f' }), call('PRIME_FD_TO_HANDLE', { bo: 'b', fd: 'f' })],
    ...[call('SYNCOBJ_CREATE', { syncobj: 's' }), call('SYNCOBJ_DESTROY', { syncobj: 's' })],
    ...[call('TILER_HEAP_CREATE', { heap: 'h' }), call('TILER_HEAP_DESTROY', { heap: 'h' })],
    ...[call('SYNCOBJ_WAIT', { syncobj: 's' }), call('GROUP_CREATE', { group: 'p.g' })],
    ...[
      call('GROUP_GET_STATE', { group: 'p.g' }),
      call('GROUP_DESTROY', { group: 'p.g' }),
      submit(['RUN 1 ms']),
    ],
  ];
  const open = [
    call('MUNMAP', { bo: 'a' }),
    call('HEAP_ALLOC', { fd: 'h' }),
    call('CLOSE_FD', { fd: 'h' }),
    'exit',
  ];
  expect(results([...before, 'unplug', ...refused, ...open])).toEqual([
    ...['ok', 'ok', 'ok'],
    ...refused.map(() => 'ENODEV'),
    ...open.map(() => 'ok'),
  ]);
});

// Last: what all of the above brought about.
describe('every call is made, and every answer that the facts name is given', () => {
  it.each(Object.entries(promised))('%s', (name, wanted) => {
    expect([...(produced.get(name) ?? [])].sort()).toEqual([...wanted].sort());
  });

  it('and no other call', () => {
    expect([...produced.keys()].sort()).toEqual(Object.keys(promised).sort());
  });

  it('with each errno that stands in the facts, but the one that only an eviction gets (vm-bind.test.ts)', () => {
    const isErrno = (word: string): boolean =>
      word === 'EPROBE_DEFER' || Object.hasOwn(constants.errno, word);
    const facts = protocolItems().flatMap(({ text }) => text.match(/\bE[A-Z_]+\b/g) ?? []);
    const named = new Set(facts.filter(isErrno));
    const given = new Set([...produced.values()].flatMap((answers) => [...answers]));
    expect(named.size).toBeGreaterThan(4);
    expect([...named].filter((errno) => !given.has(errno))).toEqual(['EDEADLK']);
  });
});
