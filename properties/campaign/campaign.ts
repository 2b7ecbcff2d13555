import type { RuleId } from '../catalogue.ts';
import { LenientReplay } from '../explore/replay.ts';
import type { Violation } from '../rule.ts';
import type { Controlled } from './controlled.ts';
import { type Cures, isSameCure, wholeCure, withFixes } from './cure.ts';
import { cureOf, rerunsWith } from './cure-of.ts';
import { distinct, type Failure, failureAt } from './failure.ts';
import { type Memo, noMemo, remembered, rememberingCells } from './memo.ts';
import type { Broken } from './neighbours.ts';
import { breakingBoth, breakingToo } from './other-cause.ts';
import { Met } from './reached.ts';
import { type CellResult, mergeResults, type RawFinding, runCell } from './run-cell.ts';
import { asMet, type ShrinkLimits, type ShrunkFinding, shrinkFinding } from './shrink-finding.ts';
import { type Cell, cellText, type Subject } from './subject.ts';

export interface CampaignOptions {
  readonly rules: readonly RuleId[];
  readonly cells: readonly Cell[];
  readonly cures: Cures;
  /** Causes that are known already: a finding that such a cure removes is not shrunk again. */
  readonly known: readonly Cause[];
  readonly shrink: ShrinkLimits;
  /**
   * A finding with more decisions than these waits while others are cured: a driver that goes in circles makes
   * schedules long, and what has a cause of its own shows again without the circles.
   */
  readonly deferAbove: number;
  /** Cells searched between two looks at what was found, once cures are stacked. */
  readonly chunk: number;
  /** Cells searched with cures stacked, at most. */
  readonly maxCells: number;
  readonly shouldStop?: () => boolean;
  /** Begin nothing new, but finish what was begun and look into what was found. */
  readonly timeUp?: () => boolean;
  /** What was computed before; nothing by default. */
  readonly memo?: Memo;
  readonly onProgress?: (progress: CampaignProgress) => void;
  /** What searches of the same revision before this one came to, to be told with what this one does. */
  readonly met?: Met;
  /** Runs cells, possibly in several threads; results in the order of the cells. In this thread by default. */
  readonly runCells?: CellRunner;
}

/**
 * Runs cells. `onCell` is told how many are done, and of one that was run just now which it is and what came of it.
 * Results are in the order of the cells; one that was not begun, since the search is to end, is undefined.
 */
export type CellRunner = (
  units: readonly string[],
  cells: readonly Cell[],
  rules: readonly RuleId[],
  onCell: (done: number, nth?: number, result?: CellResult) => void,
) => readonly (CellResult | undefined)[];

export interface CampaignProgress {
  readonly phase: 'search' | 'shrink';
  /** Cells searched without anything new, of those that have to be in a row. */
  readonly done: number;
  readonly total: number;
  readonly executions: number;
  /** What executions came to on the revision as it is, nothing cured, all cells together. */
  readonly met: Met;
  readonly findings: number;
}

/** Why a rule breaks: what tells one defect from another is the smallest set of fixes that removes it. */
export interface Cause {
  readonly rule: RuleId;
  readonly cure: readonly string[];
}

/** A rule broken on a stack of units: the smallest execution that shows it, and what cures it. */
export interface Finding<P> {
  readonly rule: RuleId;
  readonly violation: Violation;
  /** The stack on which it shows: the revision's units and the cures stacked before. */
  readonly units: readonly string[];
  /** Null when the cause is known: there is a stored counterexample. */
  readonly shrunk: ShrunkFinding<P> | null;
  /** The smallest set of fixes that removes it; null when none of those tried does, or the search was stopped. */
  readonly cure: readonly string[] | null;
  /** The cell in which it was met, and executions of it that were re-run with the cure and keep the rule. */
  readonly cell: string;
  readonly rerun: number;
  /** What the cure's placebo came to; null where there is no cure, or the cause was known. */
  readonly control: Controlled | null;
}

export interface SearchedCell {
  readonly cell: Cell;
  readonly result: CellResult;
}

/** What was searched on one stack. */
export interface Epoch {
  readonly units: readonly string[];
  readonly result: CellResult;
}

export interface CampaignResult<P> {
  /** The first is the revision as it is. */
  readonly epochs: readonly Epoch[];
  readonly findings: readonly Finding<P>[];
  /**
   * The cells that were run on the revision as it is, with what came of each; the others were not begun before the
   * time was up.
   */
  readonly searched: readonly SearchedCell[];
  /** Whether all cells were searched with the cures stacked and nothing new came. */
  readonly exhausted: boolean;
  /** Exceptions that were met, on any stack: one of each. */
  readonly failed: readonly Failure[];
}

