import { plural } from '../../properties/plural.ts';
import type { VerifyReport } from '../../properties/verify-report.ts';

/** What the runs of the canary came to: a driver so wrong that each of them must condemn it. */
export function canaryText({ executions, missed }: VerifyReport['canary']): string {
  if (executions === 0) return 'stopped before any execution of the driver that must be condemned';
  return missed.length === 0
    ? `a driver that must be condemned was, in each of ${plural(executions, 'execution')}`
    : `a driver that must be condemned was not: ${missed.join('; ')}`;
}
