import { catalogue, type HeadlineId, headlines, type RuleId, ruleIds } from '../../properties/catalogue.ts';
import type { VerifyReport } from '../../properties/verify-report.ts';
import type { Io } from '../io.ts';
import { wrapText } from './table.ts';

const WIDTH = 100;
const ABSENT = '.';
/** Words that claim nothing: a rule of which nothing else is said is listed below what is not covered. */
const silent: readonly string[] = [ABSENT, 'not yet stated', 'not applicable'];

/**
 * Verdicts of every rule that is stated, on every revision and in the largest scope of the model that was
 * searched for it, or the one that broke it. The words are cut to their first; what they claim in full stands in the other sections.
 */
export function matrixSection(report: VerifyReport, paint: Io['paint']): string {
  const { heads, groups } = matrixOf(report);
  const stated = groups.flatMap(({ rows }) => rows);
  const nameWidth = Math.max(4, ...stated.map(({ rule }) => rule.length)) + 2;
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...stated.map(({ words }) => shortWord(words[i] ?? ABSENT).length)),
  );
  const line = (name: string, cells: readonly string[], colour: boolean): string => {
    const painted = cells.map((cell, i) => {
      const padded = cell.padEnd(widths[i] ?? 0);
      return colour ? paintWord(padded, paint) : padded;
    });
    return `  ${name.padEnd(nameWidth)}${painted.join('  ').trimEnd()}\n`;
  };
  const lines = groups.map(({ headline, rows }) => {
    const head = headline === null ? '' : `  ${headline}\n`;
    const indent = headline === null ? '' : '  ';
    return head + rows.map(({ rule, words }) => line(indent + rule, words.map(shortWord), true)).join('');
  });
  return `Rules\n${line('', heads, false)}${lines.join('')}${legend()}${reasons(report.revisions)}`;
}

/** Verdict words by rule: what every form of the report shows as a table. */
export interface Matrix {
  /** The revisions, then `model` where it was searched. */
  readonly heads: readonly string[];
  /** The rules of which something is said, under the headline that they are a part of; the rest without one. */
  readonly groups: readonly {
    readonly headline: HeadlineId | null;
    /** The words in full, in the order of the heads. */
    readonly rows: readonly { readonly rule: RuleId; readonly words: readonly string[] }[];
  }[];
}

export function matrixOf({ model, revisions }: VerifyReport): Matrix {
  const onModel = (rule: RuleId): string => {
    const words = model.flatMap((m) => m.rules.filter((r) => r.rule === rule).map((r) => r.word));
    return words.find((word) => word === 'violated') ?? words.at(-1) ?? ABSENT;
  };
  const heads = [...revisions.map((r) => r.revision), ...(model.length > 0 ? ['model'] : [])];
  const wordsOf = (rule: RuleId): readonly string[] => [
    ...revisions.map((r) => r.verdicts.find((v) => v.rule === rule)?.word ?? ABSENT),
    ...(model.length > 0 ? [onModel(rule)] : []),
  ];
  const stated = ruleIds.filter((rule) => wordsOf(rule).some((word) => !silent.includes(word)));
  const grouped = groups(stated).map(({ headline, rules }) => ({
    headline,
    rows: rules.map((rule) => ({ rule, words: wordsOf(rule) })),
  }));
  return { heads, groups: grouped };
}

/** Why rules count as violated, where a verdict has notes. */
function reasons(revisions: VerifyReport['revisions']): string {
  const lines = revisions.flatMap(({ revision, verdicts }) =>
    verdicts
      .filter((verdict) => verdict.word === 'violated')
      .flatMap(({ rule, notes }) => notes.map((note) => `  ${rule} on ${revision}: ${note}`)),
  );
  return lines.flatMap((line) => wrapText(line, WIDTH).map((row) => `${row}\n`)).join('');
}

interface Group {
  readonly headline: HeadlineId | null;
  readonly rules: readonly RuleId[];
}

/** The rules under the headline that they are a part of; the rest without one. */
function groups(rules: readonly RuleId[]): readonly Group[] {
  const partOf = (rule: RuleId): readonly HeadlineId[] => catalogue[rule].partOf ?? [];
  const ids = Object.keys(headlines) as HeadlineId[];
  return [
    ...ids.map((headline) => ({ headline, rules: rules.filter((rule) => partOf(rule)[0] === headline) })),
    { headline: null, rules: rules.filter((rule) => partOf(rule).length === 0) },
  ].filter((group) => group.rules.length > 0);
}

/** A verdict word without its figures, and marked where it needs a look. */
export function shortWord(word: string): string {
  if (word.startsWith('not found in')) return 'not found';
  if (word.startsWith('not reached')) return 'not reached';
  if (word === 'violated') return 'VIOLATED';
  if (word.startsWith('holds'))
    return word === 'holds (exhaustive)' ? 'exhaustive' : word.replace('holds to ', '');
  return word.replace(/ \(.*\)$/, '').replace('expected violation', 'expected');
}

function paintWord(padded: string, paint: Io['paint']): string {
  const word = padded.trim();
  const rest = padded.slice(word.length);
  if (word === 'VIOLATED' || word === 'vacuous' || word === 'dead') return paint('red', word) + rest;
  if (word === 'unknown' || word === 'expected') return paint('yellow', word) + rest;
  return word === 'exhaustive' ? paint('green', word) + rest : padded;
}

/** What the short words say. */
export const LEGEND =
  'exhaustive, depth d: holds in all states of the scope, or down to there. not found: in the executions that ' +
  'were explored, no more. expected: breaks as a stored counterexample says, or for a cause ' +
  'that the manifest of its revision names. model only: not judged on runs. ' +
  `${ABSENT}: says nothing of it. All words: docs/semantics.md`;

function legend(): string {
  return `${wrapText(`  ${LEGEND}`, WIDTH).join('\n')}\n`;
}
