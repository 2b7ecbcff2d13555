import { describe, expect, test } from 'vitest';
import { CACHE_FLUSH_TIMEOUT_US } from '../../../impl/driver/constants.ts';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import { groupId, processId } from '../../../impl/ids.ts';
import { AS_COMMAND, CS, GPU_INT } from '../../../impl/interface/bits.ts';
import { lockedRegion } from '../../../impl/interface/lock-region.ts';
import type { Act, Activity } from '../../../impl/runtime/activity.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { assemble } from '../../../impl/userspace/assembler/encode.ts';
import { drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, process } from './scripts.ts';

const { mainline } = revisions;
const series = revisions['series-2026'];

/** A group of process `p` runs, so its VM has an address space. */
function* onSlot(d: Driver): Act {
  yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
  yield* d.machine.sleep(1_000, 'it runs');
}

/** A group of a process of its own. */
function* createFor(d: Driver, name: string, its = 'g'): Act {
  const group = groupId(`${name}.${its}`);
  yield* d.uapi.groupCreate(processId(name), { group, priority: 1, queues: 1, protected: false });
  yield* d.uapi.groupSubmit(processId(name), { group, queue: 0, code: assemble([{ op: 'RUN', us: 1_000 }]) });
  yield* d.machine.sleep(1_000, `${name} runs`);
}

const asOf = (d: Driver, vm: string): number => d.vmNamed(vm).as.peek();
const rowsOf = (context: Parameters<typeof callTrace>[0], activity: string, fromUs: number) =>
  callTrace(context, activity, fromUs).filter((row) => /AS\d|flush|lock vm|protm|slots/.test(row));

