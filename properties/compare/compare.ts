import type { Workload } from '../../impl/userspace/workload.ts';
import { plan } from '../campaign/plan.ts';
import { CellPool } from '../campaign/pool.ts';
import { simulatorSubject, subjectSource } from '../campaign/simulator-subject.ts';
import { isSameCause } from '../campaign/stack.ts';
import type { Cell } from '../campaign/subject.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import { manifestOf } from '../manifests/index.ts';
import type { Expected } from '../manifests/manifest.ts';
import { plural } from '../plural.ts';
import { type RevisionName, rulesOf } from '../revision.ts';
import { type VerifyProgress, workersOf } from '../verify-options.ts';
import type { Budget } from '../verify-report.ts';
import { type Looked, type ShownThere, shownOn, standsOn, type Under } from './shown-on.ts';
import { type CauseName, type FoundCause, SearchedSide, type Side } from './side.ts';

export interface CompareOptions {
  readonly before: RevisionName;
  readonly after: RevisionName;
  readonly seed: number;
  readonly budget: Budget;
  readonly workloads: readonly Workload[];
  /** What is searched; all cells of the budget by default. */
  readonly cells?: readonly Cell[];
  readonly shouldStop: () => boolean;
  readonly onProgress: (progress: VerifyProgress) => void;
}

/** What the same search finds on two drivers, each cause in one of the lists. Plain data without times. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** The second driver breaks it; the first keeps it, however it was tried. */
  readonly fresh: readonly Fresh[];
  /** The search met it on the second only, and the first breaks it too: another schedule or another fix shows it there. */
  readonly uncovered: readonly Uncovered[];
  /** The first breaks it; the second keeps it, however it was tried, and has what cures it. */
  readonly cured: readonly Gone[];
  /** The same, though the second has not what cures it. */
  readonly gone: readonly Gone[];
  /** The search met it on the first only, and the second breaks it too. */
  readonly missed: readonly Missed[];
  readonly both: readonly CauseName[];
  /** Met on one of the two, and the search was stopped before the other one was tried. */
  readonly untried: readonly (CauseName & { readonly on: string })[];
  readonly truncated: boolean;
}

export interface Fresh extends CauseName {
  /** A run of the second driver. */
  readonly counterexample: Counterexample;
  /**
   * Executions of the first driver that were tried: all keep the rule, or break it for another cause. None where it is not
   * judged by the rule.
   */
  readonly tried: number;
}

/** How a driver was shown to break a rule for the cause of another one. */
export interface There {
  readonly under: Under | 'what is stored of it';
  /** Fixes stacked on it, without which something else hides it there. */
  readonly stacked: readonly string[];
  /** A run of it. */
  readonly counterexample: Counterexample;
  /** Below counterexamples/, where it is stored. */
  readonly stored: string | null;
}

export interface Uncovered extends CauseName {
  /** A run of the second driver. */
  readonly counterexample: Counterexample;
  /** How the first breaks it. */
  readonly there: There;
}

export interface Gone extends CauseName {
  /** Executions of the second driver that were tried; none where it is not judged by the rule. */
  readonly tried: number;
}

export interface Missed extends CauseName {
  /** How the second breaks it. */
  readonly there: There;
}

/** Executions of the other driver in which a cause is looked for. */
const tries = { smoke: 40, default: 200, deep: 2_000 } as const;
/** Where the other driver has what cures it: what the cure was tried with when it was found counts too. */
const OF_CURED = 4;

/**
 * Searches two revisions with the same cells, tells the causes of what breaks apart by what cures them, and looks for
 * each that was met on one of the two on the other. Cures are not stacked in the searches: both are of the drivers as
 * they are.
 */
export function compare(options: CompareOptions): Comparison {
  const { workloads, shouldStop, budget, seed } = options;
  const cells = options.cells ?? plan(budget, seed, workloads);
  const known = [options.before, options.after].flatMap(knownOf);
  const pool = new CellPool(subjectSource(workloads), workersOf({}), shouldStop);
  try {
    const side = (name: RevisionName): SearchedSide =>
      new SearchedSide(name, { ...options, cells, known, runCells: pool.runCells });
    const before = side(options.before);
    const after = side(options.after);
    return new Comparing(before, after, options).compared();
  } finally {
    pool.close();
  }
}

/** Looks for each cause that was met on one of the two on the other. */
class Comparing {
  private readonly subject;
  private readonly fresh: Fresh[] = [];
  private readonly uncovered: Uncovered[] = [];
  private readonly cured: Gone[] = [];
  private readonly gone: Gone[] = [];
  private readonly missed: Missed[] = [];
  private readonly untried: Comparison['untried'][number][] = [];
  private readonly both: CauseName[];
  private readonly looked = new Map<FoundCause, Looked>();

  constructor(
    private readonly before: SearchedSide,
    private readonly after: SearchedSide,
    private readonly options: CompareOptions,
  ) {
    this.subject = simulatorSubject(options.workloads);
    this.both = after.causes
      .filter((cause) => isAmong(cause, before.causes))
      .map((cause) => nameOf(cause, after));
  }

  compared(): Comparison {
    const { before, after } = this;
    this.each(after, before, (cause) => this.ofAfter(cause));
    this.each(before, after, (cause) => this.ofBefore(cause));
    const { fresh, uncovered, cured, gone, missed, both, untried } = this;
    const lists = { fresh, uncovered, cured, gone, missed, both, untried };
    return { before: before.told, after: after.told, ...lists, truncated: this.options.shouldStop() };
  }

