import type { Counterexample } from '../properties/counterexample/counterexample.ts';
import { asSmall, shrinkCounterexample } from '../properties/counterexample/shrink.ts';
import { serveTask } from './task.ts';

export interface ShrinkRequest {
  readonly counterexample: Counterexample;
  /** Runs in shrinking, and runs spent on showing that fewer decisions do not do, at most. */
  readonly maxRuns: number;
  readonly maxEnumeration: number;
}

/** How far it is, and now and then what it has come to, to be kept. */
export interface ShrinkProgress {
  readonly runs: number;
  readonly decisions: number;
  readonly kept: Counterexample | null;
}

/** Making a counterexample costs some runs: so seldom that it does not matter, so often that a kill loses little. */
const KEEP_MS = 1_000;

serveTask<ShrinkRequest, ShrinkProgress, Counterexample>(({ request, shouldStop, onProgress }) => {
  const { counterexample, maxRuns, maxEnumeration } = request;
  let keptMs = performance.now();
  return shrinkCounterexample(counterexample, { maxRuns, maxEnumeration, shouldStop }, (...smaller) => {
    const [, decisions, runs] = smaller;
    const due = performance.now() - keptMs >= KEEP_MS;
    const kept = due ? asSmall(counterexample, smaller) : null;
    if (due) keptMs = performance.now();
    onProgress({ runs, decisions: decisions.length, kept });
  });
});
