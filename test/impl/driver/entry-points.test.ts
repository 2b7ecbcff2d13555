/** What asks for a tick, and what changes the lists beside it: D.5, mainline. */
import { describe, expect, test } from 'vitest';
import type { GroupPriority } from '../../../impl/driver/constants.ts';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import { BLOCKED, CS, CSG, GLB, JOB_INT_GLOBAL_IF } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { DEFAULT_VM } from '../../../impl/userspace/ioctl.ts';
import { drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, process, reportIdle, submit } from './scripts.ts';

const { mainline } = revisions;
const medium = (names: string) => [...names].map((name) => ({ name, priority: 1 as const }));
const group = (d: Driver, name: string) => d.group(groupId(name));

describe('a submission off slot', () => {
  interface Before {
    readonly priority?: GroupPriority;
    readonly blocked?: boolean;
    readonly ticking?: boolean;
    readonly slotsUsed?: number;
    readonly mightHaveIdle?: boolean;
    readonly destroyed?: boolean;
  }

  /** What a submission to `g`, which is off slot and idle, brings about while the scheduler stands so. */
  function submitted(before: Before): readonly string[] {
    const { context, driver } = drive(
      mainline,
      function* (d) {
        const {
          priority = 1,
          blocked = false,
          ticking = false,
          slotsUsed = 0,
          mightHaveIdle = false,
        } = before;
        yield* createAndSubmit(d, [{ name: 'g', priority }], []);
        yield* d.machine.sleep(1_000 - d.machine.nowUs, 'until 1 ms');
        const { state } = d;
        yield* state.schedLock.lock();
        if (blocked) group(d, 'g').blockedQueues.set(1);
        state.reschedTarget.set(ticking ? 9_000 : null);
        state.usedCsgSlotCount.set(slotsUsed);
        state.mightHaveIdleGroups.set(mightHaveIdle);
        state.schedLock.unlock();
        yield* submit(d, 'g');
        yield* d.machine.until(
          'the job is in the ring',
          () => d.queue(group(d, 'g'), 0).ring.insert.cell.get() > 0,
        );
        yield* d.machine.sleep(20, 'its lists are changed');
      },
      { horizonUs: 12_000 },
    );
    const { runnable, idle } = driver.state;
    const at = callTrace(context, 'queue_run_job(g:0)').includes('queued tick_work')
      ? trace(context, ['tick'])
          .find((row) => row.includes('begin'))
          ?.split(' ')[0]
      : undefined;
    const listed = (list: typeof idle): boolean => list.some((cell) => cell.peek().includes(groupId('g')));
    const onSlot = group(driver, 'g').csgId.peek() >= 0;
    return [
      at === undefined ? 'no tick' : `tick at ${at} ms`,
      onSlot ? 'on slot' : listed(runnable) ? 'runnable' : listed(idle) ? 'idle' : 'on no list',
    ];
  }

  test.each<readonly [string, Before, readonly string[]]>([
    ['ticks are stopped, slots free: now', {}, ['tick at 1.0 ms', 'on slot']],
    [
      'ticks are stopped, slots full: a period after the last',
      { slotsUsed: 3 },
      ['tick at 10.0 ms', 'on slot'],
    ],
    ['ticking, slots free: now', { ticking: true, slotsUsed: 2 }, ['tick at 1.0 ms', 'on slot']],
    [
      'ticking, slots full: at the tick that comes anyway',
      { ticking: true, slotsUsed: 3 },
      ['no tick', 'runnable'],
    ],
    [
      'slots full, one of them perhaps idle: now',
      { ticking: true, slotsUsed: 3, mightHaveIdle: true },
      ['tick at 1.0 ms', 'on slot'],
    ],
    [
      'real time, slots full: now',
      { priority: 3, ticking: true, slotsUsed: 3 },
      ['tick at 1.0 ms', 'on slot'],
    ],
    ['its queue is blocked: nothing', { blocked: true, mightHaveIdle: true }, ['no tick', 'idle']],
  ])('%s', (_, before, expected) => {
    expect(submitted(before)).toEqual(expected);
  });
});

