import { describe, expect, it, test } from 'vitest';
import { defective } from '../../../impl/driver/defects/defect.ts';
import { defectNamed } from '../../../impl/driver/defects/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { protm } from '../../../impl/driver/series-2026/protm-state.ts';
import { stack, type Unit } from '../../../impl/driver/unit.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { group, region, submit, wait } from '../../../impl/userspace/script.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { Random } from '../../../properties/explore/random.ts';
import { waitChain } from '../../../properties/rules/wait-chain.ts';

const chain = (
  standsAt: Readonly<Record<string, string>>,
  holders: Readonly<Record<string, readonly string[]>>,
  first = 'a',
) => waitChain(first, new Map(Object.entries(standsAt)), (lock) => holders[lock] ?? []);

describe('who waits for whom', () => {
  it('ends at somebody who can go on', () => {
    expect(chain({ a: 'lock one', b: 'lock two', c: 'next step' }, { one: ['b'], two: ['c'] })).toEqual({
      told: ['a waits for one, held by b', 'b waits for two, held by c'],
      waiting: ['a', 'b'],
      closesAt: null,
    });
    expect(chain({ a: 'next step' }, {})).toEqual({ told: [], waiting: [], closesAt: null });
  });

  it('ends at a lock that nobody holds', () =>
    expect(chain({ a: 'lock one', b: 'down_write two' }, { one: ['b'] })).toEqual({
      told: ['a waits for one, held by b', 'b waits for two, which nobody holds'],
      waiting: ['a', 'b'],
      closesAt: null,
    }));

  it('closes at whom it comes back to, be it by a reader, the end of a work item or of an interrupt thread', () => {
    expect(
      chain({ a: 'down_write protm.lock', c: 'lock one' }, { 'protm.lock': ['b', 'c'], one: ['a'] }),
    ).toEqual({
      told: ['a waits for protm.lock, held by b and c', 'c waits for one, held by a'],
      waiting: ['a', 'c'],
      closesAt: 'a',
    });
    const ends = { a: 'wait for b to end', b: 'synchronize gpu irq', 'irq/gpu': 'lock one' };
    expect(chain(ends, { one: ['a'] })).toEqual({
      told: ['a waits for b to end', 'b waits for irq/gpu to end', 'irq/gpu waits for one, held by a'],
      waiting: ['a', 'b', 'irq/gpu'],
      closesAt: 'a',
    });
    expect(
      chain({ a: 'lock one', b: 'down_read two', c: 'lock one' }, { one: ['b'], two: ['c'] }).closesAt,
    ).toBe('b');
    expect(chain({ a: 'spin_lock one' }, { one: ['a'] })).toEqual({
      told: ['a waits for one, held by a'],
      waiting: ['a'],
      closesAt: 'a',
    });
  });
});

describe('who waits for the device', () => {
  const closes = (
    standsAt: Readonly<Record<string, string>>,
    others: Readonly<Record<string, readonly string[]>>,
  ) =>
    waitChain(
      'a',
      new Map(Object.entries(standsAt)),
      () => [],
      (wait) => others[wait] ?? [],
    );

  it('waits for who suspends it, who is inside, and who unplugs it', () => {
    expect(
      closes(
        { a: 'wait for b to end', b: 'wait for the device to settle', c: 'wait for a to end' },
        { 'wait for the device to settle': ['c'] },
      ),
    ).toEqual({
      told: [
        'a waits for b to end',
        'b waits for the device, suspended or resumed by c',
        'c waits for a to end',
      ],
      waiting: ['a', 'b', 'c'],
      closesAt: 'a',
    });
    expect(
      closes(
        { a: 'synchronize_srcu', b: 'wait for the end of the unplug' },
        { synchronize_srcu: ['b', 'c'], 'wait for the end of the unplug': ['a'] },
      ),
    ).toEqual({
      told: [
        'a waits for the device guard, which has in it b and c',
        'b waits for the end of the unplug, which is made by a',
      ],
      waiting: ['a', 'b'],
      closesAt: 'a',
    });
  });

  it('and for nobody where it is its own doing', () =>
    expect(
      closes({ a: 'wait for the device to settle' }, { 'wait for the device to settle': ['a'] }).closesAt,
    ).toBeNull());
});

