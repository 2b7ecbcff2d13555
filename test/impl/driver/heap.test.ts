import { describe, expect, it } from 'vitest';
import { revisionNamed, revisions } from '../../../impl/driver/revisions.ts';
import { protmHeap } from '../../../impl/driver/series-2026/heap.ts';
import { definitions, type Revision } from '../../../impl/driver/unit.ts';
import type { SimEvent } from '../../../impl/events.ts';
import type { Faults } from '../../../impl/firmware/parts.ts';
import { bufferId, groupId } from '../../../impl/ids.ts';
import { type Chooser, runToCompletion } from '../../../impl/runtime/decision.ts';
import type { Run } from '../../../impl/simulate.ts';
import type { Workload } from '../../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { Random } from '../../../properties/explore/random.ts';
import { drive } from './answering-firmware.ts';
import { process } from './scripts.ts';

const frame = { submit: { queue: 'player.video:0', stream: ['RUN 200 us', { protected: ['RUN 1 ms'] }] } };

/** Frames that the window shows, 5 ms and more apart. */
const FRAMES = 12;

/** One player with a protected group, and what it does; a window with an ordinary one, which must never suffer. */
function workload(heap: object | null, script: readonly unknown[]): Workload {
  return decodeWorkload({
    name: 'heaps',
    note: '',
    slots: 2,
    asSlots: 2,
    csPerSlot: 1,
    ...(heap === null ? {} : { heap }),
    processes: [
      {
        name: 'player',
        groups: [{ name: 'video', priority: 'medium', protected: true, queues: 1 }],
        script,
      },
      {
        name: 'window',
        groups: [{ name: 'page', priority: 'medium', protected: false, queues: 1 }],
        script: [
          {
            repeat: {
              times: FRAMES,
              script: [
                { submit: { queue: 'window.page:0', stream: ['RUN 1 ms'] } },
                { wait: { queue: 'window.page:0', atMost: '10 ms' } },
                { sleep: '5 ms' },
              ],
            },
          },
          { destroy: 'window.page' },
        ],
      },
    ],
  });
}

interface Options {
  readonly heap?: object | null;
  readonly script?: readonly unknown[];
  readonly faults?: Faults;
  readonly profile?: Readonly<Record<string, string>>;
  readonly horizonUs?: number;
}

function run(
  revision: Revision,
  {
    heap = null,
    script = [frame, { wait: 'player.video:0' }],
    faults = {},
    profile = {},
    horizonUs = 150_000,
  }: Options,
) {
  const setup = { revision, workload: workload(heap, script), profile, faults, horizonUs };
  const checked = checkRun(setup, runToCompletion);
  return { ...checked, rows: rows(checked.run.events), heap: checked.run.system.heap };
}

/** What happened to heap, device and clients, one word or two each. */
function rows(events: readonly SimEvent[]): readonly string[] {
  return events.flatMap((e): readonly string[] => {
    if (e.kind === 'heap') return [`heap ${e.op}`];
    if (e.kind === 'device')
      return [e.op === 'boot' ? `boot ${e.section ? 'with' : 'without'} section` : e.op];
    if (e.kind === 'ioctl' && e.process === 'player') return [`${e.call}: ${e.result}`];
    if (e.kind === 'reset' && e.op !== 'schedule') return [`reset ${e.op}`];
    return [];
  });
}

const entries = (r: Run): number => r.events.filter((e) => e.kind === 'session' && e.op === 'entered').length;
/** Jobs of the window that were signalled without an error. */
const shown = (r: Run): number =>
  r.events.filter(
    (e) => e.kind === 'job' && e.op === 'signal' && e.error === null && e.group === 'window.page',
  ).length;

const { 'series-2026': series, reference, mainline } = revisions;

