import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { heapPools } from '../../../impl/driver/mainline/tiler-heaps.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId, type JobId, jobId } from '../../../impl/ids.ts';
import { CS, CSG } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { assemble } from '../../../impl/userspace/assembler/encode.ts';
import { DEFAULT_VM } from '../../../impl/userspace/ioctl.ts';
import { drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, finishJob, process, submit } from './scripts.ts';

const one = [{ name: 'g', priority: 1 as const }];

/** Plays the firmware: the first `seqno` jobs of a group's queue are done, SYNC_UPDATE is raised, H.4. */
function syncUpdate(d: Driver, name: string, seqno: number): void {
  syncUpdateIn(d, name, d.group(groupId(name)).csgId.peek(), seqno);
}

/** The same with the slot that the group has, or has just had. */
function syncUpdateIn(d: Driver, name: string, csgId: number, seqno: number): void {
  const group = d.group(groupId(name));
  const { req, ack } = d.csg(csgId);
  d.machine.atomically(() => {
    d.queue(group, 0).ring.syncSeqno.store(seqno);
    ack.store((ack.peek() & ~CSG.SYNC_UPDATE) | (~req.peek() & CSG.SYNC_UPDATE));
    d.regs.job.raise(1 << csgId);
  });
}

const jobs = (context: Parameters<typeof trace>[0]): readonly string[] =>
  trace(context, ['job', 'group']).filter((row) => /signal|refused|kill/.test(row));

