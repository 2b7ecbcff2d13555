import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findingPage } from '../../cli/explain/finding.ts';
import { readStored } from '../../cli/files.ts';
import { htmlReport } from '../../cli/report/html.ts';
import { junitReport } from '../../cli/report/junit.ts';
import { markdownReport } from '../../cli/report/markdown.ts';
import { tellFinding } from '../../cli/report/publish.ts';
import type { ReportInput } from '../../cli/report/report.ts';
import { terminalReport } from '../../cli/report/terminal.ts';
import { sampleReport } from './sample-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainline-'));
afterAll(() => rmSync(folder, { recursive: true }));

const IN_WORDS = 'mainline breaks it too, under this schedule';
const { report, ...rest } = sampleReport(folder);

/** Each face of a report in which this is the only finding, and the page that explains it. */
function facesOf(file: string): Readonly<Record<string, string>> {
  const counterexample = readStored(file);
  const finding = { counterexample, others: [], expected: true };
  const revisions = report.revisions.map((revision) => ({
    ...revision,
    verdicts: [{ rule: counterexample.rule, word: 'expected violation', given: 1, notes: [] }],
  }));
  const input = {
    ...rest,
    report: { ...report, revisions },
    told: [tellFinding('series-2026', finding, folder)],
  } as ReportInput;
  return {
    terminal: terminalReport(input),
    summary: markdownReport(input),
    page: htmlReport(input),
    junit: junitReport(input),
    explained: findingPage(file, counterexample).says.join('\n'),
  };
}

test('what mainline has too is told so wherever it is told, and nothing else is', () => {
  const faces = facesOf('counterexamples/series-2026/LOCK-LIVE.reset-holds-device.json');
  for (const name of ['summary', 'page', 'junit']) expect(faces[name], name).toContain(IN_WORDS);
  for (const name of ['terminal', 'summary', 'page'])
    expect(faces[name], name).toContain('stuck; mainline too');
  expect(faces.explained).toMatch(/^Mainline breaks it too, under this schedule/m);
  const own = facesOf('counterexamples/series-2026/ENTER-GATE.enter-gate.json');
  for (const text of Object.values(own)) expect(text).not.toMatch(/mainline (breaks it )?too/i);
});
