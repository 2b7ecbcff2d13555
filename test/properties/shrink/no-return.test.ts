import { describe, expect, test } from 'vitest';
import { type Chooser, type Decision, runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { Random } from '../../../properties/explore/random.ts';
import { LenientReplay, StrictReplay } from '../../../properties/explore/replay.ts';
import { type Program, pointOfNoReturn } from '../../../properties/shrink/no-return.ts';

interface Toy extends Program {
  /** The decisions of the last run. */
  decisions(): readonly Decision[];
}

/** A machine that is built anew for each run, and ends when it is broken. */
function toy(build: (machine: Machine) => () => boolean): Toy {
  let machine: Machine | null = null;
  return {
    breaks(chooser) {
      let broken = (): boolean => false;
      const options = { chooser, horizonUs: 1_000_000, maxSteps: 1_000, afterStep: () => broken() };
      machine = new Machine(options);
      broken = build(machine);
      machine.run();
      return broken();
    },
    clock: () => machine?.steps ?? 0,
    decisions: () => machine?.decisions ?? [],
  };
}

const limits = { maxSearch: 100, maxProof: 5_000, maxDelays: 50 };

/** `use` fails if it reads before `init` writes; it only fails some steps after that. */
const race = toy((m) => {
  const ready = m.cell<boolean>('ready', false);
  const broken = m.cell('broken', false);
  m.spawn('init', 'process', function* () {
    for (let i = 0; i < 4; i++) yield* m.step('prepare');
    yield* m.write(ready, true);
  });
  m.spawn('use', 'process', function* () {
    yield* m.step('wake');
    const seen = yield* m.read(ready);
    yield* m.step('think');
    if (!seen) yield* m.write(broken, true);
  });
  return () => broken.peek();
});

describe('the point of no return', () => {
  const lets = { activity: 'init', label: 'prepare', nth: 0, visit: 0 };
  const early: readonly Decision[] = [{ kind: 'run', insteadOf: lets, run: 'use', label: 'begin' }];

  test('is the read that came too early, not the failure that follows from it', () => {
    const { last, label, delays } = pointOfNoReturn(race, early, limits);
    expect(last?.took).toEqual({ run: 'use', runs: 'read ready' });
    expect(last?.instead).toMatchObject({ run: 'init' });
    expect({ label, delays }).toEqual({ label: 'proven', delays: null });
    const wayOut = new StrictReplay(last?.wayOut ?? []);
    expect(race.breaks(wayOut)).toBe(false);
    wayOut.finish();
  });

  test('is said to be none where every schedule breaks the rule', () => {
    const lost = toy((m) => {
      const broken = m.cell<number>('broken', 0);
      for (const path of ['a', 'b']) {
        m.spawn(path, 'process', function* () {
          yield* m.update(broken, (n) => n + 1);
        });
      }
      return () => broken.peek() === 2;
    });
    expect(pointOfNoReturn(lost, [], limits)).toMatchObject({ last: null, label: 'proven', delays: null });
  });

  test('claims no proof where there were too many continuations', () => {
    const { label, runs } = pointOfNoReturn(race, early, { ...limits, maxProof: 1 });
    expect({ label, runs }).toEqual({ label: 'no escape', runs: 1 });
  });

  test('says up to how many delays it is proven where there are continuations with more', () => {
    for (const maxDelays of [1, 2, 3]) {
      const { label, delays, last } = pointOfNoReturn(race, early, { ...limits, maxDelays });
      expect({ label, delays }).toEqual({ label: 'proven', delays: maxDelays });
      expect(last?.took).toEqual({ run: 'use', runs: 'read ready' });
    }
  });

  test('needs a run that breaks the rule', () => {
    expect(() => pointOfNoReturn(race, [], limits)).toThrow('the run does not break the rule');
  });

  test('leaves what else was chosen as it is, and makes no wake-up later', () => {
    const asked: string[] = [];
    const choosing: Toy = {
      ...race,
      breaks: (chooser) => {
        const answer = chooser.pickOption({ name: 'F04', nth: 0, options: ['1 ms', 'never'] });
        const late = chooser.pickOption({ name: 'late(use)', nth: 0, options: ['0 us', '10 us'] });
        asked.push(`${answer} ${late}`);
        return answer === 1 && race.breaks(chooser);
      },
    };
    const decisions: readonly Decision[] = [
      { kind: 'value', name: 'F04', nth: 0, option: 'never' },
      ...early,
    ];
    const { last } = pointOfNoReturn(choosing, decisions, limits);
    expect(last?.took).toEqual({ run: 'use', runs: 'read ready' });
    expect(new Set(asked)).toEqual(new Set(['1 0']));
  });
});

/** A few activities that add to and look at a counter: broken once somebody sees a number that is not allowed. */
function drawToy(random: Random): Toy {
  const scripts = Array.from({ length: 3 }, () => Array.from({ length: 2 }, () => random.below(3)));
  const bad = 1 + random.below(3);
  return toy((m) => {
    const x = m.cell<number>('x', 0);
    const broken = m.cell('broken', false);
    scripts.forEach((script, i) => {
      const body = function* () {
        for (const what of script) {
          if (what === 0) yield* m.update(x, (n) => n + 1);
          else if (what === 1) yield* m.update(x, (n) => Math.max(0, n - 1));
          else if ((yield* m.read(x)) === bad) yield* m.write(broken, true);
        }
      };
      m.spawn(`p${i}`, 'process', body, true);
    });
    return () => broken.peek();
  });
}

/** Every run: what was taken at each point, and whether it breaks the rule; depth first, sharing no code. */
function allRuns(
  program: Program,
): readonly { readonly taken: readonly number[]; readonly breaks: boolean }[] {
  const runs: { taken: number[]; breaks: boolean }[] = [];
  for (let next: number[] | null = []; next !== null; ) {
    const prefix = next;
    const taken: number[] = [];
    const sizes: number[] = [];
    const chooser: Chooser = {
      pickActivity: (candidates) => {
        const index = prefix[taken.length] ?? 0;
        sizes.push(candidates.length);
        taken.push(index);
        return index;
      },
      pickOption: () => 0,
    };
    runs.push({ breaks: program.breaks(chooser), taken });
    let at = taken.length - 1;
    while (at >= 0 && (taken[at] as number) + 1 >= (sizes[at] as number)) at--;
    next = at < 0 ? null : [...taken.slice(0, at), (taken[at] as number) + 1];
  }
  return runs;
}

test('the point of no return is where enumeration of all schedules has it', () => {
  const counted = { toys: 0, none: 0, later: 0 };
  for (let seed = 1; counted.toys < 25; seed++) {
    const random = new Random(seed);
    const program = drawToy(random);
    const runs = allRuns(program);
    const bad = runs.filter((run) => run.breaks);
    if (bad.length === 0) continue;
    counted.toys++;
    const { taken } = random.pick(bad);
    let point = 0;
    const steps: number[] = [];
    const given: Chooser = {
      pickActivity: () => {
        steps.push(program.clock());
        return taken[point++] ?? 0;
      },
      pickOption: () => 0,
    };
    expect(program.breaks(given)).toBe(true);
    const decisions = program.decisions();
    const clean = runs.filter((run) => !run.breaks);
    const shared = clean.map((run) => taken.findIndex((option, i) => option !== run.taken[i]));
    const expected = clean.length === 0 ? null : Math.max(...shared);
    const { last, label, delays } = pointOfNoReturn(program, decisions, limits);
    expect({ seed, label, delays }).toEqual({ seed, label: 'proven', delays: null });
    expect(last?.at ?? null).toBe(expected === null ? null : steps[expected]);
    if (last === null) counted.none++;
    else {
      if (expected !== null && expected > 0) counted.later++;
      expect(program.breaks(new LenientReplay(last.wayOut))).toBe(false);
    }
    expect(program.breaks(runToCompletion)).toBe(runs[0]?.breaks);
  }
  expect(counted.later).toBeGreaterThan(5);
});
