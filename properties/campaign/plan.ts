import type { Faults } from '../../impl/firmware/parts.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { deriveSeed, Random } from '../explore/random.ts';
import {
  loadedHost,
  mixture,
  searchStrategies,
  strategyNamed,
  usualStrategies,
} from '../explore/strategies.ts';
import { runToCompletion } from '../explore/strategy.ts';
import { drawSecrets, withContent } from '../generate/content.ts';
import { drawFaults, withSlowHost, withSpurious } from '../generate/faults.ts';
import { withRogue } from '../generate/hostile.ts';
import { defaultRow, drawProfile, perEventRow, profileRow, singleChoiceRows } from '../generate/profile.ts';
import { withRivals } from '../generate/rivals.ts';
import { drawWorkload } from '../generate/workload.ts';
import type { Budget } from '../verify-report.ts';
import { deepRows, postedRows, usualRows } from './answer-rows.ts';
import { phasedWorkload } from './asking-phases.ts';
import { askingWorkloads } from './asking-workloads.ts';
import { briefestPrograms, briefPrograms, briefWorkloads } from './brief-workloads.ts';
import { answerPairs, type RareExecution } from './reached.ts';
import type { Scenario } from './scenario.ts';
import { type Cell, type EveryWithin, everyName, type Space } from './subject.ts';

/** The program key of scenarios that are drawn anew for each few seeds. */
export const generatedKey = 'generated';
/** Schedules that are tried on each generated scenario. */
const seedsPerScenario = 4;

/** Profiles under which runs are followed on the model too: what else would hardly be met there. */
const followedRows: readonly string[] = ['F04 = never', 'F07 = never', 'F08b = waits'];
/** The default profile with something that goes wrong: a protected fault in the first session, a mute firmware. */
const faultRows: ReadonlyMap<string, Faults> = new Map([
  ['PROTM_FAULT in a session', { protmFaultFromUs: 3_000 }],
  ['mute firmware', { muteFromUs: 30_000 }],
  // At this clock the driver's progress timeout is shorter than its job clock.
  ['a GPU at 1 GHz', { gpuMhz: 1_000 }],
]);
/**
 * A profile in which everything differs, or one answer, is tried on one workload of so many in a round, on the next ones
 * in the next round; in the deep search each two answers in one round of so many.
 */
const SHARES: Readonly<Record<Budget, number>> = { smoke: 1, default: 5, deep: 10 };
/** The names of these, to be joined with answers to part F by ` & `. */
export const faultRowNames: readonly string[] = [...faultRows.keys()];
/** What the profiles of generated scenarios are called together. */
const drawnRow = 'drawn';
/** What profiles that answer more than two questions are called together, and those of the programs that ask. */
const manyRow = 'many answers at once';

/** Executions of each kind of cell, by budget. */
const sizes: Readonly<
  Record<
    Budget,
    {
      readonly defaults: number;
      readonly perRow: number;
      readonly generated: number;
      /** Of each workload and of the generated scenarios, followed on the reference model too. */
      readonly refined: number;
    }
  >
> = {
  smoke: { defaults: 1, perRow: 0, generated: 8, refined: 1 },
  default: { defaults: 2, perRow: 1, generated: 80, refined: 6 },
  // A round is to end within minutes on two processors: what ends before it has no verdict.
  deep: { defaults: 2, perRow: 1, generated: 120, refined: 6 },
};
/**
 * Rounds of a budget: each has the same kinds of cells with other seeds. A search that is given a time instead takes as
 * many as fit.
 */
export const rounds: Readonly<Record<Budget, number>> = { smoke: 1, default: 1, deep: 200 };
/** How far apart the seeds of two rounds are. */
const ROUND_SEEDS = 1_000_000;

/** The cells of all rounds of a budget; of a posted revision with what that alone is asked. */
export function plan(
  budget: Budget,
  seed: number,
  workloads: readonly Workload[],
  revision = '',
): readonly Cell[] {
  return Array.from({ length: rounds[budget] }, (_, nth) =>
    planRound(budget, seed, workloads, nth, revision),
  ).flat();
}

const programKey = (workload: string, row: string): string => `${workload}, ${row}`;

/** An execution that comes to questions, on whatever revision. */
export type AskingCell = Pick<Cell, 'strategy' | 'program' | 'from'>;

/** The executions that come to questions in the first round, whatever its seed: the same for every stack of units. */
export function askingCells(budget: Budget, revision: string): readonly AskingCell[] {
  const plain = askingWorkloads.map(({ name }) => {
    return { strategy: runToCompletion.name, program: programKey(name, defaultRow.name), from: 1 };
  });
  return [...plain, ...usualRows, ...(postedRows[revision] ?? []), ...(budget === 'deep' ? deepRows : [])];
}

