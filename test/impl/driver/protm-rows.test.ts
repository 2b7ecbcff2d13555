/** The posted series, the rows of A.2.1 to A.2.5 that protm.test.ts does not play. */
import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { protm } from '../../../impl/driver/series-2026/protm-state.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { bufferId, groupId } from '../../../impl/ids.ts';
import { CSG, GLB, JOB_INT_GLOBAL_IF } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type AnsweringFirmware, drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, endOfRegion, type GroupPlan, process, raiseRequest } from './scripts.ts';

const series = revisions['series-2026'];
const video: GroupPlan = { name: 'video', priority: 2, protected: true };
const screen: GroupPlan = { name: 'screen', priority: 1 };

const buffersOf = (events: readonly SimEvent[], ...ops: readonly string[]): readonly string[] =>
  events.flatMap((e) => (e.kind === 'memory' && ops.includes(e.op) ? [`${e.op} ${e.buffer}`] : []));
const pendingOf = (d: Driver, name: string): number =>
  protm
    .of(d)
    .pendingQueues(d.group(groupId(name)))
    .peek();

/** Both groups have work; `script` plays from `fromUs` on. No ENTER is answered by a session unless it says so. */
function withBoth(
  fromUs: number,
  script: (d: Driver, host: AnsweringFirmware) => Act<unknown>,
  options: Parameters<typeof drive>[2] = {},
): ReturnType<typeof drive> {
  return drive(
    series,
    function* (d, host) {
      yield* createAndSubmit(d, [video, screen], ['video', 'screen']);
      yield* d.machine.sleep(fromUs - d.machine.nowUs, 'until the script');
      yield* script(d, host);
    },
    { horizonUs: fromUs + 2_000, ...options },
  );
}

describe('probe, A.2.1', () => {
  test('1 and 3: with a heap the protected section comes from it and is mapped for firmware before the boot', () => {
    const { context } = drive(series, function* () {});
    expect(buffersOf(context.events, 'alloc', 'map')).toEqual([
      'alloc fw/protected_section',
      'map fw/protected_section',
    ]);
    const booted = context.events.findIndex((e) => e.kind === 'word' && e.word === 'MCU_CONTROL');
    const mapped = context.events.findIndex((e) => e.kind === 'memory' && e.op === 'map');
    expect(mapped).toBeLessThan(booted);
  });

  test('1: without one the feature is off, and nothing is asked for protected memory', () => {
    const { context } = drive(series, (d) => createAndSubmit(d, [screen], ['screen']), {
      protectedHeap: false,
    });
    expect(buffersOf(context.events, 'alloc')).toEqual(['alloc screen/suspend_buf']);
  });
});

