/**
 * A walk that goes astray at random.
 * P. Thomson, A. F. Donaldson, A. Betts: Concurrency Testing Using Controlled Schedulers: An Empirical Study. ACM TOPC
 * 2(4), 2016, where a scheduler that takes each thread alike finds as much as others. Departure: how often the walk leaves
 * the default schedule is a parameter.
 */
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
