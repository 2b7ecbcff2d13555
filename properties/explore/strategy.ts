import { type Chooser, type Decision, runToCompletion as defaults } from '../../impl/runtime/decision.ts';

/** What is known of the length of runs to come; strategies that spread a few deviations over a run need it. */
export interface Hints {
  /** How often two or more activities could go on. */
  readonly points: number;
  /** How often a choice of data with two or more options was consulted. */
  readonly choices: number;
  /** How many operations each activity did, by path; absent where nobody counted. */
  readonly operations?: ReadonlyMap<string, number>;
}

/** Nothing is known yet. */
export const noHints: Hints = { points: 0, choices: 0 };

/**
 * A way to take the decisions of a run. A strategy holds no state: `chooser` gives a fresh one for each run,
 * and the same seed and hints give the same decisions in the same run.
 */
export interface Strategy {
  /** What the strategy is, with its parameters: part of a campaign cell's key. */
  readonly name: string;
  /** How many wake-ups of one run may be late: part of the verdict. */
  readonly lateAllowed: number;
  chooser(seed: number, hints: Hints): Chooser;
}

/** Everything at its default: the activity that ran last goes on until it cannot. One run is all there is. */
export const runToCompletion: Strategy = {
  name: 'run to completion',
  lateAllowed: 0,
  chooser: () => defaults,
};

/** Whether a choice of data is a wake-up that may be late. */
export function isLate(choiceName: string): boolean {
  return choiceName.startsWith('late(');
}

/** Whether a decision lets a wake-up be late. */
export const isLateDecision = (decision: Decision): boolean =>
  decision.kind === 'value' && isLate(decision.name);
