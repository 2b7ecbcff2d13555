import type { Pair } from '../leak/pair.ts';
import type { Verdicts } from '../rule.ts';

/**
 * Two runs of a program whose control flow does not depend on protected content, differing only in that content, look
 * the same outside: values, errors, order of fences. Judged on pairs of runs (properties/leak), not event by event; a pair
 * counts as given when the content that differs was really loaded by a command.
 */
export const noLeak = {
  id: 'NO-LEAK',
  cite: ['B.2-11', 'B.2-12', 'B.4', 'G.1', 'F25'],
  judge(pairs: readonly Pair[], verdicts: Verdicts): void {
    for (const { owner, moved, result } of pairs) {
      if (result.kind === 'excluded') {
        verdicts.leftOut++;
        continue;
      }
      if (moved || result.kind === 'differs') verdicts.given++;
      if (result.kind === 'same') continue;
      const [seen, instead] = [result.mine ?? 'nothing', result.other ?? 'nothing'];
      verdicts.violated(result.event, owner, `${seen}; with other protected content of ${owner}: ${instead}`);
    }
  },
} as const;