describe('a VM operation, D.6, A.2.5', () => {
  test('locks the region, changes the page table under op_lock alone, flushes and unlocks', () => {
    const { context, driver } = drive(mainline, function* (d) {
      yield* onSlot(d);
      yield* d.uapi.vmBind(process, 3);
    });
    expect(callTrace(context, 'user', 1_000)).toEqual([
      'lock vm.op_lock(p) exclusive',
      'lock as.slots_lock exclusive',
      'AS1 LOCK',
      'wait 100 ms for AS1 AS_ACTIVE',
      'met AS1 AS_ACTIVE',
      'unlock as.slots_lock exclusive',
      'lock as.slots_lock exclusive',
      'lock cache_flush_lock exclusive',
      'wait 100 ms for cache flush',
      'met cache flush',
      'unlock cache_flush_lock exclusive',
      'AS1 UNLOCK',
      'wait 100 ms for AS1 AS_ACTIVE',
      'met AS1 AS_ACTIVE',
      'unlock as.slots_lock exclusive',
      'unlock vm.op_lock(p) exclusive',
    ]);
    expect(driver.vmNamed('p').lockedRegion.peek()).toBeNull();
  });

  test('in the series holds protm.lock for reading from before slots_lock until after the unlock', () => {
    const { context } = drive(series, function* (d, host) {
      yield* onSlot(d);
      host.setProtected(false);
      yield* d.uapi.vmBind(process, 3);
    });
    expect(rowsOf(context, 'user', 1_000).filter((row) => !/wait|met|flush/.test(row))).toEqual([
      'lock vm.op_lock(p) exclusive',
      'lock protm.lock read',
      'lock as.slots_lock exclusive',
      'AS1 LOCK',
      'unlock as.slots_lock exclusive',
      'lock as.slots_lock exclusive',
      'AS1 UNLOCK',
      'unlock as.slots_lock exclusive',
      'unlock protm.lock read',
      'unlock vm.op_lock(p) exclusive',
    ]);
  });

  test('without an address space takes the locks and gives no command', () => {
    const { context } = drive(series, function* (d) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
      yield* d.machine.sleep(1_000, 'no group of it is on slot');
      yield* d.uapi.vmBind(process, 3);
    });
    expect(rowsOf(context, 'user', 1_000)).toEqual([
      'lock vm.op_lock(p) exclusive',
      'lock protm.lock read',
      'lock as.slots_lock exclusive',
      'unlock as.slots_lock exclusive',
      'lock as.slots_lock exclusive',
      'unlock as.slots_lock exclusive',
      'unlock protm.lock read',
      'unlock vm.op_lock(p) exclusive',
    ]);
  });

  test('AS_ACTIVE that stays set is waited for 100 ms; a reset is scheduled, the operation fails, its lock is free', () => {
    const results: unknown[] = [];
    const { context } = drive(
      series,
      function* (d, host) {
        yield* onSlot(d);
        host.setProtected(false);
        yield* d.regs.as(1).status.write(1);
        results.push(yield* d.uapi.vmBind(process, 3), Math.floor(d.machine.nowUs / 1000));
      },
      { horizonUs: 1_000_000 },
    );
    expect(results).toEqual(['ETIMEDOUT', 101]);
    expect(trace(context, ['reset', 'log']).slice(0, 2)).toEqual([
      '101.0 log AS_ACTIVE bit stuck',
      '101.0 reset schedule AS1 AS_ACTIVE stuck',
    ]);
    expect(rowsOf(context, 'user', 1_000)).not.toContain('AS1 LOCK');
    expect(rowsOf(context, 'user', 101_000).slice(-3)).toEqual([
      'unlock as.slots_lock exclusive',
      'unlock protm.lock read',
      'unlock vm.op_lock(p) exclusive',
    ]);
  });

  describe('over a part of a block of 2 MiB expands the locked region to all of it', () => {
    const locks = (context: Parameters<typeof callTrace>[0], fromUs: number): readonly string[] =>
      context.events.flatMap((e) => {
        if (e.kind !== 'word' || e.tUs < fromUs || !/^AS1_(LOCKADDR|COMMAND)$/.test(e.word)) return [];
        const { start, size } = lockedRegion(e.after);
        return [e.word === 'AS1_COMMAND' ? `${e.after}` : `${start.toString(16)} ${size / 1024} KiB`];
      });
    const { UPDATE, LOCK, UNLOCK } = AS_COMMAND;

    test('LOCK a second time within the operation, not where the block stays whole or is split already', () => {
      const { context } = drive(mainline, function* (d) {
        yield* onSlot(d);
        for (const pages of [1100, 512, 600, 1, 2]) yield* d.uapi.vmBind(process, pages);
      });
      expect(locks(context, 0)).toEqual([
        ...[`${UPDATE}`],
        ...['20000000 8192 KiB', `${LOCK}`, `${UNLOCK}`],
        ...['20000000 2048 KiB', `${LOCK}`, `${UNLOCK}`],
        ...['20000000 4096 KiB', `${LOCK}`, '20000000 4096 KiB', `${LOCK}`, `${UNLOCK}`],
        ...['20000000 32 KiB', `${LOCK}`, '20000000 2048 KiB', `${LOCK}`, `${UNLOCK}`],
        ...['20000000 32 KiB', `${LOCK}`, `${UNLOCK}`],
      ]);
    });

    test('mainline ignores that the expansion failed; with 6/8 the operation fails', () => {
      const resultOf = (revision: Revision): unknown => {
        let result: unknown = null;
        drive(
          revision,
          function* (d, host) {
            yield* onSlot(d);
            host.setProtected(false);
            yield* d.uapi.vmBind(process, 512);
            d.machine.spawn('saboteur', 'process', function* () {
              yield* d.machine.until(
                'the region is locked',
                () => d.vmNamed('p').lockedRegion.get() !== null,
              );
              yield* d.regs.as(1).status.write(1);
            });
            result = yield* d.uapi.vmBind(process, 1);
          },
          { horizonUs: 500_000, chooser: { ...runToCompletion, pickActivity: saboteurFirst } },
        );
        return result;
      };
      const saboteurFirst = (all: readonly Activity[]): number =>
        Math.max(
          0,
          all.findIndex((activity) => activity.path === 'saboteur'),
        );
      expect([resultOf(mainline), resultOf(series)]).toEqual([0, 'ETIMEDOUT']);
    });
  });

  test('a flush that is not answered schedules a reset; there is no UNLOCK, and the operation succeeds', () => {
    const results: unknown[] = [];
    const { context } = drive(
      mainline,
      function* (d, host) {
        yield* onSlot(d);
        host.ignoreFlush = true;
        results.push(yield* d.uapi.vmBind(process, 3));
      },
      { horizonUs: 1_000_000 },
    );
    expect(results).toEqual([0]);
    expect(trace(context, ['reset'])[0]).toBe('101.0 reset schedule cache flush timed out');
    expect(rowsOf(context, 'user', 1_000)).not.toContain('AS1 UNLOCK');
  });
});

