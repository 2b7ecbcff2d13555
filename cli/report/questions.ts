import type { ChoiceCoverage, VerifyReport } from '../../properties/verify-report.ts';

/** The open choices on which findings hang, the most wanted answer first. */
export function questionsOf(report: VerifyReport): readonly ChoiceCoverage[] {
  return report.choices
    .filter((choice) => choice.findings > 0)
    .sort((a, b) => b.findings - a.findings || (a.id < b.id ? -1 : 1));
}