describe('A.2.1, the posted series', () => {
  it('1: an empty parameter is no protected mode, and the flag is refused for want of a heap', () => {
    const { rows: all, run: r } = run(series, { heap: { parameter: '' }, script: ['query'] });
    expect(all.slice(0, 4)).toEqual([
      'boot without section',
      'ready',
      'GROUP_CREATE player.video: EINVAL',
      'DEV_QUERY PROTECTED_INFO: ok, none',
    ]);
    expect(r.events.some((e) => e.kind === 'heap')).toBe(false);
  });

  it('1: a heap that is not there defers the probe, for ever when it never comes', () => {
    const { rows: all, run: r } = run(series, { heap: { parameter: 'nobody' } });
    expect(all).toEqual(['heap missing', 'deferred']);
    expect(shown(r)).toBe(0);
  });

  it('1: and the probe is tried again when a provider comes', () => {
    const { rows: all, run: r } = run(series, {
      heap: { from: '20 ms' },
      script: ['query', frame, { wait: 'player.video:0' }],
    });
    expect(all).toEqual([
      ...['heap missing', 'deferred', 'heap register', 'heap find', 'boot with section', 'ready'],
      ...[
        'GROUP_CREATE player.video: ok',
        'DEV_QUERY PROTECTED_INFO: ok, BASIC',
        'GROUP_SUBMIT player.video:0: ok',
      ],
    ]);
    expect(entries(r)).toBeGreaterThan(0);
  });

  it('2: a probe that fails later only drops the heap', () => {
    const { rows: all, heap } = run(series, { heap: { pages: 1 } });
    expect(all).toEqual(['heap find', 'heap exhausted', 'heap put', 'failed']);
    expect(heap.refCount()).toBe(1);
  });

  it('3: the section is skipped without a heap, and lies in it with one', () => {
    const withHeap = run(series, {});
    expect(withHeap.run.system.memory.inProtectedHeap('fw/protected_section' as never)).toBe(true);
    const without = run(series, { faults: { noProtectedHeap: true } });
    expect(without.run.system.memory.phase('fw/protected_section' as never)).toBeNull();
    expect(without.rows).toContain('boot without section');
  });

  it('6: the heap is put after firmware, MMU and GPU are unplugged, and groups that are left hold it', () => {
    const unplugged = (revision: Revision) => {
      const options = { script: [{ sleep: '5 ms' }, 'unplug'], horizonUs: 2_000_000 };
      const { run: r, heap } = run(revision, options);
      const told = r.events.flatMap((e): readonly string[] => {
        if (e.kind === 'heap' && e.op === 'put') return ['put'];
        if (e.kind === 'memory' && (e.op === 'free' || e.op === 'leak')) return [`${e.op} ${e.buffer}`];
        if (e.kind === 'device' && e.op !== 'boot') return [e.op];
        return e.kind === 'word' && e.word === 'MCU_CONTROL' && e.after === 0 ? ['MCU off'] : [];
      });
      return { told, references: heap.refCount(), charged: [...heap.chargedPages()] };
    };
    // The registry and the suspend buffer of the group.
    expect(unplugged(reference)).toEqual({
      told: ['ready', 'unplug', 'MCU off', 'free fw/protected_section', 'put', 'unplugged'],
      references: 2,
      charged: [['player', 2]],
    });
    // It comes in a session that the series does not end: nothing can be unmapped any more.
    expect(unplugged(series)).toEqual({
      told: ['ready', 'unplug', 'MCU off', 'leak fw/protected_section', 'put', 'unplugged'],
      references: 3,
      charged: [
        ['kernel', 2],
        ['player', 2],
      ],
    });
  });

  it('4: the section is written by a slow boot only: a fast resume finds it in place', () => {
    const once = decodeWorkload({
      name: 'a device that slept',
      note: '',
      slots: 1,
      asSlots: 1,
      csPerSlot: 1,
      processes: [
        {
          name: 'page',
          groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }],
          script: [{ sleep: '100 ms' }, { submit: { queue: 'page.g:0', stream: ['RUN 1 ms'] } }],
        },
      ],
    });
    const setup = { revision: series, workload: once, profile: { F27: 'yes' }, horizonUs: 120_000 };
    const { run: r } = checkRun(setup, runToCompletion);
    const told = r.events.flatMap((e): readonly string[] => {
      if (e.kind === 'power' && e.op === 'on') return [`on ${e.note}`];
      return e.kind === 'log' && e.text.includes('section was not') ? ['write'] : [];
    });
    expect(told).toEqual(['write', 'on fast']);
  });

  it('6: of two who unplug at once the first puts the heap, once', () => {
    const unplugs = (name: string) => ({ name, groups: [], script: [{ sleep: '10 ms' }, 'unplug'] });
    const both = decodeWorkload({
      name: 'two unplugs',
      note: '',
      slots: 1,
      asSlots: 1,
      csPerSlot: 1,
      processes: [unplugs('one'), unplugs('two')],
    });
    const inTurn: Chooser = {
      pickActivity: (candidates, last) => {
        const next = candidates.findIndex((a) => /^(one|two)$/.test(a.path) && a.path !== last?.path);
        return last !== null && /^(one|two)$/.test(last.path) ? Math.max(0, next) : 0;
      },
      pickOption: () => 0,
    };
    for (const revision of [series, reference]) {
      const setup = { revision, workload: both, profile: {}, horizonUs: 200_000 };
      const { events, system } = checkRun(setup, inTurn).run;
      expect(events.filter((e) => e.kind === 'heap' && e.op === 'put')).toHaveLength(1);
      expect(system.heap.refCount()).toBe(1);
    }
  });

  it('an allocation is refused by the provider, and its error is passed through', () => {
    const late = run(series, { heap: { refusals: 1 } });
    expect(late.rows).toEqual(['heap find', 'heap refuse', 'heap put', 'failed']);
    const small = run(series, { heap: { pages: 3 } });
    expect(small.rows).toContain('GROUP_CREATE player.video: ENOMEM');
    expect([...small.heap.chargedPages()]).toEqual([['kernel', 2]]);
  });
});

