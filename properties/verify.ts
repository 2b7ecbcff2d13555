import { availableParallelism } from 'node:os';
import {
  type revisions as allRevisions,
  type DefectiveName,
  revisionNamed,
} from '../impl/driver/revisions.ts';
import { choiceIds, openChoices } from '../impl/profile/choices.ts';
import type { Workload } from '../impl/userspace/workload.ts';
import { type CellRunner, campaign, type Finding } from './campaign/campaign.ts';
import { withFixes } from './campaign/cure.ts';
import { findingReports } from './campaign/finding-reports.ts';
import { plan, profilesOf } from './campaign/plan.ts';
import { CellPool } from './campaign/pool.ts';
import { type CellResult, emptyResult } from './campaign/run-cell.ts';
import type { Scenario } from './campaign/scenario.ts';
import { type Shard, type StackResults, shareOf, withResults } from './campaign/shard.ts';
import { simulatorSubject, subjectSource } from './campaign/simulator-subject.ts';
import { curesOf, stacks } from './campaign/stack.ts';
import { ruleVerdicts } from './campaign/verdicts.ts';
import { catalogue, type RuleId, ruleIds } from './catalogue.ts';
import type { Counterexample } from './counterexample/counterexample.ts';
import { hangsOn } from './counterexample/hangs-on.ts';
import { makeCounterexample } from './counterexample/make.ts';
import { replay } from './counterexample/replay.ts';
import { pathOf, readCounterexample } from './counterexample/store.ts';
import { strategyNamed, strategyNames } from './explore/strategies.ts';
import { manifestOf } from './manifests/index.ts';
import type { Expected, Manifest } from './manifests/manifest.ts';
import { notApplicable } from './manifests/not-applicable.ts';
import { modelActions, scopesOf, searchModel } from './search-model.ts';
import type {
  Budget,
  ChoiceCoverage,
  FindingReport,
  ModelReport,
  RevisionReport,
  VerifyReport,
} from './verify-report.ts';

/** A revision, or the reference with a seeded defect. */
export type RevisionName = keyof typeof allRevisions | DefectiveName;

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
  /** What shards searched already: the report is the same, it only comes sooner. */
  readonly given?: ShardResults;
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
}

/**
 * Verifies the model and revisions of the driver: searches the model, replays stored counterexamples, searches
 * each revision in the simulator, shrinks and cures what breaks for a reason that is not known yet.
 *
 * The report holds no times: the same options give the same bytes, unless the search was stopped.
 */
export function verify(options: VerifyOptions): VerifyReport {
  const { seed, budget, shouldStop, given } = options;
  const model = searchModel(budget, shouldStop, onModel(options), scopesOf(budget), given?.model);
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

function onModel({ onProgress }: VerifyOptions): Parameters<typeof searchModel>[2] {
  return ({ scope, states, expanded }) =>
    onProgress({
      phase: `model, ${scope}`,
      done: expanded,
      total: states,
      findings: 0,
      coverage: `${states} states`,
    });
}

/**
 * Searches the part of a verification that falls to a shard: scopes of the model, and cells of each revision as it
 * is and with all cures that its manifest names, which is the last stack of a search that meets every cause named
 * there. What is found is not looked into: `verify` does that, given the results of all shards.
 *
 * @returns null when it was stopped before it was done
 */
export function searchShard(options: VerifyOptions, shard: Shard): ShardResults | null {
  const { budget, seed, workloads, revisions, shouldStop, onProgress } = options;
  const scopes = shareOf([...scopesOf(budget)].reverse(), shard);
  const model = searchModel(budget, shouldStop, onModel(options), scopes);
  const cells = shareOf(plan(budget, seed, workloads), shard);
  const pool = new CellPool(subjectSource(workloads), workersOf(options), shouldStop);
  try {
    const stacks = revisions.flatMap((name) =>
      stacksOf(name, options).map((units): StackResults => {
        const rules = rulesOf(name);
        const results = pool.runCells(units, cells, rules, (done) =>
          onProgress({ phase: name, done, total: cells.length, findings: 0, coverage: '' }),
        );
        return { units, rules, cells: cells.map((cell, i) => ({ cell, result: results[i] as CellResult })) };
      }),
    );
    return shouldStop() ? null : { model, stacks };
  } finally {
    pool.close();
  }
}

/** The revision as it is, and with all cures that its manifest foresees. */
function stacksOf(
  name: RevisionName,
  { manifest = manifestOf(name) }: VerifyOptions,
): readonly (readonly string[])[] {
  const units = unitsOf(name);
  const { fixes, use } = curesOf(name);
  // Such cures are not stacked, they name causes.
  if (use === 'name') return [units];
  const cures = manifest.expected.flatMap(({ cure }) => cure);
  const cured = withFixes(units, cures, fixes);
  return cures.length > 0 && stacks(cured) ? [units, cured] : [units];
}

/** The rules that runs of a revision are judged by. */
export function rulesOf(name: RevisionName): readonly RuleId[] {
  const excluded = notApplicable(name);
  return ruleIds.filter((rule) => catalogue[rule].status === 'carried' && !excluded.has(rule));
}

/** Threads that run executions. */
export function workersOf({ workers }: Pick<VerifyOptions, 'workers'>): number {
  return workers ?? Math.min(availableParallelism(), maxWorkers);
}

function choiceCoverage(
  id: (typeof choiceIds)[number],
  consulted: boolean,
  findings: readonly FindingReport[],
): ChoiceCoverage {
  const { question, carried } = openChoices[id];
  const hanging = findings.filter((f) => hangsOn(f.counterexample, id)).length;
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
  const { workloads, shouldStop, given } = options;
  const pool = new CellPool(subjectSource(workloads), workersOf(options), shouldStop);
  try {
    return searchWith(
      name,
      options,
      given === undefined ? pool.runCells : withResults(given.stacks, pool.runCells),
    );
  } finally {
    pool.close();
  }
}

function searchWith(name: RevisionName, options: VerifyOptions, runCells: CellRunner): RevisionSearch {
  const { workloads, shouldStop, manifest = manifestOf(name) } = options;
  const stored = manifest.expected.map((expected) => replayStored(expected));
  const cells = plan(options.budget, options.seed, workloads);
  const units = unitsOf(name);
  const result = campaign(simulatorSubject(workloads), units, {
    rules: rulesOf(name),
    cells,
    cures: curesOf(name),
    known: manifest.expected,
    ...searchLimits[options.budget],
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

/**
 * The units of a revision, lowest first.
 *
 * @throws Error for one that does not exist
 */
export function unitsOf(name: RevisionName): readonly string[] {
  const revision = revisionNamed(name);
  if (revision === null) throw new Error(`no revision is called ${name}`);
  return revision.units.map((unit) => unit.name);
}

/** More threads than these wait for each other's cells at the end of each search. */
const maxWorkers = 8;

/** How long a search shrinks and goes on, by budget. */
export const searchLimits = {
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
