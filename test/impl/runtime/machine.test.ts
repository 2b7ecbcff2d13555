import { describe, expect, it } from 'vitest';
import { Mutex } from '../../../impl/linux/mutex.ts';
import { RwSemaphore } from '../../../impl/linux/rwsem.ts';
import { WaitQueue } from '../../../impl/linux/wait-queue.ts';
import { type Work, Workqueue } from '../../../impl/linux/workqueue.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { privateTo } from '../../../impl/runtime/cell.ts';
import { type Chooser, decisionText, runToCompletion } from '../../../impl/runtime/decision.ts';
import { AccessError, Machine, type MachineOptions } from '../../../impl/runtime/machine.ts';

const quietLocks = { acquired: () => {}, released: () => {}, blocked: () => {} };

function machine(options: Partial<MachineOptions> = {}): Machine {
  return new Machine({ chooser: runToCompletion, horizonUs: 1_000_000, maxSteps: 10_000, ...options });
}

/** Runs `other` wherever it can run, else the default. */
const prefer = (path: string): Chooser => ({
  pickActivity: (candidates) =>
    Math.max(
      0,
      candidates.findIndex((a) => a.path === path),
    ),
  pickOption: () => 0,
});

describe('a run that is told to stop', () => {
  it('ends after that step, also where the activity could go on', () => {
    const done: string[] = [];
    const m = machine({
      afterStep: ({ label }) => {
        done.push(label);
        return label === 'second';
      },
    });
    m.spawn('a', 'process', function* () {
      for (const label of ['first', 'second', 'third', 'fourth']) yield* m.step(label);
    });
    expect(m.run()).toBe('stopped');
    expect(done).toEqual(['begin', 'first', 'second']);
  });
});

describe('cells', () => {
  it('a read-modify-write in two steps loses an update when another activity runs between', () => {
    const results: number[] = [];
    for (const chooser of [runToCompletion, prefer('b')]) {
      const m = machine({ chooser });
      const x = m.cell<number>('x', 0);
      function* increment(): Act {
        const seen = yield* m.read(x);
        yield* m.write(x, seen + 1);
      }
      m.spawn('a', 'process', increment);
      m.spawn('b', 'process', increment);
      m.run();
      results.push(x.peek());
    }
    expect(results).toEqual([2, 2]);
    const m = machine({
      chooser: {
        pickActivity: (c) => (c[0]?.op?.label === 'write x' && c[0].path === 'a' ? 1 : 0),
        pickOption: () => 0,
      },
    });
    const x = m.cell<number>('x', 0);
    for (const path of ['a', 'b']) {
      m.spawn(path, 'process', function* () {
        const seen = yield* m.read(x);
        yield* m.write(x, seen + 1);
      });
    }
    m.run();
    expect(x.peek()).toBe(1);
    expect(m.decisions.map(decisionText)).toMatchInlineSnapshot(`
      [
        "at a: write x #0 run b: begin",
      ]
    `);
  });

  it('two shared cells in one step are refused, one guarded by a held lock is free', () => {
    const m = machine();
    const lock = new Mutex(m, 'lock', quietLocks);
    const x = m.cell<number>('x', 0);
    const y = m.cell<number>('y', 0);
    const z = m.cell<number>('z', 0, lock);
    m.spawn('a', 'process', function* () {
      yield* lock.lock();
      z.set(1);
      x.get();
      z.set(2);
      lock.unlock();
      yield* m.step('two');
      x.get();
      y.get();
    });
    expect(() => m.run()).toThrow(/touches x and y in one step/);
    expect(z.peek()).toBe(2);
  });

  it('a write without its guard and a stranger in a private cell are refused', () => {
    const m = machine();
    const lock = new Mutex(m, 'lock', quietLocks);
    const z = m.cell<number>('z', 0, lock);
    m.spawn('a', 'process', function* () {
      yield* m.step('write');
      z.set(1);
    });
    expect(() => m.run()).toThrow(new AccessError('a writes z without lock'));
    const n = machine();
    const p = n.cell<number>('p', 0, privateTo('fw'));
    n.spawn('a', 'process', function* () {
      yield* n.step('write');
      p.set(1);
    });
    expect(() => n.run()).toThrow(/private to fw/);
  });

  it('the hash follows the values, not the way to them', () => {
    const final = (order: readonly number[]): number => {
      const m = machine({ hashing: true });
      const cells = [m.cell<number>('a', 0), m.cell<number>('b', 0)];
      m.spawn('p', 'process', function* () {
        for (const i of order) yield* m.update(cells[i % 2] as (typeof cells)[0], (v) => v + 1);
      });
      m.run();
      return m.stateHash;
    };
    expect(final([0, 1, 0])).toBe(final([1, 0, 0]));
    expect(final([0, 1, 0])).not.toBe(final([1, 1, 0]));
  });

  it('cells that were asked for by one name have names that differ, and do not hide each other in the hash', () => {
    const m = machine({ hashing: true });
    const before = m.stateHash;
    const cells = [1, 2, 3].map(() => m.cell<number>('a', 0));
    expect(cells.map(({ name }) => name)).toEqual(['a', 'a (2)', 'a (3)']);
    const [one, two] = cells.slice(0, 2);
    expect(m.stateHash ^ (cells[2]?.hash ?? 0)).not.toBe(before);
    m.spawn('p', 'process', function* () {
      const both = m.stateHash;
      for (const cell of [one, two]) yield* m.update(cell as (typeof cells)[0], (v) => v + 1);
      expect(m.stateHash).not.toBe(both);
    });
    m.run();
  });
});

