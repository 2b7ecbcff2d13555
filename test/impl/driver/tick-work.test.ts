/** tick_work() item by item, D.4. How it chooses is in scheduling-constraints.ts. */
import { describe, expect, test } from 'vitest';
import type { Driver } from '../../../impl/driver/driver.ts';
import { mainline } from '../../../impl/driver/mainline/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { stack, type Unit } from '../../../impl/driver/unit.ts';
import { groupId, processId } from '../../../impl/ids.ts';
import { CS, CSG } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type Chooser, runToCompletion } from '../../../impl/runtime/decision.ts';
import { type AnsweringFirmware, drive, trace } from './answering-firmware.ts';
import { callTrace } from './call-trace.ts';
import { createAndSubmit, finishJob, type GroupPlan, process, raiseRequest, submit } from './scripts.ts';

const medium = (names: string): readonly GroupPlan[] => [...names].map((name) => ({ name, priority: 1 }));
const group = (d: Driver, name: string) => d.group(groupId(name));

/** `names` run as groups of one priority; then `script`, from `fromUs` on. */
function withGroups(
  names: string,
  fromUs: number,
  script: (d: Driver, host: AnsweringFirmware) => Act<unknown>,
  options: Parameters<typeof drive>[2] = {},
): ReturnType<typeof drive> {
  return drive(
    revisions.mainline,
    function* (d, host) {
      yield* createAndSubmit(d, medium(names), [...names]);
      yield* d.machine.sleep(fromUs - d.machine.nowUs, 'until the script');
      yield* script(d, host);
    },
    { horizonUs: fromUs + 3_000, ...options },
  );
}

/** Runs to completion, but this activity whenever it can. */
const firstOf = (path: string): Chooser => ({
  ...runToCompletion,
  pickActivity: (all, ...rest) => {
    const at = all.findIndex((activity) => activity.path === path);
    return at >= 0 ? at : runToCompletion.pickActivity(all, ...rest);
  },
});

const ticks = (context: Parameters<typeof trace>[0]): readonly string[] =>
  trace(context, ['tick']).filter((row) => row.includes('ranked'));
const rowsFrom = (context: Parameters<typeof trace>[0], fromUs: number): readonly string[] =>
  callTrace(context, 'tick_work', fromUs);

describe('1: what is sampled, and when a tick looks at nothing', () => {
  /** The lock is held from 9 ms to 12 ms; a tick is asked for at 9.5 ms, the next full one is due at 10 ms. */
  const contended = withGroups(
    'ab',
    9_000,
    function* (d) {
      yield* d.state.schedLock.lock();
      yield* d.machine.sleep(500, 'hold the lock');
      d.state.tickWork.modDelayed(0);
      yield* d.machine.sleep(2_500, 'hold the lock');
      d.state.schedLock.unlock();
    },
    { horizonUs: 12_400 },
  );

  test('now and resched_target are sampled before the lock is taken: the tick is partial although it is late', () => {
    expect(ticks(contended.context).at(-1)).toBe('12.0 tick ranked partial [a b] -');
  });

  test('last_tick becomes that early now', () => {
    expect(contended.driver.state.lastTick.peek()).toBe(9_500);
  });

  test('with a reset pending it returns at once', () => {
    const { context } = withGroups('ab', 9_000, function* (d) {
      yield* d.machine.write(d.state.resetPending, true);
    });
    expect(rowsFrom(context, 9_000)).toEqual([
      'lock sched.lock exclusive',
      'tick begin',
      'tick end',
      'unlock sched.lock exclusive',
    ]);
  });

  test('full: at the target, or a period after last_tick where ticks are stopped', () => {
    const kindAt = (us: number): string | undefined => {
      const { context } = withGroups('a', us, function* (d) {
        yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
      });
      return ticks(context).at(-1)?.split(' ')[3];
    };
    expect([kindAt(9_000), kindAt(11_000)]).toEqual(['partial', 'full']);
  });
});