/**
 * The cells of one round: every workload under the default profile by every strategy; generated scenarios by the
 * mixture; in the first round programs that together consult every answer to part F and most pairs of them; in the deep
 * search also a share of every workload under each answer, of every two answers on some workload, and of every schedule
 * of brief programs with few delays.
 *
 * @param nth the round, from 0
 * @param revision what is searched: programs that ask are measured, and a posted revision takes more of them
 */
export function planRound(
  budget: Budget,
  seed: number,
  workloads: readonly Workload[],
  nth: number,
  revision = '',
): readonly Cell[] {
  const { defaults, perRow, generated, refined } = sizes[budget];
  const shares = Math.min(SHARES[budget], workloads.length);
  const from = (deriveSeed(seed, 'plan') % 1_000_000_000) + nth * ROUND_SEEDS;
  const cells: Cell[] = [];
  for (const { name } of workloads) {
    for (const strategy of budget === 'deep' ? searchStrategies : usualStrategies) {
      const count = strategy === 'run to completion' ? 1 : defaults;
      cells.push({ strategy, program: programKey(name, defaultRow.name), from, count });
    }
    const usual = programKey(name, defaultRow.name);
    cells.push(followed(mixture.name, usual, from + defaults, refined));
    // Entries and exits that never come, requests that are not raised again, faults and a host under load are
    // followed on the model too.
    for (const row of perRow > 0 ? [...followedRows, ...faultRows.keys()] : []) {
      cells.push(followed(mixture.name, programKey(name, row), from + perRow, perRow));
    }
    cells.push(followed(loadedHost.name, usual, from + defaults + refined, refined));
  }
  const rows = perRow > 0 ? [perEventRow, ...(budget === 'deep' ? singleChoiceRows() : [])] : [];
  for (const [i, { name }] of workloads.entries()) {
    for (const row of rows.filter((_, j) => (i + j + nth) % shares === 0)) {
      cells.push({ strategy: mixture.name, program: programKey(name, row.name), from, count: perRow });
    }
  }
  // Whatever the seed and the round, these executions come to what they are for.
  for (const asking of perRow > 0 && nth === 0 ? askingCells(budget, revision) : [])
    cells.push({ ...asking, count: 1 });
  const block = 40;
  for (let at = 0; at < generated; at += block) {
    cells.push({
      strategy: mixture.name,
      program: generatedKey,
      from: from + at,
      count: Math.min(block, generated - at),
    });
  }
  cells.push(followed(mixture.name, generatedKey, from - 4 * refined, 4 * refined));
  if (budget === 'deep') {
    // Every two answers to part F on one workload each, another one when their turn comes again.
    const turn = Math.floor(nth / SHARES.deep);
    for (const [i, [a, b]] of answerPairs().entries()) {
      if (i % SHARES.deep !== nth % SHARES.deep) continue;
      const { name } = workloads[(i + turn) % workloads.length] ?? { name: '' };
      if (name !== '')
        cells.push({ strategy: mixture.name, program: programKey(name, `${a} & ${b}`), from, count: 1 });
    }
    cells.push(...everySchedule(nth));
  }
  return cells;
}

/** Rare executions that a round looks around, and schedules near each. */
const MOST_RARE = 20;
const NEAR_EACH = 10;

/**
 * Cells around executions that alone came to something in the rounds before: a part of them in each round, so that none
 * is looked around twice before all were.
 */
export function nearCells(rare: readonly RareExecution[], nth: number): readonly Cell[] {
  const from = (nth * MOST_RARE) % Math.max(1, rare.length);
  const some = [...rare.slice(from), ...rare.slice(0, from)].slice(0, MOST_RARE);
  return some.map(({ program, strategy, seed }) => ({
    strategy: mixture.name,
    program,
    from: 1 + nth * NEAR_EACH,
    count: NEAR_EACH,
    near: { strategy, seed },
  }));
}

/** Parts into which the schedules of a brief program with two delays are divided: one for each round after the first. */
const PARTS = rounds.deep - 1;

/**
 * Every schedule of the brief programs: one after the other in the first rounds those with at most one delay, and of the
 * shortest program those with one preemption; in each round but the first a part of those with two delays, where they
 * are few enough.
 */