describe('process_fw_events_work', () => {
  /** `a` and `b` run; the firmware of the test reports something at 2 ms. */
  function reported(report: (d: Driver) => void, horizonUs = 4_000): ReturnType<typeof drive> {
    return drive(
      mainline,
      function* (d) {
        yield* createAndSubmit(d, medium('ab'), ['a', 'b']);
        yield* d.machine.sleep(2_000 - d.machine.nowUs, 'until 2 ms');
        d.machine.atomically(() => report(d));
      },
      { horizonUs },
    );
  }
  const rows = (run: ReturnType<typeof drive>): readonly string[] =>
    callTrace(run.context, 'process_fw_events_work', 2_000);

  test('GLB first, IDLE with a tick, then the CSGs', () => {
    const run = reported((d) => {
      const { glb } = d.fwif;
      glb.ack.store(glb.ack.peek() ^ GLB.IDLE);
      d.csg(1).ack.store(d.csg(1).ack.peek() ^ CSG.IDLE);
      d.regs.job.raise(JOB_INT_GLOBAL_IF | 2);
    });
    expect(rows(run).slice(0, 8)).toEqual([
      'lock sched.lock exclusive',
      'GLB_REQ IDLE',
      'moved tick_work',
      'CSG1_REQ IDLE',
      'moved tick_work',
      'GLB_DB_REQ ^= 2',
      'ring CSF_DOORBELL0',
      'unlock sched.lock exclusive',
    ]);
  });

  test('a CSG of which nothing differs is left alone, not even rung, H.5', () => {
    const run = reported((d) => d.regs.job.raise(1));
    expect(rows(run)).toEqual(['lock sched.lock exclusive', 'unlock sched.lock exclusive']);
  });

  const fault = (d: Driver): void => {
    const cs = d.cs(0, 0);
    cs.ack.store(cs.ack.peek() ^ CS.FAULT);
    d.csg(0).irqReq.store(1);
    d.regs.job.raise(1);
  };

  test('cs_irq_ack before the CSs; FAULT is acknowledged, and its CS and CSG are rung', () => {
    expect(rows(reported(fault))).toEqual([
      'lock sched.lock exclusive',
      'CSG0_IRQ_ACK ^= 1',
      'CSG0_CS0_REQ FAULT',
      'CSG0_DB_REQ ^= 1',
      'GLB_DB_REQ ^= 1',
      'ring CSF_DOORBELL0',
      'unlock sched.lock exclusive',
    ]);
  });

  test('FAULT: the job at extract gets -EINVAL when it is signalled, not before; its group lives', () => {
    const { context } = drive(mainline, function* (d) {
      yield* createAndSubmit(d, medium('a'), ['a', 'a']);
      yield* d.machine.sleep(2_000 - d.machine.nowUs, 'until 2 ms');
      d.machine.atomically(() => fault(d));
      yield* d.machine.sleep(3_000, 'until 5 ms');
      const csg = d.csg(0);
      d.machine.atomically(() => {
        d.queue(group(d, 'a'), 0).ring.syncSeqno.store(2);
        csg.ack.store(csg.ack.peek() ^ CSG.SYNC_UPDATE);
        d.regs.job.raise(1);
      });
    });
    const told = trace(context, ['job', 'group']).filter((row) => /signal|kill/.test(row));
    expect(told).toEqual(['5.0 job a:0/1 signal EINVAL', '5.0 job a:0/2 signal']);
  });
});

describe('the destruction of a VM', () => {
  /** The order in which the tick ends, the group leaves its slot, and the VM is unmapped. */
  const order = (busy: boolean): readonly string[] => {
    const { context } = drive(mainline, function* (d) {
      yield* createAndSubmit(d, medium('g'), busy ? ['g'] : []);
      yield* d.machine.sleep(2_000 - d.machine.nowUs, 'until 2 ms');
      yield* d.uapi.groupDestroy(process, groupId('g'));
      yield* d.fn.ioctlVmDestroy(process, { call: 'VM_DESTROY', vm: DEFAULT_VM });
    });
    return context.events
      .filter((e) => e.tUs >= 2_000)
      .flatMap((e) => {
        if (e.kind === 'tick' && e.op === 'end') return ['tick end'];
        if (e.kind === 'group' && e.op === 'unbind') return ['off slot'];
        const locks = e.kind === 'lock' && e.op === 'acquire' && e.lock === 'vm.op_lock(p)';
        return locks && e.activity === 'user' ? ['unmapped'] : [];
      });
  };

  test('flushes the tick while a group of it is on slot', () => {
    expect(order(true).slice(0, 3)).toEqual(['off slot', 'tick end', 'unmapped']);
  });

  test('waits for nothing otherwise', () => {
    expect(order(false)).toEqual(['unmapped']);
  });
});

