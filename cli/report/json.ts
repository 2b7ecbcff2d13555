import { alsoBroken } from '../../properties/campaign/finding-reports.ts';
import { severityOfCause } from '../../properties/severity.ts';
import type { RevisionReport } from '../../properties/verify-report.ts';
import { severityJson } from '../severity.ts';
import { noReturnText } from '../story/no-return.ts';
import { said } from '../story/said.ts';
import { failsAgain } from './failed.ts';
import { storedKills } from './kills.ts';
import { REPORT_FORMAT, type Renderer, type ReportInput, type ToldFinding } from './report.ts';
import { verdictOf } from './verdict.ts';

/** The report as JSON, as docs/report.schema.json describes it. */
export const jsonReport: Renderer = (input) => `${JSON.stringify(document(input), null, 2)}\n`;

function document(input: ReportInput): unknown {
  const { report, asked } = input;
  const { version, seed, budget, truncated, canary, model, revisions, choices } = report;
  const { code, word } = verdictOf(report);
  return {
    format: REPORT_FORMAT,
    version,
    seed,
    budget,
    asked,
    truncated,
    verdict: word,
    exitCode: code,
    canary,
    model,
    revisions: revisions.map((revision) => ofRevision(revision, input)),
    choices,
    detection: storedKills().map(({ defect, condemned, survives }) => ({ defect, condemned, survives })),
  };
}

function ofRevision(report: RevisionReport, { told, asked }: ReportInput): unknown {
  const { revision, units, verdicts, explored, replayed } = report;
  const findings = told.filter((one) => one.revision === revision).map(ofFinding);
  const failed = report.failed.map((failure) => ({ ...failure, again: failsAgain(report, failure, asked) }));
  return { revision, units, verdicts, findings, explored, replayed, failed };
}

function ofFinding({ finding, file, story, parts, source, after }: ToldFinding): unknown {
  const { counterexample: c, others, expected } = finding;
  const severity = severityOfCause(c, others);
  const where = parts?.where ?? null;
  return {
    rule: c.rule,
    instance: c.instance,
    what: said(c.what),
    expected,
    severity: severity.severity,
    severityBy: severityJson(severity),
    alsoBreaks: alsoBroken(finding),
    units: c.revision.units,
    needs: { choices: c.needs.choices, lateWakeUps: c.needs.late, faults: c.faults },
    decisions: c.schedule.length,
    minimal: c.minimal.label,
    noReturn: c.noReturn === undefined ? null : noReturnText(c.noReturn),
    cure: c.cure && { fixes: c.cure.fixes, rerun: c.cure.rerun },
    where:
      where === null
        ? null
        : { file: where.file, function: where.function, patch: where.patch, simulatedBy: source },
    after: { rules: after.rules, seen: after.seen },
    counterexample: file,
    story: story.trimEnd().split('\n'),
  };
}