function everySchedule(nth: number): readonly Cell[] {
  const cell = (program: string, every: EveryWithin, part: number): Cell => {
    return { strategy: everyName(every), program, from: part, count: 1, every };
  };
  const [shortest = ''] = briefPrograms;
  const whole = [
    ...briefPrograms.map((program) => cell(program, { counting: 'delays', bound: 1, parts: 1 }, 1)),
    cell(shortest, { counting: 'preemptions', bound: 1, parts: 1 }, 1),
  ];
  const two: EveryWithin = { counting: 'delays', bound: 2, parts: PARTS };
  const parts = nth >= 1 && nth <= PARTS ? briefestPrograms.map((program) => cell(program, two, nth)) : [];
  return [...whole.slice(nth, nth + 1), ...parts];
}

/** A cell whose runs are followed on the reference model. */
function followed(strategy: string, program: string, from: number, count: number): Cell {
  return { strategy, program, from, count, refine: true };
}

/**
 * The names of the profiles of cells that varied something: a choice other than the default counts only where the
 * driver let a run come to it. Those of generated scenarios are drawn.
 *
 * @param consulted the choices of part F that the runs of these cells consulted
 */
export function profilesOf(cells: readonly Cell[], consulted: ReadonlySet<string>): readonly string[] {
  const names = cells.map(({ program }) => {
    if (program === generatedKey) return drawnRow;
    const row = program.slice(program.indexOf(', ') + 2);
    return row.split(' & ').length > (program.startsWith('asks ') ? 1 : 2) ? manyRow : row;
  });
  return [...new Set(names)].filter((name) => varies(name, consulted));
}

function varies(row: string, consulted: ReadonlySet<string>): boolean {
  if (row === defaultRow.name) return true;
  if (row === drawnRow || row === manyRow) return consulted.size > 0;
  const faults = faultRows.get(row);
  // Whatever raises a protected fault asks how its interrupt behaves.
  if (faults !== undefined) return faults.protmFaultFromUs === undefined || consulted.has('F18a');
  return Object.keys(partsOf(row).profile).some((id) => consulted.has(id));
}

/** The faults that a row of a program key names, and the answers. */
function partsOf(row: string): Pick<Scenario, 'faults' | 'profile'> {
  const parts = row.split(' & ');
  const faults: Faults = Object.assign({}, ...parts.map((part) => faultRows.get(part) ?? {}));
  const answers = parts.filter((part) => !faultRows.has(part));
  return { faults, profile: answers.length === 0 ? {} : profileRow(answers.join(' & ')).profile };
}

/** What the keys of planned cells stand for. */
export function spaceOf(workloads: readonly Workload[]): Space<Scenario> {
  const fixed = new Map<string, Scenario>();
  let generated: { readonly seed: number; readonly scenario: Scenario } | null = null;
  return {
    strategy: strategyNamed,
    program: (key, seed) => {
      if (key === generatedKey) {
        const scenarioSeed = Math.floor(seed / seedsPerScenario);
        if (generated?.seed !== scenarioSeed) {
          generated = { seed: scenarioSeed, scenario: drawScenario(new Random(scenarioSeed)) };
        }
        return generated.scenario;
      }
      let scenario = fixed.get(key);
      if (scenario === undefined) {
        scenario = fixedScenario(key, [...workloads, ...briefWorkloads, ...askingWorkloads]);
        fixed.set(key, scenario);
      }
      return scenario;
    },
  };
}

/** How often jobs are measured. */
const MEASURED = 0.08;

/** One joint value of everything that is drawn beside the schedule. */
export function drawScenario(random: Random): Scenario {
  const drawn = { workload: drawWorkload(random), faults: drawFaults(random), profile: drawProfile(random) };
  const withSecrets = withContent(random, drawn.workload);
  const workload = random.chance(MEASURED) ? { ...withSecrets, profiling: true as const } : withSecrets;
  const secrets = withSecrets === drawn.workload ? {} : { secrets: drawSecrets(random, workload) };
  // Last, so that a seed's other draws stay what they were before there were any.
  const spurious = withSpurious(random, drawn.faults);
  const withClient = withRogue(random, workload);
  const faults = withSlowHost(random, spurious);
  return { ...drawn, workload: withRivals(random, withClient), ...secrets, faults };
}

function fixedScenario(key: string, workloads: readonly Workload[]): Scenario {
  const workload =
    phasedWorkload(key.slice(0, key.indexOf(', '))) ??
    workloads.find(({ name }) => key.startsWith(`${name}, `));
  if (workload === undefined) throw new Error(`no workload of the program key "${key}"`);
  return { workload, ...partsOf(key.slice(workload.name.length + 2)) };
}
