import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { fixes, revisions } from '../../../impl/driver/revisions.ts';
import { series2026 } from '../../../impl/driver/series-2026/index.ts';
import { type Revision, stack } from '../../../impl/driver/unit.ts';
import { groupId, processId } from '../../../impl/ids.ts';
import { CS, MMU_INT_FAULTS } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { type Setup, simulate } from '../../../impl/simulate.ts';
import { assemble } from '../../../impl/userspace/assembler/encode.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, finishJob, process, raiseRequest, reportIdle, submit } from './scripts.ts';

const { mainline } = revisions;

function* twoGroups(d: Driver): Act {
  yield* createAndSubmit(
    d,
    [
      { name: 'a', priority: 1 },
      { name: 'b', priority: 1 },
    ],
    ['a'],
  );
  const other = { group: groupId('q.c'), priority: 1, queues: 1, protected: false } as const;
  yield* d.uapi.groupCreate(processId('q'), other);
  const code = assemble([{ op: 'RUN', us: 1_000 }]);
  yield* d.uapi.groupSubmit(processId('q'), { group: other.group, queue: 0, code });
  yield* d.machine.sleep(1_000, 'they run');
}

const kills = (rows: readonly string[]): readonly string[] =>
  rows.filter((row) => row.includes('kill')).map((row) => row.replace(/^\S+ /, ''));

describe('the MMU interrupt thread, A.2.6, D.4-2', () => {
  test('masks the AS, flushes, takes the page table away under slots_lock, and asks for a tick', () => {
    const { context, driver } = drive(mainline, function* (d) {
      yield* twoGroups(d);
      d.regs.mmu.raise(1 << 1);
    });
    expect(callTrace(context, 'irq/mmu')).toEqual([
      'lock as.slots_lock exclusive',
      'lock cache_flush_lock exclusive',
      'wait 100 ms for cache flush',
      'met cache flush',
      'unlock cache_flush_lock exclusive',
      'AS1 UPDATE',
      'wait 100 ms for AS1 AS_ACTIVE',
      'met AS1 AS_ACTIVE',
      'unlock as.slots_lock exclusive',
      // its periodic one is brought forward
      'moved tick_work',
    ]);
    expect(driver.regs.as(1).table.peek()).toBeNull();
    expect(driver.regs.as(2).table.peek()).toBe('VM of q');
    expect(driver.regs.mmu.mask.peek()).toBe(MMU_INT_FAULTS & ~2);
  });

  test('a locked region of the VM is unlocked first', () => {
    const { context } = drive(mainline, function* (d) {
      yield* twoGroups(d);
      const vm = d.vmNamed('p');
      yield* vm.opLock.lock();
      yield* d.fn.panthorVmLockRegion(vm, { start: 0x1000_0000, size: 4096 });
      d.regs.mmu.raise(1 << 1);
      yield* d.machine.sleep(1_000, 'the thread is done');
      yield* d.fn.panthorVmUnlockRegion(vm);
      vm.opLock.unlock();
    });
    expect(callTrace(context, 'irq/mmu').filter((row) => /^AS/.test(row))).toEqual([
      'AS1 UNLOCK',
      'AS1 UPDATE',
    ]);
  });

  test('the tick kills every group of the VM that is on slot, and no other; jobs end with EINVAL', () => {
    const { context, driver } = drive(mainline, function* (d) {
      yield* twoGroups(d);
      d.regs.mmu.raise(1 << 1);
    });
    expect(kills(trace(context, ['group']))).toEqual(['a kill CSG0 mmuFault', 'b kill CSG1 mmuFault']);
    expect(trace(context, ['job']).filter((row) => row.includes('signal'))).toEqual([
      '1.0 job a:0/1 signal EINVAL',
    ]);
    expect(driver.group(groupId('q.c')).state.peek()).toBe('ACTIVE');
  });

  test('a queue that firmware reported as fatal is the only one blamed', () => {
    const { driver, context } = drive(mainline, function* (d) {
      yield* d.uapi.groupCreate(process, { group: groupId('g'), priority: 1, queues: 2, protected: false });
      yield* submit(d, 'g');
      yield* d.machine.sleep(1_000, 'it runs');
      d.machine.atomically(() => {
        const cs = d.cs(0, 1);
        cs.ack.store((cs.ack.peek() & ~CS.FATAL) | (~cs.req.peek() & CS.FATAL));
        d.csg(0).irqReq.store(d.csg(0).irqAck.peek() ^ 2);
        d.regs.mmu.raise(1 << 1);
      });
    });
    expect(driver.group(groupId('g')).fatalQueues.peek()).toBe(2);
    expect(kills(trace(context, ['group']))).toEqual(['g kill CSG0 fatal']);
  });

  test('the AS is configured and heard again when the next group of the VM gets a slot', () => {
    const { driver } = drive(
      mainline,
      function* (d) {
        yield* twoGroups(d);
        d.regs.mmu.raise(1 << 1);
        yield* d.machine.sleep(15_000, 'both are gone');
        yield* createAndSubmit(d, [{ name: 'next', priority: 1 }], ['next']);
      },
      { horizonUs: 50_000 },
    );
    expect(driver.group(groupId('next')).state.peek()).toBe('ACTIVE');
    expect(driver.vmNamed('p').unhandledFault.peek()).toBe(false);
    expect(driver.regs.as(1).table.peek()).toBe('VM of p');
    expect(driver.regs.mmu.mask.peek()).toBe(MMU_INT_FAULTS);
    expect(driver.regs.mmu.intMask.peek()).toBe(MMU_INT_FAULTS);
  });
});