describe('sync_upd_work', () => {
  /** `g` waits for a sync object off slot, 3 or more or at most 3; from 20 ms on it has a value, and the work runs. */
  function signalled(priority: GroupPriority, value = 3, atMost = false): ReturnType<typeof drive> {
    return drive(
      mainline,
      function* (d): Act {
        yield* createAndSubmit(d, [{ name: 'g', priority }, ...medium('abcd')], ['g']);
        yield* d.machine.sleep(1_000 - d.machine.nowUs, 'it runs');
        const cs = d.cs(group(d, 'g').csgId.peek(), 0);
        d.machine.atomically(() => {
          cs.statusBlockedReason.store(BLOCKED.SYNC_WAIT);
          cs.statusWaitSyncPointer.set('frame');
          cs.statusWaitSyncValue.store(3);
          cs.statusWaitSyncAtMost.set(atMost);
        });
        for (const name of 'abcd') yield* submit(d, name);
        yield* d.machine.until('it has lost its slot', () => group(d, 'g').csgId.get() < 0);
        // The next group in the slot has nothing to wait for.
        yield* cs.statusBlockedReason.write(BLOCKED.UNBLOCKED);
        yield* d.machine.sleep(19_500 - d.machine.nowUs, 'until 19.5 ms');
        d.hw.syncObjects.get('frame').store(value);
        yield* d.fn.schedQueueWork(d.state.syncUpdWork);
      },
      { horizonUs: 19_900 },
    );
  }

  test('looks the buffer up under op_lock; what is unblocked goes to the head of runnable, without a tick', () => {
    const { context, driver } = signalled(1);
    expect(callTrace(context, 'sync_upd_work')).toEqual([
      'lock sched.lock exclusive',
      'lock vm.op_lock(p) exclusive',
      'unlock vm.op_lock(p) exclusive',
      'unlock sched.lock exclusive',
    ]);
    expect(driver.state.runnable[1]?.peek()[0]).toBe('g');
    expect(driver.state.waiting.peek()).toEqual([]);
  });

  test('what a wait was met by is unmapped: the next wait for it looks it up again', () => {
    const { context, driver } = signalled(1);
    expect(driver.queue(group(driver, 'g'), 0).syncMapped.peek()).toBeNull();
    expect(
      callTrace(context, 'sync_upd_work').filter((row) => row.startsWith('lock vm.op_lock')),
    ).toHaveLength(1);
  });

  test.each([
    [3, false, 'unblocked'],
    [2, false, 'waiting'],
    [4, false, 'unblocked'],
    [3, true, 'unblocked'],
    [2, true, 'unblocked'],
    [4, true, 'waiting'],
  ])('an object of %i, waited for with "at most 3" %s: %s', (value, atMost, expected) => {
    const { driver } = signalled(1, value, atMost);
    expect(driver.state.waiting.peek()).toEqual(expected === 'waiting' ? ['g'] : []);
  });

  test('a real-time group gets a tick', () => {
    const { context } = signalled(3);
    expect(callTrace(context, 'sync_upd_work').slice(3)).toEqual([
      'unlock sched.lock exclusive',
      'moved tick_work',
    ]);
  });
});

test('IDLE of a CSG: from then on there might be idle groups, until the tick knows, D.5-2', () => {
  const told: string[] = [];
  drive(mainline, function* (d) {
    yield* createAndSubmit(d, [{ name: 'g', priority: 1 }], ['g']);
    yield* d.machine.sleep(1_000, 'it runs');
    // Its queue has work by the time of the tick, which finds nobody idle.
    reportIdle(d, 'g');
    yield* d.machine.until('there might be', () => d.state.mightHaveIdleGroups.get());
    told.push('there might be');
    yield* d.machine.until('there are none', () => !d.state.mightHaveIdleGroups.get());
    told.push('there are none');
  });
  expect(told).toEqual(['there might be', 'there are none']);
});
