import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { type Revision, stack, type Unit } from '../../../impl/driver/unit.ts';
import type { Faults } from '../../../impl/firmware/parts.ts';
import { CS, GPU_INT } from '../../../impl/interface/bits.ts';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { mixture } from '../../../properties/explore/strategies.ts';
import { noHints } from '../../../properties/explore/strategy.ts';

interface Options {
  readonly revision?: Revision;
  readonly profile?: Readonly<Record<string, string>>;
  readonly faults?: Faults;
  readonly horizonUs?: number;
  readonly chooser?: Chooser;
}

/** A whole run of the reference, judged. */
function run(
  parts: object,
  {
    revision = revisions.reference,
    profile = {},
    faults = {},
    horizonUs = 8_000_000,
    chooser = runToCompletion,
  }: Options = {},
) {
  const workload = decodeWorkload({ name: 'x', note: '', slots: 3, asSlots: 3, csPerSlot: 1, ...parts });
  const checked = checkRun({ revision, workload, profile, faults, horizonUs }, chooser);
  return { ...checked.run, rules: [...new Set(checked.violations.map((v) => v.rule))] };
}

const group = (name: string, isProtected: boolean, priority = 'medium') => ({
  name,
  priority,
  protected: isProtected,
  queues: 1,
});

test('a job that waits for the fence of a session does not keep the session out', () => {
  const script = [
    { ioctl: { call: 'SYNCOBJ_CREATE', syncobj: 's' } },
    { submit: { queue: 'p.a:0', stream: [{ protected: ['RUN 2 ms'] }], signals: 's' } },
    { submit: { queue: 'p.b:0', stream: ['RUN 1 ms'], after: 's' } },
    { wait: 'p.b:0' },
  ];
  const { events, rules } = run(
    { processes: [{ name: 'p', groups: [group('a', true), group('b', false)], script }] },
    { horizonUs: 1_000_000 },
  );
  expect(events.filter((e) => e.kind === 'session' && e.op === 'entered')).toHaveLength(1);
  expect(events.filter((e) => e.kind === 'group' && e.op === 'kill')).toEqual([]);
  expect(rules).toEqual([]);
});

/** Firmware that never leaves protected mode, and a job that is longer than any limit. */
const stuck = { submit: { queue: 'p.a:0', stream: [{ protected: ['RUN 3 s'] }] } };
const neverLeaves = { F07: 'never' };

test('a VM operation that waits for a reset lets the unplug go on that keeps the reset from running', () => {
  const { events } = run(
    {
      processes: [
        { name: 'p', groups: [group('a', true)], script: [stuck, { sleep: '3 s' }] },
        {
          name: 'r',
          unprivileged: true,
          groups: [group('z', false, 'high')],
          script: [{ sleep: '90 ms' }, { ioctl: { call: 'GROUP_CREATE', group: 'r.z', priority: 0 } }],
        },
        { name: 'u', groups: [], script: [{ sleep: '100 ms' }, 'unplug'] },
      ],
    },
    { profile: neverLeaves, horizonUs: 7_000_000 },
  );
  expect(events.flatMap((e) => (e.kind === 'device' && e.op.startsWith('unplug') ? [e.op] : []))).toEqual([
    'unplug',
    'unplugged',
  ]);
});

test.each([
  ['a suspend', { processes: [], system: [{ sleep: '100 ms' }, 'suspend', { sleep: '1 ms' }, 'resume'] }],
  ['an unplug', { processes: [{ name: 'u', groups: [], script: [{ sleep: '100 ms' }, 'unplug'] }] }],
])('a VM_BIND job whose session does not end is signalled after %s', (_, { processes, ...rest }) => {
  const script = [stuck, { sleep: '98 ms' }, { bindAsync: 4 }, { sleep: '7 s' }];
  const { events } = run(
    { processes: [{ name: 'p', groups: [group('a', true)], script }, ...processes], ...rest },
    { profile: neverLeaves },
  );
  expect(events.flatMap((e) => (e.kind === 'vm' && e.op.startsWith('bind') ? [e.op] : []))).toEqual([
    'bindQueued',
    'bindRun',
    'bindRun',
    'bindSignalled',
  ]);
});

