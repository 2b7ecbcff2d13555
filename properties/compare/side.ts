import type { Workload } from '../../impl/userspace/workload.ts';
import { type CampaignResult, type CellRunner, campaign, type Finding } from '../campaign/campaign.ts';
import type { Failure } from '../campaign/failure.ts';
import type { Execution } from '../campaign/rerun.ts';
import { emptyResult, type RawFinding, type RuleTally } from '../campaign/run-cell.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { shrinkFinding } from '../campaign/shrink-finding.ts';
import { simulatorSubject } from '../campaign/simulator-subject.ts';
import { curesOf, inStackOrder } from '../campaign/stack.ts';
import { type Cell, cellText } from '../campaign/subject.ts';
import { type RuleId, ruleIds } from '../catalogue.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import { makeCounterexample } from '../counterexample/make.ts';
import type { Expected } from '../manifests/manifest.ts';
import { plural } from '../plural.ts';
import { type RevisionName, rulesOf, unitsOf } from '../revision.ts';
import type { VerifyProgress } from '../verify-options.ts';
import type { Budget } from '../verify-report.ts';
import { byHold, type OtherDriver, showsCause } from './shown-on.ts';

/** What both searches are done with. */
export interface SideOptions {
  readonly cells: readonly Cell[];
  readonly budget: Budget;
  readonly workloads: readonly Workload[];
  /** Causes that are stored of one of the two: what such a cure removes is not shrunk. */
  readonly known: readonly Expected[];
  readonly runCells: CellRunner;
  readonly shouldStop: () => boolean;
  readonly onProgress: (progress: VerifyProgress) => void;
}

/** The search of one of the two, as it is told. */
export interface Side {
  readonly revision: string;
  readonly units: readonly string[];
  readonly executions: number;
  /** What the search says of each rule that the driver is judged by. */
  readonly rules: Readonly<Partial<Record<RuleId, RuleTally>>>;
  /** Exceptions that were met, one of each: what would have come after them is not known. */
  readonly failed: readonly Failure[];
}

/** Why a rule breaks: the smallest fixes that remove it tell one cause from another. */
export interface CauseName {
  readonly rule: RuleId;
  readonly cure: readonly string[] | null;
  readonly instance: string;
}

/** A cause that the search of one of the two met, with an execution of this very driver. */
export interface FoundCause extends CauseName {
  readonly finding: Finding<Scenario>;
  readonly execution: Execution;
}

/** How long a finding is made small, by budget. */
const limits = {
  smoke: { maxRuns: 300, maxEnumeration: 100 },
  default: { maxRuns: 1_000, maxEnumeration: 2_000 },
  deep: { maxRuns: 10_000, maxEnumeration: 200_000 },
} as const;

/** Executions of the search that are kept for each rule, to look for causes among them. */
const MET = 6;

/** One of the two, searched. */
export class SearchedSide {
  readonly told: Side;
  readonly causes: readonly FoundCause[];
  private readonly cures;
  private readonly subject;
  private readonly result: CampaignResult<Scenario>;

  constructor(
    readonly name: RevisionName,
    private readonly options: SideOptions,
  ) {
    const { cells, budget, workloads, known, runCells, shouldStop, onProgress } = options;
    const units = unitsOf(name);
    this.cures = curesOf(name);
    this.subject = simulatorSubject(workloads);
    this.result = campaign(this.subject, units, {
      rules: rulesOf(name),
      cells,
      cures: { fixes: this.cures.fixes, use: 'name' },
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
    const { executions, rules } = this.result.epochs[0]?.result ?? emptyResult;
    this.told = { revision: name, units, executions, rules, failed: this.result.failed };
    this.causes = this.result.findings
      .map((finding): FoundCause => {
        const { rule, violation } = finding;
        const cure = finding.cure && inStackOrder(finding.cure);
        return { rule, cure, instance: violation.instance, finding, execution: this.executionOf(finding) };
      })
      .toSorted((a, b) => ruleIds.indexOf(a.rule) - ruleIds.indexOf(b.rule));
  }

  /** The driver, as one on which a cause of another one, or of its own, is looked for. */
  asOther(rule: RuleId, from: SearchedSide = this): OtherDriver {
    const raw = this.result.searched.flatMap(({ result }) =>
      result.found.filter((found) => found.violation.rule === rule),
    );
    const met = raw.toSorted((a, b) => a.decisions.length - b.decisions.length).slice(0, MET);
    return {
      units: this.told.units,
      cures: this.cures,
      met: met.map((one) => this.asMet(one)),
      ...byHold(this.curesOf(rule), { units: from.told.units, cures: from.curesOf(rule) }),
    };
  }

  private curesOf(rule: RuleId): readonly (readonly string[])[] {
    return this.causes.flatMap((cause) => (cause.rule === rule && cause.cure !== null ? [cause.cure] : []));
  }

  /** The counterexample of a cause: a run of this driver, nothing stacked on it, as small as the budget makes it. */
  counterexampleOf(cause: FoundCause): Counterexample {
    const { finding, execution } = cause;
    if (finding.shrunk !== null) return makeCounterexample(this.name, finding);
    return this.smallest(cause.rule, this.told.units, execution, cause.cure, finding.rerun);
  }

  /**
   * The counterexample of an execution of this driver, perhaps with fixes stacked on it: made small unless another cause
   * takes its place.
   *
   * @param of the side that the cause is of, and its execution there
   */
  smallest(
    rule: RuleId,
    units: readonly string[],
    execution: Execution,
    cure: readonly string[] | null,
    rerun: number,
    of: { readonly side: SearchedSide; readonly execution: Execution } = { side: this, execution },
  ): Counterexample {
    const { subject, options } = this;
    const { shouldStop } = options;
    const asItIs = {
      ...execution,
      minimality: { label: 'not shrunk to the end', edits: [], runs: 0, enumerated: null },
    } as const;
    const made = (shrunk: Finding<Scenario>['shrunk']): Counterexample =>
      makeCounterexample(this.name, { rule, units, shrunk, cure, rerun });
    const there: OtherDriver = { ...this.asOther(rule, of.side), units, met: [] };
    const alike = { units: of.side === this ? units : of.side.told.units, execution: of.execution };
    // In program and schedule, or in the schedule alone.
    for (const passes of [subject.passes, []]) {
      const limit = { ...limits[options.budget], shouldStop };
      const shrunk = shrinkFinding({ ...subject, passes }, units, rule, execution, limit);
      if (showsCause(subject, { rule, cure, execution }, there, shrunk, alike)) return made(shrunk);
    }
    return made(asItIs);
  }

  private executionOf({ rule, cell, shrunk }: Finding<Scenario>): Execution {
    if (shrunk !== null) return { program: shrunk.program, decisions: shrunk.decisions };
    const searched = this.result.searched.find((one) => cellText(one.cell) === cell);
    const raw = searched?.result.found.find((found) => found.violation.rule === rule);
    if (raw === undefined)
      throw new Error(`${rule} was found in ${cell}, and is not among what was found there`);
    return this.asMet(raw);
  }

  private asMet({ cell, seed, decisions }: RawFinding): Execution {
    return { program: this.subject.space.program(cell.program, seed), decisions };
  }
}
