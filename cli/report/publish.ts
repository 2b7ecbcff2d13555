import { join } from 'node:path';
import { sameCause } from '../../properties/campaign/verdicts.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import type { FindingReport, VerifyReport } from '../../properties/verify-report.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { writeOutput } from '../files.ts';
import { worstFirst } from '../findings/finding.ts';
import { forms, tellingOf } from '../forms/index.ts';
import { foundFile, foundName, writeFound } from '../found-file.ts';
import type { Io } from '../io.ts';
import type { ReportFile } from './absent.ts';
import { aftermath } from './aftermath.ts';
import { reportToGithub } from './github.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { type Renderer, type ReportInput, type ToldFinding, verdictWords } from './report.ts';
import { sarifReport } from './sarif.ts';
import { sourceOf } from './source.ts';
import { terminalReport } from './terminal.ts';
import { tell } from './told.ts';

/** Where a report goes for which no folder is given. */
export const REPORT_FOLDER = 'report';

/** Where and how a report is published. */
export interface Publishing {
  /** The folder of the report. */
  readonly folder: string;
  /** JSON on stdout instead of the report for a terminal. */
  readonly json: boolean;
  /** On a terminal: name what was searched, instead of counting it. */
  readonly verbose: boolean;
  /** What was asked for beside seed and budget, as it stands on a command line. */
  readonly asked: readonly string[];
  /** When it was begun, on the clock of `io`. */
  readonly startMs: number;
}

/** The files of a report. All of them are functions of what was searched: one seed, the same bytes. */
const files: Readonly<Record<ReportFile, Renderer>> = {
  'index.html': htmlReport,
  'report.json': jsonReport,
  'junit.xml': junitReport,
  'report.sarif': sarifReport,
  'summary.md': markdownReport,
};

/**
 * Tells what a verification found: on stdout, in the files of the report's folder, and to the CI that runs it.
 * Times and rates go to `timing.json`, so that all else can be compared byte for byte.
 */
export function publish(
  report: VerifyReport,
  { folder, json, verbose, asked, startMs }: Publishing,
  io: Io,
): ExitCode {
  const searchedMs = io.clockMs();
  const told = inOrder(report).map(({ revision, finding }) =>
    report.truncated && finding.expected
      ? tellStored(revision, finding, folder)
      : tellFinding(revision, finding, folder),
  );
  const input: ReportInput = { report, told, asked, paint: io.paint, verbose };
  // What was finished is kept in the folder of the report: from another one a search does not go on.
  const goesOn = report.budget === 'deep' && (report.truncated || asked.includes('--budget'));
  const elsewhere = goesOn && folder !== REPORT_FOLDER;
  const again = elsewhere ? [...asked, '--report', folder] : asked;
  for (const [name, render] of Object.entries(files)) writeOutput(join(folder, name), render(input));
  // On stderr, which GitHub reads too: stdout may be JSON that somebody else reads.
  io.err(reportToGithub(input, process.env));
  writeTiming(report, folder, searchedMs - startMs, io.clockMs() - startMs);
  // Last: whoever reads may stop reading, and the files are another's.
  io.out(json ? jsonReport(input) : terminalReport({ ...input, asked: again }));
  return exitCodeOf(verdictWords(report), report.truncated);
}

/**
 * What nobody expected before what is known; of what is known the revision that stands on the others first, as it is the one
 * that a reader decides on; of each the worst first.
 */
function inOrder({ revisions }: VerifyReport): readonly { revision: string; finding: FindingReport }[] {
  return revisions
    .toReversed()
    .flatMap(({ revision, findings }) =>
      findings.toSorted(worstFirst).map((finding) => ({ revision, finding })),
    )
    .sort((a, b) => Number(a.finding.expected) - Number(b.finding.expected));
}

/** Runs a finding again, tells it, and stores what is new in the report's folder. */
export function tellFinding(revision: string, finding: FindingReport, folder: string): ToldFinding {
  const { counterexample } = finding;
  const stored = storedFile(revision, finding);
  const file = stored ?? foundFile(folder, counterexample, finding.expected);
  const replayed = replay(counterexample);
  const story = tell(counterexample, replayed, file);
  const telling = tellingOf(counterexample, replayed, file);
  const parts = telling?.parts ?? null;
  const page = telling === null ? null : `stories/${foundName(counterexample)}.html`;
  if (telling !== null && page !== null) writeOutput(join(folder, page), forms.html(telling));
  if (stored === null) {
    writeFound(file, counterexample, story);
  }
  const where = parts?.where ?? null;
  const source = where === null ? null : sourceOf(where.simulated, counterexample.revision.units);
  return { revision, finding, file, story, parts, page, source, after: aftermath(replayed) };
}

/** Tells what is known as it is stored, where whoever stopped the search waits: it was run again a moment ago. */
function tellStored(revision: string, finding: FindingReport, folder: string): ToldFinding {
  const file = storedFile(revision, finding);
  if (file === null) return tellFinding(revision, finding, folder);
  const story = `${finding.counterexample.story.join('\n')}\n`;
  return {
    revision,
    finding,
    file,
    story,
    parts: null,
    page: null,
    source: null,
    after: { rules: [], seen: [] },
  };
}

/** The file below counterexamples/ that the manifest names for an expected finding; null for what it does not foresee. */
function storedFile(revision: string, { counterexample, expected: foreseen }: FindingReport): string | null {
  if (!foreseen) return null;
  const { rule, cure } = counterexample;
  const expected = manifestOf(revision).expected.find(
    (e) => e.rule === rule && sameCause(e, { cure: cure?.fixes ?? null }),
  );
  return expected === undefined ? null : `counterexamples/${expected.counterexample}`;
}

function writeTiming(report: VerifyReport, folder: string, searchMs: number, totalMs: number): void {
  const executions = report.revisions
    .flatMap((r) => r.explored.epochs)
    .reduce((sum, epoch) => sum + epoch.executions, 0);
  const states = report.model.reduce((sum, model) => sum + model.states, 0);
  const perSecond = (n: number): number => Math.round((1000 * n) / Math.max(1, searchMs));
  const timing = {
    searchMs: Math.round(searchMs),
    totalMs: Math.round(totalMs),
    executions,
    executionsPerSecond: perSecond(executions),
    states,
    node: process.version,
  };
  writeOutput(join(folder, 'timing.json'), `${JSON.stringify(timing, null, 2)}\n`);
}