describe('fences and the job clock, H.4, D.5', () => {
  test('SYNC_UPDATE signals what is done', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g', 'g']);
      yield* d.machine.sleep(3_000, 'both run');
      syncUpdate(d, 'g', 1);
      yield* d.machine.sleep(3_000, 'the second too');
      syncUpdate(d, 'g', 2);
    });
    expect(jobs(context)).toEqual(['3.0 job g:0/1 signal', '6.0 job g:0/2 signal']);
  });

  test('a completion with others in flight restarts the 5 s', () => {
    const { context } = drive(
      revisions.mainline,
      function* (d) {
        yield* createAndSubmit(d, one, ['g', 'g']);
        yield* d.machine.sleep(3_000_000, 'the first takes 3 s');
        syncUpdate(d, 'g', 1);
      },
      { horizonUs: 9_000_000 },
    );
    expect(jobs(context)).toEqual([
      '3000.0 job g:0/1 signal',
      '8000.0 g kill CSG0 jobTimeout',
      '8000.0 job g:0/2 signal ETIMEDOUT',
    ]);
  });

  test('the clock stands still off slot', () => {
    const plans = [...'abcd'].map((name) => ({ name, priority: 1 as const }));
    const killed = (names: readonly string[]): readonly string[] =>
      jobs(
        drive(revisions.mainline, (d) => createAndSubmit(d, plans, names), { horizonUs: 6_000_000 }).context,
      ).filter((row) => row.includes('kill'));
    expect(killed(['a', 'b', 'c'])).toHaveLength(3);
    // four share three slots: each is on slot three quarters of the time
    expect(killed(['a', 'b', 'c', 'd'])).toEqual([]);
  });

  test('a job that is found done off slot leaves the next one all of the clock, D.5', () => {
    let left: number | null = null;
    const { context } = drive(
      revisions.mainline,
      function* (d) {
        const plans = [...'gabc'].map((name) => ({ name, priority: 1 as const }));
        yield* createAndSubmit(d, plans, ['g']);
        yield* d.machine.sleep(4_000_000, 'it takes 4 s');
        for (const name of 'abc') yield* submit(d, name);
        const g = d.group(groupId('g'));
        const csgId = g.csgId.peek();
        // Done when its slot is being taken: nobody has looked when its clock is stopped.
        const { req } = d.csg(csgId);
        yield* d.machine.until('it is evicted', () => (req.cell.get() & CSG.STATE_MASK) === CSG.SUSPEND);
        syncUpdateIn(d, 'g', csgId, 1);
        finishJob(d, 'g');
        yield* d.machine.sleep(1_000, 'it is signalled');
        left = g.queues[0]?.timeoutRemainingUs.peek() ?? null;
        yield* submit(d, 'g');
      },
      { horizonUs: 8_000_000 },
    );
    expect(left).toBe(5_000_000);
    const told = jobs(context).filter((row) => / g[: ]/.test(row));
    expect(told[0]).toMatch(/job g:0\/1 signal$/);
    // In all it has been on a slot for less than 5 s since then.
    expect(told.filter((row) => row.includes('kill'))).toEqual([]);
  });

  test('a clock that runs out with nothing in flight leaves the next job all of a clock, D.5, H.4', () => {
    const { context, driver } = drive(
      revisions.mainline,
      function* (d) {
        yield* createAndSubmit(d, one, ['g']);
        yield* d.machine.sleep(3_000, 'it runs');
        const queue = d.queue(d.group(groupId('g')), 0);
        finishJob(d, 'g');
        syncUpdate(d, 'g', 1);
        yield* d.machine.sleep(1_000, 'it is signalled, and its clock stopped');
        // As when the job is done before queue_run_job() comes to its last line: the clock is started after all.
        yield* d.fn.queueResumeTimeout(d.group(groupId('g')), queue);
        expect(queue.timeoutAtUs.peek()).not.toBeNull();
        expect(queue.inFlightJobs.peek()).toEqual([]);
        yield* d.machine.sleep(6_000_000, 'it runs out');
        yield* submit(d, 'g');
      },
      { horizonUs: 13_000_000 },
    );
    expect(driver.group(groupId('g')).timedout.peek()).toBe(true);
    expect(jobs(context)).toEqual([
      '3.0 job g:0/1 signal',
      '11004.0 g kill CSG0 jobTimeout',
      '11004.0 job g:0/2 signal ETIMEDOUT',
    ]);
  });

  test.each([
    ['suspended', 'queueSuspendTimeout'],
    ['restarted by a resume', 'queueResumeTimeout'],
  ] as const)(
    'a clock that has run out and finds nothing done kills, though it is %s meanwhile, H.4',
    (_, fn) => {
      const { context } = drive(
        revisions.mainline,
        function* (d) {
          yield* createAndSubmit(d, one, ['g']);
          const group = d.group(groupId('g'));
          const queue = d.queue(group, 0);
          yield* d.machine.until('its clock has run out', () => queue.timeoutWork.isRunning());
          yield* d.fn.queueSuspendTimeout(group, queue);
          yield* d.fn[fn](group, queue);
        },
        {
          horizonUs: 5_100_000,
          chooser: {
            pickActivity: (candidates) =>
              Math.max(
                0,
                candidates.findIndex(({ path }) => path === 'user'),
              ),
            pickOption: () => 0,
          },
        },
      );
      expect(jobs(context).map((row) => row.replace(/^\S+ /, ''))).toEqual([
        'g kill CSG0 jobTimeout',
        'job g:0/1 signal ETIMEDOUT',
      ]);
    },
  );

  test('an error at the end overwrites that of a CS fault', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g']);
      yield* d.machine.sleep(2_000, 'it runs');
      const job = [...d.jobs.values()][0];
      job?.fenceErrorSet.set('EINVAL');
      yield* d.uapi.groupDestroy(process, groupId('g'));
    });
    expect(jobs(context).at(-1)).toMatch(/job g:0\/1 signal ECANCELED$/);
  });

  test('a group that cannot run is refused new jobs, those queued are cancelled', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g']);
      yield* d.machine.sleep(2_000, 'it runs');
      yield* d.uapi.groupDestroy(process, groupId('g'));
      yield* submit(d, 'g');
    });
    expect(jobs(context)).toEqual(['2.0 job g:0/2 refused EINVAL', '2.0 job g:0/1 signal ECANCELED']);
  });

  test('an empty stream is done when what stands before it is', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      const empty = (): Act<{ readonly job: JobId | null }> =>
        d.uapi.groupSubmit(process, { group: groupId('g'), queue: 0, code: assemble([]) });
      yield* createAndSubmit(d, one, []);
      yield* empty();
      yield* submit(d, 'g');
      yield* empty();
      yield* d.machine.sleep(3_000, 'the second runs');
      syncUpdate(d, 'g', 2);
    });
    expect(jobs(context)).toEqual(['0.0 job g:0/1 signal', '3.0 job g:0/2 signal', '3.0 job g:0/3 signal']);
  });
});