describe('what a VM operation was for, when it fails', () => {
  /** AS_ACTIVE of an address space stays set from now on. */
  const stuck = (d: Driver, as: number): Act => d.regs.as(as).status.write(1);

  test('a group is not created, and what was allocated for it is given back', () => {
    const results: unknown[] = [];
    const { context } = drive(
      series,
      function* (d) {
        yield* stuck(d, 0);
        const args = { group: groupId('g'), priority: 1, queues: 1, protected: true } as const;
        results.push(yield* d.uapi.groupCreate(process, args));
      },
      { horizonUs: 150_000 },
    );
    expect(results).toEqual(['ETIMEDOUT']);
    const memory = context.events.flatMap((e) => (e.kind === 'memory' ? [`${e.op} ${e.buffer}`] : []));
    expect(memory.filter((row) => row.includes('g/'))).toEqual(['alloc g/suspend_buf', 'free g/suspend_buf']);
  });

  test('a tiler heap that cannot grow kills the group', () => {
    const { context } = drive(
      mainline,
      function* (d) {
        yield* onSlot(d);
        const cs = d.cs(0, 0);
        d.machine.atomically(() => {
          d.regs.as(1).status.store(1);
          cs.ack.store((cs.ack.peek() & ~CS.TILER_OOM) | (~cs.req.peek() & CS.TILER_OOM));
          d.csg(0).irqReq.store(1);
          d.regs.job.raise(1);
        });
      },
      { horizonUs: 250_000 },
    );
    expect(trace(context, ['group', 'job']).filter((row) => /kill|signal/.test(row))).toEqual([
      '101.0 g kill CSG0 fatal',
      '101.0 job g:0/1 signal EINVAL',
    ]);
  });

  test('the reference tries again after the reset, so that the buffer of a destroyed group is freed', () => {
    const { context } = drive(
      revisions.reference,
      function* (d, host) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1, protected: true }], []);
        // A suspend would do away with the session instead of the reset.
        d.state.pm.get();
        yield* d.machine.sleep(1_000, 'nothing runs');
        host.setProtected(true);
        yield* d.uapi.groupDestroy(process, groupId('g'));
      },
      { horizonUs: 2_000_000 },
    );
    const rows = context.events.flatMap((e) => {
      if (e.kind === 'reset') return [`reset ${e.op}`];
      return e.kind === 'memory' && /^(unmap|free)$/.test(e.op) ? [`${e.op} ${e.buffer}`] : [];
    });
    expect(rows).toEqual([
      'reset schedule',
      'reset begin',
      'reset end',
      'unmap g/suspend_buf',
      'free g/suspend_buf',
      'unmap g/protm_suspend_buf',
      'free g/protm_suspend_buf',
    ]);
  });
});

describe('the GPU cache flush', () => {
  test('one at a time; after one that was not answered the next fails at once, until the reset', () => {
    const results: unknown[] = [];
    const { driver } = drive(
      mainline,
      function* (d, host) {
        yield* onSlot(d);
        host.ignoreFlush = true;
        const flush = (name: string): void => {
          d.machine.spawn(name, 'process', function* () {
            results.push([name, yield* d.fn.panthorGpuFlushCaches(), Math.floor(d.machine.nowUs / 1000)]);
          });
        };
        flush('first');
        flush('second');
        yield* d.machine.until('both are done', () => d.state.resetPending.get() || results.length === 2);
        host.ignoreFlush = false;
        yield* d.machine.until('the reset is over', () => d.state.resetInProgress.get());
        yield* d.machine.until('the reset is over', () => !d.state.resetInProgress.get());
        results.push(['after', yield* d.fn.panthorGpuFlushCaches()]);
      },
      { horizonUs: 1_000_000 },
    );
    expect(results).toEqual([
      ['first', 'ETIMEDOUT', 101],
      ['second', 'EIO', 101],
      ['after', 0],
    ]);
    expect(driver.state.pendingReqs.peek()).toBe(0);
  });

  test('is done where its interrupt comes between the last look at the limit and RAWSTAT', () => {
    let result: unknown;
    const rawstat = 'read GPU_INT_RAWSTAT';
    const { driver } = drive(
      mainline,
      function* (d, host) {
        host.ignoreFlush = true;
        d.machine.spawn('waiter', 'process', function* () {
          result = yield* d.fn.panthorGpuFlushCaches();
        });
        yield* d.machine.sleep(CACHE_FLUSH_TIMEOUT_US, 'the limit');
        d.regs.gpu.raise(GPU_INT.CLEAN_CACHES_COMPLETED);
      },
      {
        horizonUs: 200_000,
        chooser: {
          // The waiter goes first, but for its look at RAWSTAT, before which everybody else has done what there is to do.
          pickActivity: (candidates) => {
            const waiter = candidates.findIndex((a) => a.path === 'waiter' && a.op?.label !== rawstat);
            const other = candidates.findIndex((a) => a.path !== 'waiter');
            return Math.max(0, waiter >= 0 ? waiter : other);
          },
          pickOption: () => 0,
        },
      },
    );
    expect(result).toBe(0);
    expect(driver.state.resetPending.peek()).toBe(false);
  });
});