describe('2: init', () => {
  test('STATUS_UPDATE to every occupied slot: all requests, one ring, then each acknowledgement', () => {
    const { context } = withGroups('abc', 9_000, function* () {});
    expect(rowsFrom(context, 9_000).slice(2, 10)).toEqual([
      'CSG0_REQ STATUS_UPDATE',
      'CSG1_REQ STATUS_UPDATE',
      'CSG2_REQ STATUS_UPDATE',
      'GLB_DB_REQ ^= 7',
      'ring CSF_DOORBELL0',
      'ack a STATUS_UPDATE',
      'ack b STATUS_UPDATE',
      'ack c STATUS_UPDATE',
    ]);
  });

  test('slots are waited for one after another: two mute ones cost 200 ms, nothing is chosen', () => {
    const { context } = withGroups(
      'abc',
      9_000,
      function* (_d, host) {
        host.mute.add(0).add(2);
      },
      { horizonUs: 210_500 },
    );
    const [first] = trace(context, ['reset']);
    expect(first).toBe('210.0 reset schedule STATUS_UPDATE timed out');
    expect(ticks(context).filter((row) => !/^[0-9]\.\d /.test(row))).toEqual([]);
  });

  test('the groups of a priority are taken by slot priority, whatever their slots', () => {
    // a falls behind b and c; then both slots of them lie behind that of a.
    const { context } = withGroups('abc', 12_000, function* (d) {
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    });
    expect(ticks(context).slice(-2)).toEqual([
      '10.0 tick ranked full [b c a] -',
      '12.0 tick ranked partial [b c a] -',
    ]);
  });
});

describe('6: who is skipped', () => {
  test('a group whose VM gets no address space, while a later one of a chosen VM is taken', () => {
    const { context } = drive(
      revisions.mainline,
      function* (d) {
        yield* createIn(d, 'a', 'one');
        yield* createIn(d, 'b', 'other');
        yield* createIn(d, 'c', 'one');
        yield* d.machine.sleep(1_000, 'all have work');
        yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
      },
      { asSlots: 1, horizonUs: 5_000 },
    );
    expect(ticks(context).at(-1)).toMatch(/\[a c\]/);
  });

  test('whatever process they are of: two VMs of one need an address space each', () => {
    const { context } = drive(
      revisions.mainline,
      function* (d) {
        yield* d.fn.ioctlVmCreate(process, { call: 'VM_CREATE', vm: 'second', flags: 0 });
        for (const [name, vm] of [
          ['a', undefined],
          ['b', 'second'],
          ['c', undefined],
        ] as const) {
          const args = { group: groupId(name), priority: 1, queues: 1, protected: false } as const;
          yield* d.uapi.groupCreate(process, vm === undefined ? args : { ...args, vm });
          yield* submit(d, name);
        }
        yield* d.machine.sleep(1_000, 'all have work');
        yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
      },
      { asSlots: 1, horizonUs: 5_000 },
    );
    expect(ticks(context).at(-1)).toMatch(/\[a c\]/);
  });
});