describe('group create and destroy, A.2.2', () => {
  test('1: suspend buffer, then with the flag the protected one, both mapped for firmware', () => {
    const { context } = drive(series, (d) => createAndSubmit(d, [video, screen], []));
    expect(buffersOf(context.events, 'alloc', 'map').slice(2)).toEqual([
      'alloc video/suspend_buf',
      'map video/suspend_buf',
      'alloc video/protm_suspend_buf',
      'map video/protm_suspend_buf',
      'alloc screen/suspend_buf',
      'map screen/suspend_buf',
    ]);
  });

  test('1: mainline has both for each group, of ordinary memory, and gives both back, B.4', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, [screen], []);
      yield* d.uapi.groupDestroy(process, groupId('screen'));
    });
    expect(buffersOf(context.events, 'alloc', 'map', 'free')).toEqual([
      'alloc screen/suspend_buf',
      'map screen/suspend_buf',
      'alloc screen/protm_suspend_buf',
      'map screen/protm_suspend_buf',
      'free screen/suspend_buf',
      'free screen/protm_suspend_buf',
    ]);
    const heaps = context.events.flatMap((e) => (e.kind === 'memory' && e.op === 'alloc' ? [e.note] : []));
    expect(heaps).toEqual(['system heap', 'system heap']);
  });

  test('1: each as large as the firmware says', () => {
    const { driver } = drive(series, (d) => createAndSubmit(d, [video], []));
    const pagesOf = (name: string): number => driver.hw.memory.pageCount(bufferId(`video/${name}`));
    const { suspendPages, protmSuspendPages } = driver.fwif;
    expect([pagesOf('suspend_buf'), pagesOf('protm_suspend_buf')]).toEqual([suspendPages, protmSuspendPages]);
    expect(suspendPages).not.toBe(protmSuspendPages);
  });

  test('1: the flag without a heap is EINVAL, and what was allocated is given back', () => {
    const { context } = drive(series, (d) => createAndSubmit(d, [video], []), { protectedHeap: false });
    expect(context.events.flatMap((e) => (e.kind === 'ioctl' ? [`${e.call} ${e.result}`] : []))).toEqual([
      'GROUP_CREATE video EINVAL',
    ]);
    expect(buffersOf(context.events, 'free')).toEqual(['free video/suspend_buf']);
  });

  test('2: each map for firmware takes protm.lock for reading, and forces an exit from a session', () => {
    const { context } = withBoth(1_000, (d) => createAndSubmit(d, [{ ...video, name: 'more' }], []), {
      onPing: 'exit',
      horizonUs: 30_000,
    });
    const rows = callTrace(context, 'user', 1_000).filter((row) => /protm.lock|PING/.test(row));
    // suspend buffer, protected suspend buffer, ring interface; the first finds the session
    expect(rows).toEqual([
      'lock protm.lock read',
      'GLB_REQ PING',
      'unlock protm.lock read',
      'lock protm.lock read',
      'unlock protm.lock read',
      'lock protm.lock read',
      'unlock protm.lock read',
    ]);
  });

  test('3: off slot the group is terminated at once; its buffers go with the last reference, mapped until then', () => {
    const { context } = drive(series, function* (d) {
      yield* createAndSubmit(d, [video], []);
      yield* d.uapi.groupDestroy(process, groupId('video'));
    });
    expect(callTrace(context, 'user').filter((row) => row.startsWith('queued group'))).toEqual([
      'queued group_term_work(video)',
    ]);
    expect(buffersOf(context.events, 'unmap', 'scrub', 'free')).toEqual(
      ['video/suspend_buf', 'video/protm_suspend_buf'].flatMap((b) => [
        `unmap ${b}`,
        `scrub ${b}`,
        `free ${b}`,
      ]),
    );
  });
});