describe('time', () => {
  it('moves only when nothing can run, to the earliest timer', () => {
    const m = machine();
    const log: string[] = [];
    for (const [path, us] of [
      ['slow', 300],
      ['fast', 100],
    ] as const) {
      m.spawn(path, 'process', function* () {
        yield* m.sleep(us, 'sleep');
        log.push(`${path} ${m.nowUs}`);
      });
    }
    expect(m.run()).toBe('quiet');
    expect(log).toEqual(['fast 100', 'slow 300']);
  });

  it('a poll can miss a pulse that nobody let it see', () => {
    const pulse = (chooser: Chooser): boolean | null => {
      const m = machine({ chooser });
      const bit = m.cell<boolean>('bit', false);
      let seen: boolean | null = null;
      m.spawn('poller', 'process', function* () {
        seen = yield* m.pollUntil(() => bit.get(), 10, 5_000, 'poll bit');
      });
      m.spawn('pulser', 'gpu', function* () {
        yield* m.sleep(100, 'wait');
        yield* m.write(bit, true);
        yield* m.write(bit, false);
      });
      m.run();
      return seen;
    };
    expect(pulse(runToCompletion)).toBe(false);
    expect(pulse(prefer('poller'))).toBe(true);
  });
});

describe('waiting', () => {
  it('a waiter whose condition holds sleeps on until somebody wakes it or its time is over', () => {
    for (const wake of [true, false]) {
      const m = machine();
      const queue = new WaitQueue(m, 'req_waitqueue');
      const done = m.cell<boolean>('done', false);
      let endUs = -1;
      m.spawn('waiter', 'process', function* () {
        expect(yield* queue.waitEventTimeout(() => done.get(), 5_000, 'wait')).toBe(true);
        endUs = m.nowUs;
      });
      m.spawn('setter', 'firmware', function* () {
        yield* m.sleep(1_000, 'work');
        yield* m.write(done, true);
        if (wake) queue.wakeUpAll();
      });
      m.run();
      expect(endUs).toBe(wake ? 1_000 : 5_000);
    }
  });

  it('a waiting writer keeps new readers out, and a free semaphore may be stolen by a reader', () => {
    const order = (chooser: Chooser): string[] => {
      const m = machine({ chooser });
      const sem = new RwSemaphore(m, 'sem', quietLocks);
      const log: string[] = [];
      m.spawn('r1', 'process', function* () {
        yield* sem.downRead();
        yield* m.sleep(10, 'hold');
        sem.upRead();
      });
      m.spawn('w', 'process', function* () {
        yield* m.sleep(1, 'later');
        yield* sem.downWrite();
        log.push('w');
        sem.upWrite();
      });
      m.spawn('r2', 'process', function* () {
        yield* m.sleep(2, 'later');
        yield* sem.downRead();
        log.push('r2');
        sem.upRead();
      });
      m.run();
      return log;
    };
    expect(order(runToCompletion)).toEqual(['w', 'r2']);
    expect(order(prefer('r2'))).toEqual(['r2', 'w']);
  });
});

