import { Random } from './random.ts';
import type { Strategy } from './strategy.ts';

/**
 * A random walk: at each point where two or more activities can go on, with probability `switching` one of
 * the others is run, all equally likely.
 *
 * With `switching` near 1 every operation is a context switch, which finds shallow races of two activities;
 * with a small one the runs are broad and mostly orderly, which lets a life cycle proceed.
 */
export function randomWalk(switching: number): Strategy {
  return {
    name: `random walk ${switching}`,
    lateAllowed: 0,
    chooser: (seed) => {
      const random = new Random(seed);
      return {
        pickActivity: (candidates) =>
          random.chance(switching) ? 1 + random.below(candidates.length - 1) : 0,
        pickOption: () => 0,
      };
    },
  };
}
