/**
 * Probabilistic concurrency testing.
 * S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte: A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs. ASPLOS 2010.
 *
 * Departures: only points at which two or more activities can go on are counted as steps, since at the
 * others there is nothing to decide; activities that appear during the run get a random priority when they
 * are first seen; the change points of a run may be drawn from a part of it, see `focus`; how many points a run has is
 * not known beforehand but taken from one measured run, so that the bound is for runs that are no longer.
 */
import type { Activity } from '../../impl/runtime/activity.ts';
import { Random } from './random.ts';
import type { Strategy } from './strategy.ts';

export interface PctOptions {
  /**
   * Draw the change points of a run from a window that is a half, a quarter, ... of it, instead of from the
   * whole. In a long life cycle the operations of one race stand close together; the guarantee of the paper
   * then holds for the window, and an eighth of it for the run: so often the window is all of it.
   */
  readonly focus?: boolean;
}

/** PCT for races of depth `depth`: random priorities, and `depth - 1` points at which one falls to the bottom. */
export function pct(depth: number, options: PctOptions = {}): Strategy {
  const focus = options.focus ?? false;
  return {
    name: `PCT depth ${depth}${focus ? ' focused' : ''}`,
    lateAllowed: 0,
    chooser: (seed, hints) => {
      const random = new Random(seed);
      const changes = changePoints(random, depth - 1, Math.max(hints.points, 1), focus);
      const priorities = new Map<Activity, number>();
      let point = 0;
      const best = (candidates: readonly Activity[]): number => {
        let at = 0;
        let highest = Number.NEGATIVE_INFINITY;
        candidates.forEach((activity, i) => {
          let priority = priorities.get(activity);
          if (priority === undefined) {
            priority = depth + random.fraction();
            priorities.set(activity, priority);
          }
          if (priority > highest) {
            highest = priority;
            at = i;
          }
        });
        return at;
      };
      return {
        pickActivity: (candidates) => {
          const change = changes.indexOf(point++);
          if (change >= 0) priorities.set(candidates[best(candidates)] as Activity, change);
          return best(candidates);
        },
        pickOption: () => 0,
      };
    },
  };
}

function changePoints(random: Random, count: number, points: number, focus: boolean): readonly number[] {
  let from = 0;
  let length = points;
  if (focus) {
    length = Math.max(Math.min(points, 16), points >>> random.below(8));
    from = random.below(points - length + 1);
  }
  return Array.from({ length: count }, () => from + random.below(length));
}
