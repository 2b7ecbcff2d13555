import { alsoBroken } from '../../properties/campaign/finding-reports.ts';
import { plural } from '../../properties/plural.ts';
import { severityOfCause } from '../../properties/severity.ts';
import { severityLines, severityText } from '../severity.ts';
import { STORY_WIDTH, wrap } from '../story/layout.ts';
import { aftermathLines } from './aftermath.ts';
import { canaryText } from './canary.ts';
import { exploredSection, gapsSection, questionsSection, unrealizableSection } from './explored.ts';
import { failedSection, failsAgain } from './failed.ts';
import { isMainlines } from './mainline.ts';
import { matrixSection } from './matrix.ts';
import { modelSection } from './model.ts';
import { type Problem, problemsOf } from './problems.ts';
import { DEFAULT_SEED, type Renderer, type ReportInput, type ToldFinding } from './report.ts';
import { columns, shellWord, wrapText } from './table.ts';
import { verdictOf } from './verdict.ts';

const WIDTH = 100;

/**
 * The report for a terminal: what is decided, each finding with its story, the verdicts, what they rest on, and what is
 * decided once more, with what to do next.
 */
export const terminalReport: Renderer = (input) => {
  const { report, paint, asked, verbose = false } = input;
  const { seed, budget } = report;
  const sections = [
    `${paint('bold', `protm-check verify, seed ${seed}, budget ${budget}`)}\n${decided(input)}`,
    failedSection(report, asked),
    ...findingsSections(input),
    matrixSection(report, paint),
    modelSection(report.model),
    exploredSection(report.revisions, verbose),
    `Canary: ${canaryText(report.canary)}\n`,
    unrealizableSection(report),
    gapsSection(report, verbose),
    questionsSection(report),
    verdictSection(input),
  ];
  return sections.filter((section) => section !== '').join('\n');
};

/** What came out, before what it rests on: a reader may not come to the last line. */
function decided(input: ReportInput): string {
  const { report, told, paint } = input;
  const { code, word } = verdictOf(report);
  const unexpected = told.filter(({ finding }) => !finding.expected).length;
  const tally = `${plural(unexpected, 'cause')} that nobody expected, ${told.length - unexpected} known`;
  return `${paint(code === 0 ? 'green' : 'red', word)}, exit code ${code}: ${tally}\n${decidedRows(input)}`;
}

/** A line for each thing that keeps the run from exit code 0: on the first screen, and again on the last. */
function decidedRows({ report, told, paint }: ReportInput): string {
  const unexpected = told.filter(({ finding }) => !finding.expected);
  const painted = ({ level, word }: Problem): string => paint(level === 'error' ? 'red' : 'yellow', word);
  const rows = [
    ...unexpected.map(({ revision, finding, file }) => {
      const { rule } = finding.counterexample;
      return [revision, rule, paint('red', 'violated'), file];
    }),
    ...problemsOf(report, told).map((problem) => [problem.on, problem.about, painted(problem), problem.why]),
  ];
  return columns(rows, '  ');
}

/** The story of what is not expected, and a line for each cause that is known. */
function findingsSections({ told, paint }: ReportInput): readonly string[] {
  const unexpected = told.filter(({ finding }) => !finding.expected);
  const stories = unexpected.map((one, i) => {
    const { counterexample, others } = one.finding;
    const alsoBreaks = alsoBroken(one.finding);
    const head = `Finding ${i + 1} of ${unexpected.length}, ${one.revision}: ${counterexample.rule}, ${paint('red', 'VIOLATED')}`;
    const also = [
      `severity: ${severityText(severityOfCause(counterexample, others))}`,
      ...aftermathLines(counterexample.rule, one.after),
      ...(alsoBreaks.length === 0 ? [] : [`the same cause breaks ${alsoBreaks.join(', ')}`]),
    ].flatMap((line) => wrap(line, STORY_WIDTH));
    return `${head}\n${one.story}${also.map((line) => `${line}\n`).join('')}`;
  });
  return [...stories, knownSection(told.filter(({ finding }) => finding.expected))];
}

/** A line for each cause that is known: whose stored counterexample replays, and that is foreseen but not stored. */
function knownSection(known: readonly ToldFinding[]): string {
  const stored = known.filter(({ file }) => file.startsWith('counterexamples/'));
  const foreseen = known.filter((one) => !stored.includes(one));
  const ofMainline = known.some((one) => isMainlines(one));
  const last = ofMainline ? 'last: what mainline has too, which none of the patches brought\n' : '';
  return [
    ...(stored.length === 0
      ? []
      : [
          `${plural(stored.length, 'known cause')}, each expected violation replays; its story: npm run replay -- FILE\n${last}`,
          causeTable(stored),
        ]),
    ...(foreseen.length === 0
      ? []
      : [
          `${plural(foreseen.length, 'known cause')} that may break and of which nothing is stored\n`,
          causeTable(foreseen),
        ]),
  ].join('');
}

/** A line for each cause, in their order. */
function causeTable(known: readonly ToldFinding[]): string {
  const rows = known.flatMap((one): readonly (readonly string[])[] => {
    const { finding, file } = one;
    const { counterexample, others } = finding;
    const alsoBreaks = alsoBroken(finding);
    const more = alsoBreaks.length === 0 ? '' : ` and ${alsoBreaks.length} more`;
    const { word, conditions } = severityLines(severityOfCause(counterexample, others));
    return [
      [isMainlines(one) ? `${word}; mainline too` : word, `${counterexample.rule}${more}`, file],
      ...conditions.map((condition) => ['', `  ${condition}`]),
    ];
  });
  return columns(rows, '  ');
}

/** The last lines: verdict, exit code, and a line to paste. */
function verdictSection(input: ReportInput): string {
  const { report, paint } = input;
  const { code, word, counts } = verdictOf(report);
  const ended = report.truncated ? 'Interrupted or cut short: what was not found may still be there. ' : '';
  const lines = wrapText(`${ended}Verdicts: ${counts}. Exit code ${code}`, WIDTH);
  const painted = paint(code === 0 ? 'green' : 'red', word);
  return `Verdict: ${painted}\n${decidedRows(input)}${lines.map((line) => `${line}\n`).join('')}Next: ${next(input)}\n`;
}

/**
 * A line to paste: an unexpected finding to look at, what failed in protm-check itself, the same search again where it was cut short, else a wider one.
 * It carries what was asked for, since another revision, workload or seed would be another search.
 */
export function next({ report, told, asked }: ReportInput): string {
  const unexpected = told.find((one) => !one.finding.expected);
  if (unexpected !== undefined) return `npm run replay -- ${shellWord(unexpected.file)}`;
  for (const revision of report.revisions) {
    const [failure] = revision.failed;
    if (failure !== undefined) return failsAgain(revision, failure, asked);
  }
  const { seed, budget, truncated } = report;
  const widest = budget === 'deep';
  // A time may be given again: the search goes on where it was.
  if (asked.includes('--budget'))
    return `npm run verify -- ${[...asked, ...seedOption(seed)].map(shellWord).join(' ')}`;
  const options = [
    ...asked,
    ...budgetOption(truncated ? budget : budget === 'smoke' ? 'default' : 'deep'),
    ...seedOption(!truncated && widest ? seed + 1 : seed),
  ];
  return `npm run verify${options.length === 0 ? '' : ` -- ${options.map(shellWord).join(' ')}`}`;
}

const budgetOption = (budget: string): readonly string[] =>
  budget === 'default' ? [] : ['--budget', budget];

const seedOption = (seed: number): readonly string[] =>
  seed === DEFAULT_SEED ? [] : ['--seed', String(seed)];
