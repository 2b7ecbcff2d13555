import type { RuleId } from '../catalogue.ts';
import { LenientReplay } from '../explore/replay.ts';
import type { Violation } from '../rule.ts';
import { type Fix, smallestCure } from './cure.ts';
import { type CellResult, mergeResults, type RawFinding, runCell } from './run-cell.ts';
import { type ShrinkLimits, type ShrunkFinding, shrinkFinding } from './shrink-finding.ts';
import { type Cell, cellText, type Subject } from './subject.ts';

export interface CampaignOptions {
  readonly rules: readonly RuleId[];
  readonly cells: readonly Cell[];
  /** Fixes that may cure, in the order in which they are stacked. */
  readonly fixes: readonly Fix[];
  readonly shrink: ShrinkLimits;
  readonly maxEpochs: number;
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (progress: CampaignProgress) => void;
  /** Runs cells, possibly in several threads; results in the order of the cells. In this thread by default. */
  readonly runCells?: CellRunner;
}

export type CellRunner = (
  units: readonly string[],
  cells: readonly Cell[],
  rules: readonly RuleId[],
  onCell: (done: number) => void,
) => readonly CellResult[];

export interface CampaignProgress {
  readonly epoch: number;
  readonly phase: 'search' | 'shrink' | 'cure';
  readonly done: number;
  readonly total: number;
  readonly findings: number;
}

/** A rule broken on a stack of units: the smallest execution that shows it, and what cures it. */
export interface Finding<P> {
  readonly rule: RuleId;
  readonly violation: Violation;
  /** The stack on which it shows: the revision's units and the cures stacked before. */
  readonly units: readonly string[];
  readonly shrunk: ShrunkFinding<P>;
  /** The smallest set of fixes that removes it; null when none of those tried does. */
  readonly cure: readonly string[] | null;
  /** The cell in which it was met, and executions of it that were re-run with the cure and keep the rule. */
  readonly cell: string;
  readonly rerun: number;
}

/** One search of all cells on one stack. */
export interface Epoch {
  readonly units: readonly string[];
  readonly result: CellResult;
}

export interface CampaignResult<P> {
  readonly epochs: readonly Epoch[];
  readonly findings: readonly Finding<P>[];
  /** Whether the last epoch found nothing new; false: a limit was hit or the search was interrupted. */
  readonly exhausted: boolean;
}

/**
 * Searches all cells on a revision, shrinks what breaks, finds the smallest cure of each, stacks the cures and
 * searches on, until nothing new comes. A rule for which no cure is found is put aside.
 */
export function campaign<P>(
  subject: Subject<P>,
  base: readonly string[],
  options: CampaignOptions,
): CampaignResult<P> {
  const shouldStop = options.shouldStop ?? (() => false);
  const epochs: Epoch[] = [];
  const findings: Finding<P>[] = [];
  let units = base;
  let rules = options.rules;
  for (let epoch = 0; epoch < options.maxEpochs && !shouldStop(); epoch++) {
    const report = (phase: CampaignProgress['phase'], done: number, total: number): void =>
      options.onProgress?.({ epoch, phase, done, total, findings: findings.length });
    const runCells = options.runCells ?? inThisThread(subject, shouldStop);
    const results = runCells(units, options.cells, rules, (done) =>
      report('search', done, options.cells.length),
    );
    const result = mergeResults(results);
    epochs.push({ units, result });
    if (result.found.length === 0) return { epochs, findings, exhausted: !shouldStop() };
    const cures = new Set<string>();
    const open: RuleId[] = [];
    result.found.forEach((raw, i) => {
      if (shouldStop()) return;
      report('shrink', i, result.found.length);
      const finding = settle(subject, units, raw, options);
      if (finding === null) return;
      findings.push(finding);
      if (finding.cure === null) open.push(finding.rule);
      else for (const fix of finding.cure) cures.add(fix);
    });
    rules = rules.filter((rule) => !open.includes(rule));
    units = [...units, ...options.fixes.map((f) => f.name).filter((name) => cures.has(name))];
  }
  return { epochs, findings, exhausted: false };
}

function inThisThread<P>(subject: Subject<P>, shouldStop: () => boolean): CellRunner {
  return (units, cells, rules, onCell) =>
    cells.map((cell, i) => {
      onCell(i);
      return runCell(subject, units, cell, rules, shouldStop);
    });
}

/** Shrinks a raw finding and looks for its cure. Null when it does not show again. */
function settle<P>(
  subject: Subject<P>,
  units: readonly string[],
  raw: RawFinding,
  options: CampaignOptions,
): Finding<P> | null {
  const { rule } = raw.violation;
  const start = { program: subject.space.program(raw.cell.program, raw.seed), decisions: raw.decisions };
  const shrunk = shrinkFinding(subject, units, rule, start, options.shrink);
  if (shrunk === null) return null;
  const { program, decisions } = shrunk;
  const replayed = subject.run(units, program, new LenientReplay(decisions), [rule]);
  const violation = replayed.violations.find((v) => v.rule === rule);
  if (violation === undefined) return null;
  const candidates = options.fixes.filter((fix) => !units.includes(fix.name));
  let rerun = 0;
  const removes = (names: readonly string[]): boolean => {
    const cured = [...units, ...names];
    if (!subject.stacks(cured)) return false;
    const still = subject.run(cured, program, new LenientReplay(decisions), [rule]).violations;
    if (still.some((v) => v.rule === rule)) return false;
    const again = runCell(fixedTo(subject, program), cured, raw.cell, [rule], options.shouldStop);
    rerun = again.executions;
    return again.found.length === 0;
  };
  const cure = smallestCure(candidates, removes, options.shouldStop);
  return { rule, violation, units, shrunk, cure, cell: cellText(raw.cell), rerun: cure === null ? 0 : rerun };
}

/** The subject with one program for every key. */
function fixedTo<P>(subject: Subject<P>, program: P): Subject<P> {
  const { space } = subject;
  return {
    run: (units, p, chooser, rules) => subject.run(units, p, chooser, rules),
    stacks: (units) => subject.stacks(units),
    passes: subject.passes,
    space: { strategy: (name) => space.strategy(name), program: () => program },
  };
}
