import { watching } from '../rule.ts';

/** A lock is released by its owner and taken in one order. */
export const lockRules = watching({ id: 'LOCK-RULES', cite: ['A.1.4', 'H.3'], on: ['lock'] }, (verdicts) => ({
  observe(e) {
    if (e.kind !== 'lock') return;
    if (e.op === 'acquire') verdicts.given++;
    else if (e.op === 'breach') verdicts.violated(e, `${e.activity}: ${e.note}`, e.note);
  },
}));
