import { severityOfCause } from '../../properties/severity.ts';
import { isOfMainline } from '../findings/finding.ts';
import { severityWord } from '../severity.ts';
import type { ToldFinding } from './report.ts';

/** Whether the patches of a revision have a cause from mainline, below them: such causes are told last. */
export const isMainlines = ({ revision, finding }: ToldFinding): boolean =>
  revision !== 'mainline' && isOfMainline(finding.counterexample);

/** How bad a finding is, and whether mainline has it too. */
export function severityTold(one: ToldFinding): string {
  const { counterexample, others } = one.finding;
  const word = severityWord(severityOfCause(counterexample, others));
  return isMainlines(one) ? `${word}; mainline too` : word;
}