test('the clock of a job that a failed session took off its slot stands still in a sleep', () => {
  const { events, rules } = run(
    {
      processes: [
        { name: 'p', groups: [group('a', true)], script: [stuck, { sleep: '9 s' }] },
        {
          name: 'q',
          groups: [group('b', false, 'low')],
          script: [{ submit: { queue: 'q.b:0', stream: ['RUN 50 ms'] } }, { wait: 'q.b:0' }],
        },
      ],
      system: [{ sleep: '100 ms' }, 'suspend', { sleep: '6 s' }, 'resume'],
    },
    { profile: neverLeaves },
  );
  expect(events.filter((e) => e.kind === 'group' && e.op === 'kill' && e.group === 'q.b')).toEqual([]);
  expect(rules).not.toContain('INNOCENT-SAFE');
});

test('two who ask at once for a heap that came late take one reference', () => {
  // Each step of one is followed by one of the other.
  const asking = ['p1', 'p2'];
  const inTurn: Chooser = {
    pickActivity: (candidates, last) =>
      last === null || !asking.includes(last.path)
        ? 0
        : Math.max(
            0,
            candidates.findIndex((a) => asking.includes(a.path) && a.path !== last.path),
          ),
    pickOption: () => 0,
  };
  const references = (names: readonly string[]): number =>
    run(
      {
        heap: { from: '5 ms' },
        processes: names.map((name) => ({
          name,
          groups: [],
          script: [{ sleep: '10 ms' }, 'query', { sleep: '100 ms' }],
        })),
      },
      { horizonUs: 50_000, chooser: inTurn },
    ).system.heap.refCount();
  expect(references(asking)).toBe(references(['p1']));
});

test('a flush that a reset cuts off is over with it, and the next reset does not take it for a GPU that is stuck', () => {
  const other = [{ submit: { queue: 'v.a:0', stream: ['RUN 1 ms'] } }];
  const rogue = [{ submit: { queue: 't.a:0', stream: ['UNRECOVERABLE'] } }, { sleep: '100 us' }, 'exit'];
  const { events, rules } = run(
    {
      processes: [
        { name: 'v', groups: [group('a', false)], script: other },
        { name: 't', unprivileged: true, groups: [group('a', false), group('b', false)], script: rogue },
      ],
    },
    { horizonUs: 400_000 },
  );
  const signalled = events.flatMap((e) =>
    e.kind === 'job' && e.op === 'signal' ? [`${e.job} ${e.error ?? 'ok'}`] : [],
  );
  expect(signalled.sort()).toEqual(['t.a:0/1 EINVAL', 'v.a:0/1 ok']);
  expect(events.filter((e) => e.kind === 'reset' && e.op === 'begin')).toHaveLength(1);
  expect(rules).toEqual([]);
});

const entries = (events: ReturnType<typeof run>['events']): readonly (string | null)[] =>
  events.flatMap((e) => (e.kind === 'session' && e.op === 'entered' ? [e.group] : []));

test('a group that came second for the one address space gets its turn when a partial tick left it out', () => {
  const { events, rules } = run(
    {
      asSlots: 1,
      processes: [
        {
          name: 'b',
          groups: [group('first', false, 'high'), group('long', false)],
          script: [
            { submit: { queue: 'b.first:0', stream: ['RUN 8 ms', { protected: ['RUN 1 ms'] }] } },
            { submit: { queue: 'b.long:0', stream: ['RUN 4 s'] } },
          ],
        },
        {
          name: 'a',
          groups: [group('g', true, 'high')],
          script: [
            { sleep: '5 ms' },
            { submit: { queue: 'a.g:0', stream: ['RUN 1 ms', { protected: ['RUN 2 ms'] }] } },
            { wait: 'a.g:0' },
          ],
        },
      ],
    },
    { horizonUs: 3_000_000 },
  );
  expect(events.flatMap((e) => (e.kind === 'group' && e.op === 'kill' ? [e.group] : []))).toEqual([
    'b.first',
  ]);
  expect(entries(events)).toEqual(['a.g']);
  expect(rules).toEqual([]);
});

/** Runs an activity only when nothing else can run. */
const lets = (last: string): Chooser => ({
  pickActivity: (candidates) =>
    Math.max(
      0,
      candidates.findIndex((a) => a.path !== last),
    ),
  pickOption: () => 0,
});

/** The work of a reset is not over at once when the scheduler may go on. */
const slowReset: Unit = {
  name: 'slow-reset',
  on: 'P8',
  title: '',
  cite: [],
  functions: {
    panthorSchedPostReset: (d, below) =>
      function* (resetFailed) {
        yield* below(resetFailed);
        yield* d.machine.sleep(2_000, 'be preempted');
      },
  },
};
const resetsSlowly = (...worse: readonly Unit[]): Revision =>
  stack('resets slowly', [...revisions.reference.units, slowReset, ...worse]);

