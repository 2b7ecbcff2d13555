import { availableParallelism } from 'node:os';
import {
  type revisions as allRevisions,
  type DefectiveName,
  revisionNamed,
} from '../impl/driver/revisions.ts';
import { choiceIds, openChoices } from '../impl/profile/choices.ts';
import type { Workload } from '../impl/userspace/workload.ts';
import { type CellRunner, campaign, type Epoch, type Finding } from './campaign/campaign.ts';
import { withFixes } from './campaign/cure.ts';
import { findingReports } from './campaign/finding-reports.ts';
import { type Memo, noMemo } from './campaign/memo.ts';
import { nearCells, plan, planRound, profilesOf, rounds } from './campaign/plan.ts';
import { CellPool } from './campaign/pool.ts';
import { type Askable, askableOf, type Declared, declaredReachable, missedOf } from './campaign/reachable.ts';
import { Rarity, strengthOf, unseen, unseenText } from './campaign/reached.ts';
import { type CellResult, emptyResult, mergeResults } from './campaign/run-cell.ts';
import type { Scenario } from './campaign/scenario.ts';
import { type Shard, type StackResults, shareOf, withResults } from './campaign/shard.ts';
import { simulatorSubject, subjectSource } from './campaign/simulator-subject.ts';
import { curesOf, stacks } from './campaign/stack.ts';
import { type Cell, strategyOf } from './campaign/subject.ts';
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
  Reached,
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

/**
 * Verifies the model and revisions of the driver: searches the model, replays stored counterexamples, searches
 * each revision in the simulator, shrinks and cures what breaks for a reason that is not known yet.
 *
 * The report holds no times: the same options give the same bytes, unless the search was stopped.
 */
