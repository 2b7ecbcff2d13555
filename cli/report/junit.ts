import { create } from 'xmlbuilder2';
import { plural } from '../../properties/plural.ts';
import type { VerifyReport } from '../../properties/verify-report.ts';
import { rankOf } from '../exit-codes.ts';
import { canaryText } from './canary.ts';
import { failedAt } from './failed.ts';
import { wasCut } from './limit.ts';
import { raceText } from './races.ts';
import type { Renderer, ToldFinding } from './report.ts';

/** One test of a suite. */
interface Case {
  readonly className: string;
  readonly name: string;
  readonly word: string;
  /** What is told beside the verdict word. */
  readonly lines: readonly string[];
}

/**
 * The report as JUnit XML: a suite for each revision and scope of the model, a test for each rule that is judged
 * there and each stored counterexample. Names hold neither seed nor counts, so that a CI follows them over time.
 */
export const junitReport: Renderer = ({ report, told }) => {
  const suites = [
    suite('canary', ofCanary(report)),
    ...report.model.map((model) => suite(`model.${model.scope}`, ofModel(model))),
    ...report.revisions.map((revision) => suite(revision.revision, ofRevision(revision, told))),
  ];
  const xml = create(
    { version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '?' },
    { testsuites: { testsuite: suites } },
  );
  return `${xml.end({ prettyPrint: true })}\n`;
};

function ofCanary({ canary }: VerifyReport): readonly Case[] {
  const stopped = canary.executions === 0 ? 'unknown (truncated)' : 'expected violation';
  const word = canary.missed.length > 0 ? 'violated' : stopped;
  return [{ className: 'canary', name: 'each execution condemns it', word, lines: [canaryText(canary)] }];
}

function ofModel({
  scope,
  rules,
  deadActions,
  unreachedActions,
  depth,
  truncatedBy,
}: VerifyReport['model'][number]): readonly Case[] {
  const className = `model.${scope}`;
  const toItsEnd = truncatedBy === null ? 'holds (exhaustive)' : `holds to depth ${depth}`;
  const cut = wasCut(truncatedBy) ? 'unknown (truncated)' : toItsEnd;
  const notFired = wasCut(truncatedBy) ? 'unknown (truncated)' : `not reached to depth ${depth}`;
  const fires =
    deadActions.length > 0 ? 'dead' : unreachedActions.length > 0 ? notFired : 'holds (exhaustive)';
  return [
    ...rules.map(({ rule, word, given, trace }) => {
      const lines = trace.length > 0 ? trace : [`it had something to judge ${plural(given, 'time')}`];
      return { className, name: rule, word, lines };
    }),
    { className, name: 'every action fires', word: fires, lines: [...deadActions, ...unreachedActions] },
    {
      className,
      name: 'the scope is searched to its end',
      word: cut,
      lines: wasCut(truncatedBy) ? [truncatedBy] : [],
    },
  ];
}

function ofRevision(
  { revision, verdicts, replayed, explored, failed }: VerifyReport['revisions'][number],
  told: readonly ToldFinding[],
): readonly Case[] {
  const storiesOf = (rule: string): readonly string[] =>
    told
      .filter(({ revision: of, finding }) => of === revision && finding.counterexample.rule === rule)
      .flatMap(({ story }) => ['', ...story.trimEnd().split('\n')]);
  const { of, dead } = explored.reached.declared;
  const reached: Case = {
    className: revision,
    name: 'what is declared reachable is reached',
    word: dead.length > 0 ? 'dead' : 'holds (exhaustive)',
    lines: dead.length > 0 ? dead.map(({ thing }) => thing) : [plural(of, 'thing')],
  };
  const { races } = explored;
  const raced: Case = {
    className: revision,
    name: 'nothing races beside the lockless reads that are stated',
    word: races.found.length > 0 ? 'violated' : `not found in ${plural(races.runs, 'execution')}`,
    lines: races.found.map((race) => `${race.cell}: ${raceText(race)}`),
  };
  const failures: Case = {
    className: revision,
    name: 'nothing fails in protm-check itself',
    word: 'unknown (truncated)',
    lines: failed.flatMap((failure) => [failedAt(failure), failure.error]),
  };
  return [
    ...(failed.length > 0 ? [failures] : []),
    ...(of > 0 ? [reached] : []),
    ...(races.runs > 0 ? [raced] : []),
    ...verdicts.map(({ rule, word, given, notes }) => {
      const lines = [...notes, `it had something to judge ${plural(given, 'time')}`, ...storiesOf(rule)];
      return { className: revision, name: rule, word, lines };
    }),
    ...replayed.map(({ file, stale }) => {
      const word = stale === null ? 'expected violation' : 'violated';
      return {
        className: `${revision}.counterexamples`,
        name: file,
        word,
        lines: stale === null ? [] : [stale],
      };
    }),
  ];
}

type Outcome = 'passed' | 'skipped' | 'error' | 'failure';

/** What claims nothing is skipped; what is unknown is an error, since it neither held nor broke. */
function outcomeOf(word: string): Outcome {
  const rank = rankOf(word);
  switch (rank) {
    case 'holds':
      return /^(not applicable$|model only$|not yet stated$|not reached )/.test(word) ? 'skipped' : 'passed';
    case 'unknown':
      return 'error';
    case 'gap':
    case 'violated':
      return 'failure';
    default:
      return rank satisfies never;
  }
}

function suite(name: string, cases: readonly Case[]): unknown {
  const count = (outcome: Outcome): number => cases.filter(({ word }) => outcomeOf(word) === outcome).length;
  return {
    '@name': name,
    '@tests': cases.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
    testcase: cases.map(testcase),
  };
}

function testcase({ className, name, word, lines }: Case): unknown {
  const head = { '@classname': `protm-check.${className}`, '@name': name };
  const text = [word, ...lines].join('\n');
  const outcome = outcomeOf(word);
  switch (outcome) {
    case 'passed':
      return { ...head, 'system-out': text };
    case 'skipped':
      return { ...head, skipped: { '@message': word } };
    case 'error':
    case 'failure':
      return { ...head, [outcome]: { '@message': word, '@type': word, '#': text } };
    default:
      return outcome satisfies never;
  }
}