test('a session that begins before the work of a reset is over is one of its own', () => {
  const { events, rules } = run(
    {
      processes: [
        {
          name: 'p',
          groups: [group('a', true)],
          script: [{ submit: { queue: 'p.a:0', stream: [{ protected: ['RUN 2 ms', 'RUN 3 ms'] }] } }],
        },
        {
          name: 't',
          groups: [group('a', false, 'high')],
          script: [{ submit: { queue: 't.a:0', stream: ['UNRECOVERABLE'] } }],
        },
      ],
    },
    { horizonUs: 400_000, revision: resetsSlowly() },
  );
  const order = events.flatMap((e) =>
    (e.kind === 'reset' && e.op !== 'schedule') || (e.kind === 'session' && /^(entered|left)$/.test(e.op))
      ? [e.op]
      : [],
  );
  expect(order).toEqual(['begin', 'entered', 'end', 'left']);
  expect(rules).toEqual([]);
});

test('no session begins after one that faulted, however late its interrupt is handled', () => {
  const processes = ['p', 'q'].map((name) => ({
    name,
    groups: [group('a', true)],
    // It faults when it is the turn of the other.
    script: [{ submit: { queue: `${name}.a:0`, stream: [{ protected: ['RUN 10 ms', 'SYNC_ADD frame'] }] } }],
  }));
  const { events, rules } = run({ processes }, { horizonUs: 400_000, chooser: lets('irq/gpu') });
  const order = events.flatMap((e) => {
    if (e.kind === 'reset' && e.op === 'begin') return ['reset'];
    if (e.kind === 'group' && e.op === 'kill') return [`${e.group} ${e.cause}`];
    return e.kind === 'session' && e.op === 'enterSent' ? [`ENTER ${e.group}`] : [];
  });
  expect(order.slice(0, 3)).toEqual(['ENTER p.a', 'reset', 'p.a protmFault']);
  expect(rules).toEqual([]);
});

test('a fault is that of its owner, also where its interrupt is being handled as the session ends', () => {
  const processes = ['p', 'q'].map((name) => ({
    name,
    groups: [group('a', true)],
    // It faults when it is the turn of the other. An exit takes as long as an interrupt thread may be late.
    script: [{ submit: { queue: `${name}.a:0`, stream: [{ protected: ['RUN 10 ms', 'SYNC_ADD frame'] }] } }],
  }));
  const last = lets('irq/gpu');
  // With the interrupt cleared nothing shows the fault any more (F18a), and the thread goes on when nobody else can.
  const chooser: Chooser = {
    pickActivity: (candidates, before) => {
      const thread = candidates.findIndex((a) => a.path === 'irq/gpu');
      return /^(wake|late|read|write)/.test(candidates[thread]?.op?.label ?? '')
        ? thread
        : last.pickActivity(candidates, before);
    },
    pickOption: ({ name, options }) => (name === 'late(irq/gpu)' ? options.indexOf('1000 us') : 0),
  };
  const { events, rules } = run(
    { processes },
    { profile: { F18a: 'one-shot' }, horizonUs: 400_000, chooser },
  );
  const order = events.flatMap((e) => {
    if (e.kind === 'irq' && e.line === 'gpu' && e.op === 'clear' && e.bits === GPU_INT.PROTM_FAULT)
      return ['cleared'];
    if (e.kind === 'group' && e.op === 'kill') return [`${e.group} ${e.cause}`];
    return e.kind === 'session' && ['enterSent', 'left'].includes(e.op) ? [`${e.op} ${e.group}`] : [];
  });
  expect(order.slice(0, 4)).toEqual(['enterSent p.a', 'cleared', 'left p.a', 'p.a protmFault']);
  expect(rules).toEqual([]);
});

test('a device suspend with mute firmware answers what those asked for who were saved at the entry', () => {
  const processes = ['p', 'q'].map((name) => ({
    name,
    groups: [group('a', true)],
    script: [{ submit: { queue: `${name}.a:0`, stream: [{ protected: ['RUN 30 ms'] }] } }],
  }));
  const system = [{ sleep: '12 ms' }, 'suspend', { sleep: '1 ms' }, 'resume'];
  const { events, rules } = run(
    { processes, system },
    { faults: { muteFromUs: 8_000 }, horizonUs: 2_000_000 },
  );
  const suspended = events.find((e) => e.kind === 'power' && e.op === 'suspend');
  const dropped = events.find((e) => e.kind === 'request' && e.op === 'drop');
  expect(dropped?.activity).toBe(suspended?.activity);
  expect(rules).toEqual([]);
});

