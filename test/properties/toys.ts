import type { Act } from '../../impl/runtime/activity.ts';
import type { Chooser, Decision } from '../../impl/runtime/decision.ts';
import { Machine } from '../../impl/runtime/machine.ts';

/** A small machine with a planted race, run once under a chooser. */
export interface ToyRun {
  readonly fails: boolean;
  readonly decisions: readonly Decision[];
}

export type Toy = (chooser: Chooser) => ToyRun;

function toy(build: (m: Machine) => () => boolean): Toy {
  return (chooser) => {
    const machine = new Machine({ chooser, horizonUs: 1_000_000, maxSteps: 10_000 });
    const failed = build(machine);
    machine.run();
    return { fails: failed(), decisions: machine.decisions };
  };
}

function* idle(m: Machine, steps: number, label: string): Act {
  for (let i = 0; i < steps; i++) yield* m.step(label);
}

/** Depth 1: `use` fails if it comes before `init`, at the end of a long activity. */
export const orderRace: Toy = toy((m) => {
  const ready = m.cell<boolean>('ready', false);
  const broken = m.cell('broken', false);
  m.spawn('init', 'process', function* () {
    yield* idle(m, 20, 'prepare');
    yield* m.write(ready, true);
  });
  m.spawn('use', 'process', function* () {
    const seen = yield* m.read(ready);
    if (!seen) yield* m.write(broken, true);
  });
  return () => broken.peek();
});

/** Depth 2: a read and a write that should be one; the other must run between them, after `padding` steps. */
export function atomicityRace(padding: number): Toy {
  return toy((m) => {
    const x = m.cell<number>('x', 0);
    for (const path of ['a', 'b']) {
      m.spawn(path, 'process', function* () {
        yield* idle(m, padding, 'work');
        const seen = yield* m.read(x);
        yield* m.write(x, seen + 1);
        yield* idle(m, padding, 'work');
      });
    }
    return () => x.peek() !== 2;
  });
}

/** Depth 3: two orderings that must both be unusual, in three activities. */
export const deepRace: Toy = toy((m) => {
  const phase = m.cell<number>('phase', 0);
  const advance = (path: string, from: number) => {
    m.spawn(path, 'process', function* () {
      yield* idle(m, 6, 'work');
      yield* m.update(phase, (p) => (p === from ? from + 1 : p));
      yield* idle(m, 6, 'work');
      yield* m.update(phase, (p) => (p === from + 2 ? from + 3 : p));
    });
  };
  advance('second', 1);
  advance('first', 0);
  return () => phase.peek() >= 4;
});

/** A race that needs a late wake-up: the worker is late by the whole limit, so the waiter times out. */
export const lateRace: Toy = toy((m) => {
  const done = m.cell('done', false);
  const timedOut = m.cell('timed out', false);
  m.spawn('worker', 'work', function* () {
    yield* m.late(10_000);
    yield* m.write(done, true);
  });
  m.spawn('waiter', 'process', function* () {
    const met = yield* m.pollUntil(() => done.get(), 10, 5_000, 'poll done');
    if (!met) yield* m.write(timedOut, true);
  });
  return () => timedOut.peek();
});
