/** How a run ends, for scripts; the table in docs/semantics.md. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a verdict word amounts to, the worst last. */
const ranks = ['holds', 'unknown', 'gap', 'violated'] as const;
export type Rank = (typeof ranks)[number];

const exitCodes: Readonly<Record<Rank, ExitCode>> = { holds: 0, unknown: 3, gap: 1, violated: 1 };

/**
 * The rank of a verdict word. `holds to depth 12` and `not found in 4,000 executions ...` carry figures, so
 * words are told by how they begin. A word that is none is an error, never taken for success.
 */
export function rankOf(word: string): Rank {
  if (
    /^(holds \(exhaustive\)|holds to depth \d|not found in \d|not reached (in|to depth) \d|expected violation|not applicable|model only|not yet stated)/.test(
      word,
    )
  ) {
    return 'holds';
  }
  if (word.startsWith('unknown')) return 'unknown';
  if (word === 'vacuous' || word === 'dead') return 'gap';
  if (word.startsWith('violated')) return 'violated';
  throw new Error(`"${word}" is no verdict word of docs/semantics.md`);
}

/** Exit code of a run that gave these verdicts: that of the worst. No verdict at all is unknown. */
export function exitCodeOf(words: Iterable<string>, truncated = false): ExitCode {
  let worst = truncated ? ranks.indexOf('unknown') : -1;
  for (const word of words) {
    const rank = rankOf(word);
    // What did not happen in a run that was cut short may still have been to come.
    if (truncated && rank === 'gap') continue;
    worst = Math.max(worst, ranks.indexOf(rank));
  }
  return exitCodes[ranks[worst] ?? 'unknown'];
}