test('a real-time group whose request is known from a report only goes before one that does not ask', () => {
  const processes = [
    {
      name: 'p',
      groups: [group('a', true, 'realtime'), group('b', false, 'realtime')],
      script: [
        { submit: { queue: 'p.b:0', stream: ['RUN 5 ms'] } },
        { submit: { queue: 'p.a:0', stream: [{ protected: ['RUN 1 ms'] }] } },
      ],
    },
  ];
  const hints = { ...noHints, points: 300, choices: 60 };
  for (let seed = 1; seed <= 60; seed++) {
    const { rules } = run({ processes }, { horizonUs: 100_000, chooser: mixture.chooser(seed, hints) });
    expect(rules, `seed ${seed}`).toEqual([]);
  }
});

describe('a session that faults before the work of a reset is over', () => {
  /** Each region writes ordinary memory, which faults. */
  const twice = (...worse: readonly Unit[]) => {
    const processes = ['p', 'q'].map((name) => ({
      name,
      groups: [group('a', true)],
      script: [{ submit: { queue: `${name}.a:0`, stream: [{ protected: ['SYNC_ADD frame'] }] } }],
    }));
    return run({ processes }, { horizonUs: 400_000, revision: resetsSlowly(...worse) });
  };
  const careless = (functions: Unit['functions']): Unit => ({
    name: 'careless',
    on: 'P8',
    merges: ['handleProtmFault', 'panthorGpuSoftReset'],
    title: '',
    cite: [],
    functions,
  });

  test('is for the next reset to blame and to unmask', () => {
    const { events, rules } = twice();
    const order = events.flatMap((e) => (e.kind === 'reset' ? [e.op] : []));
    expect(order).toEqual(['schedule', 'begin', 'schedule', 'end', 'begin', 'end']);
    expect(events.flatMap((e) => (e.kind === 'group' && e.op === 'kill' ? [e.cause] : []))).toEqual([
      'protmFault',
      'protmFault',
    ]);
    expect(rules).toEqual([]);
  });
  test('is not forgotten by the rules', () => {
    const blamesOnce = careless({
      handleProtmFault: (_d, below) => {
        let resets = 0;
        return function* () {
          if (resets++ === 0) yield* below();
        };
      },
    });
    const unmasksOnce = careless({
      panthorGpuSoftReset: (d, below) => {
        let resets = 0;
        return function* () {
          const error = yield* below();
          if (resets++ > 0) yield* d.fn.maskProtmFault();
          return error;
        };
      },
    });
    expect(twice(blamesOnce).rules).toContain('BLAME');
    expect(twice(unmasksOnce).rules).toContain('FAULT-REARM');
  });
});

test('a job behind one that is blocked ends no session of a lower priority', () => {
  const { events, rules } = run(
    {
      processes: [
        {
          name: 'p',
          groups: [group('a', true)],
          script: [
            { sleep: '1 ms' },
            { submit: { queue: 'p.a:0', stream: [{ protected: ['RUN 30 ms'] }] } },
            { wait: 'p.a:0' },
            { submit: { queue: 'p.a:0', stream: ['SYNC_ADD frame'] } },
          ],
        },
        {
          name: 'h',
          groups: [group('blocked', false, 'high'), group('low', false, 'low')],
          script: [
            { submit: { queue: 'h.blocked:0', stream: ['SYNC_WAIT frame 1'] } },
            { sleep: '10 ms' },
            { submit: { queue: 'h.blocked:0', stream: ['RUN 1 ms'] } },
            { submit: { queue: 'h.low:0', stream: ['RUN 1 ms'] } },
          ],
        },
      ],
    },
    // The tick looks before the scheduler is told of the job.
    { horizonUs: 1_000_000, chooser: lets('queue_run_job(h.blocked:0)') },
  );
  expect(entries(events)).toEqual(['p.a']);
  expect(events.filter((e) => e.kind === 'job' && e.op === 'signal' && e.error === null)).toHaveLength(5);
  expect(rules).toEqual([]);
});

test('job clocks that stood still in long entries of others run out by their own time, and only then', () => {
  const names = ['p', 'q', 'r'];
  const processes = names.map((name) => ({
    name,
    groups: [group('a', true)],
    script: [{ submit: { queue: `${name}.a:0`, stream: [{ protected: ['RUN 9 s'] }] } }],
  }));
  const options = { profile: { F04: '400 ms' }, horizonUs: 17_000_000 };
  const killed = ({ events }: ReturnType<typeof run>): readonly number[] =>
    events.flatMap((e) => (e.kind === 'group' && e.op === 'kill' ? [Math.floor(e.tUs / 1_000_000)] : []));
  const reference = run({ processes }, options);
  expect(killed(reference)).toEqual([15, 15, 16]);
  expect(reference.rules).toEqual([]);
  const units = revisions.reference.units.filter(({ name }) => name !== 'session-clocks');
  const without = run({ processes }, { ...options, revision: stack('without session-clocks', units) });
  expect(killed(without)).toEqual([5, 5, 6]);
  expect(without.rules).toContain('INNOCENT-SAFE');
});

