import { counted } from '../progress.ts';
import { said } from '../story/said.ts';
import { aftermathLines } from './aftermath.ts';
import { canaryText } from './canary.ts';
import { endedBy, wasCut } from './limit.ts';
import { severityTold } from './mainline.ts';
import { LEGEND, matrixOf, shortWord } from './matrix.ts';
import { problemsOf } from './problems.ts';
import { questionsOf } from './questions.ts';
import { racesText } from './races.ts';
import type { Renderer, ReportInput, ToldFinding } from './report.ts';
import { strategiesTold } from './strategies.ts';
import { next } from './terminal.ts';
import { verdictOf } from './verdict.ts';

/** The report as Markdown of GitHub's kind, for the page of a CI job. */
export const markdownReport: Renderer = (input) => {
  const { report, told } = input;
  const { code: exit, word, counts } = verdictOf(report);
  const sections = [
    `# protm-check: ${word}`,
    `Seed ${report.seed}, budget ${report.budget}, exit code ${exit}. ${counts}.${report.truncated ? ' **Cut short: what was not found may still be there.**' : ''}`,
    problemsTable(input),
    told.length === 0 ? '' : `## Findings\n\n${findingsTable(told)}\n\n${told.map(story).join('\n')}`,
    `## Rules\n\n${matrixTable(input)}\n\n${LEGEND}`,
    `## Explored\n\n${exploredTable(input)}`,
    questionsTable(input),
    `Next: ${code(next(input))}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};

function problemsTable({ report, told }: ReportInput): string {
  const problems = problemsOf(report, told);
  if (problems.length === 0) return '';
  const rows = problems.map(({ about, on, word, why }) => [code(about), on, word, text(why)]);
  return `## Needs a look\n\n${table(['what', 'on', 'verdict', 'why'], rows)}`;
}

function findingsTable(told: readonly ToldFinding[]): string {
  const rows = told.map((one) => {
    const { revision, finding, parts } = one;
    const { rule, what, cure } = finding.counterexample;
    const where = parts?.where ?? null;
    return [
      finding.expected ? 'expected' : '**VIOLATED**',
      code(rule),
      revision,
      text(severityTold(one)),
      text(said(what)),
      where === null ? '' : `${code(`${where.function}()`)}, ${where.patch}`,
      text(cure === null ? 'none known' : cure.fixes.join(' + ')),
    ];
  });
  return table(['', 'rule', 'revision', 'severity', 'what', 'noticed at', 'cure'], rows);
}

function story({ revision, finding, story: told, after }: ToldFinding): string {
  const { rule } = finding.counterexample;
  const lines = aftermathLines(rule, after);
  return [
    '<details>',
    `<summary>${rule} on ${revision}</summary>`,
    '',
    '```text',
    told.trimEnd(),
    '```',
    ...(lines.length === 0 ? [] : ['', ...lines.map(text)]),
    '',
    '</details>',
  ].join('\n');
}

function matrixTable({ report }: ReportInput): string {
  const { heads, groups } = matrixOf(report);
  const rows = groups.flatMap(({ headline, rows: rules }) => [
    ...(headline === null ? [] : [[`**${headline}**`, ...heads.map(() => '')]]),
    ...rules.map(({ rule, words }) => [code(rule), ...words.map(shortWord)]),
  ]);
  return table(['', ...heads], rows);
}

function exploredTable({ report }: ReportInput): string {
  const models = report.model.map(({ scope, states, depth, truncatedBy }) => [
    `model, ${scope}`,
    counted(states, 'state'),
    `depth ${depth}${wasCut(truncatedBy) ? `, ${endedBy(truncatedBy)}` : ''}`,
  ]);
  const revisions = report.revisions.map(({ revision, explored: e }) => [
    revision,
    counted(e.executions, 'execution'),
    `${strategiesTold(e.strategies).length} strategies, ${e.workloads.length} workloads, ${e.profiles.length} profiles; late wake-ups: ${[`${e.lateAllowed} allowed, ${e.mostLate} met`, racesText(e.races) ?? []].flat().join('; ')}`,
  ]);
  const canary = ['canary', counted(report.canary.executions, 'execution'), canaryText(report.canary)];
  return table(['', 'searched', ''], [...models, ...revisions, canary]);
}

function questionsTable({ report }: ReportInput): string {
  const questions = questionsOf(report);
  if (questions.length === 0) return '';
  const rows = questions.map((c) => [
    c.id,
    text(c.question),
    String(c.findings),
    c.severities === 0 ? '' : String(c.severities),
  ]);
  return `## Questions for the firmware's owners\n\n${table(['', 'question', 'causes that hang on it', 'causes it decides how bad they are'], rows)}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A text in which nothing is markup. */
function text(plain: string): string {
  return plain.replaceAll(/[\\`*_[\]<>|#~]/g, (char) => `\\${char}`).replaceAll('\n', ' ');
}

const code = (plain: string): string => `\`${plain.replaceAll('|', '\\|')}\``;
