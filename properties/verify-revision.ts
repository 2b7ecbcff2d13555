import {
  type CellRunner,
  campaign,
  type Epoch,
  type Finding,
  type SearchedCell,
} from './campaign/campaign.ts';
import { distinct, type Failure, failedReplay, failureAt } from './campaign/failure.ts';
import { findingReports } from './campaign/finding-reports.ts';
import { growthOf } from './campaign/growth.ts';
import { type Memo, noMemo, remembered } from './campaign/memo.ts';
import { nearCells, planRound, profilesOf, rounds } from './campaign/plan.ts';
import { CellPool } from './campaign/pool.ts';
import { type Askable, askableOf, type Declared, declaredReachable, missedOf } from './campaign/reachable.ts';
import { Met, Rarity, strengthOf, unseen, unseenText } from './campaign/reached.ts';
import { type CellResult, emptyResult, mergeResults } from './campaign/run-cell.ts';
import type { Scenario } from './campaign/scenario.ts';
import { withResults } from './campaign/shard.ts';
import { simulatorSubject, subjectSource } from './campaign/simulator-subject.ts';
import { curesOf } from './campaign/stack.ts';
import { type Cell, strategyOf } from './campaign/subject.ts';
import { ruleVerdicts } from './campaign/verdicts.ts';
import type { Counterexample } from './counterexample/counterexample.ts';
import { encodeCounterexample } from './counterexample/format.ts';
import { makeCounterexample } from './counterexample/make.ts';
import { replay } from './counterexample/replay.ts';
import { showsBelow } from './counterexample/shows-below.ts';
import { pathOf, readCounterexample } from './counterexample/store.ts';
import { searchStrategies, strategyNamed } from './explore/strategies.ts';
import { manifestOf } from './manifests/index.ts';
import type { Expected, Manifest } from './manifests/manifest.ts';
import { plural } from './plural.ts';
import { noRaces } from './races/look.ts';
import { type RevisionName, rulesOf, unitsOf } from './revision.ts';
import { modelActions } from './search-model.ts';
import { type VerifyOptions, workersOf } from './verify-options.ts';
import type { Reached, RevisionReport } from './verify-report.ts';

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
export function searchRevisions(
  names: readonly RevisionName[],
  options: VerifyOptions,
): readonly RevisionSearch[] {
  const { workloads, budget, shouldStop, timeUp, given } = options;
  const pool = new CellPool(subjectSource(workloads), workersOf(options), shouldStop, timeUp);
  const runCells = given === undefined ? pool.runCells : withResults(given.stacks, pool.runCells);
  try {
    const searches = names.map((name) => new Rounds(name, options, runCells));
    // What was kept is told again whoever ends the search: it takes no time, and less would be told than before.
    const over = (): boolean =>
      (shouldStop() || (timeUp?.() ?? false)) && searches.some((search) => search.computes);
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
  private readonly failed: Failure[] = [];
  private readonly searched: SearchedCell[] = [];
  private readonly rarity = new Rarity();
  private readonly met = new Met();
  private whole = 0;
  /** A round was cut short. */
  private cut = false;
  private exhausted = true;
  /** The present round needed what was not kept. */
  computes = false;

  constructor(
    private readonly name: RevisionName,
    private readonly options: VerifyOptions,
    private readonly runCells: CellRunner,
  ) {
    this.units = unitsOf(name);
    this.manifest = options.manifest ?? manifestOf(name);
    const { expected } = this.manifest;
    this.stored = expected.flatMap((one) => this.replayed(one));
  }

  /** Nothing is run any more in a search that was stopped, but what was replayed before is told. */
  private replayed(expected: Expected): readonly Stored[] {
    const { memo = noMemo, shouldStop } = this.options;
    try {
      const stored = replayStored(expected, memo, shouldStop);
      return stored === null ? [] : [stored];
    } catch (error) {
      this.failed.push(failedReplay(`counterexamples/${expected.counterexample}`, error));
      return [];
    }
  }

  round(nth: number): void {
    const { name, options, findings } = this;
    const { workloads, memo = noMemo } = options;
    this.computes = false;
    const shouldStop = (): boolean => this.computes && options.shouldStop();
    const timeUp = (): boolean => this.computes && (options.timeUp?.() ?? false);
    const planned = cellsOf(name, planRound(options.budget, options.seed, workloads, nth, name));
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
      memo: {
        recall: (key) => {
          const kept = memo.recall(key);
          this.computes ||= kept === null;
          return kept;
        },
        keep: (key, value) => memo.keep(key, value),
      },
      runCells: this.runCells,
      met: this.met,
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
    this.failed.push(...result.failed);
    for (const searched of result.searched) {
      this.searched.push(searched);
      this.rarity.add(searched);
    }
    this.exhausted &&= result.exhausted;
    if (shouldStop() || timeUp()) this.cut = true;
    else this.whole++;
  }

  /** Of the rounds before and the present one, of which so many executions are done. */
  private coverage(present: number): string {
    const before = this.epochs.get(this.units.join())?.result.executions ?? 0;
    const executions = before + present;
    if (executions === 0) return '';
    const said = plural(executions, 'execution');
    return this.met.executions === 0 ? said : `${said}, ${unseenText(this.met.unseen())}`;
  }

  result(): RevisionSearch {
    const { name, options, manifest, stored, findings } = this;
    const { workloads } = options;
    const epochs = [...this.epochs.values()];
    const cells = this.searched.map(({ cell }) => cell);
    const searched = epochs[0]?.result ?? emptyResult;
    const lateAllowed = Math.max(0, ...searchStrategies.map((s) => strategyNamed(s).lateAllowed));
    const replayed = new Set(stored.map((s) => s.expected));
    const stale = new Map(stored.flatMap((s) => (s.stale === null ? [] : [[s.expected, s.stale] as const])));
    // What is given a time, or ended in a search that is, says how far it came.
    const truncated = this.whole === 0 || (this.cut && options.timeUp === undefined);
    const counterexamples = this.newCounterexamples();
    const verdicts = ruleVerdicts({
      revision: name,
      manifest,
      searched,
      found: findings.map((f) => {
        const made = counterexamples.get(f);
        const ofBelow = made !== undefined && showsBelow(manifest, made);
        return { rule: f.rule, cure: f.cure, instance: f.violation.instance, ofBelow };
      }),
      stale,
      unreplayed: new Set(manifest.expected.filter((e) => !replayed.has(e))),
      truncated,
      meetsAll: options.budget !== 'smoke',
      lateAllowed,
    });
    // What did not happen in a search that was cut short or failed, or that is not meant to, is not dead.
    const searchesAll = !truncated && this.failed.length === 0 && options.budget !== 'smoke';
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
        [...counterexamples.values()],
        truncated,
      ),
      explored: {
        executions: searched.executions,
        steps: searched.steps,
        cut: searched.cut ?? 0,
        lateAllowed,
        mostLate: searched.mostLate,
        strategies: [...new Set(cells.map(strategyOf))],
        workloads: workloads.map((w) => w.name),
        profiles: profilesOf(cells, new Set(searched.consulted)),
        races: searched.races ?? noRaces,
        matchedActions: searched.actions,
        unmatchedActions: modelActions().filter((id) => !Object.hasOwn(searched.actions, id)),
        reached: reachedOf(searched, this.whole, askableOf(name), declared),
        growth: growthOf(this.searched),
        exhausted: this.exhausted,
        epochs: epochs.map((e) => ({ units: e.units, executions: e.result.executions })),
      },
      replayed: stored.map((s) => ({ file: s.expected.counterexample, stale: s.stale })),
      failed: distinct(this.failed),
    };
    const consulted = epochs.flatMap((e) => e.result.consulted);
    return { report, consulted, counterexamples: [...counterexamples.values()] };
  }

  /** Of each finding that was looked into. One that cannot be told is set down as failed, and all others are told. */
  /** By finding; of one that cannot be made the failure is kept. */
  private newCounterexamples(): ReadonlyMap<Finding<Scenario>, Counterexample> {
    const made = new Map<Finding<Scenario>, Counterexample>();
    for (const finding of this.findings) {
      if (finding.shrunk === null) continue;
      try {
        made.set(finding, makeCounterexample(this.name, finding));
      } catch (error) {
        const { units, cell, rule } = finding;
        this.failed.push(failureAt(units, cell, `a look into ${rule}`, error));
      }
    }
    return made;
  }
}

