import { describe, expect, it } from 'vitest';
import { SimContext } from '../../../impl/context.ts';
import { LockOrder } from '../../../impl/linux/lockdep.ts';
import { Mutex } from '../../../impl/linux/mutex.ts';
import { SpinLock } from '../../../impl/linux/spinlock.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { AccessError, Machine } from '../../../impl/runtime/machine.ts';

/** Takes locks one under the other, and gives them back. */
function bench(...order: readonly string[]): {
  readonly nest: (...locks: readonly string[]) => void;
  readonly said: string[];
} {
  const said: string[] = [];
  const locks = new LockOrder((activity, what) => said.push(`${activity} ${what}`));
  locks.state(order);
  let nests = 0;
  return {
    said,
    nest: (...names) => {
      const activity = `a${++nests}`;
      for (const name of names) locks.acquired(activity, name);
      for (const name of names) locks.released(activity, name, true);
    },
  };
}

describe('the order of locks', () => {
  it('that is stated holds from the first time', () => {
    const { nest, said } = bench('outer', 'inner');
    nest('outer', 'inner(p)');
    nest('inner(p)', 'outer');
    expect(said).toEqual(['a2 takes outer while it holds inner(p)']);
  });

  it('of locks that it does not name is the one that was seen first, each time', () => {
    const { nest, said } = bench('outer', 'inner');
    nest('one', 'two(p)');
    nest('one', 'two(q)');
    nest('two(q)', 'one');
    nest('two(q)', 'one');
    const breach = 'takes one while it holds two(q), and two is taken under one';
    expect(said).toEqual([`a3 ${breach}`, `a4 ${breach}`]);
  });

  it('is followed through other locks, those of the stated order among them', () => {
    const { nest, said } = bench('outer', 'middle', 'inner');
    nest('inner', 'own');
    nest('own', 'outer');
    expect(said).toEqual([
      'a2 takes outer while it holds own, and middle, then inner, then own is taken under outer',
    ]);
  });

  it('says nothing of two of a kind, nor of locks that were given back between', () => {
    const { nest, said } = bench();
    nest('one(p)', 'one(q)');
    nest('one(q)', 'one(p)');
    nest('one');
    nest('two', 'one');
    nest('one');
    expect(said).toEqual([]);
  });

  it('is broken by who takes a lock twice, and a lock is released by its owner', () => {
    const said: string[] = [];
    const locks = new LockOrder((_, what) => said.push(what));
    locks.acquired('a', 'one');
    locks.acquired('a', 'one');
    locks.released('b', 'one', false);
    expect(said).toEqual(['takes one twice', 'releases one that it does not hold']);
  });
});

/** A machine with a context whose activities are told, to its end. */
function run(script: (context: SimContext) => Readonly<Record<string, () => Act>>): SimContext {
  const machine = new Machine({ chooser: runToCompletion, horizonUs: 1_000, maxSteps: 1_000 });
  const context = new SimContext(machine);
  for (const [path, body] of Object.entries(script(context))) machine.spawn(path, 'process', body);
  machine.run();
  return context;
}

describe('a lock that spins', () => {
  it('tells who waits for it, and for whom', () => {
    const { events } = run(({ machine, lockObserver }) => {
      const lock = new SpinLock(machine, 'spin', lockObserver);
      const go = machine.cell<boolean>('go', false);
      return {
        holder: function* () {
          yield* lock.lock();
          yield* machine.until('somebody spins', () => go.get(), { sleeps: false });
          lock.unlock();
        },
        waiter: function* () {
          yield* machine.write(go, true);
          yield* lock.lock();
          lock.unlock();
        },
      };
    });
    expect(
      events.flatMap((e) => (e.kind === 'lock' ? [`${e.activity} ${e.op} ${e.note}`.trim()] : [])),
    ).toEqual([
      'holder acquire',
      'waiter blocked holder',
      'holder release',
      'waiter acquire',
      'waiter release',
    ]);
  });

  it('is not slept under', () => {
    const sleeps = (): unknown =>
      run(({ machine, lockObserver }) => {
        const lock = new SpinLock(machine, 'spin', lockObserver);
        const mutex = new Mutex(machine, 'mutex', lockObserver);
        return {
          a: function* () {
            yield* lock.lock();
            yield* mutex.lock();
          },
        };
      });
    expect(sleeps).toThrow(new AccessError('a sleeps at "lock mutex" with a spinning lock held'));
  });
});