describe('a queue that comes to its region while another of its group waits in one', () => {
  /** No entry answers the request of the first queue. */
  const forgetsFirst: Unit = {
    name: 'forgets-first',
    on: 'P8',
    merges: ['ackPending'],
    title: '',
    cite: [],
    functions: {
      ackPending: (d) =>
        function* (group) {
          const cs = d.cs(group.csgId.get(), 1);
          yield* d.fn.panthorFwUpdateReqs(cs, yield* cs.ack.read(), CS.PROTM_PENDING);
          d.emit({ kind: 'request', op: 'ack', group: group.id, queue: 1 });
          return 1 << 1;
        },
    },
  };
  /** Its session is thrown out by the memory operations of another, 5 ms after each entry. */
  const thrownOut = (binds: number, revision: Revision) =>
    run(
      {
        csPerSlot: 2,
        processes: [
          {
            name: 'p',
            groups: [{ ...group('a', true), queues: 2 }],
            script: [
              { submit: { queue: 'p.a:1', stream: [{ protected: ['SYNC_WAIT frame 1'] }] } },
              { submit: { queue: 'p.a:0', stream: ['RUN 140 us', { protected: ['RUN 90 ms'] }] } },
            ],
          },
          {
            name: 'd',
            groups: [group('b', false)],
            script: [
              { submit: { queue: 'd.b:0', stream: ['RUN 50 us'] } },
              ...Array.from({ length: binds }, () => [{ sleep: '2500 us' }, { bind: 4 }]).flat(),
            ],
          },
        ],
      },
      { horizonUs: 60_000, revision },
    ).rules;

  test('may have come after ENTER: the exit that it finds is no harm to it', () =>
    expect(thrownOut(3, revisions.reference)).toEqual([]));
  test('but is let in by the next one', () => {
    const forgetful = stack('forgetful', [...revisions.reference.units, forgetsFirst]);
    expect(thrownOut(2, forgetful)).toEqual([]);
    expect(thrownOut(3, forgetful)).toEqual(['PRIVILEGE']);
  });
});

describe('a forced exit whose doorbell is lost in an exit that is under way', () => {
  /** The region is over after 5 ms, the exit after 305 ms, and its fast reset takes the doorbell of a PING with it. */
  const leaving = (other: object, faults: Faults = {}) =>
    run(
      {
        processes: [
          {
            name: 'p',
            groups: [group('a', true)],
            script: [
              { submit: { queue: 'p.a:0', stream: [{ protected: ['RUN 5 ms'] }] } },
              { wait: 'p.a:0' },
            ],
          },
          other,
        ],
      },
      { profile: { F07: '300 ms', F22: 'unserved doorbells are lost' }, faults, horizonUs: 2_000_000 },
    );
  const unplug = { name: 'u', groups: [], script: [{ sleep: '100 ms' }, 'unplug'] };
  const failures = ({ events }: ReturnType<typeof run>): readonly string[] =>
    events.flatMap((e) => {
      if (e.kind === 'reset') return [`reset ${e.cause}`];
      return e.kind === 'group' && e.op === 'kill' && e.cause !== 'unplugged'
        ? [`${e.group} ${e.cause}`]
        : [];
    });

  test('costs nobody a reset', () => {
    const checked = leaving({
      name: 'h',
      groups: [group('b', false, 'high')],
      script: [{ sleep: '100 ms' }, { submit: { queue: 'h.b:0', stream: ['RUN 1 ms'] } }],
    });
    expect(failures(checked)).toEqual([]);
    expect(checked.rules).toEqual([]);
  });
  test('is no missing exit to an unplug', () => {
    const checked = leaving(unplug);
    expect(failures(checked)).toEqual([]);
    expect(checked.rules).toEqual([]);
  });
  test('nor is one after which the firmware falls silent', () => {
    const checked = leaving(unplug, { muteFromUs: 200_000 });
    expect(failures(checked)).toEqual(['p.a suspendTimeout']);
    expect(checked.rules).toEqual([]);
  });
});
