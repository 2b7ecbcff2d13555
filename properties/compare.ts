import type { Workload } from '../impl/userspace/workload.ts';
import { type CellRunner, campaign } from './campaign/campaign.ts';
import { withFixes } from './campaign/cure.ts';
import { exploredSubject } from './campaign/explored-subject.ts';
import { plan } from './campaign/plan.ts';
import { CellPool } from './campaign/pool.ts';
import { emptyResult, type RuleTally } from './campaign/run-cell.ts';
import { simulatorSubject, subjectSource } from './campaign/simulator-subject.ts';
import { curesOf, stacks } from './campaign/stack.ts';
import { sameCause } from './campaign/verdicts.ts';
import { type RuleId, ruleIds } from './catalogue.ts';
import { type Counterexample, scenarioOf } from './counterexample/counterexample.ts';
import { makeCounterexample } from './counterexample/make.ts';
import { pathOf, readCounterexample } from './counterexample/store.ts';
import { LenientReplay } from './explore/replay.ts';
import { manifestOf } from './manifests/index.ts';
import type { Expected } from './manifests/manifest.ts';
import { plural } from './plural.ts';
import { type RevisionName, rulesOf, unitsOf } from './revision.ts';
import { type VerifyProgress, workersOf } from './verify-options.ts';
import type { Budget } from './verify-report.ts';

export interface CompareOptions {
  readonly before: RevisionName;
  readonly after: RevisionName;
  readonly seed: number;
  readonly budget: Budget;
  readonly workloads: readonly Workload[];
  readonly shouldStop: () => boolean;
  readonly onProgress: (progress: VerifyProgress) => void;
}

/** What the same search finds on two drivers. Plain data without times. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** The causes of the first driver, each re-run on the second under the same decisions, and those of the second on the first. */
  readonly carried: readonly CarriedOver[];
  readonly carriedBack: readonly CarriedOver[];
  readonly truncated: boolean;
}

/** The search of one of the two. */
export interface Side {
  readonly revision: string;
  readonly units: readonly string[];
  readonly executions: number;
  /** What the search says of each rule that the driver is judged by. */
  readonly rules: Readonly<Partial<Record<RuleId, RuleTally>>>;
  readonly causes: readonly ComparedCause[];
}

/** A rule that broke, and why: the smallest fixes that remove it tell one cause from another. */
export interface ComparedCause {
  readonly rule: RuleId;
  readonly cure: readonly string[] | null;
  /** The smallest execution that shows it, or that is stored of it. */
  readonly counterexample: Counterexample;
  /** Below counterexamples/, where it is a stored one. */
  readonly file: string | null;
}

export interface CarriedOver {
  readonly cause: ComparedCause;
  /** Whether the rule breaks on the other driver too when the same decisions are taken, as far as they can be. */
  readonly breaks: boolean;
}

const limits = {
  smoke: { maxRuns: 300, maxEnumeration: 100 },
  default: { maxRuns: 1_000, maxEnumeration: 2_000 },
  deep: { maxRuns: 10_000, maxEnumeration: 200_000 },
} as const;

/**
 * Searches two revisions with the same cells, and tells the causes of what breaks apart by what cures them. Cures are
 * not stacked: both searches are of the drivers as they are.
 */
export function compare(options: CompareOptions): Comparison {
  const { workloads, shouldStop } = options;
  const known = [...manifestOf(options.before).expected, ...manifestOf(options.after).expected];
  const pool = new CellPool(subjectSource(workloads), workersOf({}), shouldStop);
  try {
    const side = (name: RevisionName): Side => searchSide(name, known, options, pool.runCells);
    const before = side(options.before);
    const after = side(options.after);
    return {
      before,
      after,
      carried: carry(before, after),
      carriedBack: carry(after, before),
      truncated: shouldStop(),
    };
  } finally {
    pool.close();
  }
}

function searchSide(
  name: RevisionName,
  known: readonly Expected[],
  { seed, budget, workloads, shouldStop, onProgress }: CompareOptions,
  runCells: CellRunner,
): Side {
  const units = unitsOf(name);
  const { epochs, findings } = campaign(simulatorSubject(workloads), units, {
    rules: rulesOf(name),
    cells: plan(budget, seed, workloads),
    cures: { fixes: curesOf(name).fixes, use: 'name' },
    known,
    shrink: { ...limits[budget], shouldStop },
    deferAbove: Number.POSITIVE_INFINITY,
    chunk: 1,
    maxCells: 0,
    shouldStop,
    runCells,
    onProgress: ({ phase, done, total, executions, findings: found }) =>
      onProgress({
        phase: phase === 'search' ? name : `${name}, shrinking`,
        done,
        total,
        findings: found,
        coverage: executions === 0 ? '' : plural(executions, 'execution'),
      }),
  });
  const { executions, rules } = epochs[0]?.result ?? emptyResult;
  const causes = findings.map((finding): ComparedCause => {
    const { rule, cure } = finding;
    if (finding.shrunk !== null) {
      return { rule, cure, counterexample: makeCounterexample(name, finding), file: null };
    }
    const stored = known.find((e) => e.rule === rule && sameCause(e, { cure }));
    if (stored === undefined) throw new Error(`${rule} has a known cause that no manifest names`);
    const file = stored.counterexample;
    return { rule, cure, counterexample: readCounterexample(pathOf(file)), file };
  });
  const inOrder = causes.toSorted((a, b) => ruleIds.indexOf(a.rule) - ruleIds.indexOf(b.rule));
  return { revision: name, units, executions, rules, causes: inOrder };
}

const carry = (from: Side, to: Side): readonly CarriedOver[] =>
  from.causes.map((cause) => ({ cause, breaks: breaksOn(to.units, from.units, cause) }));

/** Whether a cause of one driver shows on another under the same decisions; fixes that it stands on are stacked there too. */
function breaksOn(
  units: readonly string[],
  before: readonly string[],
  { rule, counterexample }: ComparedCause,
): boolean {
  const { revision, schedule } = counterexample;
  const below = revision.units.filter((unit) => !before.includes(unit) && !units.includes(unit));
  const stacked = withFixes(units, below, curesOf('series-2026').fixes);
  const program = scenarioOf(counterexample);
  const on = stacks(stacked) ? stacked : units;
  return exploredSubject(program).breaksAt(on, program, new LenientReplay(schedule), rule) !== null;
}