/**
 * Searches all cells on a revision, shrinks what breaks, finds the smallest cure of each, stacks the cures and
 * searches on, until all cells in a row give nothing new. A rule for which no cure is found is put aside.
 */
export function campaign<P>(
  subject: Subject<P>,
  base: readonly string[],
  options: CampaignOptions,
): CampaignResult<P> {
  return new Campaign(subject, base, options).run();
}

interface LookedInto<P> {
  readonly finding: Finding<P>;
  readonly failed: Failure | null;
}

class Campaign<P> {
  private readonly epochs: Epoch[] = [];
  private readonly findings: Finding<P>[] = [];
  private readonly failed: Failure[] = [];
  private readonly searched = new Map<Cell, CellResult>();
  private readonly shouldStop: () => boolean;
  private readonly timeUp: () => boolean;
  private readonly memo: Memo;
  private readonly runCells: CellRunner;
  private rules: readonly RuleId[];
  private executions = 0;
  private readonly met: Met;
  private readonly deferred = new Map<
    RuleId,
    { readonly raw: RawFinding; readonly units: readonly string[] }
  >();

  constructor(
    private readonly subject: Subject<P>,
    private units: readonly string[],
    private readonly options: CampaignOptions,
  ) {
    this.rules = options.rules;
    this.shouldStop = options.shouldStop ?? (() => false);
    this.timeUp = options.timeUp ?? (() => false);
    this.memo = options.memo ?? noMemo;
    this.met = options.met ?? new Met();
    this.runCells = rememberingCells(
      this.memo,
      this.shouldStop,
      options.runCells ?? inThisThread(subject, this.shouldStop, this.timeUp),
    );
  }

  run(): CampaignResult<P> {
    return this.options.cures.use === 'stack' ? this.searchStacking() : this.searchOnce();
  }

  private searchStacking(): CampaignResult<P> {
    const { cells, chunk, maxCells } = this.options;
    let clean = this.search(cells, 0) ? cells.length : 0;
    let at = 0;
    let searched = 0;
    while (clean < cells.length && searched < maxCells && !this.over()) {
      const next = Array.from(
        { length: Math.min(chunk, cells.length - clean) },
        (_, i) => cells[(at + i) % cells.length] as Cell,
      );
      at = (at + next.length) % cells.length;
      searched += next.length;
      clean = this.search(next, clean) ? clean + next.length : 0;
    }
    const exhausted = clean >= cells.length && !this.over();
    for (const [rule, { raw, units }] of this.deferred) {
      if (this.shouldStop() || this.findings.some((f) => f.rule === rule)) continue;
      this.report('shrink', clean);
      this.findings.push(this.settle(raw, units));
    }
    return this.resultOf(exhausted);
  }

  /**
   * Searches all cells once, and tells causes apart among the executions that break a rule: those that no cure known
   * of the rule removes.
   */
  private searchOnce(): CampaignResult<P> {
    const { cells } = this.options;
    const done = this.resultsOf(cells, (count) => this.report('search', count));
    const result = mergeResults(done);
    this.executions = result.executions;
    this.epochs.push({ units: this.units, result });
    for (const raw of witnesses(done)) {
      if (this.shouldStop()) break;
      const { rule } = raw.violation;
      // An execution may break the rule for one cause and for another.
      for (let isNew = true; isNew && !this.shouldStop(); ) {
        if (this.findings.some((f) => f.rule === rule && f.cure === null)) break;
        this.report('shrink', cells.length);
        const finding = this.settle(raw, this.units);
        isNew = !this.causes().some((f) => f.rule === rule && this.isSame(f.cure, finding.cure));
        if (isNew) this.findings.push(finding);
      }
    }
    return this.resultOf(!this.over());
  }

  private resultOf(exhausted: boolean): CampaignResult<P> {
    const { epochs, findings } = this;
    const searched = [...this.searched].map(([cell, result]) => ({ cell, result }));
    const failed = distinct([...epochs.flatMap(({ result }) => result.failed), ...this.failed]);
    return { epochs, findings, searched, exhausted, failed };
  }