describe('7: apply', () => {
  test('who loses a slot is suspended, or terminated if it cannot run', () => {
    const { context } = withGroups('abcde', 9_000, function* (d) {
      yield* d.uapi.groupDestroy(process, groupId('c'));
    });
    const sent = trace(context, ['csg']).filter((row) => /SUSPEND|TERMINATE/.test(row));
    expect(sent).toEqual([
      '9.0 CSG2 c TERMINATE request',
      '9.0 CSG2 c TERMINATE ack',
      '10.0 CSG0 a SUSPEND request',
      '10.0 CSG0 a SUSPEND ack',
    ]);
  });

  test('priorities count down from 15 over all chosen groups; only a changed one is requested', () => {
    const { context, driver } = withGroups('ab', 9_000, function* (d) {
      yield* createAndSubmit(d, [{ name: 'low', priority: 0 }], ['low']);
    });
    // low stays behind both, which change places
    expect(
      trace(context, ['csg']).filter((row) => row.startsWith('10.0') && row.includes('EP_CFG request')),
    ).toEqual(['10.0 CSG0 a EP_CFG request', '10.0 CSG1 b EP_CFG request']);
    const priorities = ['b', 'a', 'low'].map((name) =>
      driver.slot(group(driver, name).csgId.peek()).priority.peek(),
    );
    expect(priorities).toEqual([15, 14, 13]);
  });

  test('what an evicted group still has to say is heard before its slot is given away', () => {
    const { context } = withGroups('abcd', 9_990, function* (d) {
      yield* d.machine.until('a is asked to leave', () => (d.csg(0).req.cell.get() & 7) === 2);
      raiseRequest(d, 'a');
    });
    const rows = rowsFrom(context, 9_000);
    expect(rows.indexOf('CSG0_IRQ_ACK ^= 1')).toBeGreaterThan(rows.indexOf('ack a SUSPEND'));
    expect(rows.indexOf('CSG0_IRQ_ACK ^= 1')).toBeLessThan(rows.indexOf('ack d START'));
  });

  test('a new group: lowest free slot, START the first time, RESUME later, with EP_CFG', () => {
    const { context } = withGroups('abcd', 35_000, function* () {});
    const told = trace(context, ['csg', 'group']).filter((row) =>
      /(START|RESUME|EP_CFG) request| bind/.test(row),
    );
    expect(told.filter((row) => /^10\.0/.test(row) && /CSG0/.test(row))).toEqual([
      '10.0 d bind CSG0',
      '10.0 CSG0 d START request',
      '10.0 CSG0 d EP_CFG request',
    ]);
    expect(told.filter((row) => /^20\.0/.test(row) && /CSG1/.test(row))).toEqual([
      '20.0 a bind CSG1',
      '20.0 CSG1 a RESUME request',
      '20.0 CSG1 a EP_CFG request',
    ]);
  });

  test('a slot that does not start: reset, and the tick is given up', () => {
    const { context, driver } = withGroups(
      'ab',
      9_000,
      function* (d, host) {
        host.mute.add(2);
        yield* createAndSubmit(d, medium('c'), ['c']);
      },
      { horizonUs: 115_000 },
    );
    expect(trace(context, ['reset'])[0]).toMatch(/reset schedule start timed out/);
    expect(driver.state.lastTick.peek()).toBeLessThan(9_000);
  });

  test('a chosen group that is destroyed meanwhile: the next tick comes at once', () => {
    // Nothing in mainline can do that while the tick holds the lock.
    const destroysTheFirst: Unit = {
      name: 'destroys the first',
      on: 'mainline',
      title: '',
      cite: [],
      functions: {
        selectProtmGroup: () =>
          function* (ctx) {
            if (ctx.fullTick) ctx.chosenGroups()[0]?.destroyed.set(true);
          },
      },
    };
    const { context } = drive(
      stack('mainline', [mainline, destroysTheFirst]),
      (d) => createAndSubmit(d, medium('abcd'), [...'abcd']),
      { horizonUs: 12_000 },
    );
    expect(ticks(context).slice(-2)).toEqual([
      '10.0 tick ranked full [b c d] -',
      '10.0 tick ranked partial [c d a] -',
    ]);
  });
});