describe('an empty stream has the fence of the job that was written last, H.4', () => {
  const empty = (d: Driver): Act<{ readonly job: JobId | null }> =>
    d.uapi.groupSubmit(process, { group: groupId('g'), queue: 0, code: assemble([]) });
  const faulted = function* (d: Driver): Act {
    yield* createAndSubmit(d, one, ['g']);
    yield* d.machine.sleep(1_000, 'it runs');
    d.job(jobId(groupId('g'), 0, 1)).fenceErrorSet.set('EINVAL');
  };

  test('with its error, when it ends', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* faulted(d);
      yield* empty(d);
      yield* d.machine.sleep(2_000, 'it ends');
      syncUpdate(d, 'g', 1);
    });
    expect(jobs(context)).toEqual(['3.0 job g:0/1 signal EINVAL', '3.0 job g:0/2 signal EINVAL']);
  });

  test('and at once where that has ended', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* faulted(d);
      syncUpdate(d, 'g', 1);
      yield* d.machine.sleep(1_000, 'it has ended');
      yield* empty(d);
    });
    expect(jobs(context)).toEqual(['1.0 job g:0/1 signal EINVAL', '2.0 job g:0/2 signal EINVAL']);
  });

  test('and with that of the termination that takes it', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g']);
      yield* d.machine.sleep(1_000, 'it runs');
      yield* empty(d);
      yield* d.machine.sleep(1_000, 'it waits for it');
      yield* d.uapi.groupDestroy(process, groupId('g'));
    });
    expect(jobs(context)).toEqual(['2.0 job g:0/1 signal ECANCELED', '2.0 job g:0/2 signal ECANCELED']);
  });
});

describe('a submission, D.5', () => {
  test('on slot: the user doorbell, and the tick is resumed when ticks were stopped and the group was idle', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g']);
      yield* d.machine.sleep(1_000, 'it runs');
      finishJob(d, 'g');
      const csg = d.csg(0);
      d.machine.atomically(() => {
        csg.ack.store((csg.ack.peek() & ~CSG.IDLE) | (~csg.req.peek() & CSG.IDLE));
        d.regs.job.raise(1);
      });
      yield* d.machine.sleep(2_000, 'classed idle');
      yield* submit(d, 'g');
    });
    expect(callTrace(context, 'queue_run_job(g:0)', 3_000)).toEqual([
      'lock sched.lock exclusive',
      'queued tick_work',
      'ring CSF_DOORBELL1',
      'unlock sched.lock exclusive',
    ]);
  });
});

