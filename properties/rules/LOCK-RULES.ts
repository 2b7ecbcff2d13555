import { watching } from '../rule.ts';

/** A lock is released by its owner and taken in one order. No register is used while the device has no power. */
export const lockRules = watching(
  { id: 'LOCK-RULES', cite: ['A.1.4', 'H.3', 'D.4-1'], on: ['lock', 'power'] },
  (verdicts) => ({
    observe(e) {
      if (e.kind === 'power' && e.op === 'access') {
        verdicts.violated(e, `${e.activity}: ${e.note}`, `${e.note} is written without power`);
      }
      if (e.kind !== 'lock') return;
      if (e.op === 'acquire') verdicts.given++;
      else if (e.op === 'breach') verdicts.violated(e, `${e.activity}: ${e.note}`, e.note);
    },
  }),
);