describe('address spaces, A.2.3-11, D.6', () => {
  test('the firmware has AS0; a VM gets a free one with UPDATE when its first group gets a slot, no command for the second', () => {
    const { context, driver } = drive(mainline, function* (d) {
      yield* onSlot(d);
      yield* createAndSubmit(d, [{ name: 'h', priority: 1 }], ['h']);
      yield* d.machine.sleep(20_000, 'it runs too');
    });
    expect(rowsOf(context, 'user', 0).filter((row) => row === 'AS0 UPDATE')).toHaveLength(1);
    expect(rowsOf(context, 'tick_work', 0).filter((row) => /^AS/.test(row))).toEqual(['AS1 UPDATE']);
    expect(driver.group(groupId('h')).csgId.peek()).toBeGreaterThanOrEqual(0);
    expect([asOf(driver, 'fw'), asOf(driver, 'p')]).toEqual([0, 1]);
    expect(driver.vmNamed('p').activeCnt.peek()).toBe(2);
    expect(driver.regs.as(1).table.peek()).toBe('VM of p');
  });

  test('another group of a VM that is active gets its slot while an operation of that VM is under way', () => {
    const bound = (active: boolean): boolean => {
      let there = false;
      drive(mainline, function* (d) {
        yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], active ? ['g'] : []);
        yield* d.machine.sleep(3_000, 'it runs, or not');
        yield* d.vmNamed('p').opLock.lock();
        d.machine.spawn('other', 'process', () => createAndSubmit(d, [{ name: 'h', priority: 1 }], ['h']));
        yield* d.machine.sleep(20_000, 'the tick comes');
        there = d.group(groupId('h')).csgId.peek() >= 0;
        d.vmNamed('p').opLock.unlock();
      });
      return there;
    };
    expect([bound(true), bound(false)]).toEqual([true, false]);
  });

  test('a group off slot keeps its address space until another VM needs it: the one idle for longest gives way', () => {
    const { driver, context } = drive(
      mainline,
      function* (d) {
        for (const name of ['a', 'b']) yield* createFor(d, name);
        for (const name of ['b', 'a']) {
          yield* d.uapi.groupDestroy(processId(name), groupId(`${name}.g`));
          yield* d.machine.sleep(15_000, `${name} is off slot`);
        }
        expect([asOf(d, 'a'), asOf(d, 'b')]).toEqual([1, 2]);
        expect(d.state.lruList.peek()).toEqual(['b', 'a']);
        yield* createFor(d, 'c');
      },
      { asSlots: 2, horizonUs: 100_000 },
    );
    expect([asOf(driver, 'a'), asOf(driver, 'b'), asOf(driver, 'c')]).toEqual([1, -1, 2]);
    expect(driver.regs.as(2).table.peek()).toBe('VM of c');
    // Flushed, and configured anew at once: no UPDATE without a page table in between.
    const rows = rowsOf(context, 'tick_work', 30_000).filter((row) => /AS2|flush/.test(row));
    expect(rows.filter((row) => !/^(wait|met)/.test(row))).toEqual([
      'lock cache_flush_lock exclusive',
      'unlock cache_flush_lock exclusive',
      'AS2 UPDATE',
    ]);
  });

  test('one that got a group on slot again does not give way', () => {
    const { driver } = drive(
      mainline,
      function* (d) {
        for (const name of ['a', 'b']) yield* createFor(d, name);
        for (const name of ['a', 'b']) {
          yield* d.uapi.groupDestroy(processId(name), groupId(`${name}.g`));
          yield* d.machine.sleep(15_000, `${name} is off slot`);
        }
        yield* createFor(d, 'a', 'h');
        expect(d.state.lruList.peek()).toEqual(['b']);
        yield* createFor(d, 'c');
      },
      { asSlots: 2, horizonUs: 100_000 },
    );
    expect([asOf(driver, 'a'), asOf(driver, 'b'), asOf(driver, 'c')]).toEqual([1, -1, 2]);
    expect(driver.regs.as(1).table.peek()).toBe('VM of a');
  });

  test('a VM that loses its address space in the middle of an operation is unlocked for it', () => {
    const { driver, context } = drive(
      mainline,
      function* (d) {
        yield* createFor(d, 'a');
        yield* d.uapi.groupDestroy(processId('a'), groupId('a.g'));
        yield* d.machine.sleep(15_000, 'a is off slot');
        const vm = d.vmNamed('a');
        yield* vm.opLock.lock();
        yield* d.fn.panthorVmLockRegion(vm, { start: 0x1000_0000, size: 4096 });
        yield* createFor(d, 'b');
        yield* d.fn.panthorVmUnlockRegion(vm);
        vm.opLock.unlock();
      },
      { asSlots: 1, horizonUs: 100_000 },
    );
    expect([asOf(driver, 'a'), asOf(driver, 'b')]).toEqual([-1, 1]);
    const commands = context.events.flatMap((e) =>
      e.kind === 'word' && e.word === 'AS1_COMMAND' ? [`${e.activity}: ${e.after}`] : [],
    );
    expect(commands).toEqual([
      `tick_work: ${AS_COMMAND.UPDATE}`,
      `user: ${AS_COMMAND.LOCK}`,
      `tick_work: ${AS_COMMAND.UNLOCK}`,
      `tick_work: ${AS_COMMAND.UPDATE}`,
    ]);
    expect(driver.regs.as(1).locked.peek()).toBeNull();
  });

  test('a failed UPDATE leaves the slot unprogrammed and START is still requested, D.4-7', () => {
    const { driver, context } = drive(
      mainline,
      function* (d) {
        yield* d.regs.as(1).status.write(1);
        yield* createFor(d, 'a');
      },
      { asSlots: 1, horizonUs: 110_000 },
    );
    expect(trace(context, ['reset', 'group', 'csg']).filter((row) => !/create|busy/.test(row))).toEqual([
      '100.0 reset schedule AS1 AS_ACTIVE stuck',
      '100.0 reset begin ',
      '100.0 reset end ',
    ]);
    const words = context.events.flatMap((e) => (e.kind === 'word' ? [`${e.word} ${e.after & 7}`] : []));
    expect(words.filter((word) => /^CSG0_(CONFIG|REQ)/.test(word))).toEqual(['CSG0_REQ 1']);
    // On no list and on no slot: nothing will ever run it.
    const group = driver.group(groupId('a.g'));
    const lists = [...driver.state.runnable, ...driver.state.idle].flatMap((list) => list.peek());
    expect([group.csgId.peek(), lists, driver.state.stoppedGroups.peek()]).toEqual([-1, [], []]);
  });

  test('a reset releases all, and groups get theirs again when they are back on slot', () => {
    const released: number[] = [];
    const { driver, context } = drive(
      mainline,
      function* (d) {
        yield* onSlot(d);
        yield* d.fn.panthorDeviceScheduleReset('test');
        yield* d.machine.until('released', () => d.vmNamed('p').as.get() < 0);
        released.push(asOf(d, 'p'), asOf(d, 'fw'));
        yield* d.machine.sleep(20_000, 'the reset is over');
      },
      { horizonUs: 100_000 },
    );
    expect(released[0]).toBe(-1);
    expect([asOf(driver, 'fw'), asOf(driver, 'p')]).toEqual([0, 1]);
    expect(rowsOf(context, 'reset_work', 0).filter((row) => /^AS\d [UL]/.test(row))).toEqual(['AS0 UPDATE']);
    expect(driver.group(groupId('g')).csgId.peek()).toBeGreaterThanOrEqual(0);
    expect(driver.vmNamed('p').activeCnt.peek()).toBe(1);
  });

  test('a region that is locked between the GPU reset and the release stays locked; the reference unlocks it', () => {
    const lockedAfter = (revision: Revision): boolean => {
      let locked = (): boolean => false;
      const { driver, context } = drive(
        revision,
        function* (d, host) {
          yield* createAndSubmit(d, [{ name: 'g', priority: 1, protected: true }], ['g']);
          yield* d.machine.sleep(1_000, 'it runs');
          host.setProtected(false);
          locked = () => d.regs.as(1).locked.peek() !== null;
          const reset = host.softReset.bind(host);
          host.softReset = () => {
            reset();
            d.machine.spawn('binder', 'process', function* () {
              yield* d.uapi.vmBind(process, 1);
            });
          };
          yield* d.fn.panthorDeviceScheduleReset('test');
        },
        {
          horizonUs: 3_000,
          chooser: {
            ...runToCompletion,
            pickActivity: (all) => {
              const first = locked() ? 'reset_work' : 'binder';
              return Math.max(
                0,
                all.findIndex((activity) => activity.path === first),
              );
            },
          },
        },
      );
      expect(trace(context, ['reset'])).toHaveLength(3);
      return driver.regs.as(1).locked.peek() !== null;
    };
    expect(lockedAfter(series)).toBe(true);
    expect(lockedAfter(revisions.reference)).toBe(false);
  });
});
