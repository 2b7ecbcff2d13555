import { revisions } from '../../impl/driver/revisions.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { campaign } from '../campaign/campaign.ts';
import { controlled } from '../campaign/controlled.ts';
import { closureOf, type Fix, withFixes } from '../campaign/cure.ts';
import { plan } from '../campaign/plan.ts';
import { CellPool } from '../campaign/pool.ts';
import { rerun } from '../campaign/rerun.ts';
import { simulatorSubject, subjectSource } from '../campaign/simulator-subject.ts';
import { allBut, type Needed, smallestSet, type Tried } from '../campaign/smallest-set.ts';
import { curesOf, stacks } from '../campaign/stack.ts';
import { catalogue, ruleIds } from '../catalogue.ts';
import { type Counterexample, scenarioOf } from '../counterexample/counterexample.ts';
import type { Budget } from '../verify-report.ts';
import { searchLimits } from '../verify-revision.ts';

/** Which fixes of the reference cure what of the posted series, and which of them are enough. */
export interface CureTable {
  /** For each stored finding the smallest sets of what a single fix stacks on it that remove it. */
  readonly removed: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** For each fix the stored counterexamples that break with all fixes that can be there without it. */
  readonly needed: readonly Needed[];
  /** The smallest set of fixes with which no stored counterexample breaks, and sets that were tried before. */
  readonly chosen: readonly string[];
  readonly tried: readonly Tried[];
  readonly search: ChosenSearch;
}

/** The search of the posted series with the chosen fixes. */
export interface ChosenSearch {
  readonly budget: Budget;
  readonly seed: number;
  readonly executions: number;
  /** Rules that broke; none where it is enough. */
  readonly broken: readonly string[];
}

/** A counterexample and where it lies below counterexamples/. */
export interface Filed {
  readonly file: string;
  readonly counterexample: Counterexample;
}

/** Executions with which a set of fixes is tried on a counterexample: its schedule, then others of its program. */
export const EXECUTIONS = 12;
/** Executions that a fix has to keep to have removed a counterexample: as many as a cell of the default plan. */
export const OF_CURE = 40;

const { fixes } = curesOf('series-2026');
const subject = simulatorSubject([]);
const series = revisions['series-2026'].units.map((unit) => unit.name);

/** Whether a counterexample breaks its rule with these fixes on the posted series. */
export function breaksWith({ counterexample }: Filed, names: readonly string[]): boolean {
  return breaksOn(counterexample, withFixes(series, names, fixes), EXECUTIONS);
}

function breaksOn(counterexample: Counterexample, units: readonly string[], executions: number): boolean {
  if (!stacks(units)) throw new Error(`these do not stack: ${units.join(', ')}`);
  const { rule, schedule: decisions } = counterexample;
  const program = scenarioOf(counterexample);
  return rerun(subject, units, rule, { program, decisions }, executions).broken !== null;
}

/**
 * What a single fix stacks on a finding that is removed by it, also near its schedule; of several that contain each other
 * the smaller ones.
 */
export function removedBy({ counterexample }: Filed): readonly (readonly string[])[] {
  const { revision, rule, schedule: decisions } = counterexample;
  const { units } = revision;
  const broken = { rule, program: scenarioOf(counterexample), decisions };
  const removes = (names: readonly string[]): boolean => {
    const cured = withFixes(units, names, fixes);
    if (breaksOn(counterexample, cured, OF_CURE)) return false;
    const placebo = subject.slowerBy(units, names);
    return controlled(subject, units, cured, placebo, broken) !== null;
  };
  const sets = fixes
    .filter((fix) => !units.includes(fix.name))
    .map((fix) => closureOf(fixes, [fix]).filter((name) => !units.includes(name)));
  const removing: (readonly string[])[] = [];
  for (const names of sets.toSorted((a, b) => a.length - b.length)) {
    if (removing.some((smaller) => smaller.every((name) => names.includes(name)))) continue;
    if (removes(names)) removing.push(names);
  }
  return removing;
}

/** The counterexamples that break with all fixes that can be there without one. */
function neededFor(fix: Fix, candidates: readonly Filed[]): Needed {
  const names = allBut(fixes, fix.name);
  return {
    fix: fix.name,
    without: fixes.map((f) => f.name).filter((name) => !names.includes(name)),
    breaks: candidates.filter((filed) => breaksWith(filed, names)).map(({ file }) => file),
  };
}

/** Searches the posted series with some fixes as `verify` searches a revision, until the first epoch is done. */
function searchChosen(names: readonly string[], workloads: readonly Workload[]): ChosenSearch {
  const budget = 'default';
  const seed = 1;
  const pool = new CellPool(subjectSource(workloads), 2, () => false);
  try {
    const result = campaign(simulatorSubject(workloads), withFixes(series, names, fixes), {
      rules: ruleIds.filter((rule) => catalogue[rule].status === 'carried'),
      cells: plan(budget, seed, workloads),
      cures: curesOf('series-2026'),
      known: [],
      ...searchLimits[budget],
      runCells: pool.runCells,
    });
    const executions = result.epochs[0]?.result.executions ?? 0;
    return { budget, seed, executions, broken: result.findings.map((finding) => finding.rule) };
  } finally {
    pool.close();
  }
}

/**
 * Re-runs everything that is stored of the posted series with the fixes of the reference.
 *
 * @param findings what is stored of the series
 * @param defects what condemns the reference with a fix, or a part of one, left out
 */
export function cureTable(
  findings: readonly Filed[],
  defects: readonly Filed[],
  workloads: readonly Workload[],
  say: (what: string) => void = () => {},
): CureTable {
  const removed = Object.fromEntries(findings.map((filed) => [filed.file, removedBy(filed)] as const));
  say('every finding under every single fix');
  const needed = fixes.map((fix) =>
    neededFor(fix, [...findings.filter(isCuredBy(fix)), ...defects.filter(leavesOut(fix))]),
  );
  say('without each fix');
  const all = [...findings, ...defects.filter((filed) => fixes.some((fix) => leavesOut(fix)(filed)))];
  const smallest = smallestSet(fixes, needed, (names) =>
    all.filter((filed) => breaksWith(filed, names)).map(({ file }) => file),
  );
  if (smallest === null) throw new Error('there are counterexamples that no set of fixes removes');
  say('the smallest set');
  return { removed, needed, ...smallest, search: searchChosen(smallest.chosen, workloads) };
}

const isCuredBy =
  ({ name }: Fix) =>
  ({ counterexample }: Filed): boolean =>
    counterexample.cure?.fixes.includes(name) === true;

/** Whether a counterexample condemns the reference without a fix, or without a part of it. */
const leavesOut =
  ({ name }: Fix) =>
  ({ counterexample }: Filed): boolean =>
    counterexample.revision.units.some(
      (unit) => unit === `${name}+no-${name}` || unit.startsWith(`${name}+${name}.`),
    );