describe('a heap whose provider goes while it is in use', () => {
  it('keeps its region until the last buffer is put, and refuses whoever comes after that', () => {
    const script = [{ sleep: '40 ms' }, frame, { wait: 'player.video:0' }, 'exit'];
    const { run: r, heap, violations } = run(reference, { heap: { until: '20 ms', memory: 'lent' }, script });
    expect(entries(r)).toBeGreaterThan(0);
    expect(rows(r.events).filter((row) => row.startsWith('heap'))).toEqual([
      'heap find',
      'heap lend',
      'heap offer',
      'heap withdraw',
    ]);
    // The section and the driver's own reference.
    expect(heap.refCount()).toBe(2);
    expect(violations).toEqual([]);
  });

  it('is destroyed with the last reference, and its region taken back with the last buffer', () => {
    const used = [frame, { wait: 'player.video:0' }, { sleep: '30 ms' }];
    const open = run(reference, { heap: { until: '20 ms', memory: 'lent' }, script: [...used, 'unplug'] });
    // The suspend buffer of a group that nobody closed.
    expect(open.heap.refCount()).toBe(1);
    expect(open.rows.slice(-2)).toEqual(['heap put', 'unplugged']);
    const closed = run(reference, {
      heap: { until: '20 ms', memory: 'lent' },
      script: [...used, { destroy: 'player.video' }, { sleep: '20 ms' }, 'unplug'],
    });
    expect(closed.rows.slice(-4)).toEqual(['heap reclaim', 'heap put', 'heap destroy', 'unplugged']);
    expect([...closed.heap.chargedPages()]).toEqual([]);
    expect(closed.violations).toEqual([]);
  });
});

