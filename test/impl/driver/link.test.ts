import { describe, expect, it } from 'vitest';
import { defective } from '../../../impl/driver/defects/defect.ts';
import { defects } from '../../../impl/driver/defects/index.ts';
import type { Driver } from '../../../impl/driver/driver.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { functionNames, isLinkedOnce, type Revision, stack, type Unit } from '../../../impl/driver/unit.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { type Run, type Setup, System, simulate } from '../../../impl/simulate.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import equalTurns from '../../../properties/workloads/equal-turns.json' with { type: 'json' };

const workload = decodeWorkload(equalTurns);
const run = (revision: Revision): Run =>
  simulate({ revision, workload, profile: {}, horizonUs: 20_000, hashing: true }, runToCompletion);

/** A driver at which nobody may look. */
const untouchable = new Proxy(Object.create(null) as Driver, {
  get: (_, name) => {
    throw new Error(`looks at ${String(name)}`);
  },
});

/** What the functions of a unit look at when they are put together. */
function looksOf(unit: Unit): readonly string[] {
  return functionNames(unit).flatMap((name) => {
    const override = unit.functions[name] as (driver: Driver, below: unknown) => unknown;
    try {
      override(untouchable, () => {});
      return [];
    } catch (error) {
      return [`${unit.name}.${name} ${String(error)}`];
    }
  });
}

/** A function that answers a function and does nothing else: there is no place where it could keep something. */
const ANSWERS_ONLY = /^(?:\([^()]*\)|\w+)\s*=>\s*(?:function\s*\*|(?:\([^()]*\)|\w+)\s*=>|\w+$)/;

/** The functions of a unit that might keep something beside the cells from one run to the next. */
function keepersOf(name: string, functions: object): readonly string[] {
  return Object.entries(functions).flatMap(([fn, override]) =>
    ANSWERS_ONLY.test(String(override)) ? [] : [`${name}.${fn}`],
  );
}

describe('functions that are put together once for many runs', () => {
  const units = [...Object.values(revisions), ...defects.map(defective)].flatMap((r) => r.units);

  it('have no place for a hidden global: each is answered without a word before', () => {
    const written = [...new Set(Object.values(revisions).flatMap((r) => r.units))].filter(isLinkedOnce);
    expect(written.length).toBeGreaterThan(20);
    expect(written.flatMap((unit) => keepersOf(unit.name, unit.functions))).toEqual([]);
    const changes = defects.flatMap(({ id, changes }) => changes.map((change) => ({ id, change })));
    expect(changes.flatMap(({ id, change }) => keepersOf(id, change.functions))).toEqual([]);
    let ticks = 0;
    const counts: Unit['functions'] = {
      tickWork: (_, below) => {
        let before = 0;
        return function* () {
          if (before++ < 3) yield* below();
        };
      },
      tickBegin: (_, below) =>
        function* (ctx) {
          ticks++;
          return ticks < 3 && (yield* below(ctx));
        },
    };
    // What is kept in a variable of the module is seen in its source, test/architecture/purity.test.ts.
    expect(keepersOf('counts', counts)).toEqual(['counts.tickWork']);
  });

  it('look at the driver only when they are called, in every unit', () => {
    const once = [...new Set(units)].filter(isLinkedOnce);
    expect(once.length).toBeGreaterThan(100);
    expect(once.flatMap(looksOf)).toEqual([]);
    const hasty: Unit = { ...(once[0] as Unit), functions: { tickWork: (d) => d.fn.tickWork } };
    expect(looksOf(hasty)).toHaveLength(1);
  });

  it('leave a run that is over as it is', () => {
    const first = run(revisions.reference);
    const state = (): readonly unknown[] => first.system.machine.cells.map((cell) => cell.peek());
    const before = [state(), first.system.driver.jobs.size, first.system.machine.steps, [...first.events]];
    const second = run(revisions.reference);
    expect([state(), first.system.driver.jobs.size, first.system.machine.steps, first.events]).toEqual(
      before,
    );
    expect(second.system.driver.fn === first.system.driver.fn).toBe(true);
    expect(second.events).toEqual(first.events);
    expect(second.system.machine.stateHash).toBe(first.system.machine.stateHash);
  });

  it('are not shared by two runs at a time', () => {
    const expected = run(revisions.reference).events;
    const setup: Setup = { revision: revisions.reference, workload, profile: {} };
    const made = [1, 2].map(() => {
      const machine = new Machine({ chooser: runToCompletion, horizonUs: 20_000, maxSteps: 400_000 });
      return { machine, system: new System(machine, setup) };
    });
    const logs = made.map(({ machine, system }): readonly SimEvent[] => {
      machine.run();
      return system.context.events;
    });
    expect(expected.length).toBeGreaterThan(300);
    expect(logs).toEqual([expected, expected]);
    expect(made[0]?.system.driver.fn === made[1]?.system.driver.fn).toBe(false);
  });

  it('are those of declared units only: others may keep something of a run', () => {
    let made = 0;
    const counts: Unit = {
      name: 'counts',
      on: 'P8',
      title: '',
      cite: [],
      merges: ['tickRearm'],
      functions: {
        tickRearm: (_, below) => {
          made++;
          return below;
        },
      },
    };
    const revision = stack('counts', [...revisions.reference.units, counts]);
    run(revision);
    run(revision);
    expect(made).toBe(2);
  });
});
