import { availableParallelism } from 'node:os';
import { revisions as allRevisions } from '../impl/driver/revisions.ts';
import { choiceIds, openChoices } from '../impl/profile/choices.ts';
import type { Workload } from '../impl/userspace/workload.ts';
import { type CellRunner, campaign, type Finding } from './campaign/campaign.ts';
import { findingReports } from './campaign/finding-reports.ts';
import { plan, profilesOf } from './campaign/plan.ts';
import { CellPool } from './campaign/pool.ts';
import { emptyResult } from './campaign/run-cell.ts';
import type { Scenario } from './campaign/scenario.ts';
import { simulatorSubject, subjectSource } from './campaign/simulator-subject.ts';
import { curesOf } from './campaign/stack.ts';
import { ruleVerdicts } from './campaign/verdicts.ts';
import { catalogue, ruleIds } from './catalogue.ts';
import type { Counterexample } from './counterexample/counterexample.ts';
import { makeCounterexample } from './counterexample/make.ts';
import { replay } from './counterexample/replay.ts';
import { pathOf, readCounterexample } from './counterexample/store.ts';
import { strategyNamed, strategyNames } from './explore/strategies.ts';
import { manifestOf } from './manifests/index.ts';
import type { Expected, Manifest } from './manifests/manifest.ts';
import { notApplicable } from './manifests/not-applicable.ts';
import { modelActions, searchModel } from './search-model.ts';
import type { Budget, ChoiceCoverage, FindingReport, RevisionReport, VerifyReport } from './verify-report.ts';

export type RevisionName = keyof typeof allRevisions;

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
  /** Threads that run executions; as many as there are processors by default. The report does not depend on it. */
  readonly workers?: number;
}

