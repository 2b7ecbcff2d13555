import { findingReports } from '../../properties/campaign/finding-reports.ts';
import type { RuleId } from '../../properties/catalogue.ts';
import { breaksOn } from '../../properties/counterexample/breaks-on.ts';
import { type Counterexample, countAssumed } from '../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import { notApplicable } from '../../properties/manifests/not-applicable.ts';
import { unitsOf } from '../../properties/revision.ts';
import { type CauseSeverity, severityOfCause, severityRank } from '../../properties/severity.ts';
import type { FindingReport } from '../../properties/verify-report.ts';
import { severityPlace } from '../severity.ts';

/** A stored counterexample, where it lies below counterexamples/, and the statements it follows from. */
export interface Stored {
  readonly file: string;
  readonly stated: string;
  readonly counterexample: Counterexample;
}

/** One cause: everything that the same smallest cure removes from a revision. */
export interface KnownFinding {
  readonly revision: string;
  readonly severity: CauseSeverity;
  readonly cure: readonly string[];
  /** The rules that it breaks, the worst first. */
  readonly rules: readonly RuleId[];
  /** The smallest counterexample, which tells it. */
  readonly told: Stored;
  /** Whether mainline, without any of the patches, breaks the rule too under its schedule. */
  readonly ofMainline: boolean;
  readonly others: readonly Stored[];
}

/**
 * Whether mainline, without any of the patches, breaks the rule too under the schedule of a counterexample: the defect is
 * not theirs.
 */
export function isOfMainline(counterexample: Counterexample): boolean {
  const known = ofMainline.get(counterexample);
  if (known !== undefined) return known;
  const { rule } = counterexample;
  const is = !notApplicable('mainline').has(rule) && breaksOn(unitsOf('mainline'), counterexample);
  ofMainline.set(counterexample, is);
  return is;
}

/** Each needs a run. */
const ofMainline = new WeakMap<Counterexample, boolean>();

/** Where the patches of a revision were posted. */
export const messageIds: Readonly<Record<string, string>> = {
  'series-2026': '20260505140516.1372388-1-ketil.johnsen@arm.com',
  'rfc-2025': 'cover.1738228114.git.florent.tomasin@arm.com',
};

/** The revisions of which findings are kept, the one that is to be decided on first. */
export const toldRevisions: readonly string[] = Object.keys(messageIds);

/** The same where somebody asks: of what the posted patches break, not of a seeded defect or a driver of somebody's own. */
export const mainlineHas = (counterexample: Counterexample): boolean =>
  Object.hasOwn(messageIds, counterexample.revision.name.split('+')[0] ?? '') && isOfMainline(counterexample);

/** What is known to break, of one revision or all: of each the worst first. */
export function knownFindings(revisions: readonly string[] = toldRevisions): readonly KnownFinding[] {
  return revisions
    .flatMap(findingsOf)
    .sort(
      (a, b) =>
        toldRevisions.indexOf(a.revision) - toldRevisions.indexOf(b.revision) ||
        worstFirst(causeOf(a), causeOf(b)) ||
        (a.told.file < b.told.file ? -1 : 1),
    );
}

const causeOf = ({ told, others }: KnownFinding): Cause => ({
  counterexample: told.counterexample,
  others: others.map(({ counterexample }) => counterexample),
});

/** What tells a cause, and what else shows it. */
type Cause = Pick<FindingReport, 'counterexample' | 'others'>;

/**
 * The order in which causes are told: the worst, then what assumes the least, then what breaks the most; last what mainline
 * breaks too, since no patch that is to be decided on has brought it.
 */
export function worstFirst(a: Cause, b: Cause): number {
  const place = ({ counterexample, others }: Cause): number =>
    severityPlace(severityOfCause(counterexample, others));
  const assumed = ({ counterexample }: Cause): number => countAssumed(counterexample);
  const breaks = ({ counterexample, others }: Cause): number =>
    new Set([counterexample, ...others].map(({ rule }) => rule)).size;
  const mainlines = ({ counterexample }: Cause): number => Number(isOfMainline(counterexample));
  return (
    mainlines(a) - mainlines(b) || place(a) - place(b) || assumed(a) - assumed(b) || breaks(b) - breaks(a)
  );
}

function findingsOf(revision: string): readonly KnownFinding[] {
  const manifest = manifestOf(revision);
  const stored = manifest.expected.map(({ counterexample: file, stated }) => ({
    file,
    stated,
    counterexample: readCounterexample(pathOf(file)),
  }));
  const reports = findingReports(
    manifest,
    stored.map((s) => s.counterexample),
    [],
    false,
  );
  const placed = (counterexample: Counterexample): Stored => {
    const found = stored.find((s) => s.counterexample === counterexample);
    if (found === undefined) throw new Error(`${counterexample.rule} is told and not stored`);
    return found;
  };
  return reports.flatMap(({ counterexample, others }) => {
    const { cure } = counterexample;
    if (cure === null) return [];
    const rules = [...new Set([counterexample, ...others].map(({ rule }) => rule))];
    return {
      revision,
      severity: severityOfCause(counterexample, others),
      cure: cure.fixes,
      rules: rules.toSorted((a, b) => severityRank(a) - severityRank(b)),
      told: placed(counterexample),
      ofMainline: isOfMainline(counterexample),
      others: stored.filter(({ counterexample: other }) => others.includes(other)),
    };
  });
}
