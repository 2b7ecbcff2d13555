import type { Workload } from '../../impl/userspace/workload.ts';
import { CellPool } from '../campaign/pool.ts';
import { simulatorSubject, subjectSource } from '../campaign/simulator-subject.ts';
import { isSameCause } from '../campaign/stack.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import { manifestOf } from '../manifests/index.ts';
import type { Expected } from '../manifests/manifest.ts';
import type { RevisionName } from '../revision.ts';
import { type VerifyProgress, workersOf } from '../verify-options.ts';
import type { Budget } from '../verify-report.ts';
import { type Looked, shownOn, type Under } from './shown-on.ts';
import { type CauseName, type FoundCause, SearchedSide, type Side } from './side.ts';

export interface CompareOptions {
  readonly before: RevisionName;
  readonly after: RevisionName;
  readonly seed: number;
  readonly budget: Budget;
  readonly workloads: readonly Workload[];
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
  /** Executions of the first driver that were tried: all keep the rule, or break it for another cause. */
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
  /** Executions of the second driver that were tried. */
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
  const { workloads, shouldStop } = options;
  const known = [options.before, options.after].flatMap(knownOf);
  const pool = new CellPool(subjectSource(workloads), workersOf({}), shouldStop);
  try {
    const side = (name: RevisionName): SearchedSide =>
      new SearchedSide(name, { ...options, known, runCells: pool.runCells });
    const before = side(options.before);
    const after = side(options.after);
    return compared(before, after, options);
  } finally {
    pool.close();
  }
}

function compared(before: SearchedSide, after: SearchedSide, options: CompareOptions): Comparison {
  const { shouldStop, onProgress, workloads, budget } = options;
  const lists = {
    fresh: [] as Fresh[],
    uncovered: [] as Uncovered[],
    cured: [] as Gone[],
    gone: [] as Gone[],
    missed: [] as Missed[],
    untried: [] as (CauseName & { readonly on: string })[],
  };
  const both: CauseName[] = after.causes.filter((cause) => isAmong(cause, before.causes)).map(nameOf);
  const subject = simulatorSubject(workloads);
  const look = (cause: FoundCause, from: SearchedSide, there: SearchedSide): Looked =>
    shownOn(
      subject,
      cause,
      from.told.units,
      { ...there.asOther(cause.rule), ...(standsOn(there, cause) && { met: [] }) },
      standsOn(there, cause) ? OF_CURED : tries[budget],
      shouldStop,
    );
  const thereOf = (cause: FoundCause, there: SearchedSide, shown: NonNullable<Looked['shown']>): There => ({
    under: shown.under,
    stacked: shown.stacked,
    counterexample: there.smallest(cause.rule, shown.units, shown.execution, cause.cure, 0),
    stored: null,
  });
  const report = (done: number, total: number, side: SearchedSide): void => {
    const executions = side.told.executions;
    onProgress({
      phase: `${side.name}, shrinking`,
      done,
      total,
      findings: side.causes.length,
      coverage: `${executions} executions`,
    });
  };
  const onlyAfter = after.causes.filter((cause) => !isAmong(cause, before.causes));
  for (const [i, cause] of onlyAfter.entries()) {
    report(i, onlyAfter.length, after);
    const { executions, shown } = look(cause, after, before);
    const name = nameOf(cause);
    const stored = shown === null ? storedOf(before, cause) : null;
    if (stored !== null) {
      const counterexample = after.counterexampleOf(cause);
      lists.uncovered.push({ ...name, counterexample, there: stored });
    } else if (shown === null && shouldStop()) lists.untried.push({ ...name, on: after.name });
    else if (shown === null)
      lists.fresh.push({ ...name, counterexample: after.counterexampleOf(cause), tried: executions });
    else if (cause.cure === null && before.causes.some((c) => c.rule === cause.rule && c.cure === null))
      both.push(name);
    else {
      const there = thereOf(cause, before, shown);
      lists.uncovered.push({ ...name, counterexample: after.counterexampleOf(cause), there });
    }
  }
  const onlyBefore = before.causes.filter((cause) => !isAmong(cause, after.causes));
  for (const [i, cause] of onlyBefore.entries()) {
    report(i, onlyBefore.length, before);
    const { executions, shown } = look(cause, before, after);
    const name = nameOf(cause);
    if (shown === null && shouldStop()) lists.untried.push({ ...name, on: before.name });
    else if (shown === null) {
      lists[standsOn(after, cause) ? 'cured' : 'gone'].push({ ...name, tried: executions });
    } else if (!both.some((one) => one.rule === cause.rule && one.cure === null && cause.cure === null))
      lists.missed.push({ ...name, there: thereOf(cause, after, shown) });
  }
  return { before: before.told, after: after.told, ...lists, both, truncated: shouldStop() };
}

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
  if (cure === null || cure.every((fix) => told.units.includes(fix))) return null;
  const same = knownOf(name).filter((e) => isSameCause(e.cure, cure));
  const known = same.find((e) => e.rule === rule) ?? (rule === 'REFINES' ? same[0] : undefined);
  if (known === undefined) return null;
  const counterexample = readCounterexample(pathOf(known.counterexample));
  const stacked = counterexample.revision.units.filter((unit) => !told.units.includes(unit));
  return { under: 'what is stored of it', stacked, counterexample, stored: known.counterexample };
}

/** Whether a driver has what cures a cause. */
const standsOn = ({ told: { units } }: SearchedSide, { cure }: CauseName): boolean =>
  cure?.every((fix) => units.includes(fix)) ?? false;

const nameOf = ({ rule, cure, instance }: FoundCause): CauseName => ({ rule, cure, instance });
