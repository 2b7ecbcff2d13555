import { catalogue, type RuleId, ruleIds } from '../catalogue.ts';
import type { Expected, Manifest } from '../manifests/manifest.ts';
import { notApplicable } from '../manifests/not-applicable.ts';
import { plural } from '../plural.ts';
import type { CellResult } from './run-cell.ts';
import { isSameCause } from './stack.ts';

/** What is said of one rule on one revision; the words are those of docs/semantics.md. */
export interface RuleVerdict {
  readonly rule: RuleId;
  readonly word: string;
  /** Executions in which the rule's given happened at least once are not counted; this is how often it did. */
  readonly given: number;
  /** How often its given left out what it would have been judged by; absent: never. */
  readonly leftOut?: number;
  /** Why, where the word alone does not say: the cause that was not expected, the file that is stale. */
  readonly notes: readonly string[];
}

/** What a finding contributes to a verdict. */
export interface FoundCause {
  readonly rule: RuleId;
  readonly cure: readonly string[] | null;
  readonly instance: string;
  /** It shows without the units of somebody's own too (`showsBelow`). */
  readonly ofBelow?: boolean;
}

export interface Evidence {
  readonly revision: string;
  readonly manifest: Manifest;
  /** The search of the revision as it is, without cures. */
  readonly searched: CellResult;
  /** Findings on the revision as it is and on it with cures stacked: each is a cause of its own. */
  readonly found: readonly FoundCause[];
  /** Stored counterexamples of the manifest that do not replay any more, with the reason. */
  readonly stale: ReadonlyMap<Expected, string>;
  /** Those that a search that was stopped did not come to. */
  readonly unreplayed: ReadonlySet<Expected>;
  readonly truncated: boolean;
  /** Whether the search is meant to come to the given of every rule; one that is not is no gap where it does not. */
  readonly meetsAll: boolean;
  /** The late wake-ups that an execution was allowed to have. */
  readonly lateAllowed: number;
}

/** The verdict on every rule of the catalogue, in its order. */
export function ruleVerdicts(evidence: Evidence): readonly RuleVerdict[] {
  const excluded = notApplicable(evidence.revision);
  return ruleIds.map((rule) => {
    const { given = 0, leftOut } = evidence.searched.rules[rule] ?? {};
    const why = excluded.get(rule);
    if (why !== undefined) return { rule, word: 'not applicable', given, notes: [why] };
    const { status } = catalogue[rule];
    if (status !== 'carried') return { rule, word: notOnRuns[status], given, notes: [] };
    return { rule, given, ...(leftOut !== undefined && { leftOut }), ...judge(rule, given, evidence) };
  });
}

/** What is said of rules that no run of the simulator is judged by. */
const notOnRuns = { modelOnly: 'model only', notYet: 'not yet stated' } as const;

function judge(rule: RuleId, given: number, evidence: Evidence): Pick<RuleVerdict, 'word' | 'notes'> {
  const { manifest, found, stale, unreplayed, searched, truncated, meetsAll, lateAllowed } = evidence;
  const listed = manifest.expected.filter((e) => e.rule === rule);
  const expected = listed.filter((e) => !unreplayed.has(e));
  const may = manifest.may.filter((m) => m.rule === rule);
  const mine = found.filter((f) => f.rule === rule);
  const surprises = mine.filter((f) => !isKnown(manifest, f, truncated));
  const others = mine.filter((f) => !surprises.includes(f) && !listed.some((e) => sameCause(e, f)));
  const notes = [
    ...surprises.map((f) => `not expected: ${f.instance}, ${causeText(f.cure)}`),
    ...expected.flatMap((e) => {
      const reason = stale.get(e);
      return reason === undefined ? [] : [`stale: ${e.counterexample}: ${reason}`];
    }),
  ];
  if (notes.length > 0) return { word: 'violated', notes };
  if (expected.length > 0) {
    const stored = expected.map((e) => `${e.stated}, ${causeText(e.cure)}`);
    const more = others.map((f) => `another cause, not stored: ${f.instance}, ${causeText(f.cure)}`);
    return { word: 'expected violation', notes: [...stored, ...more] };
  }
  if (mine.length > 0) {
    const below = manifest.below?.expected.filter((e) => e.rule === rule) ?? [];
    const notes = [
      ...may.map((m) => `may break: ${m.why}`),
      ...below.map((e) => `what it stands on breaks it: ${e.counterexample}`),
    ];
    return { word: 'expected violation', notes };
  }
  if (truncated || listed.length > 0) return { word: 'unknown (truncated)', notes: [] };
  const executions = plural(searched.executions, 'execution');
  if (given === 0) return { word: meetsAll ? 'vacuous' : `not reached in ${executions}`, notes: [] };
  return { word: `not found in ${executions}, at most ${lateAllowed} late`, notes: [] };
}

/**
 * Whether a finding is one that the manifest foresees, so that it is told and fails nothing: the rule may break, or is
 * expected to, be it for a cause that is not stored yet; on somebody's own unit for a stored cause, or one that shows without
 * that unit. What no fix cures is foreseen only where the search was stopped, perhaps before it came to the fix.
 */
export function isKnown(
  { expected, may, below }: Manifest,
  { rule, cure, ofBelow = false }: Pick<FoundCause, 'rule' | 'cure' | 'ofBelow'>,
  truncated: boolean,
): boolean {
  if (ofBelow || may.some((m) => m.rule === rule)) return true;
  const inherited = below?.expected.filter((e) => e.rule === rule) ?? [];
  if (cure === null) return truncated && (inherited.length > 0 || expected.some((e) => e.rule === rule));
  if (inherited.length > 0 && below?.own.length === 0) return true;
  return expected.some((e) => e.rule === rule) || inherited.some((e) => sameCause(e, { cure }));
}

/** Whether what was found has the cause that an entry of a manifest expects. */
export function sameCause(expected: Expected, found: Pick<FoundCause, 'cure'>): boolean {
  return isSameCause(expected.cure, found.cure ?? []);
}

function causeText(cure: readonly string[] | null): string {
  return cure === null || cure.length === 0 ? 'no cure known' : `cured by ${cure.join(' + ')}`;
}
