import type { RuleId } from '../catalogue.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import { makeCounterexample } from '../counterexample/make.ts';
import { strategyNamed } from '../explore/strategies.ts';
import { runToCompletion } from '../explore/strategy.ts';
import type { Expected, Manifest } from '../manifests/manifest.ts';
import { type CellRunner, campaign, type Finding, leftAsMet } from './campaign.ts';
import type { Cures } from './cure.ts';
import { exploredKey, exploredSource, exploredSubject } from './explored-subject.ts';
import { distinct, type Failure, failureAt } from './failure.ts';
import { CellPool } from './pool.ts';
import { type CellResult, emptyResult, mergeResults, type RawFinding, runCell } from './run-cell.ts';
import type { Scenario } from './scenario.ts';
import type { ShrinkLimits } from './shrink-finding.ts';
import type { Cell } from './subject.ts';
import { sameCause } from './verdicts.ts';

/** One driver, one program, one strategy, so many schedules. */
export interface ExploreOptions {
  readonly revision: string;
  /** The units of the revision, lowest first. */
  readonly units: readonly string[];
  /** Null: each few seeds draw a scenario of their own. */
  readonly scenario: Scenario | null;
  /** A name of `strategyNames`. */
  readonly strategy: string;
  /** Executions take the seeds `seed` to `seed + executions - 1`. */
  readonly seed: number;
  readonly executions: number;
  /** The executions are those of a cell of this kind, and `seed` and `executions` say which of its parts. */
  readonly kind?: Pick<Cell, 'near' | 'every'>;
  readonly rules: readonly RuleId[];
  /** Follow the runs on the reference model too, which costs ten times the rest. */
  readonly refine: boolean;
  /** End soon after a rule broke, whatever the reason. */
  readonly stopAtFirst: boolean;
  /** Null: what is found is left as it was met. */
  readonly shrink: Omit<ShrinkLimits, 'shouldStop'> | null;
  readonly cures: Cures;
  readonly manifest: Manifest;
  readonly workers: number;
  readonly shouldStop: () => boolean;
  readonly onProgress: (progress: ExploreProgress) => void;
}

export interface ExploreProgress {
  readonly phase: 'search' | 'shrink';
  readonly executions: number;
  readonly reached: Reached;
  readonly findings: number;
}

/** How much an exploration came to: what "not found" rests on. */
export interface Reached {
  /** Rules that had something to judge. */
  readonly rules: number;
  /** Open choices of part F that a run consulted. */
  readonly choices: number;
  /** Actions of the reference model that explained a step; 0 where runs are not followed. */
  readonly actions: number;
}

/** Something new was reached: after so many executions it was so much. */
export interface Growth extends Reached {
  readonly executions: number;
}

/** Plain data without times. The same options give the same result, unless the search was stopped. */
export interface Exploration {
  readonly searched: CellResult;
  /** Where the coverage grew, by blocks of executions, the last one last. */
  readonly growth: readonly Growth[];
  readonly findings: readonly ExploreFinding[];
  readonly stopped: boolean;
  /** Exceptions that were met, one of each: what would have come after them is not known. */
  readonly failed: readonly Failure[];
}

/** A rule that broke. */
export type ExploreFinding =
  /** The manifest of the revision foresees this cause: its stored counterexample. */
  | { readonly rule: RuleId; readonly known: Expected }
  | { readonly rule: RuleId; readonly known: null; readonly counterexample: Counterexample };

/** Executions of a cell, and cells between two looks at what was found. */
const BLOCK = 10;
const WAVE = 8;

/** Searches schedules of one program by one strategy; what breaks is shrunk, cured and told from what is known. */
export function explore(options: ExploreOptions): Exploration {
  const cells = cellsOf(options);
  // For a single block of executions no thread is worth its start.
  if (cells.length === 1) return new Exploring(options, cells, inThisThread(options)).run();
  const pool = new CellPool(exploredSource(options.scenario), options.workers, options.shouldStop);
  try {
    return new Exploring(options, cells, pool.runCells).run();
  } finally {
    pool.close();
  }
}

function inThisThread({ scenario, shouldStop }: ExploreOptions): CellRunner {
  const subject = exploredSubject(scenario);
  return (units, cells, rules) => cells.map((cell) => runCell(subject, units, cell, rules, shouldStop));
}

class Exploring {
  private readonly results: CellResult[] = [];
  private readonly growth: Growth[] = [];
  private readonly failed: Failure[] = [];
  private done: CellResult = emptyResult;

  constructor(
    private readonly options: ExploreOptions,
    private readonly cells: readonly Cell[],
    private readonly runCells: CellRunner,
  ) {}

