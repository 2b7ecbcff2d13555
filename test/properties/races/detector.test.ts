import { describe, expect, it } from 'vitest';
import { defective, defects } from '../../../impl/driver/defects/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { LockObserver } from '../../../impl/linux/lockdep.ts';
import { Mutex } from '../../../impl/linux/mutex.ts';
import { WaitQueue } from '../../../impl/linux/wait-queue.ts';
import { Workqueue } from '../../../impl/linux/workqueue.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import type { Cell } from '../../../impl/runtime/cell.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { simulate } from '../../../impl/simulate.ts';
import { drawScenario } from '../../../properties/campaign/plan.ts';
import { MachinePilot, wholeRun } from '../../../properties/explore/dpor/machine.ts';
import { exploreTraces } from '../../../properties/explore/dpor.ts';
import { Random } from '../../../properties/explore/random.ts';
import { mixture } from '../../../properties/explore/strategies.ts';
import { declaredRead } from '../../../properties/races/declared.ts';
import { type Race, RaceDetector } from '../../../properties/races/detector.ts';

const silent: LockObserver = { acquired: () => {}, released: () => {}, blocked: () => {} };

interface Parts {
  readonly m: Machine;
  readonly lock: Mutex;
  /** Guarded by the lock. */
  readonly x: Cell<number>;
  readonly queue: WaitQueue;
}

/** The races of all traces of a small program. */
function racesOf(build: (parts: Parts) => void): readonly Race[] {
  const races = new Map<string, Race>();
  exploreTraces(
    (pilot) => {
      const chooser = new MachinePilot(pilot, wholeRun);
      const m: Machine = new Machine({
        chooser,
        horizonUs: 1_000,
        maxSteps: 1_000,
        attend: (candidates) => chooser.attend(m, candidates),
        afterStep: (step) => {
          chooser.afterStep(step);
          detector.afterStep(step);
          return false;
        },
      });
      const detector: RaceDetector = new RaceDetector(m);
      const lock = new Mutex(m, 'lock', silent);
      build({ m, lock, x: m.cell<number>('x', 0, lock), queue: new WaitQueue(m, 'queue') });
      m.run();
      return detector.races;
    },
    (found) => {
      for (const race of found) races.set(`${race.first.label} ${race.second.label}`, race);
      return false;
    },
    { maxExecutions: 2_000 },
  );
  return [...races.values()].sort((a, b) => (a.first.activity < b.first.activity ? -1 : 1));
}

const locked = ({ lock, x }: Parts, value: number): (() => Act) =>
  function* () {
    yield* lock.lock();
    x.set(value);
    lock.unlock();
  };