describe('8 and 9: what is left for the next tick', () => {
  const state = (d: Driver) => ({
    used: d.state.usedCsgSlotCount.peek(),
    idle: d.state.mightHaveIdleGroups.peek(),
    pm: d.state.pmHasRef.peek(),
    target: d.state.reschedTarget.peek(),
  });

  test('groups with work: a target a period after last_tick, the PM reference', () => {
    const { driver } = withGroups('ab', 9_000, function* () {}, { horizonUs: 15_000 });
    const { lastTick } = driver.state;
    expect(state(driver)).toEqual({ used: 2, idle: false, pm: true, target: lastTick.peek() + 10_000 });
  });

  test('all idle: no target, no PM reference', () => {
    const { driver } = withGroups(
      'ab',
      9_000,
      function* (d) {
        finishJob(d, 'a');
        yield* d.machine.step('a is done');
        finishJob(d, 'b');
        yield* d.machine.step('b is done');
      },
      { horizonUs: 15_000 },
    );
    expect(state(driver)).toEqual({ used: 2, idle: true, pm: false, target: null });
  });

  test('one with work beside an idle one that is chosen after it: ticks stop', () => {
    const { driver } = withGroups(
      'ab',
      9_000,
      function* (d) {
        finishJob(d, 'a');
        yield* d.machine.step('a is done');
      },
      { horizonUs: 15_000 },
    );
    expect(state(driver)).toEqual({ used: 2, idle: true, pm: true, target: null });
  });
});

describe('10: cleanup', () => {
  const endOf = (fate: (d: Driver) => Act<unknown>): readonly string[] => {
    const { context, driver } = withGroups('a', 5_000, fate);
    const { ring } = driver.queue(group(driver, 'a'), 0);
    expect([ring.syncStatus.peek(), ring.syncSeqno.peek()]).toEqual([-1, 1]);
    return trace(context, ['job']).filter((row) => row.includes('signal'));
  };

  test('a fatal group: -EINVAL; one that timed out: -ETIMEDOUT; one that was destroyed: -ECANCELED', () => {
    const fatal = endOf(function* (d) {
      const cs = d.cs(0, 0);
      d.machine.atomically(() => {
        cs.ack.store(cs.ack.peek() ^ CS.FATAL);
        d.csg(0).irqReq.store(1);
        d.regs.job.raise(1);
      });
      yield* d.machine.step('firmware reports it');
    });
    const timedout = endOf(function* (d) {
      yield* d.state.schedLock.lock();
      d.group(groupId('a')).timedout.set(true);
      d.state.schedLock.unlock();
      yield* d.fn.schedQueueDelayedWork(d.state.tickWork, 0);
    });
    const destroyed = endOf((d) => d.uapi.groupDestroy(process, groupId('a')));
    expect([fatal, timedout, destroyed]).toEqual([
      ['5.0 job a:0/1 signal EINVAL'],
      ['5.0 job a:0/1 signal ETIMEDOUT'],
      ['5.0 job a:0/1 signal ECANCELED'],
    ]);
  });

  test('a tick that was given up: who cannot run is terminated though on slot, who was chosen heads its list', () => {
    const { driver, context } = withGroups(
      'abcde',
      9_000,
      function* (d, host) {
        d.machine.spawn('mute', 'firmware', function* () {
          yield* d.machine.until('b is asked to end', () => (d.csg(1).req.cell.get() & 7) === CSG.TERMINATE);
          host.mute.add(1);
        });
        yield* d.uapi.groupDestroy(process, groupId('b'));
      },
      { horizonUs: 109_020, chooser: firstOf('mute') },
    );
    expect(rowsFrom(context, 9_000).slice(-4)).toEqual([
      'queued reset_work',
      'queued group_term_work(b)',
      'tick end',
      'unlock sched.lock exclusive',
    ]);
    expect(driver.state.runnable[1]?.peek()).toEqual(['d', 'e']);
  });

  test('who keeps a slot in a tick that was given up stays there; who has none stays on its list', () => {
    const { driver } = withGroups(
      'abcd',
      9_000,
      function* (_d, host) {
        host.mute.add(0);
      },
      { horizonUs: 60_000 },
    );
    expect(['a', 'b', 'c', 'd'].map((name) => group(driver, name).csgId.peek())).toEqual([0, 1, 2, -1]);
    expect(driver.state.runnable[1]?.peek()).toEqual(['d']);
  });
});

/** A group with work in a VM of its own name. */
function* createIn(d: Driver, name: string, vm: string): Act {
  yield* d.uapi.groupCreate(processId(vm), {
    group: groupId(name),
    priority: 1,
    queues: 1,
    protected: false,
  });
  yield* submit(d, name);
}