export interface VerifyProgress {
  /** What is searched: `model, small`, `series-2026`. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly findings: number;
  readonly coverage: string;
}

/**
 * Verifies the model and revisions of the driver: searches the model, replays stored counterexamples, searches
 * each revision in the simulator, shrinks and cures what breaks for a reason that is not known yet.
 *
 * The report holds no times: the same options give the same bytes, unless the search was stopped.
 */
export function verify(options: VerifyOptions): VerifyReport {
  const { seed, budget, shouldStop, onProgress } = options;
  const model = searchModel(budget, shouldStop, ({ scope, states, expanded }) =>
    onProgress({
      phase: `model, ${scope}`,
      done: expanded,
      total: states,
      findings: 0,
      coverage: `${states} states`,
    }),
  );
  const results = options.revisions.map((revision) => searchRevision(revision, options));
  const consulted = new Set(results.flatMap((r) => r.consulted));
  const findings = results.flatMap((r) => r.report.findings);
  return {
    version: 1,
    seed,
    budget,
    truncated: shouldStop(),
    model,
    revisions: results.map((r) => r.report),
    choices: choiceIds.map((id) => choiceCoverage(id, consulted.has(id), findings)),
  };
}

function choiceCoverage(
  id: (typeof choiceIds)[number],
  consulted: boolean,
  findings: readonly FindingReport[],
): ChoiceCoverage {
  const { question, carried } = openChoices[id];
  const hanging = findings.filter((f) => Object.hasOwn(f.counterexample.needs.choices, id)).length;
  return { id, question, carried, consulted, findings: hanging };
}

/** What the search of a revision gives, beside what is reported of it. */
export interface RevisionSearch {
  readonly report: RevisionReport;
  readonly consulted: readonly string[];
  /** Every finding whose cause was not known, in the order in which they were found. */
  readonly counterexamples: readonly Counterexample[];
}

/** Replays what is stored of a revision and searches it in the simulator. */
export function searchRevision(name: RevisionName, options: VerifyOptions): RevisionSearch {
  const { workloads, shouldStop } = options;
  const workers = options.workers ?? Math.min(availableParallelism(), maxWorkers);
  const pool = new CellPool(subjectSource(workloads), workers, shouldStop);
  try {
    return searchWith(name, options, pool.runCells);
  } finally {
    pool.close();
  }
}

function searchWith(name: RevisionName, options: VerifyOptions, runCells: CellRunner): RevisionSearch {
  const { workloads, shouldStop, manifest = manifestOf(name) } = options;
  const stored = manifest.expected.map((expected) => replayStored(expected));
  const excluded = notApplicable(name);
  const rules = ruleIds.filter((rule) => catalogue[rule].status === 'carried' && !excluded.has(rule));
  const cells = plan(options.budget, options.seed, workloads);
  const units = allRevisions[name].units.map((u) => u.name);
  const result = campaign(simulatorSubject(workloads), units, {
    rules,
    cells,
    cures: curesOf(name),
    known: manifest.expected,
    ...limits[options.budget],
    shouldStop,
    runCells,
    onProgress: ({ phase, done, total, executions, findings }) =>
      options.onProgress({
        phase: phase === 'search' ? name : `${name}, shrinking`,
        done,
        total,
        findings,
        // Counted when all cells of a search are done.
        coverage: executions === 0 ? '' : `${executions} executions`,
      }),
  });
  const searched = result.epochs[0]?.result ?? emptyResult;
  const lateAllowed = Math.max(0, ...strategyNames.map((s) => strategyNamed(s).lateAllowed));
  const stale = new Map(stored.flatMap((s) => (s.stale === null ? [] : [[s.expected, s.stale] as const])));
  const truncated = shouldStop();
  const verdicts = ruleVerdicts({
    revision: name,
    manifest,
    searched,
    found: result.findings.map((f) => ({ rule: f.rule, cure: f.cure, instance: f.violation.instance })),
    stale,
    truncated,
    lateAllowed,
  });
  const counterexamples = newCounterexamples(name, result.findings);
  const report: RevisionReport = {
    revision: name,
    units,
    verdicts,
    findings: findingReports(
      manifest,
      stored.flatMap((s) => (s.stale === null ? [s.counterexample] : [])),
      counterexamples,
      truncated,
    ),
    explored: {
      executions: searched.executions,
      steps: searched.steps,
      lateAllowed,
      mostLate: searched.mostLate,
      strategies: [...new Set(cells.map((c) => c.strategy))],
      workloads: workloads.map((w) => w.name),
      profiles: profilesOf(cells, new Set(searched.consulted)),
      matchedActions: searched.actions,
      unmatchedActions: modelActions().filter((id) => !Object.hasOwn(searched.actions, id)),
      exhausted: result.exhausted,
      epochs: result.epochs.map((e) => ({ units: e.units, executions: e.result.executions })),
    },
    replayed: stored.map((s) => ({ file: s.expected.counterexample, stale: s.stale })),
  };
  const consulted = result.epochs.flatMap((e) => e.result.consulted);
  return { report, consulted, counterexamples };
}

/** More threads than these wait for each other's cells at the end of each search. */
const maxWorkers = 8;

const limits = {
  smoke: { shrink: { maxRuns: 300, maxEnumeration: 100 }, deferAbove: 20, chunk: 8, maxCells: 8 },
  default: { shrink: { maxRuns: 1_000, maxEnumeration: 2_000 }, deferAbove: 20, chunk: 8, maxCells: 600 },
  deep: { shrink: { maxRuns: 10_000, maxEnumeration: 200_000 }, deferAbove: 40, chunk: 8, maxCells: 10_000 },
} as const;

type Stored =
  | { readonly expected: Expected; readonly counterexample: Counterexample; readonly stale: null }
  | { readonly expected: Expected; readonly counterexample: null; readonly stale: string };

function replayStored(expected: Expected): Stored {
  const counterexample = readCounterexample(pathOf(expected.counterexample));
  const { stale } = replay(counterexample);
  return stale === null ? { expected, counterexample, stale } : { expected, counterexample: null, stale };
}

function newCounterexamples(
  revision: string,
  findings: readonly Finding<Scenario>[],
): readonly Counterexample[] {
  return findings.flatMap((f) => (f.shrunk === null ? [] : [makeCounterexample(revision, f)]));
}
