import { type CauseSeverity, type MadeWorse, severities, severityNames } from '../properties/severity.ts';
import { assumes } from './findings/assumptions.ts';

/**
 * How bad a cause is, in a word. Where the story tells another rule than those that make it so bad, the word names
 * them, with what each needs: `innocent (INNOCENT-SAFE if F07 = never)`.
 */
export function severityWord({ severity, by }: CauseSeverity): string {
  return by.length === 0 ? severity : `${severity} (${byText(by)})`;
}

/** The same for a narrow column: `stuck (SERVED)`, or `content, if:` and below it what is needed, a line for each rule. */
export function severityLines(severity: CauseSeverity): {
  readonly word: string;
  readonly conditions: readonly string[];
} {
  const conditions = severity.by.map((one) => byText([one]));
  return severity.by.some(({ needs }) => assumes(needs).length > 0)
    ? { word: `${severity.severity}, if:`, conditions }
    : { word: severityWord(severity), conditions: [] };
}

/** The same with what the word says: `innocent, by INNOCENT-SAFE if F07 = never: somebody whose doing it is not is reset`. */
export function severityText({ severity, by }: CauseSeverity): string {
  return `${severity}${by.length === 0 ? '' : `, by ${byText(by)}`}: ${severities[severity]}`;
}

/** The same for scripts: the rules that make it so bad, with what each needs. */
export const severityJson = ({ by }: CauseSeverity): readonly object[] =>
  by.map(({ rule, needs }) => ({ rule, needs: assumes(needs) }));

const byText = (by: readonly MadeWorse[]): string =>
  by
    .map(({ rule, needs }) => {
      const more = assumes(needs);
      return more.length === 0 ? rule : `${rule} if ${more.join(' and ')}`;
    })
    .join(', ');

/** The place of a cause in a list: the worst first. */
export const severityPlace = ({ severity }: CauseSeverity): number => severityNames.indexOf(severity);
