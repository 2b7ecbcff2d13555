import { create } from 'xmlbuilder2';
import type { ExitCode } from '../exit-codes.ts';
import { html, page } from '../html/html.ts';
import { REPORT_FORMAT } from './report.ts';
import { SARIF_SCHEMA } from './sarif.ts';

/** Why a run has no report: what stands in its place, in each of its files. */
export interface Absent {
  /** In a few words, what became of the run. */
  readonly what: string;
  /** The reason, in as many lines as it takes. */
  readonly why: string;
  readonly exitCode: ExitCode;
}

/** The verdict of a run of which nothing is known. */
const WORD = 'unknown (truncated)';

/** The files of a report. */
export type ReportFile = 'index.html' | 'report.json' | 'junit.xml' | 'report.sarif' | 'summary.md';

/** Each file of a report where there is none to tell. Pure, as the report's own are. */
export const absentFiles: Readonly<Record<ReportFile, (absent: Absent) => string>> = {
  'index.html': ({ what, why, exitCode }) =>
    page({
      title: `protm-check: ${what}`,
      style: '',
      body: html`<main>
<h1>protm-check: <span class="bad">${what}</span></h1>
<p>Nothing is known of any rule: ${WORD}, exit code ${exitCode}.</p>
<pre>${why}</pre>
</main>`,
    }),

  'report.json': ({ what, why, exitCode }) =>
    `${JSON.stringify({ format: REPORT_FORMAT, version: 1, truncated: true, verdict: WORD, exitCode, absent: what, error: why }, null, 2)}\n`,

  'junit.xml': ({ what, why }) => {
    const error = { '@message': what, '@type': WORD, '#': why };
    const testcase = { '@classname': 'protm-check', '@name': 'the run comes to its end', error };
    const testsuite = {
      '@name': 'protm-check',
      '@tests': 1,
      '@failures': 0,
      '@errors': 1,
      '@skipped': 0,
      testcase,
    };
    const xml = create(
      { version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '?' },
      { testsuites: { testsuite } },
    );
    return `${xml.end({ prettyPrint: true })}\n`;
  },

  'report.sarif': ({ what, why, exitCode }) => {
    const notification = { level: 'error', message: { text: `${what}\n${why}` } };
    const invocation = {
      executionSuccessful: false,
      exitCode,
      exitCodeDescription: WORD,
      toolExecutionNotifications: [notification],
    };
    const run = { tool: { driver: { name: 'protm-check' } }, invocations: [invocation], results: [] };
    return `${JSON.stringify({ $schema: SARIF_SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
  },

  'summary.md': ({ what, why, exitCode }) =>
    `# protm-check: ${what}\n\nNothing is known of any rule: ${WORD}, exit code ${exitCode}.\n\n${fenced(why)}\n`,
};

/** A text as a block of code that nothing in it can end. */
function fenced(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}\n${text.trimEnd()}\n${fence}`;
}