  /** Does something for each cause that was met on one side only. */
  private each(side: SearchedSide, other: SearchedSide, look: (cause: FoundCause) => void): void {
    const only = side.causes.filter((cause) => !isAmong(cause, other.causes));
    for (const [done, cause] of only.entries()) {
      this.options.onProgress({
        phase: `${side.name}, comparing`,
        done,
        total: only.length,
        findings: side.causes.length,
        coverage: plural(side.told.executions, 'execution'),
      });
      look(cause);
    }
  }

  private ofAfter(cause: FoundCause): void {
    const { before, after } = this;
    const name = nameOf(cause, after);
    const { executions, shown } = this.look(cause, after, before);
    const there = shown === null ? storedOf(before, cause) : null;
    if (shown === null && there === null) {
      if (this.isOpenNow(cause, after, before)) this.both.push(name);
      else if (this.options.shouldStop()) this.untried.push({ ...name, on: after.name });
      else this.fresh.push({ ...name, counterexample: after.counterexampleOf(cause), tried: executions });
    } else if (shown !== null && isOpen(cause, before)) this.both.push(name);
    else {
      const how = there ?? (shown && this.thereOf(cause, after, before, shown));
      if (how !== null)
        this.uncovered.push({ ...name, counterexample: after.counterexampleOf(cause), there: how });
    }
  }

  private ofBefore(cause: FoundCause): void {
    const { before, after } = this;
    const name = nameOf(cause, before);
    const { executions, shown } = this.look(cause, before, after);
    if (shown !== null) {
      // What nothing cures may have been found in both from the other side.
      const isBoth =
        isOpen(cause, after) && this.both.some((one) => one.rule === cause.rule && one.cure === null);
      if (!isBoth) this.missed.push({ ...name, there: this.thereOf(cause, before, after, shown) });
    } else if (this.isOpenNow(cause, before, after)) this.both.push(name);
    else if (this.options.shouldStop()) this.untried.push({ ...name, on: before.name });
    else this[standsOn(after.told.units, cause.cure) ? 'cured' : 'gone'].push({ ...name, tried: executions });
  }

  /** Whether the other driver breaks a rule alike, while what cures it on the one cures nothing on the other. */
  private isOpenNow({ rule, cure }: FoundCause, on: SearchedSide, other: SearchedSide): boolean {
    if (cure === null) return false;
    return other.causes
      .filter((cause) => cause.rule === rule && cause.cure === null)
      .some((open) => {
        const lost = this.look(open, other, on).shown?.lost ?? null;
        return lost !== null && isSameCause(lost, cure);
      });
  }

  private look(cause: FoundCause, from: SearchedSide, there: SearchedSide): Looked {
    const looked = this.looked.get(cause) ?? this.lookFor(cause, from, there);
    this.looked.set(cause, looked);
    return looked;
  }

  private lookFor(cause: FoundCause, from: SearchedSide, there: SearchedSide): Looked {
    // A rule that a driver is not judged by, it neither keeps nor breaks.
    if (!rulesOf(there.name).includes(cause.rule)) return { executions: 0, shown: null };
    const stands = standsOn(there.told.units, cause.cure);
    return shownOn(
      this.subject,
      cause,
      from.told.units,
      { ...there.asOther(cause.rule, from), ...(stands && { met: [] }) },
      stands ? OF_CURED : tries[this.options.budget],
      this.options.shouldStop,
    );
  }

  private thereOf(cause: FoundCause, from: SearchedSide, there: SearchedSide, shown: ShownThere): There {
    const { under, stacked, units, execution, rerun } = shown;
    const of = { side: from, execution: cause.execution };
    const counterexample = there.smallest(cause.rule, units, execution, cause.cure, rerun, of);
    return { under, stacked, counterexample, stored: null };
  }
}

/** Whether nothing cures a cause, and the other driver too has one of the rule that nothing cures. */
const isOpen = ({ rule, cure }: FoundCause, other: SearchedSide): boolean =>
  cure === null && other.causes.some((cause) => cause.rule === rule && cause.cure === null);

/** What nothing cures is told apart by nothing: whether the other driver breaks it too is looked into. */
const isAmong = ({ rule, cure }: FoundCause, causes: readonly FoundCause[]): boolean =>
  cure !== null &&
  causes.some((other) => other.rule === rule && other.cure !== null && isSameCause(other.cure, cure));

/** What is stored of a revision, or of the posted one on which it stands and that it does not cure. */
function knownOf(revision: string): readonly Expected[] {
  const { expected, below } = manifestOf(revision);
  return [...expected, ...(below?.expected ?? [])];
}

/**
 * What is stored of a driver's cause, where the driver has not what cures it. A cause that is known of the posted code may
 * be hidden there by another one that goes first, and is stored with that one cured. REFINES says again what other rules
 * say, so that any rule of the same cause counts.
 */
function storedOf({ name, told }: SearchedSide, cause: CauseName): There | null {
  const { rule, cure } = cause;
  if (cure === null || standsOn(told.units, cure)) return null;
  const same = knownOf(name).filter((e) => isSameCause(e.cure, cure));
  const known = same.find((e) => e.rule === rule) ?? (rule === 'REFINES' ? same[0] : undefined);
  if (known === undefined) return null;
  const counterexample = readCounterexample(pathOf(known.counterexample));
  const stacked = counterexample.revision.units.filter((unit) => !told.units.includes(unit));
  return { under: 'what is stored of it', stacked, counterexample, stored: known.counterexample };
}

/** What a cause is called: a revision that cures it is not named on a driver that stands on that. */
function nameOf({ rule, cure, instance }: FoundCause, { told: { units } }: SearchedSide): CauseName {
  const named = cure?.filter((fix) => !standsOn(units, [fix])) ?? [];
  return { rule, cure: named.length > 0 ? named : cure, instance };
}
