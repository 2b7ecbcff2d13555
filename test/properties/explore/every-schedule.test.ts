import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { type Decision, decisionText, runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import {
  briefestPrograms,
  briefPrograms,
  briefWorkloads,
} from '../../../properties/campaign/brief-workloads.ts';
import { planRound, rounds, spaceOf } from '../../../properties/campaign/plan.ts';
import { mergeResults, runCell } from '../../../properties/campaign/run-cell.ts';
import { setupOf, simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import { type Cell, everyName } from '../../../properties/campaign/subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { judgedRules } from '../../../properties/detect/detect.ts';
import { type EnumerationLimits, enumerateDelays } from '../../../properties/explore/delay-bounded.ts';
import { manifestOf } from '../../../properties/manifests/index.ts';
import { toySubject } from '../campaign/toy-subject.ts';
import { atomicityRace, lateRace, type Toy, type ToyRun } from '../toys.ts';

const texts = ({ decisions }: { readonly decisions: readonly Decision[] }) =>
  decisions.map(decisionText).join('; ');

/** The decisions of every schedule, a text each. */
function schedules(toy: Toy, limits: Omit<EnumerationLimits, 'maxRuns'>): readonly string[] {
  const all: string[] = [];
  const collect = (run: ToyRun): boolean => {
    all.push(texts(run));
    return false;
  };
  const { complete, runs } = enumerateDelays(toy, collect, { ...limits, maxRuns: 100_000 });
  expect([complete, runs]).toEqual([true, all.length]);
  return all;
}

/** A machine of activities with so many steps each, and the order in which these were done. */
function orders(steps: readonly number[]): (chooser: Parameters<Toy>[0]) => string {
  return (chooser) => {
    const machine = new Machine({ chooser, horizonUs: 1, maxSteps: 1_000 });
    let order = '';
    steps.forEach((count, i) => {
      machine.spawn(
        `a${i}`,
        'process',
        function* () {
          for (let n = 0; n < count; n++) {
            yield* machine.step('step');
            order += i;
          }
        },
        true,
      );
    });
    machine.run();
    return order;
  };
}

/** Every order of steps with at most so many preemptions, made without a machine. */
function ordersByHand(steps: readonly number[], preemptions: number): ReadonlySet<string> {
  const all = new Set<string>();
  const extend = (left: readonly number[], order: string, last: number, used: number): void => {
    if (used > preemptions) return;
    if (left.every((n) => n === 0)) all.add(order);
    left.forEach((n, i) => {
      if (n === 0) return;
      const preempts = last >= 0 && i !== last && (left[last] ?? 0) > 0;
      const after = left.map((m, j) => (j === i ? m - 1 : m));
      extend(after, order + i, i, used + (preempts ? 1 : 0));
    });
  };
  extend(steps, '', -1, 0);
  return all;
}

describe('every schedule within a bound', () => {
  it('is run once, and parts are the whole', () => {
    for (const counting of ['delays', 'preemptions'] as const) {
      const all = schedules(atomicityRace(3), { maxDelays: 2, counting });
      expect(new Set(all).size).toBe(all.length);
      const parts = [0, 1, 2, 3].map((nth) =>
        schedules(atomicityRace(3), { maxDelays: 2, counting, part: { nth, of: 4 } }),
      );
      expect(parts.every((part) => part.length > 10)).toBe(true);
      expect(parts.flat().sort()).toEqual([...all].sort());
    }
  });

  it('is every order with as many preemptions, as counted by hand', () => {
    for (const steps of [
      [2, 2],
      [3, 2, 1],
      [2, 2, 2],
      [4, 3],
    ]) {
      for (const bound of [0, 1, 2, 9]) {
        const found: string[] = [];
        const { everything } = enumerateDelays(
          orders(steps),
          (order) => {
            found.push(order);
            return false;
          },
          { maxDelays: bound, maxRuns: 100_000, counting: 'preemptions' },
        );
        const byHand = ordersByHand(steps, bound);
        expect([...found].sort(), `${steps}, ${bound}`).toEqual([...byHand].sort());
        expect(everything, `${steps}, ${bound}`).toBe(byHand.size === ordersByHand(steps, 99).size);
      }
    }
  });

  it('is not said to be run where there were more than could be, of a part either', () => {
    for (const part of [
      { nth: 0, of: 1 },
      { nth: 1, of: 2 },
    ]) {
      const upTo = (maxRuns: number) =>
        enumerateDelays(atomicityRace(3), () => false, { maxDelays: 1, maxRuns, part });
      const all = upTo(100_000).runs;
      expect(all).toBeGreaterThan(3);
      for (let maxRuns = 1; maxRuns <= all; maxRuns++)
        expect(upTo(maxRuns)).toMatchObject({ runs: maxRuns, complete: maxRuns === all });
    }
  });

  it('has late wake-ups at a cost, however deviations are counted', () => {
    const late = (all: readonly string[]) => all.filter((text) => text.includes('late(worker)')).length;
    for (const counting of ['delays', 'preemptions'] as const) {
      expect(late(schedules(lateRace, { maxDelays: 0, counting }))).toBe(0);
      expect(late(schedules(lateRace, { maxDelays: 1, counting }))).toBeGreaterThan(0);
    }
  });
});

const subject = simulatorSubject([]);
const cellOf = (program: string, counting: 'delays' | 'preemptions', bound: number): Cell => {
  const every = { counting, bound, parts: 1 };
  return { strategy: everyName(every), program, from: 1, count: 1, every };
};
const unitsOf = (name: keyof typeof revisions) => revisions[name].units.map((unit) => unit.name);

describe('the brief programs', () => {
  it('keep every rule on the reference: every schedule of the briefest with one delay', () => {
    const cell = cellOf('brief probe, default', 'delays', 1);
    const { found, enumerated, executions } = runCell(subject, unitsOf('reference'), cell, judgedRules);
    expect(found).toEqual([]);
    expect(enumerated).toEqual([
      { program: cell.program, strategy: cell.strategy, parts: 1, done: [1], schedules: executions },
    ]);
    expect(executions).toBeGreaterThan(40);
  });

  it('break the rules of the series that are stored of it, with no delay', () => {
    const expected = new Set(manifestOf('series-2026').expected.map(({ rule }) => rule));
    const broken = new Set(
      briefPrograms
        .slice(0, 5)
        .flatMap((program) =>
          runCell(subject, unitsOf('series-2026'), cellOf(program, 'delays', 0), judgedRules).found.map(
            (raw) => raw.violation.rule,
          ),
        ),
    );
    expect([...broken].filter((rule) => !expected.has(rule))).toEqual([]);
    expect([...broken]).toEqual(expect.arrayContaining(['ENTER-GATE', 'FLAG-TRUTH']));
  });

  it('are in the deep plan, whole after its last round', () => {
    const cells = Array.from({ length: rounds.deep }, (_, nth) => planRound('deep', 1, [], nth)).flat();
    const every = cells.filter((cell) => cell.every !== undefined);
    const parts = new Map<string, number[]>();
    for (const { strategy, program, from } of every) {
      const key = `${strategy}, ${program}`;
      parts.set(key, [...(parts.get(key) ?? []), from]);
    }
    expect(parts.size).toBe(briefPrograms.length + 1 + briefestPrograms.length);
    for (const cell of every) {
      const { parts: count = 0 } = cell.every ?? {};
      const all = parts.get(`${cell.strategy}, ${cell.program}`) ?? [];
      expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    }
    for (const name of ['probe', 'entry', 'exit', 'bind'])
      expect(briefestPrograms).toContain(`brief ${name}, default`);
    const space = spaceOf(briefWorkloads);
    for (const { program } of every) expect(() => space.program(program, 1)).not.toThrow();
  });
});

it('parts of one search of every schedule are merged, each counted once', () => {
  const every = { counting: 'delays', bound: 1, parts: 3 } as const;
  const cell = (from: number): Cell => {
    return { strategy: everyName(every), program: 'slow', from, count: 1, every };
  };
  const search = (one: Cell, stop = () => false) => runCell(toySubject, ['base'], one, ['OWNER'], stop);
  const whole = search(cellOf('slow', 'delays', 1));
  expect(whole.executions).toBeGreaterThan(10);
  const [merged, ...none] = mergeResults([3, 1, 2, 1].map((from) => search(cell(from)))).enumerated;
  expect(merged).toMatchObject({ done: [1, 2, 3], schedules: whole.executions });
  expect(none).toEqual([]);
  let asked = 0;
  const [cut] = search(cell(2), () => ++asked > 3).enumerated;
  expect(cut).toMatchObject({ done: [] });
  expect(search(cell(2), () => true).enumerated).toEqual([]);
});

it('what is stored with the fewest delays keeps its rule with one less: tried again where that is one schedule', () => {
  let again = 0;
  for (const revision of ['series-2026', 'rfc-2025']) {
    for (const file of readdirSync(pathOf(revision))) {
      const stored = readCounterexample(pathOf(`${revision}/${file}`));
      const { minimal, schedule, rule, workload, faults, needs } = stored;
      if (minimal.label !== 'fewest delays') continue;
      expect(minimal.enumerated, file).not.toBeNull();
      if (schedule.length !== 1) continue;
      again++;
      const setup = setupOf(stored.revision.units, { workload, faults, profile: needs.choices });
      const { violations } = checkRun(setup, runToCompletion, { rules: [rule] });
      expect(violations, file).toEqual([]);
    }
  }
  expect(again).toBeGreaterThan(8);
});