describe('a race', () => {
  it('is a reading without the lock that others write under', () => {
    const races = racesOf((parts) => {
      parts.m.spawn('writer', 'process', locked(parts, 1));
      parts.m.spawn('reader', 'process', function* () {
        yield* parts.m.read(parts.x, 'peep at x');
      });
    });
    expect(races).toEqual([
      {
        cell: 'x',
        guard: 'lock',
        first: { activity: 'reader', label: 'peep at x', writes: false, step: 3 },
        second: { activity: 'writer', label: 'lock lock', writes: true, step: 4 },
      },
      {
        cell: 'x',
        guard: 'lock',
        first: { activity: 'writer', label: 'lock lock', writes: true, step: 2 },
        second: { activity: 'reader', label: 'peep at x', writes: false, step: 4 },
      },
    ]);
  });

  it('is also a condition that waits on what it has no lock for', () => {
    const races = racesOf((parts) => {
      parts.m.spawn('writer', 'process', locked(parts, 1));
      parts.m.spawn('waiter', 'process', () => parts.m.until('spin on x', () => parts.x.get() === 1));
    });
    expect(races.map((r) => r.second.label)).toContain('spin on x');
  });

  it('is none under the lock, in whatever order', () => {
    expect(
      racesOf((parts) => {
        parts.m.spawn('one', 'process', locked(parts, 1));
        parts.m.spawn('other', 'process', locked(parts, 2));
      }),
    ).toEqual([]);
  });

  it('is none after a wake-up by the writer, and one where the wake-up comes before the write', () => {
    const woken = (first: 'write' | 'wake'): readonly Race[] =>
      racesOf((parts) => {
        const { m, lock, x, queue } = parts;
        const told = m.cell<boolean>('told', false, { name: 'anybody', heldBy: () => true });
        m.spawn('writer', 'process', function* () {
          yield* lock.lock();
          if (first === 'write') x.set(1);
          yield* m.step('wake');
          told.set(true);
          queue.wakeUpAll();
          yield* m.step('after');
          if (first === 'wake') x.set(1);
          lock.unlock();
        });
        m.spawn('reader', 'process', function* () {
          yield* queue.waitEventTimeout(() => told.get(), 900, 'wait');
          if (told.get()) yield* m.read(x, 'read x');
        });
      });
    expect(woken('write')).toEqual([]);
    expect(woken('wake').length).toBeGreaterThan(0);
  });

  it('is none between who queues a work item and the item', () => {
    const races = racesOf((parts) => {
      const { m, x } = parts;
      const wq = new Workqueue(m, 'wq', false, 0, () => {});
      const work = wq.work('work', function* () {
        yield* m.read(x, 'read x');
      });
      m.spawn('writer', 'process', function* () {
        yield* locked(parts, 1)();
        yield* m.step('queue');
        work.queueNow();
      });
    });
    expect(races).toEqual([]);
  });
});

/** `DEEP=1 npx vitest run test/properties/races`: 100 runs of each revision, and 3 of each seeded defect. */
const deep = process.env.DEEP === '1';

it('of a second object of its name is declared as that of the first is', () => {
  const read = { activity: 'p', label: 'look whether p.g can run', writes: false, step: 1 };
  const race = (cell: string): Race => ({
    cell,
    guard: 'sched.lock',
    first: read,
    second: { ...read, writes: true },
  });
  for (const cell of ['p.g.state', 'p.g.state (2)']) expect(declaredRead(race(cell))).not.toBeNull();
  expect(declaredRead(race('p.g.state (twice)'))).toBeNull();
});

describe('generated runs', () => {
  const racesIn = (revision: (typeof revisions)['reference'], seed: number): readonly Race[] => {
    let detector: RaceDetector | null = null;
    const setup = { revision, ...drawScenario(new Random(seed)), horizonUs: 3_000_000, maxSteps: 4_000 };
    simulate(
      {
        ...setup,
        attend: () => false,
        afterStep: ({ machine }, step) => {
          detector ??= new RaceDetector(machine);
          detector.afterStep(step);
          return false;
        },
      },
      seed === 0 ? runToCompletion : mixture.chooser(seed, { points: 300, choices: 30 }),
    );
    const ran: RaceDetector | null = detector;
    return ran === null ? [] : (ran as RaceDetector).races;
  };

  it('race only where the driver is declared to read without a lock', () => {
    const seen = new Set<string>();
    const undeclared: string[] = [];
    /** Reclaim takes mappings while a tick reads how queues stand. */
    const evictsBesideTick = 70_062;
    const searched = [
      ...Object.entries(revisions).map((entry) => [...entry, deep ? 100 : 5] as const),
      ...(deep ? defects.map((d) => [d.id, defective(d), 3] as const) : []),
    ];
    for (const [name, revision, runs] of searched) {
      const seeds = Array.from({ length: runs }, (_, i) => i + 1);
      for (const seed of name === 'reference' ? [...seeds, evictsBesideTick] : seeds) {
        for (const race of racesIn(revision, seed)) {
          const declared = declaredRead(race);
          if (declared === null) undeclared.push(`${name} ${seed}: ${JSON.stringify(race)}`);
          else seen.add(declared.source);
        }
      }
    }
    expect(undeclared).toEqual([]);
    expect(seen.size).toBeGreaterThan(0);
  }, 3_600_000);
});
