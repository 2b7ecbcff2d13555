import { appendFileSync } from 'node:fs';
import { said } from '../story/said.ts';
import { type Absent, absentFiles } from './absent.ts';
import { markdownReport } from './markdown.ts';
import { problemsOf } from './problems.ts';
import type { Renderer, ReportInput, ToldFinding } from './report.ts';
import { verdictOf } from './verdict.ts';

/** The environment of a process. */
type Env = Readonly<Record<string, string | undefined>>;

/** GitHub shows ten errors and ten warnings of a step; what is cut is in the summary all the same. */
const MOST_OF_A_KIND = 10;

/**
 * What is unexpected as workflow commands, which GitHub shows beside the lines of the code that they name.
 * Source: GitHub's documentation, "Workflow commands for GitHub Actions".
 */
export const annotations: Renderer = ({ report, told }) => {
  const lines = [
    ...told.filter(({ finding }) => !finding.expected).map(ofFinding),
    ...problemsOf(report, told).map(({ level, about, on, word, why, file }) =>
      command(level, { file, title: `${about} on ${on}: ${word}` }, why),
    ),
  ];
  const shown = (kind: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`::${kind} `)).slice(0, MOST_OF_A_KIND);
  const { word, counts } = verdictOf(report);
  const summary = command('notice', { title: `protm-check: ${word}` }, counts);
  return [...shown('error'), ...shown('warning'), summary].map((line) => `${line}\n`).join('');
};

function ofFinding({ revision, finding, file, source, parts, story }: ToldFinding): string {
  const { rule, what } = finding.counterexample;
  const place = source === null ? { file } : { file: source.file, line: String(source.line) };
  const where = parts?.where ?? null;
  const function_ = where === null ? '' : `, noticed at ${where.function}(), ${where.patch}`;
  return command(
    'error',
    { ...place, title: `${rule} on ${revision}${function_}` },
    `${said(what)}\n\n${story}`,
  );
}

function command(kind: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${kind} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * Under GitHub Actions: the annotations for the job's log, and the summary added to the job's page.
 *
 * @param env the environment: `GITHUB_ACTIONS` says whether, `GITHUB_STEP_SUMMARY` names the page's file
 * @returns what is to be written to the log; nothing elsewhere
 */
export function reportToGithub(input: ReportInput, env: Env): string {
  if (env.GITHUB_ACTIONS !== 'true') return '';
  addToPage(markdownReport(input), env);
  return annotations(input);
}

/** The same of a run that has no report. */
export function absentToGithub(absent: Absent, env: Env): string {
  if (env.GITHUB_ACTIONS !== 'true') return '';
  addToPage(absentFiles['summary.md'](absent), env);
  return `${command('error', { title: `protm-check: ${absent.what}` }, absent.why)}\n`;
}

function addToPage(markdown: string, env: Env): void {
  const page = env.GITHUB_STEP_SUMMARY;
  if (page !== undefined && page !== '') appendFileSync(page, `${markdown}\n`);
}