  /** Runs cells on the present stack; the results of those that were begun. */
  private resultsOf(cells: readonly Cell[], onCell: (done: number) => void): readonly CellResult[] {
    const results = this.runCells(this.units, cells, this.rules, (done, _, result) => {
      if (result !== undefined) this.meet(result);
      onCell(done);
    });
    return results.flatMap((result, i) => {
      if (result === undefined) return [];
      const cell = cells[i] as Cell;
      if (!this.searched.has(cell)) this.searched.set(cell, result);
      return [result];
    });
  }

  private meet(result: CellResult): void {
    this.executions += result.executions;
    if (this.epochs.every(({ units }) => units === this.units)) this.met.add(result);
  }

  private over(): boolean {
    return this.shouldStop() || this.timeUp();
  }

  /** The causes of what was found so far. */
  private causes(): readonly Cause[] {
    return this.findings.flatMap(({ rule, cure }) => (cure === null ? [] : [{ rule, cure }]));
  }

  /** Searches cells on the present stack and settles what is found. Whether nothing was. */
  private search(cells: readonly Cell[], clean: number): boolean {
    const before = this.executions;
    const result = mergeResults(this.resultsOf(cells, (done) => this.report('search', clean + done)));
    this.executions = before + result.executions;
    const last = this.epochs.at(-1);
    if (last !== undefined && last.units === this.units) {
      this.epochs[this.epochs.length - 1] = {
        units: this.units,
        result: mergeResults([last.result, result]),
      };
    } else this.epochs.push({ units: this.units, result });
    const cures = new Set<string>();
    const open = new Set<RuleId>();
    const { deferAbove } = this.options;
    const short = result.found.filter((raw) => raw.decisions.length <= deferAbove);
    for (const raw of short.length > 0 ? short : result.found) {
      if (this.shouldStop()) break;
      this.report('shrink', clean);
      const finding = this.settle(raw, this.units);
      this.findings.push(finding);
      if (finding.cure === null) open.add(finding.rule);
      else for (const fix of finding.cure) cures.add(fix);
    }
    if (cures.size > 0) {
      for (const raw of result.found) {
        const { rule } = raw.violation;
        if (!short.includes(raw) && !this.deferred.has(rule))
          this.deferred.set(rule, { raw, units: this.units });
      }
    }
    this.rules = this.rules.filter((rule) => !open.has(rule));
    if (cures.size > 0) this.units = this.curedWith([...cures]);
    // Rules only watch: what they said of these runs they would say again.
    const settled = short.length === 0 || short.length === result.found.length;
    return result.found.length === 0 || (cures.size === 0 && settled && !this.shouldStop());
  }

  /**
   * The stack with cures, and at once with those of all known causes: stacked one after another, as each is met again,
   * each stack would be searched anew for what is known.
   */
  private curedWith(cures: readonly string[]): readonly string[] {
    const { known, cures: all } = this.options;
    const cured = withFixes(this.units, [...cures, ...known.flatMap(({ cure }) => cure)], all.fixes);
    return this.subject.stacks(cured) ? cured : withFixes(this.units, cures, all.fixes);
  }

  private isSame(known: readonly string[], cure: readonly string[] | null): boolean {
    return cure !== null && isSameCure(this.options.cures.fixes, known, cure);
  }

  private report(phase: CampaignProgress['phase'], done: number): void {
    const { options, executions } = this;
    options.onProgress?.({
      phase,
      done,
      total: options.cells.length,
      executions,
      met: this.met,
      findings: this.findings.length,
    });
  }

  /** Finds out why a rule breaks: a known cause, or the smallest execution that shows it and its cure. */
  private settle(raw: RawFinding, units: readonly string[]): Finding<P> {
    const { rule } = raw.violation;
    const known = [...this.options.known, ...this.causes()].filter((cause) => cause.rule === rule);
    const cures = known.map(({ cure }) => cure.join('+'));
    const key = ['finding', units.join(), rule, cellText(raw.cell), raw.seed, `known ${cures.join()}`];
    const { finding, failed } = remembered(this.memo, key.join(' | '), this.shouldStop, () =>
      this.attempt(raw, units, known),
    );
    if (failed !== null) this.failed.push(failed);
    return finding;
  }

  /** Looks into what broke; where that fails it is left as it was met. */
  private attempt(raw: RawFinding, units: readonly string[], causes: readonly Cause[]): LookedInto<P> {
    try {
      return { finding: this.lookInto(raw, units, causes), failed: null };
    } catch (error) {
      const failed = failureAt(units, raw.cell, `a look into ${raw.violation.rule}`, error);
      return { finding: leftAsMet(this.subject, units, raw), failed };
    }
  }

