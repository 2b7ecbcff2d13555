import type { Faults } from '../../impl/firmware/parts.ts';
import type { Chooser, Decision } from '../../impl/runtime/decision.ts';
import type { Setup } from '../../impl/simulate.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { askingWorkloads } from '../campaign/asking-workloads.ts';
import { spaceOf } from '../campaign/plan.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { setupOf } from '../campaign/simulator-subject.ts';
import { catalogue, type RuleId, ruleIds } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { scenarioOf } from '../counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import { measureHints } from '../explore/hints.ts';
import { deriveSeed } from '../explore/random.ts';
import { randomWalk } from '../explore/random-walk.ts';
import { LenientReplay } from '../explore/replay.ts';
import { loadedHost, mixture } from '../explore/strategies.ts';
import { type Hints, noHints, runToCompletion, type Strategy } from '../explore/strategy.ts';
import { defaultRow } from '../generate/profile.ts';
import type { Violation } from '../rule.ts';
import { decisionsOf, ScheduleRecorder } from '../shrink/schedule.ts';
import { smallWorkloads } from './workloads.ts';

/** One execution: who decides, on what, from which seed. */
export interface Execution {
  readonly strategy: Strategy;
  /** A program key, `one region, F04 = never` or `generated`. */
  readonly program: string;
  readonly seed: number;
}

/** The first execution in which a defective driver was condemned, and by which rule. */
export interface Kill {
  readonly execution: Execution;
  readonly scenario: Scenario;
  readonly violation: Violation;
  readonly decisions: readonly Decision[];
  /** Executions until then, this one included. */
  readonly runs: number;
}

/** The rules that a run is judged by when a defect is looked for. REFINES costs ten times the rest: it comes last. */
export const judgedRules: readonly RuleId[] = ruleIds.filter(
  (rule) => catalogue[rule].status === 'carried' && rule !== 'REFINES',
);

/**
 * What program keys stand for: the small workloads, those that ask, those that `verify` searches, and the programs of
 * stored counterexamples, by file.
 */
export function programs(stored: readonly Workload[]): (key: string, seed: number) => Scenario {
  const space = spaceOf([...smallWorkloads, ...askingWorkloads, ...stored]);
  const broken = new Map<string, Scenario>();
  const read = new Map<string, Scenario>();
  return (key, seed) => {
    if (key.endsWith('.json')) {
      const known = read.get(key) ?? scenarioOf(readCounterexample(pathOf(key)));
      read.set(key, known);
      return known;
    }
    for (const [row, faults] of Object.entries(brokenHardware)) {
      if (!key.endsWith(`, ${row}`)) continue;
      const { workload, profile } = space.program(key.replace(row, defaultRow.name), seed);
      const known = broken.get(key) ?? { workload, profile, faults };
      broken.set(key, known);
      return known;
    }
    return space.program(key, seed);
  };
}

/** What may be missing, small, slow, wrong or dying beside what `verify` searches everywhere, as the row of a program key. */
const brokenHardware: Readonly<Record<string, Faults>> = {
  'no protected section': { noProtectedSection: true },
  'no protected heap': { noProtectedHeap: true },
  'a small protected heap': { protectedHeapPages: 4 },
  'posted clears': { postedClears: true },
  'no boot after a PROTM_FAULT': { protmFaultFromUs: 0, deadBootFromUs: 500 },
  'PROTM_FAULT on a slow host': { protmFaultFromUs: 3_000, irqLateUs: 10_000 },
};

/**
 * Runs a stack of units until a rule breaks.
 *
 * @param hints what is known of programs already; what is measured is added
 * @returns null when no execution broke one
 */
export function detect(
  units: readonly string[],
  executions: Iterable<Execution>,
  programOf: (key: string, seed: number) => Scenario,
  rules: readonly RuleId[] = judgedRules,
  hints = new Map<Scenario, Hints>(),
): Kill | null {
  let runs = 0;
  for (const execution of executions) {
    const { strategy, program, seed } = execution;
    const scenario = programOf(program, seed);
    const setup = setupOf(units, scenario);
    const chooser = new ScheduleRecorder(chooserOf(setup, scenario, strategy, seed, hints));
    runs++;
    let violation: Violation | undefined;
    endsOrderly(() => {
      [violation] = checkRun(setup, chooser, { rules, stopAtFirst: true }).violations;
    });
    if (violation === undefined) continue;
    const decisions = decisionsOf(chooser);
    if (!endsOrderly(() => checkRun(setup, new LenientReplay(decisions), { rules: [] }))) continue;
    return { execution, scenario, violation, decisions, runs };
  }
  return null;
}

/**
 * Who decides in an execution.
 *
 * @param hints what is known of programs already; what is measured is added
 */
export function chooserOf(
  setup: Setup,
  scenario: Scenario,
  strategy: Strategy,
  seed: number,
  hints: Map<Scenario, Hints>,
): Chooser {
  let known = hints.get(scenario);
  if (known === undefined && strategy !== runToCompletion) {
    known = measureHints((chooser) => endsOrderly(() => checkRun(setup, chooser, { rules: [] })));
    hints.set(scenario, known);
  }
  return strategy.chooser(deriveSeed(seed, strategy.name), known ?? noHints);
}

/**
 * Whether a run comes to an end of its own. A wrong driver can lead firmware where a real one would crash; the
 * simulator throws there, and a run that cannot be told to its end is not stored.
 */
export function endsOrderly(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

/** Every operation may be a context switch: finds shallow races of two activities soonest. */
const eager = randomWalk(0.5);

/** Rows that bring out what the default profile hides, tried on every small workload. */
const rows = [
  defaultRow.name,
  'mute firmware',
  'PROTM_FAULT in a session',
  'F04 = 40 ms',
  'F04 = never',
  'F07 = 300 ms',
  'F07 = never',
  'F08b = waits',
  'F06 = user doorbell',
  ...Object.keys(brokenHardware),
];

/**
 * The executions in which a defect is looked for: what its hints name, then every small workload in order, then
 * random schedules of all that there is.
 *
 * @param hints program keys
 * @param seeds random schedules of each program, at most
 */
export function* executionsFor(
  hints: readonly string[],
  stored: readonly Workload[],
  seeds: number,
): Iterable<Execution> {
  for (const program of hints) yield { strategy: runToCompletion, program, seed: 1 };
  for (let seed = 1; seed <= 60; seed++) {
    for (const program of hints) {
      for (const strategy of [mixture, eager, loadedHost]) yield { strategy, program, seed };
    }
  }
  for (const row of rows) {
    for (const { name } of smallWorkloads) {
      yield { strategy: runToCompletion, program: `${name}, ${row}`, seed: 1 };
    }
  }
  for (let seed = 1; seed <= seeds; seed++) {
    for (const row of rows) {
      for (const { name } of smallWorkloads) yield { strategy: mixture, program: `${name}, ${row}`, seed };
    }
    for (const { name } of stored) yield { strategy: mixture, program: `${name}, ${defaultRow.name}`, seed };
    for (const { name } of smallWorkloads) {
      yield { strategy: loadedHost, program: `${name}, ${defaultRow.name}`, seed };
    }
    for (let n = 0; n < 8; n++) yield { strategy: mixture, program: 'generated', seed: 8 * seed + n };
  }
}
