import { expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { checkRun } from '../../../properties/check-run.ts';

interface Options {
  readonly profile?: Readonly<Record<string, string>>;
  readonly horizonUs?: number;
  readonly chooser?: Chooser;
}

/** A whole run of the reference, judged. */
function run(
  parts: object,
  { profile = {}, horizonUs = 8_000_000, chooser = runToCompletion }: Options = {},
) {
  const workload = decodeWorkload({ name: 'x', note: '', slots: 3, asSlots: 3, csPerSlot: 1, ...parts });
  const checked = checkRun({ revision: revisions.reference, workload, profile, horizonUs }, chooser);
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
