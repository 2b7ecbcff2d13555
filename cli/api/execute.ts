import type { Revision } from '../../impl/driver/unit.ts';
import type { Faults } from '../../impl/firmware/parts.ts';
import type { Profile } from '../../impl/profile/choices.ts';
import { type Chooser, runToCompletion } from '../../impl/runtime/decision.ts';
import type { Setup } from '../../impl/simulate.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { refuseParting } from '../../properties/campaign/repeats.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { type CheckedRun, type CheckOptions, checkRun } from '../../properties/check-run.ts';
import { measureHints } from '../../properties/explore/hints.ts';
import { strategyNamed } from '../../properties/explore/strategies.ts';
import { noHints } from '../../properties/explore/strategy.ts';
import { type Races, racesOf } from '../../properties/races/look.ts';
import { jsonFiles } from '../files.ts';
import { readWorkload } from '../workload-file.ts';

/** One execution to be made. */
export interface Execution {
  /** The driver: one of `revisions`, or `revisionOf` names of units, or `stack` of units, your own among them. */
  readonly revision: Revision;
  readonly workload: Workload;
  /** Answers to the questions of part F other than the default. */
  readonly profile?: Profile;
  readonly faults?: Faults;
  /** Who decides the schedule: the name of a strategy, by default `run to completion`, or a chooser of your own. */
  readonly schedule?: string | Chooser;
  /** Of the strategy; 1 unless given. */
  readonly seed?: number;
}

/** Stacks of which an execution was made twice. */
const repeated = new WeakSet<Revision>();

/**
 * Runs a workload on a driver and judges the run by the rules.
 *
 * @returns the run with its violations; `expect(...).toKeep(rule)` judges one rule of it
 * @throws Error for a strategy that is not known; ProfileError for a choice or option that is not; NotRepeatable for units of
 *   your own with which two runs of one schedule are not the same: the first execution of a stack is made twice
 */
export function execute(execution: Execution, options: CheckOptions = {}): CheckedRun {
  const { setup, chooser } = prepared(execution);
  return checkRun(setup, chooser, options);
}

/**
 * Makes an execution and tells its races: readings of what a lock guards, made without it, that nothing orders with a
 * write. Those of a driver that reads so on purpose are declared by its units (`lockless`) and told apart.
 *
 * @throws as `execute` does
 */
export function racesIn(execution: Execution): Races {
  const { setup, chooser } = prepared(execution);
  const { schedule = 'run to completion', seed = 1 } = execution;
  const by = typeof schedule === 'string' ? `${schedule}, seed ${seed}` : 'a chooser of your own';
  return racesOf(setup, chooser, `${setup.workload.name} by ${by}`);
}

function prepared(execution: Execution): { readonly setup: Setup; readonly chooser: Chooser } {
  const {
    revision,
    workload,
    profile = {},
    faults = {},
    schedule = 'run to completion',
    seed = 1,
  } = execution;
  const setup = { revision, workload, profile, faults, ...runBounds };
  if (typeof schedule !== 'string') {
    refuseUnrepeatable(setup, () => runToCompletion);
    return { setup, chooser: schedule };
  }
  const strategy = strategyNamed(schedule);
  // Before any other run: what is remembered of one may be the same from then on.
  refuseUnrepeatable(setup, () => strategy.chooser(seed, noHints));
  const hints = measureHints((chooser) => {
    checkRun(setup, chooser, { rules: [] });
  });
  return { setup, chooser: strategy.chooser(seed, hints) };
}

function refuseUnrepeatable(setup: Setup, chooser: () => Chooser): void {
  const { revision, workload } = setup;
  if (repeated.has(revision)) return;
  refuseParting(setup, chooser, `on ${workload.name}`);
  repeated.add(revision);
}

/** The workloads that come with the project, which `verify` searches. */
export function storedWorkloads(): readonly Workload[] {
  return jsonFiles('properties/workloads').map(readWorkload);
}
