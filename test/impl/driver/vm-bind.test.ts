import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import type { BindJob, Vm } from '../../../impl/driver/vm.ts';
import type { Errno } from '../../../impl/errno.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { groupId, jobId } from '../../../impl/ids.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import { DEFAULT_VM } from '../../../impl/userspace/ioctl.ts';
import { drive } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, finishJob, process, submit } from './scripts.ts';

const { mainline, reference } = revisions;
const series = revisions['series-2026'];

/** A group of process `p` runs, so its VM has AS1. */
function* onSlot(d: Driver): Act {
  yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
  yield* d.machine.sleep(1_000, 'it runs');
}

const vmRows = ({ context }: ReturnType<typeof drive>): readonly string[] =>
  context.events.flatMap((e) => {
    const ms = (e.tUs / 1000).toFixed(0);
    if (e.kind === 'vm') return [`${ms} ${e.op} ${e.note}`.trim()];
    return e.kind === 'reset' ? [`${ms} reset ${e.op} ${e.cause}`.trim()] : [];
  });

describe('an asynchronous VM_BIND, A.1.4', () => {
  test('returns at once; the worker of its VM does the operation and signals the fence', () => {
    const run = drive(series, function* (d, host) {
      yield* onSlot(d);
      host.setProtected(false);
      yield* d.uapi.vmBindAsync(process, 3, null);
      yield* d.uapi.vmBindAsync(process, 5, null);
      yield* d.uapi.bindWait(process, 2, 10_000);
    });
    expect(vmRows(run)).toEqual([
      '1 bindQueued #1, 3 pages',
      '1 bindQueued #2, 5 pages',
      '1 bindRun #1',
      '1 bindSignalled #1',
      '1 bindRun #2',
      '1 bindSignalled #2',
    ]);
    const locks = callTrace(run.context, 'vm_bind_work(p)', 1_000).filter((row) => /^lock|AS1/.test(row));
    expect(locks.slice(0, 6).filter((row) => !/wait|met|flush/.test(row))).toEqual([
      'lock vm.op_lock(p) exclusive',
      'lock protm.lock read',
      'lock as.slots_lock exclusive',
      'AS1 LOCK',
    ]);
    expect(callTrace(run.context, 'user', 1_000).filter((row) => /AS1|op_lock/.test(row))).toEqual([]);
  });

  test('waits for the fence of a job, which lets it go on', () => {
    const run = drive(mainline, function* (d) {
      yield* onSlot(d);
      yield* d.uapi.vmBindAsync(process, 3, jobId(groupId('g'), 0, 1));
      yield* d.machine.sleep(4_000, 'the job runs');
      finishJob(d, 'g');
      const { ring } = d.queue(d.group(groupId('g')), 0);
      yield* d.machine.step('the job is done');
      ring.syncSeqno.store(1);
      yield* d.fn.groupQueueWork(d.group(groupId('g')), 'syncUpd');
    });
    expect(vmRows(run)).toEqual(['1 bindQueued #1, 3 pages', '5 bindRun #1', '5 bindSignalled #1']);
  });

  test('for a process without a VM is refused', () => {
    const results: unknown[] = [];
    drive(mainline, function* (d) {
      results.push((yield* d.uapi.vmBindAsync(process, 3, null)).error);
    });
    expect(results).toEqual(['EINVAL']);
  });

  test('goes by the handle, as a synchronous one does', () => {
    const results: unknown[] = [];
    const gone = drive(mainline, function* (d) {
      yield* onSlot(d);
      yield* d.uapi.call(process, { call: 'VM_DESTROY', vm: DEFAULT_VM });
      results.push(yield* d.uapi.vmBind(process, 3), (yield* d.uapi.vmBindAsync(process, 3, null)).error);
      yield* createAndSubmit(d, [{ name: 'h', priority: 1 }], ['h']);
      results.push((yield* d.uapi.vmBindAsync(process, 3, null)).error);
      results.push(yield* d.uapi.bindWait(process, 1, 10_000));
    });
    expect(results).toEqual(['EINVAL', 'EINVAL', 0, true]);
    expect([...gone.driver.vms.keys()]).toEqual(['p', 'p/vm.1']);
  });
});