describe('the reference', () => {
  const again = [
    'query',
    { sleep: '30 ms' },
    'query',
    { create: 'player.video' },
    frame,
    { wait: 'player.video:0' },
  ];

  it('comes up without protected mode, and offers it after a full reset when the heap is there', () => {
    const {
      rows: all,
      run: r,
      violations,
    } = run(reference, { heap: { from: '5 ms' }, script: [{ sleep: '10 ms' }, ...again] });
    expect(all).toEqual([
      ...[
        'heap missing',
        'boot without section',
        'ready',
        'GROUP_CREATE player.video: EINVAL',
        'heap register',
      ],
      ...[
        'heap find',
        'DEV_QUERY PROTECTED_INFO: ok, none',
        'reset begin',
        'boot with section',
        'heap offer',
        'reset end',
      ],
      ...[
        'DEV_QUERY PROTECTED_INFO: ok, BASIC',
        'GROUP_CREATE player.video: ok',
        'GROUP_SUBMIT player.video:0: ok',
      ],
    ]);
    expect(entries(r)).toBe(1);
    expect(shown(r)).toBe(FRAMES);
    expect(violations).toEqual([]);
  });

  it('takes a section that was refused at probe at the next boot, and nobody can ask for resets without end', () => {
    const { rows: all } = run(reference, { heap: { refusals: 1_000 }, script: Array(8).fill('query') });
    expect(all.filter((row) => row.startsWith('reset'))).toEqual([]);
    expect(all).toContain('boot without section');
    expect(all.filter((row) => row === 'DEV_QUERY PROTECTED_INFO: ok, none')).toHaveLength(8);
  });

  it('drops a heap whose provider left at a reset, once nothing lives in it', () => {
    const script = [{ destroy: 'player.video' }, { sleep: '600 ms' }, 'query'];
    const { rows: all, violations } = run(reference, {
      heap: { until: '10 ms' },
      script,
      faults: { muteFromUs: 20_000 },
      horizonUs: 700_000,
    });
    const since = all.slice(all.indexOf('reset begin'));
    expect(since).toEqual([
      'reset begin',
      'heap unoffer',
      'heap put',
      'heap destroy',
      'boot without section',
      'reset end',
      'DEV_QUERY PROTECTED_INFO: ok, none',
    ]);
    expect(violations).toEqual([]);
  });

  it('keeps a heap in which the buffer of a group lies that is being made', () => {
    const group = groupId('g');
    let made: unknown = 'not yet';
    const { context, driver } = drive(
      reference,
      function* (d, host) {
        d.machine.spawn('test', 'process', function* () {
          const buffer = bufferId(`${group}/protm_suspend_buf`);
          yield* d.machine.until('its buffer is there', () => d.hw.memory.inProtectedHeap(buffer));
          host.setProtected(true);
        });
        yield* d.state.pm.resumeAndGet();
        yield* d.machine.sleep(20_000, 'the provider is gone');
        made = yield* d.uapi.groupCreate(process, { group, priority: 1, queues: 1, protected: true });
      },
      {
        horizonUs: 1_000_000,
        heap: { untilUs: 10_000 },
        // The buffer can be mapped only after a reset, since the session does not end.
        chooser: {
          pickActivity: (candidates) =>
            Math.max(
              0,
              candidates.findIndex((a) => a.path === 'test'),
            ),
          pickOption: () => 0,
        },
      },
    );
    expect(made).toBe(0);
    expect(rows(context.events).filter((row) => row.startsWith('reset'))).toEqual([
      'reset begin',
      'reset end',
    ]);
    expect(rows(context.events).filter((row) => row.startsWith('heap'))).toEqual([
      'heap find',
      'heap offer',
      'heap withdraw',
    ]);
    expect(protmHeap.of(driver).heap.peek()).toBe(true);
  });

  it('refuses every call on a device that is gone, and lets everything be closed', () => {
    const script = [
      frame,
      { wait: 'player.video:0' },
      'unplug',
      'query',
      { bind: 1 },
      frame,
      { destroy: 'player.video' },
      'exit',
    ];
    const { rows: all, run: r, violations } = run(reference, { script });
    const since = all.slice(all.indexOf('unplugged') - 1);
    expect(since).toEqual([
      ...['heap put', 'unplugged'],
      ...[
        'DEV_QUERY PROTECTED_INFO: ENODEV',
        'VM_BIND 1 pages: ENODEV',
        'GROUP_SUBMIT player.video:0: ENODEV',
      ],
      ...['GROUP_DESTROY player.video: ENODEV', 'close: ok'],
    ]);
    expect(r.events.some((e) => e.kind === 'group' && e.op === 'release' && e.group === 'player.video')).toBe(
      true,
    );
    expect(violations).toEqual([]);
  });
});

describe('real, ordinary and falsely protected memory', () => {
  it.each([
    ['real', {}, {}, true],
    ['ordinary', { memory: 'ordinary' }, {}, false],
    ['falsely protected (F28)', {}, { F28: 'no' }, false],
  ])('%s: the firmware can enter: %s', (_, heap, profile, works) => {
    const { run: r, violations } = run(reference, { heap, profile });
    const faults = r.events.filter((e) => e.kind === 'memory' && e.op === 'fault');
    expect(faults.length === 0).toBe(works);
    expect(violations.some((v) => v.rule === 'PROT-MEM-ONLY')).toBe(!works);
  });
});