describe('a fault before or after a suspend, H.1', () => {
  /** The group of `p` has run, and the device is suspended from about 60 ms to 200 ms. */
  function* suspendedOnce(d: Driver, before: Act = d.machine.sleep(0, 'nothing')): Act {
    yield* createAndSubmit(d, [{ name: 'a', priority: 1 }], ['a']);
    yield* d.machine.sleep(1_000, 'it runs');
    yield* before;
    yield* d.machine.sleep(2_000, 'it is done');
    if (d.group(groupId('a')).csgId.peek() >= 0) {
      finishJob(d, 'a');
      reportIdle(d, 'a');
    }
    yield* d.machine.sleep(200_000 - d.machine.nowUs, 'the device is suspended');
    expect(d.state.pmState.peek()).toBe('SUSPENDED');
    yield* createAndSubmit(d, [{ name: 'next', priority: 1 }], ['next']);
    yield* d.machine.sleep(1_000, 'it runs');
  }

  test('is heard after the resume as it was before', () => {
    const { context } = drive(
      mainline,
      function* (d) {
        yield* suspendedOnce(d);
        d.regs.mmu.raise(1 << 1);
      },
      { horizonUs: 220_000 },
    );
    expect(kills(trace(context, ['group']))).toEqual(['next kill CSG0 mmuFault', 'a kill CSG1 mmuFault']);
  });

  test('of an address space before it does not keep that one from being heard after it', () => {
    const { driver } = drive(
      mainline,
      (d) =>
        suspendedOnce(
          d,
          (function* () {
            d.regs.mmu.raise(1 << 1);
            yield* d.machine.sleep(1_000, 'it is handled');
            expect(d.regs.mmu.mask.peek()).toBe(MMU_INT_FAULTS & ~2);
          })(),
        ),
      { horizonUs: 220_000 },
    );
    expect(driver.regs.mmu.mask.peek()).toBe(MMU_INT_FAULTS);
    expect(driver.regs.mmu.intMask.peek()).toBe(MMU_INT_FAULTS);
  });
});

describe('a fault in a reset, A.2.7', () => {
  test('is not heard: the line is suspended until the address spaces are released', () => {
    const { context, driver } = drive(mainline, function* (d, host) {
      yield* twoGroups(d);
      const reset = host.softReset.bind(host);
      host.softReset = () => {
        d.regs.mmu.raise(1 << 1);
        reset();
      };
      yield* d.fn.panthorDeviceScheduleReset('test');
    });
    expect(trace(context, ['reset']).map((row) => row.replace(/^\S+ /, ''))).toEqual([
      'reset schedule test',
      'reset begin ',
      'reset end ',
    ]);
    expect(callTrace(context, 'irq/mmu')).toEqual([]);
    expect(driver.regs.mmu.intMask.peek()).toBe(MMU_INT_FAULTS);
  });
});

