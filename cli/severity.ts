import type { RuleId } from '../properties/catalogue.ts';
import { severities, severityRank, worstOf } from '../properties/severity.ts';

/**
 * How bad a cause is, in a word: that of the worst rule it breaks. Where the story tells another rule, the word names
 * the one that makes it so bad: `content (NO-CPU-MAP)`.
 *
 * @param told the rule by which the cause is told
 * @param others the other rules that it breaks
 */
export function severityWord(told: RuleId, others: readonly RuleId[]): string {
  const by = worseThan(told, others);
  return by === null ? worstOf([told]) : `${worstOf([by])} (${by})`;
}

/** The same with what the word says: `content, by NO-CPU-MAP: protected content is open to somebody`. */
export function severityText(told: RuleId, others: readonly RuleId[]): string {
  const by = worseThan(told, others);
  const severity = worstOf([told, ...others]);
  return `${severity}${by === null ? '' : `, by ${by}`}: ${severities[severity]}`;
}

/** The place of a cause in a list: the worst first. */
export const severityPlace = (told: RuleId, others: readonly RuleId[]): number =>
  severityRank(worseThan(told, others) ?? told);

/** The worst of the others where it is worse than the rule that is told. */
function worseThan(told: RuleId, others: readonly RuleId[]): RuleId | null {
  const [worst] = others.toSorted((a, b) => severityRank(a) - severityRank(b));
  return worst !== undefined && severityRank(worst) < severityRank(told) ? worst : null;
}