describe('a VM whose asynchronous operation failed, A.2.5', () => {
  const stuck = (revision: typeof series, results: unknown[]) =>
    drive(
      revision,
      function* (d, host) {
        yield* onSlot(d);
        host.setProtected(false);
        yield* d.regs.as(1).status.write(1);
        yield* d.uapi.vmBindAsync(process, 3, null);
        yield* d.uapi.vmBindAsync(process, 4, null);
        yield* d.uapi.bindWait(process, 2, 2_000_000);
        results.push(d.vmNamed('p').unusable.get());
        results.push((yield* d.uapi.vmBindAsync(process, 3, null)).error, yield* d.uapi.vmBind(process, 3));
      },
      { horizonUs: 3_000_000 },
    );

  test('is unusable: its address space is disabled by further commands, later operations are EINVAL', () => {
    const results: unknown[] = [];
    const run = stuck(series, results);
    expect(results).toEqual([true, 'EINVAL', 'EINVAL']);
    expect(vmRows(run)).toEqual([
      '1 bindQueued #1, 3 pages',
      '1 bindQueued #2, 4 pages',
      '1 bindRun #1',
      '101 reset schedule AS1 AS_ACTIVE stuck',
      '101 unusable',
      expect.stringMatching(/^\d+ reset begin$/),
      expect.stringMatching(/^\d+ bindSignalled #1: ETIMEDOUT$/),
      expect.stringMatching(/^\d+ bindRun #2$/),
      expect.stringMatching(/^\d+ bindSignalled #2: ETIMEDOUT$/),
      expect.stringMatching(/^\d+ bindRefused 3 pages: EINVAL, the VM is unusable$/),
      expect.stringMatching(/^\d+ reset end$/),
    ]);
    const rows = callTrace(run.context, 'vm_bind_work(p)', 100_000);
    const declared = rows.slice(rows.indexOf('unlock protm.lock read') + 1);
    expect(declared[0]).toBe('lock as.slots_lock exclusive');
    expect(declared.filter((row) => row.includes('flush')).length).toBeGreaterThan(0);
  });

  test('in the reference is tried again after the reset that its failure led to', () => {
    const results: unknown[] = [];
    const run = stuck(reference, results);
    expect(results).toEqual([false, 0, 0]);
    expect(vmRows(run).map((row) => row.replace(/^\d+ /, ''))).toEqual([
      'bindQueued #1, 3 pages',
      'bindQueued #2, 4 pages',
      'bindRun #1',
      'reset schedule AS1 AS_ACTIVE stuck',
      'reset begin',
      'bindRun #1',
      'bindSignalled #1',
      'bindRun #2',
      'bindSignalled #2',
      'bindQueued #3, 3 pages',
      'reset end',
      'bindRun #3',
      'bindSignalled #3',
    ]);
  });
});

describe('VM_BIND and a reset, D.6', () => {
  test('workers stop before the GPU is reset and restart before the firmware boots; synchronous binds never stop', () => {
    const order: string[] = [];
    const { context } = drive(
      mainline,
      function* (d) {
        yield* onSlot(d);
        const { panthorVmStop, panthorVmStart, panthorVmBindRunJob, panthorGpuSoftReset, panthorFwBoot } =
          d.fn;
        Object.assign(d.fn, {
          *panthorVmStop(vm: Vm): Act {
            yield* panthorVmStop(vm);
            order.push('stopped');
            yield* d.uapi.vmBindAsync(process, 3, null);
            order.push(`synchronous: ${yield* d.uapi.vmBind(process, 2)}`);
          },
          *panthorVmStart(vm: Vm): Act {
            order.push('started');
            yield* panthorVmStart(vm);
            yield* d.uapi.bindWait(process, 1, 10_000);
          },
          *panthorVmBindRunJob(vm: Vm, job: BindJob): Act<Errno | 0> {
            order.push('asynchronous');
            return yield* panthorVmBindRunJob(vm, job);
          },
          *panthorGpuSoftReset(): Act<Errno | 0> {
            order.push('soft reset');
            return yield* panthorGpuSoftReset();
          },
          *panthorFwBoot(): Act<Errno | 0> {
            order.push('boot');
            return yield* panthorFwBoot();
          },
        });
        yield* d.fn.panthorDeviceScheduleReset('test');
      },
      { horizonUs: 1_000_000 },
    );
    expect(order).toEqual(['stopped', 'synchronous: 0', 'soft reset', 'started', 'asynchronous', 'boot']);
    expect(context.events.some((e) => e.kind === 'reset' && e.op === 'end')).toBe(true);
  });

  test('the stop waits for the operation in flight', () => {
    /** The worker stands between lock and unlock, with no lock that the reset needs, as long as others can go on. */
    const workerLast: Chooser = {
      pickActivity: (candidates) => {
        const at = candidates.findIndex((a) => a.op?.label !== 'map 3 pages in the VM of p');
        return Math.max(at, 0);
      },
      pickOption: () => 0,
    };
    const { context } = drive(
      mainline,
      function* (d) {
        yield* onSlot(d);
        yield* d.uapi.vmBindAsync(process, 3, null);
        yield* d.machine.until('the region is locked', () => d.vmNamed('p').lockedRegion.get() !== null);
        yield* d.fn.panthorDeviceScheduleReset('test');
      },
      { horizonUs: 1_000_000, chooser: workerLast },
    );
    const at = (want: (e: SimEvent) => boolean): number => context.events.findIndex(want);
    const signalled = at((e) => e.kind === 'vm' && e.op === 'bindSignalled');
    expect(signalled).toBeGreaterThan(at((e) => e.kind === 'reset' && e.op === 'begin'));
    expect(at((e) => e.kind === 'wait' && e.what === 'soft reset')).toBeGreaterThan(signalled);
  });
});

describe('a VM_BIND of nothing, A.2.5', () => {
  const inSession = (revision: Revision, horizonUs: number) =>
    drive(
      revision,
      function* (d, host) {
        yield* onSlot(d);
        host.setProtected(true);
        yield* d.uapi.vmBindAsync(process, 0, null);
      },
      { horizonUs },
    );
  const rowsOf = ({ context }: ReturnType<typeof drive>): readonly string[] =>
    callTrace(context, 'vm_bind_work(p)', 1_000).filter((row) => /^lock|AS1|PING/.test(row));

  test('that somebody waits for is done at once, that nobody waits for is done by the worker', () => {
    const run = drive(mainline, function* (d) {
      yield* onSlot(d);
      yield* d.uapi.vmBind(process, 0);
      yield* d.uapi.vmBindAsync(process, 0, null);
      yield* d.uapi.bindWait(process, 1, 10_000);
    });
    expect(callTrace(run.context, 'user', 1_000).filter((row) => /lock|AS1/.test(row))).toEqual([]);
    expect(vmRows(run)).toEqual(['1 bindQueued #1, 0 pages', '1 bindRun #1', '1 bindSignalled #1']);
    expect(run.driver.vmNamed('p').mapped.peek()).toBe('nothing');
    expect(run.driver.vmNamed('p').lockedRegion.peek()).toBeNull();
  });

  test('locks nothing, so that nobody ends a session for it, and unlocks all the same: the GPU is reset', () => {
    const run = inSession(series, 200_000);
    expect(rowsOf(run)).toEqual([
      'lock vm.op_lock(p) exclusive',
      'lock protm.lock read',
      'lock as.slots_lock exclusive',
      'lock as.slots_lock exclusive',
      'lock cache_flush_lock exclusive',
      'AS1 UNLOCK',
      'wait 100 ms for AS1 AS_ACTIVE',
      'timeout AS1 AS_ACTIVE',
    ]);
    expect(vmRows(run).filter((row) => /signalled|schedule/i.test(row))).toEqual([
      '101 reset schedule AS1 AS_ACTIVE stuck',
      '101 bindSignalled #1',
    ]);
  });

  test('is quiet in the reference', () => {
    const run = inSession(reference, 100_000);
    expect(rowsOf(run)).toEqual([
      'lock vm.op_lock(p) exclusive',
      'lock protm.lock read',
      'lock as.slots_lock exclusive',
    ]);
    expect(vmRows(run)).toEqual(['1 bindQueued #1, 0 pages', '1 bindRun #1', '1 bindSignalled #1']);
  });
});

describe('memory reclaim, A.1.4, A.2.5', () => {
  /** A VM with mappings and nothing to do. */
  function* idleWithMappings(d: Driver): Act {
    yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
    yield* d.uapi.vmBind(process, 4);
  }

  test('evicts the mappings of a VM by a VM operation; the next job brings them back before it is queued', () => {
    const run = drive(series, function* (d) {
      yield* idleWithMappings(d);
      yield* d.fn.panthorGemShrinkerScan();
      yield* d.fn.panthorGemShrinkerScan();
      yield* submit(d, 'g');
    });
    expect(vmRows(run).map((row) => row.replace(/^\d+ /, ''))).toEqual(['evicted', 'restored']);
    const order = run.context.events.flatMap((e) => {
      if (e.kind === 'vm') return [e.op];
      return e.kind === 'job' && e.op === 'submit' ? ['submit'] : [];
    });
    expect(order).toEqual(['evicted', 'restored', 'submit']);
    const rows = callTrace(run.context, 'user', 0).filter((row) => /op_lock|protm/.test(row));
    // bind, eviction, restoration: each a VM operation of its own.
    expect(rows.filter((row) => row === 'lock protm.lock read').length).toBeGreaterThanOrEqual(3);
  });

  test('looks again before it evicts: EBUSY where a job came while it was on its way', () => {
    const run = drive(mainline, function* (d) {
      yield* idleWithMappings(d);
      yield* d.state.slotsLock.lock();
      d.machine.spawn('kswapd', 'process', () => d.fn.panthorGemShrinkerScan());
      yield* d.machine.sleep(100, 'it waits for as.slots_lock');
      yield* submit(d, 'g');
      d.state.slotsLock.unlock();
    });
    expect(vmRows(run).map((row) => row.replace(/^\d+ /, ''))).toEqual(['evictionRefused EBUSY']);
    expect(run.driver.vmNamed('p').mapped.peek()).toBe('mapped');
  });

  test('only tries the lock of a VM: EDEADLK where an operation is under way', () => {
    const run = drive(series, function* (d) {
      yield* idleWithMappings(d);
      yield* d.vmNamed('p').opLock.lock();
      yield* d.fn.panthorGemShrinkerScan();
      d.vmNamed('p').opLock.unlock();
    });
    expect(vmRows(run).map((row) => row.replace(/^\d+ /, ''))).toEqual(['evictionRefused EDEADLK']);
  });

  test('leaves a VM alone that has jobs, or nothing mapped', () => {
    const run = drive(series, function* (d) {
      yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], []);
      yield* d.fn.panthorGemShrinkerScan();
      yield* d.uapi.vmBind(process, 4);
      yield* submit(d, 'g');
      yield* d.fn.panthorGemShrinkerScan();
    });
    expect(vmRows(run)).toEqual([]);
  });
});