describe('a fault as protected mode begins, A.1.4', () => {
  /** The interrupt of a normal-mode access comes when the session has just begun. */
  const inSession = (d: Driver): Act => protectedWithFault(d);
  function* protectedWithFault(d: Driver): Act {
    const groups = [
      { name: 'video', priority: 2 as const, protected: true },
      { name: 'screen', priority: 1 as const },
    ];
    yield* createAndSubmit(d, groups, ['video', 'screen']);
    yield* d.machine.sleep(1_000, 'they run');
    raiseRequest(d, 'video');
    yield* d.machine.sleep(1_000, 'it is protected');
    d.regs.mmu.raise(1 << 1);
  }
  const without = (name: string): Revision =>
    stack('without', [...series2026, ...fixes.map((f) => f.unit).filter((u) => u.name !== name)]);
  const told = (revision: Revision): readonly string[] =>
    trace(drive(revision, inSession, { horizonUs: 300_000, onPing: 'exit' }).context, ['log', 'reset']);

  test('the posted series gives commands that stall for longer than it waits, and resets', () => {
    const expected = ['2.0 log Unhandled Page fault in AS1', '102.0 log AS_ACTIVE bit stuck'];
    for (const revision of [revisions['series-2026'], without('quiet-mmu')]) {
      expect(told(revision).slice(0, 3)).toEqual([...expected, '102.0 reset schedule AS1 AS_ACTIVE stuck']);
    }
  });

  test('the reference ends the session first', () => {
    const { context, driver } = drive(revisions.reference, inSession, { horizonUs: 300_000, onPing: 'exit' });
    expect(trace(context, ['reset'])).toEqual([]);
    const rows = callTrace(context, 'irq/mmu').filter((row) => /protm|PING|^AS/.test(row));
    expect(rows).toEqual(['lock protm.lock read', 'GLB_REQ PING', 'AS1 UPDATE', 'unlock protm.lock read']);
    expect(kills(trace(context, ['group']))).toHaveLength(2);
    expect(driver.regs.gpuStatus.peek()).toBe(0);
  });
});

describe('a forced exit that fails, A.2.5', () => {
  function* bindInSession(d: Driver): Act {
    yield* createAndSubmit(d, [{ name: 'video', priority: 2, protected: true }], ['video']);
    yield* d.machine.sleep(1_000, 'it runs');
    raiseRequest(d, 'video');
    yield* d.machine.sleep(1_000, 'it is protected');
    yield* d.uapi.vmBind(process, 1);
  }
  const commands = (revision: Revision): readonly string[] =>
    callTrace(drive(revision, bindInSession, { horizonUs: 550_000 }).context, 'user').filter((row) =>
      /^AS1/.test(row),
    );

  test('the posted series goes on and gives LOCK in protected mode; the reference fails the operation', () => {
    expect(commands(revisions['series-2026'])).toEqual(['AS1 LOCK']);
    expect(commands(revisions.reference)).toEqual([]);
  });
});

describe('a stream that accesses what its VM does not map', () => {
  const setup = (stream: readonly unknown[]): Setup => ({
    revision: revisions.reference,
    profile: {},
    horizonUs: 200_000,
    workload: decodeWorkload({
      name: 'bad-pointer',
      note: 'One process reads through a bad pointer beside one that does not.',
      slots: 3,
      asSlots: 3,
      csPerSlot: 1,
      processes: [
        {
          name: 'bad',
          groups: [{ name: 'g', priority: 'medium', protected: true, queues: 1 }],
          script: [{ submit: { queue: 'bad.g:0', stream } }, { wait: 'bad.g:0' }],
        },
        {
          name: 'good',
          groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }],
          script: [
            { submit: { queue: 'good.g:0', stream: ['RUN 30 ms'] } },
            { submit: { queue: 'good.g:0', stream: ['RUN 30 ms'] } },
          ],
        },
      ],
    }),
  });
  const ends = (stream: readonly unknown[]): readonly string[] =>
    simulate(setup(stream), runToCompletion).events.flatMap((e) => {
      if (e.kind === 'job' && e.op === 'signal') return [`${e.job} ${e.error ?? 'ok'}`];
      if (e.kind === 'irq' && e.op === 'raise' && e.line !== 'job') return [`${e.line} ${e.bits}`];
      return e.kind === 'reset' && e.op === 'schedule' ? [`reset: ${e.cause}`] : [];
    });

  test('faults in its AS; its group dies, the job of the other process is done', () => {
    const told = ends(['RUN 1 ms', 'PAGE_FAULT', 'RUN 1 ms']).filter((row) => !/^gpu/.test(row));
    expect(told).toEqual(['mmu 2', 'bad.g:0/1 EINVAL', 'good.g:0/1 ok', 'good.g:0/2 ok']);
  });

  test('raises PROTM_FAULT inside a region, B.6', () => {
    const told = ends([{ protected: ['RUN 1 ms', 'PAGE_FAULT'] }]).filter((row) => !/^gpu 131072/.test(row));
    expect(told.filter((row) => /mmu/.test(row))).toEqual([]);
    expect(told.slice(0, 2)).toEqual(['gpu 2', 'reset: PROTM_FAULT']);
    expect(told.filter((row) => row.startsWith('good'))).toEqual(['good.g:0/1 ok', 'good.g:0/2 ok']);
  });
});

