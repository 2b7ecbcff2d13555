import type { Workload } from '../impl/userspace/workload.ts';
import { withCause } from '../properties/counterexample/control.ts';
import type { Counterexample } from '../properties/counterexample/counterexample.ts';
import { withFacts } from '../properties/counterexample/facts.ts';
import { asSmall, shrinkCounterexample } from '../properties/counterexample/shrink.ts';
import { serveTask } from './task.ts';

export interface ShrinkRequest {
  readonly counterexample: Counterexample;
  /** Runs in shrinking, and runs spent on showing that fewer decisions do not do, at most. */
  readonly maxRuns: number;
  readonly maxEnumeration: number;
  /** Workloads that are searched with fewer assumptions once it is small; null: nothing more is found out. */
  readonly facts: readonly Workload[] | null;
}

/** How far it is, and now and then what it has come to, to be kept. */
export interface ShrinkProgress {
  readonly phase: 'shrinking' | 'searching with less';
  readonly runs: number;
  readonly decisions: number;
  readonly kept: Counterexample | null;
}

/** Making a counterexample costs some runs: so seldom that it does not matter, so often that a kill loses little. */
const KEEP_MS = 1_000;

serveTask<ShrinkRequest, ShrinkProgress, Counterexample>(({ request, shouldStop, onProgress }) => {
  const { counterexample, maxRuns, maxEnumeration, facts } = request;
  let keptMs = performance.now();
  const limits = { maxRuns, maxEnumeration, shouldStop };
  const small = shrinkCounterexample(counterexample, limits, (...smaller) => {
    const [, decisions, runs] = smaller;
    const due = performance.now() - keptMs >= KEEP_MS;
    const kept = due ? asSmall(counterexample, smaller) : null;
    if (due) keptMs = performance.now();
    onProgress({ phase: 'shrinking', runs, decisions: decisions.length, kept });
  });
  const { label, runs } = small.minimal;
  if (facts === null || label === 'not shrunk to the end') return small;
  onProgress({ phase: 'searching with less', runs, decisions: small.schedule.length, kept: small });
  const told = withFacts(small, facts, shouldStop);
  return shouldStop() ? told : (withCause(told) ?? told);
});
