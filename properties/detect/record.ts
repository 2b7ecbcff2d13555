import { type Defect, defective, defectiveName } from '../../impl/driver/defects/index.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Decision } from '../../impl/runtime/decision.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { shrinkFinding } from '../campaign/shrink-finding.ts';
import { setupOf, simulatorSubject } from '../campaign/simulator-subject.ts';
import type { RuleId } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { type Counterexample, scenarioOf } from '../counterexample/counterexample.ts';
import { makeCounterexample } from '../counterexample/make.ts';
import { LenientReplay } from '../explore/replay.ts';
import { runToCompletion } from '../explore/strategy.ts';
import type { Violation } from '../rule.ts';
import { decisionsOf, ScheduleRecorder } from '../shrink/schedule.ts';
import {
  detect,
  type Execution,
  endsOrderly,
  executionsFor,
  judgedRules,
  type Kill,
  programs,
} from './detect.ts';
import { hints } from './hints.ts';
import { askingExecutions, storedExecutions } from './last-executions.ts';

/** What the search for a defect came to. */
export interface Detection {
  readonly defect: Defect;
  /** Null: nothing condemned it. */
  readonly counterexample: Counterexample | null;
  /** How it was found: `run to completion of one region, default`, or again from what was stored. */
  readonly found: string;
  /** Executions until it was condemned, or in all. */
  readonly runs: number;
}

export interface RecordOptions {
  /** Workloads beside the small ones. */
  readonly workloads: readonly Workload[];
  /** What is stored of the defect: tried first. */
  readonly stored: readonly Counterexample[];
  /** Random schedules of each program, at most. */
  readonly seeds: number;
  readonly shrink: { readonly maxRuns: number; readonly maxEnumeration: number };
}

const referenceUnits = revisions.reference.units.map((unit) => unit.name);

/** Looks for the first execution that condemns a defect, shrinks it and makes a counterexample of it. */
export function recordDefect(defect: Defect, options: RecordOptions): Detection {
  const units = defective(defect).units.map((unit) => unit.name);
  const again = firstAgain(defect, units, options.stored);
  const kill = again ?? searchDefect(defect, options.workloads, options.seeds);
  if (kill === null) return { defect, counterexample: null, found: '', runs: 0 };
  const rule = ruleToTell(defect, units, kill);
  const { scenario: program, decisions, violation, runs } = kill;
  const shrunk = shrinkFinding(orderly, units, rule, { program, decisions }, options.shrink);
  const { strategy, program: key } = kill.execution;
  const cell = again === null ? `${strategy.name} of ${key}` : 'the stored one, again';
  const finding = { rule, violation, units, shrunk, cure: null, cell, rerun: 0 };
  return { defect, counterexample: makeCounterexample(defectiveName(defect.id), finding), found: cell, runs };
}

const subject = simulatorSubject([]);
/** The simulator, where an execution counts only if it comes to an end of its own. */
const orderly: typeof subject = {
  ...subject,
  breaksAt: (units, scenario, chooser, rule, maxSteps) => {
    const recorder = new ScheduleRecorder(chooser);
    let step: number | null = null;
    const runs = endsOrderly(() => {
      step = subject.breaksAt(units, scenario, recorder, rule, maxSteps);
      if (step === null) return;
      checkRun(setupOf(units, scenario), new LenientReplay(decisionsOf(recorder)), { rules: [] });
    });
    return runs ? step : null;
  },
};

/** Whether a counterexample of a defect keeps every rule on the reference: what breaks it is the defect alone. */
export function heldByReference(defect: Defect, counterexample: Counterexample): readonly Violation[] {
  const { schedule, rule } = counterexample;
  return brokenByReference(defect, scenarioOf(counterexample), schedule, rule === 'REFINES');
}

/** What the reference breaks on the program and in the schedule of a defect, with the firmware as it should be. */
function brokenByReference(
  defect: Defect,
  { profile, faults, ...rest }: Scenario,
  schedule: readonly Decision[],
  refine: boolean,
): readonly Violation[] {
  const scenario = {
    ...rest,
    profile: without(defect.firmware, profile),
    faults: without(defect.faults, faults),
  };
  return checkRun(setupOf(referenceUnits, scenario), new LenientReplay(schedule), { refine }).violations;
}

/** What of `all` has a name that `some` does not have. */
function without<T extends object>(some: object = {}, all: T): T {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !(name in some))) as T;
}