describe('tiler OOM, A.1.4', () => {
  test('is answered after the heap has grown, and the CS is rung', () => {
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g']);
      yield* d.machine.sleep(1_000, 'it runs');
      const cs = d.cs(0, 0);
      d.machine.atomically(() => {
        cs.ack.store((cs.ack.peek() & ~CS.TILER_OOM) | (~cs.req.peek() & CS.TILER_OOM));
        d.csg(0).irqReq.store(1);
        d.regs.job.raise(1);
      });
    });
    expect(callTrace(context, 'group_tiler_oom_work(g)')).toEqual([
      'lock sched.lock exclusive',
      'unlock sched.lock exclusive',
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
      'lock sched.lock exclusive',
      'CSG0_CS0_REQ TILER_OOM',
      'CSG0_DB_REQ ^= 1',
      'GLB_DB_REQ ^= 1',
      // both doorbell bits are still outstanding from the events work: the requests coalesce
      'ring CSF_DOORBELL0',
      'unlock sched.lock exclusive',
    ]);
  });

  /** A group runs out of memory in its heap, and loses its slot before, or while it grows, or not at all. */
  const outOfMemory = (
    lost: 'before' | 'meanwhile' | 'never',
  ): { chunks: number; rows: readonly string[] } => {
    const g = groupId('g');
    const { context, driver } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g']);
      const args = { vm: DEFAULT_VM, chunks: 1, chunkBytes: 2 ** 21, maxChunks: 8 };
      yield* d.uapi.call(process, { call: 'TILER_HEAP_CREATE', heap: 'h', ...args });
      yield* d.machine.sleep(1_000, 'it runs');
      const cs = d.cs(0, 0);
      cs.heap.set('h');
      d.machine.atomically(() => cs.ack.store(cs.ack.peek() ^ CS.TILER_OOM));
      const unbind = function* (): Act {
        const growing = (): boolean => d.group(g).vm.lockedRegion.get() !== null;
        if (lost === 'meanwhile') yield* d.machine.until('it grows', growing);
        yield* d.state.schedLock.lock();
        yield* d.fn.groupUnbindLocked(d.group(g));
        d.state.schedLock.unlock();
      };
      if (lost === 'before') yield* unbind();
      if (lost === 'meanwhile') d.machine.spawn('scheduler', 'work', unbind);
      d.group(g).tilerOom.set(1);
      d.fn.groupGet(d.group(g));
      yield* d.fn.groupTilerOomWork(d.group(g));
    });
    const rows = callTrace(context, 'user').filter((row) => /^AS1 LOCK|TILER_OOM/.test(row));
    return { chunks: heapPools.of(driver).get(driver.group(g).vm.name)?.heap('h')?.chunks ?? 0, rows };
  };

  test('of a heap with a name adds a chunk to it', () => {
    expect(outOfMemory('never')).toEqual({ chunks: 2, rows: ['AS1 LOCK', 'CSG0_CS0_REQ TILER_OOM'] });
  });

  test('of a group off slot is left until it asks again', () => {
    expect(outOfMemory('before')).toEqual({ chunks: 1, rows: [] });
  });

  test('of a group that loses its slot meanwhile gives the chunk back', () => {
    expect(outOfMemory('meanwhile')).toEqual({ chunks: 1, rows: ['AS1 LOCK', 'AS1 LOCK'] });
  });

  test('keeps whoever destroys its heap out until the chunk is there, so that it goes with the others', () => {
    const changes: string[] = [];
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g']);
      const { vm } = d.group(groupId('g'));
      const args = { vm: DEFAULT_VM, chunks: 1, chunkBytes: 2 ** 21, maxChunks: 8 };
      yield* d.uapi.call(process, { call: 'TILER_HEAP_CREATE', heap: 'h', ...args });
      yield* d.machine.sleep(1_000, 'it runs');
      d.machine.spawn('grows', 'work', function* (): Act {
        changes.push(`grown: ${yield* d.fn.panthorHeapGrow(vm, 'h', 'grow')}`);
      });
      yield* d.machine.until('it grows', () => vm.lockedRegion.get() !== null);
      yield* d.uapi.call(process, { call: 'TILER_HEAP_DESTROY', heap: 'h', vm: DEFAULT_VM });
      changes.push('destroyed');
    });
    expect(changes).toEqual(['grown: 0', 'destroyed']);
    const lock = 'heap_pool.lock(p)';
    const rows = callTrace(context, 'user').filter((row) => row.includes(lock) || row.startsWith('AS1 LOCK'));
    const read = [`lock ${lock} read`, `unlock ${lock} read`];
    expect(rows).toEqual([
      ...[...read, `lock ${lock} write`, `unlock ${lock} write`],
      // Both chunks are unmapped under it.
      ...[`lock ${lock} write`, 'AS1 LOCK', 'AS1 LOCK', `unlock ${lock} write`],
    ]);
  });

  test('lets two of a pool grow side by side, and a pool that is gone grow no more', () => {
    const answers: (string | number)[] = [];
    const { context } = drive(revisions.mainline, function* (d) {
      yield* createAndSubmit(d, one, ['g']);
      const { vm } = d.group(groupId('g'));
      const args = { vm: DEFAULT_VM, chunks: 1, chunkBytes: 2 ** 21, maxChunks: 2 };
      yield* d.uapi.call(process, { call: 'TILER_HEAP_CREATE', heap: 'h', ...args });
      yield* d.machine.sleep(1_000, 'it runs');
      for (const nth of [1, 2]) {
        d.machine.spawn(`grows ${nth}`, 'work', function* (): Act {
          answers.push(yield* d.fn.panthorHeapGrow(vm, 'h', 'grow'));
        });
        if (nth === 1) yield* d.machine.until('it grows', () => vm.lockedRegion.get() !== null);
      }
      yield* d.machine.sleep(1_000, 'they grow');
      yield* d.fn.panthorHeapPoolDestroy(vm);
      answers.push(yield* d.fn.panthorHeapGrow(vm, 'h', 'grow'));
    });
    // Each saw room for one more, as in the driver: what they count is looked at before the chunk is made.
    expect(answers).toEqual([0, 0, 'EINVAL']);
    const held = ['grows 1', 'grows 2'].map((path) => callTrace(context, path)[0]);
    expect(held).toEqual(Array(2).fill('lock heap_pool.lock(p) read'));
  });
});