  run(): Exploration {
    const { options } = this;
    const { units, rules, cures, manifest, shouldStop, shrink } = options;
    // Without shrinking nothing is settled: what was found stays as it was met.
    const settles = (): boolean => shrink === null || shouldStop();
    const { findings, failed } = campaign(exploredSubject(options.scenario), units, {
      rules,
      cells: this.cells,
      cures: { fixes: cures.fixes, use: 'name' },
      known: manifest.expected,
      shrink: { maxRuns: 0, maxEnumeration: 0, ...shrink, shouldStop },
      deferAbove: Number.POSITIVE_INFINITY,
      chunk: WAVE,
      maxCells: 0,
      shouldStop: settles,
      runCells: (...task) => this.inWaves(...task),
      onProgress: ({ phase, findings: found }) => {
        if (phase === 'shrink') this.report(phase, found);
      },
    });
    const searched = mergeResults(this.results);
    const raw = searched.found.filter(({ violation }) => !findings.some((f) => f.rule === violation.rule));
    const told = [
      ...findings.flatMap((one) => this.unlessItFails(one.cell, one.rule, () => this.told(one))),
      ...raw.flatMap((one) => this.unlessItFails(one.cell, one.violation.rule, () => this.asMet(one))),
    ];
    return {
      searched,
      growth: this.growth,
      findings: told,
      stopped: shouldStop(),
      failed: distinct([...failed, ...this.failed]),
    };
  }

  /** What cannot be told is set down as failed, and all else is told. */
  private unlessItFails(
    cell: Cell | string,
    rule: RuleId,
    tell: () => ExploreFinding,
  ): readonly ExploreFinding[] {
    try {
      return [tell()];
    } catch (error) {
      this.failed.push(failureAt(this.options.units, cell, `a look into ${rule}`, error));
      return [];
    }
  }

  private inWaves(...[units, cells, rules]: Parameters<CellRunner>): readonly CellResult[] {
    const { shouldStop, stopAtFirst } = this.options;
    for (let at = 0; at < cells.length && !shouldStop(); at += WAVE) {
      const results = this.runCells(units, cells.slice(at, at + WAVE), rules, () => {});
      for (const result of results) if (result !== undefined) this.add(result);
      this.report('search', 0);
      if (stopAtFirst && this.done.found.length > 0) break;
    }
    return this.results;
  }

  private add(result: CellResult): void {
    this.results.push(result);
    this.done = mergeResults([this.done, result]);
    const now = reachedBy(this.done);
    const before = this.growth.at(-1);
    if (before !== undefined && sum(now) === sum(before)) return;
    this.growth.push({ executions: this.done.executions, ...now });
  }

  private report(phase: ExploreProgress['phase'], findings: number): void {
    const { executions } = this.done;
    this.options.onProgress({ phase, executions, reached: reachedBy(this.done), findings });
  }

  private told(finding: Finding<Scenario>): ExploreFinding {
    const { rule, cure, shrunk } = finding;
    const { revision, manifest } = this.options;
    const known = manifest.expected.find((e) => e.rule === rule && sameCause(e, { cure }));
    if (known !== undefined) return { rule, known };
    if (shrunk === null) throw new Error(`${rule} has a known cause that the manifest does not name`);
    return { rule, known: null, counterexample: makeCounterexample(revision, finding) };
  }

  private asMet(raw: RawFinding): ExploreFinding {
    const { revision, units, scenario } = this.options;
    const finding = leftAsMet(exploredSubject(scenario), units, raw);
    return { rule: finding.rule, known: null, counterexample: makeCounterexample(revision, finding) };
  }
}

function cellsOf({ strategy, seed, executions, refine, kind }: ExploreOptions): readonly Cell[] {
  const follows = refine ? ({ refine } as const) : {};
  if (kind !== undefined)
    return [{ strategy, program: exploredKey, from: seed, count: executions, ...kind, ...follows }];
  // One run is all there is of a strategy that never deviates.
  const wanted = strategyNamed(strategy) === runToCompletion ? 1 : executions;
  return Array.from({ length: Math.ceil(wanted / BLOCK) }, (_, i) => ({
    strategy,
    program: exploredKey,
    from: seed + i * BLOCK,
    count: Math.min(BLOCK, wanted - i * BLOCK),
    ...follows,
  }));
}

function reachedBy({ rules, consulted, actions }: CellResult): Reached {
  return {
    rules: Object.values(rules).filter(({ given }) => given > 0).length,
    choices: consulted.length,
    actions: Object.keys(actions).length,
  };
}

const sum = ({ rules, choices, actions }: Reached): number => rules + choices + actions;
