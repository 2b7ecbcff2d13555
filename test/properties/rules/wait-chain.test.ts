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
      closesAt: null,
    });
    expect(chain({ a: 'next step' }, {})).toEqual({ told: [], closesAt: null });
  });

  it('ends at a lock that nobody holds', () =>
    expect(chain({ a: 'lock one', b: 'down_write two' }, { one: ['b'] })).toEqual({
      told: ['a waits for one, held by b', 'b waits for two, which nobody holds'],
      closesAt: null,
    }));

  it('closes at whom it comes back to, be it by a reader, the end of a work item or of an interrupt thread', () => {
    expect(
      chain({ a: 'down_write protm.lock', c: 'lock one' }, { 'protm.lock': ['b', 'c'], one: ['a'] }),
    ).toEqual({
      told: ['a waits for protm.lock, held by b and c', 'c waits for one, held by a'],
      closesAt: 'a',
    });
    const ends = { a: 'wait for b to end', b: 'synchronize gpu irq', 'irq/gpu': 'lock one' };
    expect(chain(ends, { one: ['a'] })).toEqual({
      told: ['a waits for b to end', 'b waits for irq/gpu to end', 'irq/gpu waits for one, held by a'],
      closesAt: 'a',
    });
    expect(
      chain({ a: 'lock one', b: 'down_read two', c: 'lock one' }, { one: ['b'], two: ['c'] }).closesAt,
    ).toBe('b');
    expect(chain({ a: 'spin_lock one' }, { one: ['a'] })).toEqual({
      told: ['a waits for one, held by a'],
      closesAt: 'a',
    });
  });
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

test('LOCK-LIVE on a driver that takes a lock that spins twice', () => {
  const unit: Unit = {
    name: 'twice',
    on: 'P8',
    title: '',
    cite: [],
    merges: ['panthorGpuSoftReset'],
    functions: {
      panthorGpuSoftReset: (d, below) =>
        function* () {
          const { reqsLock } = protm.of(d);
          yield* reqsLock.lock();
          yield* reqsLock.lock();
          return yield* below();
        },
    },
  };
  const workload = decodeWorkload({
    name: 'reset',
    note: '',
    slots: 3,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      { name: 'p', groups: [group('g', 'medium', false)], script: [submit('p.g:0', 'UNRECOVERABLE')] },
    ],
  });
  const { violations } = checkRun(
    {
      revision: stack('twice', [...revisions.reference.units, unit]),
      workload,
      profile: {},
      horizonUs: 1_000_000,
    },
    runToCompletion,
    { rules: ['LOCK-LIVE'] },
  );
  expect(violations.map(({ what }) => what)).toEqual([
    'waits for ever: reset_work waits for reqs_lock, held by reset_work: a deadlock',
  ]);
});
