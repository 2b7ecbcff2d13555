/**
 * A walk that is uniform over interleavings: each of the activities that can go on is run with a probability in
 * proportion to the operations that it still has to do.
 * K. Sen: Effective Random Testing of Concurrent Programs. ASE 2007, says why a walk that takes each activity alike is
 * not uniform; H. Zhao, D. Wolff, U. Mathur, A. Roychoudhury: Selectively Uniform Concurrency Testing. ASPLOS 2025,
 * gives the weights.
 *
 * Claim: where activities do not block or start one another and the counts are right, each interleaving has the same
 * probability. Departures: counts are those of one measured run, so in a driver, where activities wait and come again,
 * the walk is only nearly uniform; all operations count, not those of a selection.
 */
import type { Activity } from '../../impl/runtime/activity.ts';
import { Random } from './random.ts';
import type { Strategy } from './strategy.ts';

export const uniformWalk: Strategy = {
  name: 'uniform walk',
  lateAllowed: 0,
  chooser: (seed, { operations = new Map() }) => {
    const random = new Random(seed);
    // What was not met when counts were taken, or does more than it did then, has one operation left.
    const weightOf = (activity: Activity): number =>
      Math.max(1, (operations.get(activity.path) ?? 0) - activity.operations);
    return {
      pickActivity: (candidates) => {
        const weights = candidates.map(weightOf);
        let left = random.fraction() * weights.reduce((sum, weight) => sum + weight, 0);
        for (const [i, weight] of weights.entries()) {
          left -= weight;
          if (left < 0) return i;
        }
        return candidates.length - 1;
      },
      pickOption: () => 0,
    };
  },
};
