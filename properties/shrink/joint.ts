import type { Chooser } from '../../impl/runtime/decision.ts';
import { LenientReplay } from '../explore/replay.ts';
import { adaptations } from './adapt.ts';
import { type Minimised, type MinimiseOptions, minimise, type Pass, type PassCount } from './core.ts';
import {
  decisionPasses,
  decisionsOf,
  isNearer,
  type Schedule,
  ScheduleRecorder,
  tracePass,
} from './schedule.ts';
import { exactly, TraceReplay } from './trace-replay.ts';

/** A program and a schedule under which it fails: one value, shrunk as one. */
export interface Failing<P> {
  readonly program: P;
  readonly schedule: Schedule;
}

/** Runs a program under a chooser and says whether it fails in the way that is being shrunk. */
export type FailsUnder<P> = (program: P, chooser: Chooser) => boolean;

export interface JointOptions<P> extends MinimiseOptions {
  /** Passes over the program; the schedule is carried over to what they propose. */
  readonly passes: readonly Pass<P>[];
  /** Schedules to try on a changed program when none that was carried over fails. */
  readonly search?: (attempt: number) => Chooser | null;
  /** Told each time that something smaller still fails, with the runs so far. */
  readonly onSmaller?: (smaller: Failing<P>, runs: number) => void;
}

export interface JointlyMinimised<P> extends Minimised<Failing<P>> {
  /** Runs of the program; a test of a changed program may need several. */
  readonly runs: number;
}

/** The run of `program` under `chooser` as a failing value, or null if it does not fail. */
export function failingRun<P>(program: P, chooser: Chooser, fails: FailsUnder<P>): Failing<P> | null {
  const recorder = new ScheduleRecorder(chooser);
  if (!fails(program, recorder)) return null;
  return { program, schedule: { records: recorder.records, trace: recorder.trace } };
}

/**
 * Makes program and schedule smaller together: first the schedule, since few decisions survive a change of the
 * program better than many, then the program, then the schedule again, until neither gets smaller.
 */
export function minimiseJointly<P>(
  start: Failing<P>,
  fails: FailsUnder<P>,
  options: JointOptions<P>,
): JointlyMinimised<P> {
  let { program, schedule } = start;
  let tests = 0;
  let runs = 0;
  let stopped = false;
  const tried = new Map<string, PassCount>();

  const run = (candidate: P, chooser: Chooser): Schedule | null => {
    runs++;
    return failingRun(candidate, chooser, fails)?.schedule ?? null;
  };
  const runsLeft = (): MinimiseOptions => ({ ...options, maxTests: options.maxTests - runs });
  const finished = <S>(result: Minimised<S>): S => {
    tests += result.tests;
    stopped ||= !result.oneMinimal;
    for (const count of result.tried) tried.set(count.pass, sum(tried.get(count.pass), count));
    return result.value;
  };

  const shrinkSchedule = (): boolean => {
    const before = schedule;
    const nearerUnder = (chooser: Chooser): Schedule | null => {
      const taken = run(program, chooser);
      if (taken === null || !isNearer(taken, schedule)) return null;
      schedule = taken;
      options.onSmaller?.({ program, schedule }, runs);
      return taken;
    };
    const byDecisions = (candidate: Schedule) => nearerUnder(new LenientReplay(decisionsOf(candidate)));
    const byTrace = (candidate: Schedule) => nearerUnder(new TraceReplay(candidate, exactly));
    let round: Schedule;
    do {
      round = schedule;
      finished(minimise(schedule, byDecisions, decisionPasses, runsLeft()));
      if (!stopped) finished(minimise(schedule, byTrace, [tracePass], runsLeft()));
    } while (!stopped && schedule !== round);
    return schedule !== before;
  };

  const failingSchedule = (candidate: P): Schedule | null => {
    for (const chooser of adaptations(schedule)) {
      const taken = run(candidate, chooser);
      if (taken !== null) return taken;
    }
    for (let attempt = 0; ; attempt++) {
      const chooser = options.search?.(attempt) ?? null;
      if (chooser === null) return null;
      const taken = run(candidate, chooser);
      if (taken !== null) return taken;
    }
  };
  const shrinkProgram = (): boolean => {
    const before = program;
    const test = (candidate: P): P | null => {
      const taken = failingSchedule(candidate);
      if (taken === null) return null;
      program = candidate;
      schedule = taken;
      options.onSmaller?.({ program, schedule }, runs);
      return candidate;
    };
    finished(minimise(program, test, options.passes, runsLeft()));
    return program !== before;
  };

  shrinkSchedule();
  while (!stopped && shrinkProgram() && !stopped && shrinkSchedule());
  return { value: { program, schedule }, tests, runs, tried: [...tried.values()], oneMinimal: !stopped };
}

function sum(a: PassCount | undefined, b: PassCount): PassCount {
  return a === undefined ? b : { pass: b.pass, tried: a.tried + b.tried, kept: a.kept + b.kept };
}
