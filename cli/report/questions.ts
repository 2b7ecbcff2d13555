import type { ChoiceCoverage, VerifyReport } from '../../properties/verify-report.ts';

/** The open choices on which findings hang, or how bad they are, the most wanted answer first. */
export function questionsOf(report: VerifyReport): readonly ChoiceCoverage[] {
  return report.choices
    .filter((choice) => choice.findings + choice.severities > 0)
    .sort((a, b) => b.findings - a.findings || b.severities - a.severities || (a.id < b.id ? -1 : 1));
}