  private lookInto(raw: RawFinding, units: readonly string[], causes: readonly Cause[]): Finding<P> {
    const { subject, options } = this;
    const { rule } = raw.violation;
    const start = { program: subject.space.program(raw.cell.program, raw.seed), decisions: raw.decisions };
    const finding = { rule, violation: raw.violation, units, cell: cellText(raw.cell) };
    for (const known of causes) {
      // On this stack some of what the fixes require may stand already, or be missing.
      const cure = wholeCure(options.cures.fixes, known.cure).filter((fix) => !units.includes(fix));
      if (!this.isSame(known.cure, cure)) continue;
      const rerun = rerunsWith(
        subject,
        units,
        cure,
        { rule, ...start, cell: { ...raw.cell, count: Math.min(raw.cell.count, OF_KNOWN) } },
        options.cures,
        this.shouldStop,
      );
      if (rerun !== null) return { ...finding, shrunk: null, cure, rerun, control: null };
    }
    const shrink = (by: Subject<P>, from: Broken<P>): Finding<P> => {
      const shrunk = shrinkFinding(by, units, rule, from, options.shrink);
      const replayed = subject.run(units, shrunk.program, new LenientReplay(shrunk.decisions), [rule]);
      const violation = replayed.violations.find((v) => v.rule === rule) ?? raw.violation;
      const cured = cureOf(
        subject,
        units,
        { rule, ...shrunk, cell: raw.cell },
        options.cures,
        this.shouldStop,
      );
      const { fixes: cure = null, rerun = 0, control = null } = cured ?? {};
      return { ...finding, violation, shrunk, cure, rerun, control };
    };
    const smallest = shrink(subject, { rule, ...start });
    if (!causes.some((known) => this.isSame(known.cure, smallest.cure))) return smallest;
    // No known cure removes what was met, so it has another cause, which was lost on the way.
    const cured = this.besideKnown(units, causes);
    const met = { rule, ...start, cell: raw.cell };
    const from = cured && breakingBoth(subject, units, cured, met, this.shouldStop);
    return cured && from ? shrink(breakingToo(subject, cured), from) : smallest;
  }

  /** The stack with the cures of all these causes; null where they do not fit on each other. */
  private besideKnown(units: readonly string[], causes: readonly Cause[]): readonly string[] | null {
    const { fixes } = this.options.cures;
    const cures = causes.flatMap(({ cure }) => wholeCure(fixes, cure));
    const cured = withFixes(units, cures, fixes);
    return this.subject.stacks(cured) ? cured : null;
  }
}

/** What broke and nobody looked into, with the schedule under which it was met. */
export function leftAsMet<P>(
  { space }: Pick<Subject<P>, 'space'>,
  units: readonly string[],
  { cell, seed, violation, decisions }: RawFinding,
): Finding<P> {
  const shrunk = { program: space.program(cell.program, seed), decisions, minimality: asMet };
  const { rule } = violation;
  return { rule, violation, units, shrunk, cure: null, cell: cellText(cell), rerun: 0, control: null };
}

/** Executions of its cell with which a known cure is tried on a finding, at most: few cells have more. */
const OF_KNOWN = 8;
/** Executions of each rule that are looked at for causes of their own. */
const WITNESSES = 6;

/** For each rule the shortest of the executions that broke it, of each cell at most one. */
function witnesses(results: readonly CellResult[]): readonly RawFinding[] {
  const byRule = new Map<RuleId, RawFinding[]>();
  for (const raw of results.flatMap((result) => result.found)) {
    const { rule } = raw.violation;
    byRule.set(rule, [...(byRule.get(rule) ?? []), raw]);
  }
  const shortest = (all: readonly RawFinding[]): readonly RawFinding[] =>
    all.toSorted((a, b) => a.decisions.length - b.decisions.length).slice(0, WITNESSES);
  return [...byRule.values()].flatMap(shortest);
}

function inThisThread<P>(subject: Subject<P>, shouldStop: () => boolean, timeUp: () => boolean): CellRunner {
  return (units, cells, rules, onCell) =>
    cells.map((cell, i) => {
      if (timeUp()) return undefined;
      const result = runCell(subject, units, cell, rules, shouldStop);
      onCell(i + 1, i, result);
      return result;
    });
}
