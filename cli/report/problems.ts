import { alsoBroken } from '../../properties/campaign/finding-reports.ts';
import type { VerifyReport } from '../../properties/verify-report.ts';
import { rankOf } from '../exit-codes.ts';
import { counted } from '../progress.ts';
import { canaryText } from './canary.ts';
import { failedAt, failedBy } from './failed.ts';
import { endedBy, wasCut } from './limit.ts';
import { raceText } from './races.ts';
import type { ToldFinding } from './report.ts';

/** Something that keeps a verification from exit code 0 and that no story tells. */
export interface Problem {
  readonly level: 'error' | 'warning';
  /** The rule or action, or the file of a stale counterexample; how many rules, where one reason holds for all. */
  readonly about: string;
  /** Where: a revision, or `model, small`. */
  readonly on: string;
  readonly word: string;
  readonly why: string;
  /** A file of the project to look at. */
  readonly file: string;
}

/** What a report holds against the project beside the findings that are told. */
export function problemsOf(report: VerifyReport, told: readonly ToldFinding[]): readonly Problem[] {
  return [
    ...ofCanary(report),
    ...report.revisions.flatMap((r) => ofRevision(r, told)),
    ...report.model.flatMap(ofModel),
  ];
}

function ofCanary({ canary }: VerifyReport): readonly Problem[] {
  if (canary.missed.length === 0) return [];
  const why = `the search misses what every execution shows: ${canaryText(canary)}`;
  const file = 'properties/detect/canary.ts';
  return [{ level: 'error', about: 'the search itself', on: 'the canary', word: 'violated', why, file }];
}

function ofRevision(
  { revision, verdicts, replayed, explored, failed }: VerifyReport['revisions'][number],
  told: readonly ToldFinding[],
): readonly Problem[] {
  const stories = told.filter((one) => one.revision === revision && !one.finding.expected);
  const isTold = (rule: string): boolean =>
    stories.some(
      ({ finding }) => finding.counterexample.rule === rule || alsoBroken(finding).some((r) => r === rule),
    );
  const staleFiles = replayed.flatMap(({ file, stale }) => (stale === null ? [] : [{ file, stale }]));
  return [
    ...verdicts
      .filter(({ rule, word }) => isBad(word) && !(word === 'violated' && isTold(rule)))
      .map(({ rule, word, notes }): Problem => {
        const why = notes.length > 0 ? notes.join('; ') : reason(word);
        return { level: 'error', about: rule, on: revision, word, why, file: ruleFile(rule) };
      }),
    ...(verdicts.some(isUnknown)
      ? [
          cutShort(
            verdicts,
            revision,
            'the search ended before its stated scope was done',
            'properties/verify.ts',
          ),
        ]
      : []),
    ...failed.map((failure): Problem => {
      const why = `protm-check failed: ${failedBy(failure)}`;
      const file = 'properties/campaign/failure.ts';
      const about = failedAt(failure);
      return { level: 'error', about, on: revision, word: 'unknown (truncated)', why, file };
    }),
    ...explored.races.found.map((race): Problem => {
      const file = 'properties/races/declared.ts';
      const about = `a race on ${race.cell}`;
      return { level: 'error', about, on: revision, word: 'violated', why: raceText(race), file };
    }),
    ...explored.reached.declared.dead.map(({ thing, source }): Problem => {
      const why = `declared reachable (${source}), and no execution came to it`;
      const file = 'properties/campaign/reachable.ts';
      return { level: 'error', about: thing, on: revision, word: 'dead', why, file };
    }),
    ...staleFiles.map(({ file, stale }): Problem => {
      const path = `counterexamples/${file}`;
      return {
        level: 'error',
        about: path,
        on: revision,
        word: 'violated',
        why: `stale: ${stale}`,
        file: path,
      };
    }),
  ];
}

function ofModel({
  scope,
  rules,
  deadActions,
  truncatedBy,
}: VerifyReport['model'][number]): readonly Problem[] {
  const on = `model, ${scope}`;
  const model = 'model/protected-mode/index.ts';
  return [
    ...rules
      .filter(({ word }) => isBad(word))
      .map(({ rule, word, trace }): Problem => {
        const why =
          trace.length > 0 ? `breaks after ${counted(trace.length, 'line')} of trace` : reason(word);
        return {
          level: 'error',
          about: rule,
          on,
          word,
          why,
          file: `model/protected-mode/rules/${rule}.ts`,
        };
      }),
    ...deadActions.map((action): Problem => {
      return { level: 'error', about: action, on, word: 'dead', why: reason('dead'), file: model };
    }),
    ...(wasCut(truncatedBy) ? [cutShort(rules, on, endedBy(truncatedBy), model)] : []),
  ];
}

const isBad = (word: string): boolean => !['holds', 'unknown'].includes(rankOf(word));
const isUnknown = ({ word }: { readonly word: string }): boolean => rankOf(word) === 'unknown';
const ruleFile = (rule: string): string => `properties/rules/${rule}.ts`;

/** What was cut short is one problem, however many rules are not decided by that. */
function cutShort(
  rules: readonly { readonly word: string }[],
  on: string,
  why: string,
  file: string,
): Problem {
  const open = rules.filter(isUnknown).length;
  const about = open === 0 ? 'the scope' : counted(open, 'rule');
  return { level: 'warning', about, on, word: 'unknown (truncated)', why, file };
}

function reason(word: string): string {
  if (word === 'vacuous') return 'what the rule speaks of never happened in any execution';
  if (word === 'dead') return 'the action never fired, so nothing is known of what follows it';
  return 'the rule broke and no counterexample is told';
}