export function verify(options: VerifyOptions): VerifyReport {
  const { seed, budget, shouldStop, given, modelTimeUp, memo } = options;
  const modelStops = (): boolean => shouldStop() || (modelTimeUp?.() ?? false);
  const model = searchModel(budget, modelStops, onModel(options), scopesOf(budget), given?.model, memo);
  const results = searchRevisions(options.revisions, options);
  const consulted = new Set(results.flatMap((r) => r.consulted));
  const findings = results.flatMap((r) => r.report.findings);
  return {
    version: 1,
    seed,
    budget,
    // What is given a time says how far it came; without one whole round there are no verdicts to give.
    truncated: shouldStop() || results.some((r) => r.report.explored.reached.rounds === 0),
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
  const [found] = searchRevisions([name], options);
  if (found === undefined) throw new Error(`${name} was not searched`);
  return found;
}

/** Searches revisions, round by round, in as many rounds as the budget has or the time allows. */
function searchRevisions(names: readonly RevisionName[], options: VerifyOptions): readonly RevisionSearch[] {
  const { workloads, budget, shouldStop, timeUp, given } = options;
  const pool = new CellPool(subjectSource(workloads), workersOf(options), shouldStop, timeUp);
  const runCells = given === undefined ? pool.runCells : withResults(given.stacks, pool.runCells);
  try {
    const searches = names.map((name) => new Rounds(name, options, runCells));
    const over = (): boolean => shouldStop() || (timeUp?.() ?? false);
    const last = timeUp === undefined ? rounds[budget] : Number.POSITIVE_INFINITY;
    let nth = 0;
    do for (const search of searches) search.round(nth);
    while (++nth < last && !over());
    return searches.map((search) => search.result());
  } finally {
    pool.close();
  }
}

/** The search of one revision, round after round. */
class Rounds {
  private readonly units: readonly string[];
  private readonly manifest: Manifest;
  private readonly stored: readonly Stored[];
  private readonly epochs = new Map<string, Epoch>();
  private readonly findings: Finding<Scenario>[] = [];
  private readonly searched: Cell[] = [];
  private readonly rarity = new Rarity();
  private whole = 0;
  private exhausted = true;

  constructor(
    private readonly name: RevisionName,
    private readonly options: VerifyOptions,
    private readonly runCells: CellRunner,
  ) {
    this.units = unitsOf(name);
    this.manifest = options.manifest ?? manifestOf(name);
    this.stored = this.manifest.expected.map((expected) => replayStored(expected));
  }

  round(nth: number): void {
    const { name, options, findings } = this;
    const { workloads, shouldStop, timeUp = () => false, memo = noMemo } = options;
    const planned = cellsOf(name, planRound(options.budget, options.seed, workloads, nth));
    const cells = [...planned, ...nearCells(this.rarity.executions(), nth)];
    // A rule that breaks for no known cause was put aside.
    const open = new Set(findings.flatMap((f) => (f.cure === null ? [f.rule] : [])));
    const causes = findings.flatMap(({ rule, cure }) => (cure === null ? [] : [{ rule, cure }]));
    const result = campaign(simulatorSubject(workloads), this.units, {
      rules: rulesOf(name).filter((rule) => !open.has(rule)),
      cells,
      cures: curesOf(name),
      known: [...this.manifest.expected, ...causes],
      ...searchLimits[options.budget],
      shouldStop,
      timeUp,
      memo,
      runCells: this.runCells,
      onProgress: ({ phase, done, total, executions, findings: more }) =>
        options.onProgress({
          phase: phase === 'search' ? name : `${name}, shrinking`,
          done,
          total,
          findings: findings.length + more,
          coverage: this.coverage(executions),
          round: nth,
        }),
    });
    for (const { units, result: more } of result.epochs) {
      const before = this.epochs.get(units.join());
      this.epochs.set(units.join(), {
        units,
        result: before === undefined ? more : mergeResults([before.result, more]),
      });
    }
    findings.push(...result.findings);
    for (const searched of result.searched) {
      this.searched.push(searched.cell);
      this.rarity.add(searched);
    }
    this.exhausted &&= result.exhausted;
    if (!shouldStop() && !timeUp()) this.whole++;
  }

  /** Counted when all cells of a search are done. */
  private coverage(executions: number): string {
    const searched = this.epochs.get(this.units.join())?.result;
    if (searched === undefined) return executions === 0 ? '' : `${executions} executions`;
    return `${searched.executions + executions} executions, ${unseenText(unseen(searched.reached, searched.executions))}`;
  }

  result(): RevisionSearch {
    const { name, options, manifest, stored, findings } = this;
    const { workloads } = options;
    const epochs = [...this.epochs.values()];
    const searched = epochs[0]?.result ?? emptyResult;
    const lateAllowed = Math.max(0, ...strategyNames.map((s) => strategyNamed(s).lateAllowed));
    const stale = new Map(stored.flatMap((s) => (s.stale === null ? [] : [[s.expected, s.stale] as const])));
    const truncated = options.shouldStop() || this.whole === 0;
    const verdicts = ruleVerdicts({
      revision: name,
      manifest,
      searched,
      found: findings.map((f) => ({ rule: f.rule, cure: f.cure, instance: f.violation.instance })),
      stale,
      truncated,
      lateAllowed,
    });
    const counterexamples = newCounterexamples(name, findings);
    // What did not happen in a search that was cut short, or that is not meant to, is not dead.
    const searchesAll = !truncated && options.budget !== 'smoke';
    const declare = options.declared ?? declaredReachable;
    const names = workloads.map((w) => w.name);
    const declared = searchesAll ? declare(name, names) : [];
    const report: RevisionReport = {
      revision: name,
      units: this.units,
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
        strategies: [...new Set(this.searched.map(strategyOf))],
        workloads: workloads.map((w) => w.name),
        profiles: profilesOf(this.searched, new Set(searched.consulted)),
        matchedActions: searched.actions,
        unmatchedActions: modelActions().filter((id) => !Object.hasOwn(searched.actions, id)),
        reached: reachedOf(searched, this.whole, askableOf(name), declared),
        exhausted: this.exhausted,
        epochs: epochs.map((e) => ({ units: e.units, executions: e.result.executions })),
      },
      replayed: stored.map((s) => ({ file: s.expected.counterexample, stale: s.stale })),
    };
    const consulted = epochs.flatMap((e) => e.result.consulted);
    return { report, consulted, counterexamples };
  }
}

/** Two delays take hours on each stack: that claim is made of the reference. */
function cellsOf(name: RevisionName, cells: readonly Cell[]): readonly Cell[] {
  return cells.filter(({ every }) => every === undefined || every.bound < 2 || name === 'reference');
}

function reachedOf(
  { reached, executions, enumerated }: CellResult,
  whole: number,
  { answers, never }: Askable,
  declared: readonly Declared[],
): Reached {
  const { things, once } = unseen(reached, executions);
  const { singles, allSingles, pairs, allPairs, missed } = strengthOf(reached, answers);
  return {
    rounds: whole,
    things,
    once,
    answers: { reached: singles, of: allSingles, missed, never },
    pairs: { reached: pairs, of: allPairs },
    declared: { of: declared.length, dead: missedOf(declared, reached) },
    every: enumerated
      .filter(({ done, parts }) => done.length === parts)
      .map(({ program, strategy, schedules }) => ({ program, strategy, schedules })),
  };
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