describe('work items', () => {
  it('a pending item is moved, a running one runs exactly once more', () => {
    const m = machine();
    const queue = new Workqueue(m, 'wq', false, 0, () => {});
    const runs: number[] = [];
    const work = queue.work('work', function* () {
      runs.push(m.nowUs);
      if (runs.length === 1) {
        yield* m.step('again');
        work.modDelayed(0);
        work.modDelayed(500);
        expect(work.queueNow()).toBe(false);
      }
    });
    m.spawn('p', 'process', function* () {
      yield* m.step('queue');
      work.modDelayed(100);
      yield* m.sleep(50, 'before it is due');
      work.modDelayed(100);
    });
    m.run();
    expect(runs).toEqual([150, 650]);
  });

  it('an ordered queue runs one after another in the order of queueing', () => {
    const m = machine({ chooser: { pickActivity: (c) => c.length - 1, pickOption: () => 0 } });
    const queue = new Workqueue(m, 'reset', true, 0, () => {});
    const log: string[] = [];
    const works = ['a', 'b', 'c'].map((name) =>
      queue.work(name, function* () {
        log.push(`${name}+`);
        yield* m.sleep(10, 'busy');
        log.push(`${name}-`);
      }),
    );
    m.spawn('p', 'process', function* () {
      for (const work of works) {
        yield* m.step('queue');
        work.queueNow();
      }
    });
    m.run();
    expect(log).toEqual(['a+', 'a-', 'b+', 'b-', 'c+', 'c-']);
  });

  it('an ordered queue runs delayed items in the order in which they became due, whichever was queued first', () => {
    const m = machine();
    const queue = new Workqueue(m, 'reset', true, 0, () => {});
    const log: string[] = [];
    const work = (name: string, us: number): Work =>
      queue.work(name, function* () {
        log.push(`${name} ${m.nowUs}`);
        yield* m.sleep(us, 'busy');
      });
    const ping = work('ping', 1);
    const clock = work('clock', 1);
    const reset = work('reset', 100);
    m.spawn('p', 'process', function* () {
      yield* m.step('queue');
      ping.modDelayed(60);
      clock.modDelayed(30);
      reset.queueNow();
    });
    m.run();
    expect(log).toEqual(['reset 0', 'clock 100', 'ping 101']);
  });

  it('cancel-sync waits for the run in flight and refuses new queueing meanwhile', () => {
    const m = machine();
    const told: string[] = [];
    const queue = new Workqueue(m, 'wq', false, 0, (_, event) => told.push(event));
    const work = queue.work('work', function* () {
      yield* m.sleep(100, 'busy');
      work.queueNow();
    });
    let endUs = -1;
    m.spawn('p', 'process', function* () {
      yield* m.step('queue');
      work.queueNow();
      yield* m.sleep(10, 'later');
      yield* work.cancelSync();
      endUs = m.nowUs;
    });
    m.run();
    expect(endUs).toBe(100);
    expect(told).toEqual(['queued', 'start', 'refused', 'end']);
  });

  it('a flush makes a pending item due and waits for its run, or for one in flight, and not for the next', () => {
    const m = machine();
    const queue = new Workqueue(m, 'wq', false, 0, () => {});
    const work = queue.work('work', function* () {
      yield* m.sleep(100, 'busy');
      if (m.nowUs < 1_000) work.modDelayed(500);
    });
    const flushedUs: number[] = [];
    m.spawn('p', 'process', function* () {
      yield* m.step('queue');
      work.modDelayed(400);
      for (const us of [10, 650, 2_000]) {
        yield* m.sleep(us - m.nowUs, 'before the flush');
        yield* work.flush();
        flushedUs.push(m.nowUs);
      }
    });
    m.run();
    // pending; in flight since 610; neither
    expect(flushedUs).toEqual([110, 710, 2_000]);
  });

  it('late is a named decision that holds the item back', () => {
    const m = machine({ chooser: { pickActivity: () => 0, pickOption: () => 1 } });
    const queue = new Workqueue(m, 'wq', false, 10_000, () => {});
    const runs: number[] = [];
    const work = queue.work('tick_work', function* () {
      runs.push(m.nowUs);
    });
    m.spawn('p', 'process', function* () {
      yield* m.step('queue');
      work.queueNow();
    });
    m.run();
    expect(runs).toEqual([10_000]);
    expect(m.decisions).toEqual([{ kind: 'value', name: 'late(tick_work)', nth: 0, option: '10000 us' }]);
  });
});

describe('a run that is ended from outside', () => {
  it('ends after that step, also where nobody else could go on', () => {
    let done = 0;
    const m = machine({ afterStep: ({ index }) => index === 3 });
    m.spawn('alone', 'process', function* () {
      for (; done < 100; done++) yield* m.step('go on');
    });
    expect(m.run()).toBe('stopped');
    expect(m.steps).toBe(4);
    expect(done).toBeLessThan(5);
  });
});