describe('request to entry, A.2.3', () => {
  test('2: with a reset pending the work is not queued, and the event bit stays', () => {
    const { context, driver } = withBoth(
      1_000,
      function* (d) {
        yield* d.machine.write(d.state.resetPending, true);
        raiseRequest(d, 'video');
      },
      { onEnter: () => {} },
    );
    expect(callTrace(context, 'irq/job', 1_000)).toContain('dropped process_fw_events_work');
    expect(driver.state.fwEvents.peek() & 1).toBe(1);
  });

  test('3: without a heap a request leads to nothing at all', () => {
    const { context } = drive(
      series,
      function* (d) {
        yield* createAndSubmit(d, [screen], ['screen']);
        yield* d.machine.sleep(1_000, 'it runs');
        raiseRequest(d, 'screen');
      },
      { protectedHeap: false, horizonUs: 3_000, onEnter: () => {} },
    );
    expect(trace(context, ['request', 'log', 'reset'])).toEqual([]);
    const last = callTrace(context, 'process_fw_events_work', 1_000);
    expect(last).not.toContain('queued tick_work');
  });

  test('3 and 4: CSG events first, then EXIT, then IDLE with a tick', () => {
    const { context } = withBoth(1_000, function* (d) {
      const { glb } = d.fwif;
      const csg = d.csg(1);
      d.machine.atomically(() => {
        const both = GLB.IDLE | GLB.PROTM_EXIT;
        glb.ack.store((glb.ack.peek() & ~both) | (~glb.req.peek() & both));
        csg.ack.store(csg.ack.peek() ^ CSG.IDLE);
        d.regs.job.raise(JOB_INT_GLOBAL_IF | 2);
      });
    });
    const rows = callTrace(context, 'process_fw_events_work', 1_000).filter((row) =>
      /_REQ [A-Z]|tick/.test(row),
    );
    expect(rows.slice(0, 6)).toEqual([
      'CSG1_REQ IDLE',
      'queued tick_work',
      'GLB_REQ PROTM_EXIT',
      'moved tick_work',
      'GLB_REQ IDLE',
      'moved tick_work',
    ]);
  });

  test('9: a slot that does not answer: a reset, and no ENTER', () => {
    const { context } = withBoth(
      9_000,
      function* (d, host) {
        endOfRegion(d);
        yield* d.machine.sleep(500, 'the first session is over');
        host.mute.add(1);
        endOfRegion(d);
      },
      { horizonUs: 125_000 },
    );
    const told = trace(context, ['session', 'reset']).filter((row) => Number.parseFloat(row) > 9.6);
    expect(told[0]).toMatch(/reset schedule STATUS_UPDATE timed out/);
    expect(told.filter((row) => row.includes('enterSent'))).toEqual([]);
  });

  test('10: an evicted group may ask again while its slot is given away, and its bit survives that', () => {
    const { context, driver } = drive(
      series,
      function* (d) {
        const rivals = ['a', 'b', 'c', 'd'].map((name) => ({ name, priority: 1 as const, protected: true }));
        yield* createAndSubmit(d, rivals, ['a', 'b', 'c', 'd']);
        yield* d.machine.until('a is asked to leave', () => (d.csg(0).req.cell.get() & 7) === CSG.SUSPEND);
        raiseRequest(d, 'a');
      },
      { horizonUs: 15_000 },
    );
    expect(driver.group(groupId('a')).csgId.peek()).toBe(-1);
    expect(pendingOf(driver, 'a')).toBe(1);
    const rows = callTrace(context, 'tick_work', 9_000);
    expect(rows.slice(rows.indexOf('note request of a:0'))).toContain('queued tick_work');
  });

  test('11: a group that gets a slot loses its recorded requests if any group is the candidate', () => {
    const { context, driver } = drive(
      series,
      function* (d) {
        const rivals = ['a', 'b', 'c', 'd'].map((name) => ({ name, priority: 1 as const, protected: true }));
        yield* createAndSubmit(d, rivals, ['a', 'b', 'c', 'd']);
        yield* d.state.schedLock.lock();
        protm
          .of(d)
          .pendingQueues(d.group(groupId('d')))
          .set(1);
        d.state.schedLock.unlock();
      },
      { horizonUs: 15_000 },
    );
    expect(trace(context, ['request'])).toEqual(['10.0 d:0 request drop']);
    expect(pendingOf(driver, 'd')).toBe(0);
  });

  test('15 and 16: after a failed entry the bookkeeping is skipped, and protected_mode is true all the same', () => {
    const { driver, context } = drive(
      series,
      function* (d, host) {
        host.ignoreEnter = true;
        yield* createAndSubmit(d, [video], ['video']);
        yield* d.machine.until('the reset is scheduled', () => d.state.resetPending.get());
        yield* d.machine.sleep(1, 'the tick ends');
      },
      { horizonUs: 4_000_030 },
    );
    const rows = callTrace(context, 'tick_work');
    expect(rows.slice(rows.indexOf('entryFailed video'), rows.indexOf('tick end'))).toEqual([
      'entryFailed video',
      'unlock protm.lock write',
      'reset schedule',
      'queued reset_work',
    ]);
    expect(driver.state.lastTick.peek()).toBe(0);
  });
});

describe('exit, A.2.5', () => {
  test('the VM operation: the read lock is taken also without an address space, and nothing waited for', () => {
    const { context } = withBoth(
      1_000,
      function* (d) {
        yield* d.uapi.groupCreate('other' as typeof process, {
          group: groupId('elsewhere'),
          priority: 1,
          queues: 1,
          protected: false,
        });
        yield* d.machine.sleep(30_000 - d.machine.nowUs, 'its maps are done');
        yield* d.uapi.vmBind('other' as typeof process, 1);
      },
      { onPing: 'exit', horizonUs: 35_000 },
    );
    expect(callTrace(context, 'user', 30_000)).toEqual([
      'lock vm.op_lock(other) exclusive',
      'lock protm.lock read',
      'lock as.slots_lock exclusive',
      'unlock as.slots_lock exclusive',
      'lock as.slots_lock exclusive',
      'unlock as.slots_lock exclusive',
      'unlock protm.lock read',
      'unlock vm.op_lock(other) exclusive',
    ]);
  });

  test('the wait of 500 ms ends when bit 7 is 0, not at the acknowledgement of PING', () => {
    const { context } = withBoth(
      1_000,
      function* (d) {
        // This firmware acknowledges PING at once, and leaves only much later.
        d.machine.spawn('later', 'process', function* () {
          yield* d.machine.sleep(100_000, 'firmware takes its time');
          endOfRegion(d);
        });
        yield* d.uapi.vmBind(process, 1);
      },
      { horizonUs: 200_000 },
    );
    const waits = context.events.flatMap((e) =>
      e.kind === 'wait' && e.what === 'exit from protected mode' ? [`${e.tUs / 1_000} ${e.op}`] : [],
    );
    expect(waits).toEqual(['6 begin', '101 met']);
  });
});