/** Two delays take hours on each stack: that claim is made of the reference. */
function cellsOf(name: RevisionName, cells: readonly Cell[]): readonly Cell[] {
  return cells.filter(({ every }) => every === undefined || every.bound < 2 || name === 'reference');
}

function reachedOf(
  { reached, executions, enumerated }: CellResult,
  whole: number,
  { answers, never, pairs: together, apart }: Askable,
  declared: readonly Declared[],
): Reached {
  const { things, once } = unseen(reached, executions);
  const strength = strengthOf(reached, answers, together);
  const { singles, allSingles, pairs, allPairs, missed } = strength;
  return {
    rounds: whole,
    things,
    once,
    answers: { reached: singles, of: allSingles, missed, never },
    pairs: { reached: pairs, of: allPairs, missed: strength.apart.map((pair) => pair.join(' & ')), apart },
    declared: { of: declared.length, dead: missedOf(declared, reached) },
    every: enumerated
      .filter(({ done, parts }) => done.length === parts)
      .map(({ program, strategy, schedules }) => ({ program, strategy, schedules })),
  };
}

/** How long a search shrinks and goes on, by budget. */
export const searchLimits = {
  smoke: { shrink: { maxRuns: 300, maxEnumeration: 100 }, deferAbove: 20, chunk: 8, maxCells: 8 },
  default: { shrink: { maxRuns: 1_000, maxEnumeration: 2_000 }, deferAbove: 20, chunk: 8, maxCells: 600 },
  deep: { shrink: { maxRuns: 10_000, maxEnumeration: 200_000 }, deferAbove: 40, chunk: 8, maxCells: 10_000 },
} as const;

type Stored =
  | { readonly expected: Expected; readonly counterexample: Counterexample; readonly stale: null }
  | { readonly expected: Expected; readonly counterexample: null; readonly stale: string };

/** Null where it was not replayed before, and is not to be any more. */
function replayStored(expected: Expected, memo: Memo, shouldStop: () => boolean): Stored | null {
  const counterexample = readCounterexample(pathOf(expected.counterexample));
  const key = `replay ${encodeCounterexample(counterexample)}`;
  if (shouldStop() && memo.recall(key) === null) return null;
  // A replay is short: it is not stopped on its way.
  const kept = () => ({ stale: replay(counterexample).stale });
  const { stale } = remembered(memo, key, () => false, kept);
  return stale === null ? { expected, counterexample, stale } : { expected, counterexample: null, stale };
}
