import { watching } from '../rule.ts';

/** Code that signals a fence takes no lock that is held across a fence wait or a reclaiming allocation. */
export const fencePath = watching({ id: 'FENCE-PATH', cite: ['A.1.4', 'H.4'], on: ['lock'] }, (verdicts) => ({
  observe(e) {
    if (e.kind !== 'lock') return;
    if (e.op === 'inFencePath') verdicts.given++;
    else if (e.op === 'fenceBreach') verdicts.violated(e, e.lock, e.note);
  },
}));
