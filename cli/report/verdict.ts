import type { VerifyReport } from '../../properties/verify-report.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { verdictWords } from './report.ts';

/** How a row says `expected violation` of a rule that broke and whose cause nobody looked for. */
export const EXPECTED_AS_MET = 'expected, cause not looked into';

/** What a verification amounts to as a whole. */
export interface Verdict {
  readonly code: ExitCode;
  /** The worst word, or `nothing unexpected`. */
  readonly word: string;
  /** How often each word was given, `3 holds (exhaustive), 1 violated`. */
  readonly counts: string;
}

export function verdictOf(report: VerifyReport): Verdict {
  const words = verdictWords(report);
  const code = exitCodeOf(words, report.truncated);
  const tally = new Map<string, number>();
  for (const word of words) {
    const short = word.replace(
      /^(not found in|not reached in|not reached to depth|holds to depth) .*/,
      '$1 n',
    );
    tally.set(short, (tally.get(short) ?? 0) + 1);
  }
  const counts = [...tally].map(([word, n]) => `${n} ${word}`).join(', ');
  return { code, word: code === 0 ? 'nothing unexpected' : worstWord(words, report.truncated), counts };
}

function worstWord(words: readonly string[], truncated: boolean): string {
  if (words.includes('violated')) return 'violated';
  if (truncated || words.length === 0) return 'unknown (truncated)';
  for (const word of ['vacuous', 'dead', 'unknown (truncated)']) if (words.includes(word)) return word;
  return 'unknown (truncated)';
}