describe('the flush of the fault thread reaches the GPU (F17)', () => {
  /** Why a reset was scheduled, when the interrupt of a fault is taken 5 ms into a session of 300 ms. */
  const resetsOf = (revision: Revision, F17: string): readonly string[] => {
    let raised = false;
    const run = simulate(
      {
        revision,
        profile: { F17 },
        horizonUs: 250_000,
        workload: decodeWorkload({
          name: 'film',
          note: 'One long protected region.',
          slots: 2,
          asSlots: 2,
          csPerSlot: 1,
          processes: [
            {
              name: 'player',
              groups: [{ name: 'film', priority: 'medium', protected: true, queues: 1 }],
              script: [{ submit: { queue: 'player.film:0', stream: [{ protected: ['RUN 300 ms'] }] } }],
            },
          ],
        }),
        afterStep: ({ regs, machine }) => {
          if (!raised && regs.protectedNow && machine.nowUs >= 10_000) {
            raised = true;
            regs.mmu.raise(1 << 1);
          }
          return false;
        },
      },
      runToCompletion,
    );
    expect(raised).toBe(true);
    expect(run.consulted.has('F17')).toBe(revision !== revisions.reference);
    return run.events.flatMap((e) => (e.kind === 'reset' && e.op === 'schedule' ? [e.cause] : []));
  };

  /** The posted series without what its ticks do to a session, and without what keeps the MMU quiet. */
  const noisy = stack('noisy', [
    ...series2026,
    ...fixes.map((fix) => fix.unit).filter((unit) => unit.name !== 'quiet-mmu'),
  ]);

  test.each([
    ['works', 'AS1 AS_ACTIVE stuck'],
    ['times out', 'cache flush timed out'],
  ])('in protected mode it %s', (option, cause) => {
    expect(resetsOf(noisy, option)[0]).toBe(cause);
    expect(resetsOf(revisions.reference, option)).toEqual([]);
  });
});

describe('a fault whose thread waits for slots_lock while the address space gets another VM', () => {
  /** Whether q is blamed for the fault of p, and for its own after it. */
  const blamed = (revision: Revision): readonly boolean[] => {
    const answers: boolean[] = [];
    drive(revision, function* (d) {
      yield* twoGroups(d);
      const { slotsLock, asSlots } = d.state;
      const [p, q] = [d.vmNamed('p'), d.vmNamed('q')];
      yield* slotsLock.lock();
      d.regs.mmu.raise(1 << 1);
      yield* d.machine.sleep(1_100, 'the thread has the fault in hand');
      yield* d.fn.panthorVmReleaseAsLocked(q);
      yield* d.fn.panthorVmReleaseAsLocked(p);
      asSlots[1]?.set('q');
      q.as.set(1);
      slotsLock.unlock();
      yield* d.machine.sleep(300, 'the thread is done');
      answers.push(q.unhandledFault.peek());
      d.regs.mmu.raise(1 << 1);
      yield* d.machine.sleep(300, 'its own');
      answers.push(q.unhandledFault.peek());
    });
    return answers;
  };

  test('is held against that one in mainline, but not in the reference', () => {
    expect(blamed(mainline)).toEqual([true, true]);
    expect(blamed(revisions.reference)).toEqual([false, true]);
  });
});