describe('each rule dies of its defect', () => {
  const on = (id: string): Revision => {
    const revision = revisionNamed(`reference+${id}`);
    if (revision === null) throw new Error(`no defect ${id}`);
    return revision;
  };
  const broken = (id: string, options: Options): readonly string[] => [
    ...new Set(run(on(id), options).violations.map((v) => v.rule)),
  ];
  const kept = (options: Options): void => expect(run(reference, options).violations).toEqual([]);

  const cases: readonly (readonly [string, Options, string])[] = [
    ['M42', { heap: { pages: 1 } }, 'BOOT-GEN'],
    [
      'offered-before-boot',
      { heap: { from: '2 ms' }, script: [{ sleep: '5 ms' }, 'query', 'query'] },
      'BOOT-GEN',
    ],
    [
      'M40',
      {
        script: [
          { submit: { queue: 'player.video:0', stream: [{ protected: ['RUN 40 ms', 'RUN 40 ms'] }] } },
          { wait: 'player.video:0' },
        ],
      },
      'SAVE-BUF',
    ],
    [
      'region-back-early',
      { heap: { memory: 'lent' }, script: [frame, { wait: 'player.video:0' }, { destroy: 'player.video' }] },
      'HEAP-REF',
    ],
    ['M37', {}, 'CREATE-TIME'],
    ['M38', { heap: { pages: 3 }, script: [frame], horizonUs: 8_000_000 }, 'LOCK-LIVE'],
    [
      'buffers-hold-nothing',
      { heap: { until: '10 ms' }, script: [frame, { wait: 'player.video:0' }, { sleep: '20 ms' }, 'unplug'] },
      'HEAP-REF',
    ],
  ];
  it.each(cases)('%s', (id, options, rule) => {
    kept(options);
    expect(broken(id, options)).toContain(rule);
  });

  it('M74: on some schedule nobody lends the region', () => {
    const client = (name: string) => ({
      name,
      groups: [],
      script: [
        { sleep: '5 ms' },
        { ioctl: { call: 'HEAP_ALLOC', fd: name, pages: 2 } },
        { ioctl: { call: 'CLOSE_FD', fd: name } },
      ],
    });
    const players = decodeWorkload({
      name: 'two players',
      note: '',
      slots: 1,
      asSlots: 1,
      csPerSlot: 1,
      heap: { parameter: '', memory: 'lent' },
      processes: [client('one'), client('two')],
    });
    const judged = (revision: Revision, seed: number) =>
      checkRun({ revision, workload: players, profile: {}, horizonUs: 20_000 }, wandering(seed), {
        rules: ['HEAP-REF'],
      });
    let found = 0;
    let given = 0;
    for (let seed = 1; seed <= 15; seed++) {
      const good = judged(reference, seed);
      expect(good.violations).toEqual([]);
      given += good.given.get('HEAP-REF') ?? 0;
      found += judged(on('M74'), seed).violations.length;
    }
    // Two buffers, and the region at least once, on every schedule.
    expect(given).toBeGreaterThanOrEqual(15 * 3);
    expect(found).toBeGreaterThan(0);
  });
});

/** Mostly goes on with who runs, sometimes with somebody else. */
function wandering(seed: number): Chooser {
  const random = new Random(seed);
  return {
    pickActivity: (candidates) => (random.chance(0.7) ? 0 : random.below(candidates.length)),
    pickOption: () => 0,
  };
}

it('mainline knows no heap', () => {
  expect(run(mainline, { heap: { parameter: 'nobody' } }).rows[0]).toBe('boot without section');
  expect(definitions(mainline).has('protmHeapInit')).toBe(false);
});

it('a device that sleeps is woken before it is unplugged, and is written to under power', () => {
  const sleeper = decodeWorkload({
    name: 'unplugged in its sleep',
    note: '',
    slots: 1,
    asSlots: 1,
    csPerSlot: 1,
    processes: [{ name: 'one', groups: [], script: [{ sleep: '200 ms' }, 'unplug'] }],
  });
  for (const revision of [mainline, series, reference]) {
    const setup = { revision, workload: sleeper, profile: {}, horizonUs: 400_000 };
    const { events, system } = checkRun(setup, runToCompletion).run;
    const told = events.flatMap((e) => (e.kind === 'power' || e.kind === 'device' ? [e.op] : []));
    expect(told).toEqual([
      ...['boot', 'ready', 'suspend', 'off'],
      ...['unplug', 'resume', 'on', 'unplugged', 'suspend', 'off'],
    ]);
    expect(system.driver.fwVm.activeCnt.peek()).toBe(0);
  }
});