describe('LOCK-LIVE on a driver that takes two locks both ways round (M34)', () => {
  const defect = defectNamed('M34');
  if (defect === null) throw new Error('no M34');
  const revision = defective(defect);
  const workload = decodeWorkload({
    name: 'binds',
    note: 'A session is asked for while memory is bound.',
    slots: 3,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      {
        name: 'p',
        groups: [group('g', 'medium', true)],
        script: [
          submit('p.g:0', region('RUN 2 ms')),
          ...[{ bindAsync: 2 }, { bind: 4 }, { bindAsync: 2 }, { bind: 4 }],
          wait('p.g:0', '1 s'),
        ],
      },
    ],
  });
  const runs = Array.from({ length: 100 }, (_, seed) => {
    const random = new Random(seed);
    return checkRun(
      { revision, workload, profile: {}, horizonUs: 1_000_000 },
      {
        pickActivity: (candidates) => (random.chance(0.6) ? 0 : random.below(candidates.length)),
        pickOption: () => 0,
      },
      { rules: ['LOCK-LIVE'] },
    );
  });

  it('tells the cycle and who holds what, though the watchdog still has its timer', () => {
    const told = new Set(runs.flatMap(({ violations }) => violations.map(({ what }) => what)));
    for (const one of ['p', 'vm_bind_work(p)']) {
      const [entry, operation] = [
        `tick_work waits for vm.op_lock(p), held by ${one}`,
        `${one} waits for protm.lock, held by tick_work`,
      ];
      expect(told).toContain(`waits for ever: ${entry}, ${operation}: a deadlock`);
      expect(told).toContain(`waits for ever: ${operation}, ${entry}: a deadlock`);
    }
    // Neither of those who only queue up behind it.
    expect(told.size).toBe(4);
    for (const { run, violations } of runs) {
      if (violations.length > 0) expect(run.end).toBe('horizon');
    }
  });

  it('and nothing where the two did not meet', () => {
    const kept = runs.filter(({ violations }) => violations.length === 0);
    expect(kept.length).toBeGreaterThan(10);
    for (const { run } of kept)
      expect(run.events.some((e) => e.kind === 'job' && e.op === 'signal')).toBe(true);
  });
});

/** What LOCK-LIVE says of the reference with some functions replaced. */
function deadlocks(functions: Unit['functions'], command: string): readonly string[] {
  const unit: Unit = {
    name: 'planted',
    on: 'P8',
    title: '',
    cite: [],
    merges: Object.keys(functions) as (keyof typeof functions)[],
    functions,
  };
  const workload = decodeWorkload({
    name: 'one job',
    note: '',
    slots: 3,
    asSlots: 3,
    csPerSlot: 1,
    processes: [{ name: 'p', groups: [group('g', 'medium', false)], script: [submit('p.g:0', command)] }],
  });
  const revision = stack('planted', [...revisions.reference.units, unit]);
  const setup = { revision, workload, profile: {}, horizonUs: 1_000_000 };
  return checkRun(setup, runToCompletion, { rules: ['LOCK-LIVE'] }).violations.map(({ what }) => what);
}

describe('LOCK-LIVE', () => {
  test('on a driver that takes a lock that spins twice', () => {
    const functions: Unit['functions'] = {
      panthorGpuSoftReset: (d, below) =>
        function* () {
          const { reqsLock } = protm.of(d);
          yield* reqsLock.lock();
          yield* reqsLock.lock();
          return yield* below();
        },
    };
    expect(deadlocks(functions, 'UNRECOVERABLE')).toEqual([
      'waits for ever: reset_work waits for reqs_lock, held by reset_work: a deadlock',
    ]);
  });

  test('on a suspend that waits for a tick, which waits for the device: no lock is in it', () => {
    const functions: Unit['functions'] = {
      panthorDeviceSuspend: (d, below) =>
        function* () {
          d.emit({ kind: 'power', op: 'suspend', note: '' });
          d.state.tickWork.queueNow();
          yield* d.state.tickWork.flush();
          return yield* below();
        },
    };
    expect(deadlocks(functions, 'RUN 1 ms')).toEqual([
      'waits for ever: tick_work waits for the device, suspended or resumed by pm_runtime_work, ' +
        'pm_runtime_work waits for tick_work to end: a deadlock',
    ]);
  });
});