/**
 * Looks for the first execution that condemns a defect.
 *
 * @param workloads those beside the small ones
 * @param seeds random schedules of each program, at most
 * @param shouldStop asked before each execution; null is then no answer
 */
export function searchDefect(
  defect: Defect,
  workloads: readonly Workload[],
  seeds: number,
  shouldStop: () => boolean = () => false,
): Kill | null {
  const units = defective(defect).units.map((unit) => unit.name);
  const known = hints[defect.id] ?? [];
  const programOf = defectivePrograms(defect, programs(workloads));
  const plain = detect(units, until(executionsFor(known, workloads, seeds), shouldStop), programOf);
  if (plain !== null) return plain;
  // What only the reference model objects to.
  const followed = known.length > 0 ? known : ['one region, default', 'regions in a row, default'];
  const executions = followed.map((program): Execution => ({ strategy: runToCompletion, program, seed: 1 }));
  const followedKill = detect(units, until(executions, shouldStop), programOf, [...judgedRules, 'REFINES']);
  if (followedKill !== null) return followedKill;
  return searchLast(defect, [...askingExecutions(), ...storedExecutions()], shouldStop);
}

/**
 * The first of the executions that condemns a defect while the reference keeps every rule in the same one: what counts as
 * a survivor has survived these.
 *
 * @param shouldStop asked before each execution; null is then no answer
 */
export function searchLast(
  defect: Defect,
  executions: Iterable<Execution>,
  shouldStop: () => boolean = () => false,
): Kill | null {
  const units = defective(defect).units.map((unit) => unit.name);
  const programOf = defectivePrograms(defect, programs([]));
  let runs = 0;
  for (const execution of until(executions, shouldStop)) {
    runs++;
    const kill = detect(units, [execution], programOf);
    if (kill === null) continue;
    if (brokenByReference(defect, kill.scenario, kill.decisions, false).length > 0) continue;
    return { ...kill, runs };
  }
  return null;
}

/** What comes until it is to end. */
export function* until<T>(all: Iterable<T>, shouldStop: () => boolean): Generator<T> {
  for (const one of all) {
    if (shouldStop()) return;
    yield one;
  }
}

/** Programs that run on the firmware of the defect. */
export function defectivePrograms(
  { firmware, faults }: Defect,
  programOf: (key: string, seed: number) => Scenario,
): (key: string, seed: number) => Scenario {
  if (firmware === undefined && faults === undefined) return programOf;
  const known = new Map<Scenario, Scenario>();
  return (key, seed) => {
    const scenario = programOf(key, seed);
    const wrong = known.get(scenario) ?? {
      ...scenario,
      profile: { ...scenario.profile, ...firmware },
      faults: { ...scenario.faults, ...faults },
    };
    known.set(scenario, wrong);
    return wrong;
  };
}

/** The stored execution, if it still condemns the defect. */
function firstAgain(
  defect: Defect,
  units: readonly string[],
  stored: readonly Counterexample[],
): Kill | null {
  for (const counterexample of stored) {
    const { workload, needs, schedule, rule } = counterexample;
    // What is made of it is named after what it was made from.
    const named = { ...workload, name: workload.name.replace(/-shrunk$/, '') };
    const profile = { ...needs.choices, ...defect.firmware };
    const before = scenarioOf(counterexample);
    const faults = { ...before.faults, ...defect.faults };
    const scenario = { ...before, workload: named, profile, faults };
    const rules: readonly RuleId[] = rule === 'REFINES' ? [...judgedRules, rule] : judgedRules;
    const { violations } = checkRun(setupOf(units, scenario), new LenientReplay(schedule), { rules });
    const violation = violations.find((v) => v.rule === rule) ?? violations[0];
    if (violation === undefined) continue;
    const execution = { strategy: runToCompletion, program: workload.name, seed: 0 };
    return { execution, scenario, violation, decisions: schedule, runs: 1 };
  }
  return null;
}

/** Of the rules that the execution breaks the one that the defect is said to break; else the first. */
function ruleToTell(
  { breaks }: Defect,
  units: readonly string[],
  { scenario, decisions, violation }: Kill,
): RuleId {
  if (violation.rule === 'REFINES') return violation.rule;
  const { violations } = checkRun(setupOf(units, scenario), new LenientReplay(decisions), {
    rules: judgedRules,
  });
  const named = breaks.flatMap((rule) => violations.find((v) => v.rule === rule) ?? []);
  return (named[0] ?? violation).rule;
}
