import { availableParallelism } from 'node:os';
import type { Workload } from '../impl/userspace/workload.ts';
import type { Memo } from './campaign/memo.ts';
import type { declaredReachable } from './campaign/reachable.ts';
import type { StackResults } from './campaign/shard.ts';
import type { Manifest } from './manifests/manifest.ts';
import type { RevisionName } from './revision.ts';
import type { searchModel } from './search-model.ts';
import type { Budget, ModelReport } from './verify-report.ts';

/** What a verification is asked for. */
export interface VerifyOptions {
  readonly seed: number;
  readonly budget: Budget;
  readonly revisions: readonly RevisionName[];
  /** The workloads that are searched beside the generated ones. */
  readonly workloads: readonly Workload[];
  readonly shouldStop: () => boolean;
  readonly onProgress: (progress: VerifyProgress) => void;
  /** What is known of the revisions; their manifests by default. */
  readonly manifest?: Manifest;
  /** What each revision must come to; `declaredReachable` by default. */
  readonly declared?: typeof declaredReachable;
  /** Threads that run executions; as many as there are processors by default. The report does not depend on it. */
  readonly workers?: number;
  /** What shards searched already: the report is the same, it only comes sooner. */
  readonly given?: ShardResults;
  /**
   * Where there is one, rounds are searched until it says that the time is up, not as many as the budget has: then
   * nothing is begun any more, but what was found is looked into.
   */
  readonly timeUp?: () => boolean;
  /** The same for the search of the model, which comes first. */
  readonly modelTimeUp?: () => boolean;
  /** What a search before this one computed. */
  readonly memo?: Memo;
}

/** What a shard searched. Plain data. */
export interface ShardResults {
  readonly model: readonly ModelReport[];
  readonly stacks: readonly StackResults[];
}

export interface VerifyProgress {
  /** What is searched: `model, small`, `series-2026`. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly findings: number;
  readonly coverage: string;
  /** Which round of the plan, from 0. */
  readonly round?: number;
}

/** Threads that run executions. */
export function workersOf({ workers }: Pick<VerifyOptions, 'workers'>): number {
  return workers ?? Math.min(availableParallelism(), maxWorkers);
}

/** More threads than these wait for each other's cells at the end of each search. */
const maxWorkers = 8;

/** What the search of the model tells of, as the progress of a verification. */
export function onModel({ onProgress }: VerifyOptions): Parameters<typeof searchModel>[2] {
  return ({ scope, states, expanded }) =>
    onProgress({
      phase: `model, ${scope}`,
      done: expanded,
      total: states,
      findings: 0,
      coverage: `${states} states`,
    });
}
