/**
 * Activities that are held back: at `times` points of a run, each equally likely, the activity that would go on is
 * postponed. It goes on only where nobody else can, and its wake-ups are as late as they may be, until the span of the
 * postponement is over.
 * After K. Sen: Race Directed Random Testing of Concurrent Programs. PLDI 2008, where a thread that stands before a racy
 * access is postponed until others come there. Departures: nothing is known of races, so whom and where is drawn; a
 * postponement ends after a number of points, drawn as a power of two up to the length of the run.
 *
 * A delay (`delay-bounded.ts`) lets others go first once. What lasts for microseconds in most runs, such as a suspend or a
 * reset that is scheduled, lasts here until nobody else has anything to do.
 */
import type { Activity } from '../../impl/runtime/activity.ts';
import type { Chooser } from '../../impl/runtime/decision.ts';
import { Random } from './random.ts';
import { isLate, type Strategy } from './strategy.ts';

/** Late wake-ups of one run, at most. */
const MOST_LATE = 40;

export function postponing(times: number): Strategy {
  return {
    name: `${times} postponed`,
    lateAllowed: MOST_LATE,
    chooser: (seed, hints) => {
      const random = new Random(seed);
      const points = Math.max(hints.points, 1);
      const longest = Math.ceil(Math.log2(points + 1));
      const begins = new Map(
        Array.from({ length: times }, () => [random.below(points), 2 ** random.below(longest + 1)] as const),
      );
      const until = new Map<Activity, number>();
      let point = 0;
      let late = MOST_LATE;
      const isHeld = (activity: Activity): boolean => (until.get(activity) ?? 0) > point;
      const chooser: Chooser = {
        pickActivity: (candidates) => {
          const span = begins.get(point);
          const next = candidates.find((activity) => !isHeld(activity)) ?? candidates[0];
          if (span !== undefined && next !== undefined) until.set(next, point + span);
          const free = candidates.findIndex((activity) => !isHeld(activity));
          point++;
          return Math.max(free, 0);
        },
        pickOption: ({ name, options }) => {
          if (!isLate(name) || late === 0) return 0;
          for (const [activity, end] of until) {
            if (end <= point || name !== `late(${activity.path})`) continue;
            late--;
            return latest(options);
          }
          return 0;
        },
      };
      return chooser;
    },
  };
}

/** Activities that are held back all the time: the others go first, and wake-ups of these are as late as they may be. */
export function holdingBack(isHeld: (path: string) => boolean, below: Chooser): Chooser {
  return {
    pickActivity: (candidates, last) => {
      const free = candidates.filter((activity) => !isHeld(activity.path));
      const [only] = free;
      if (only === undefined) return below.pickActivity(candidates, last);
      return candidates.indexOf(free.length === 1 ? only : (free[below.pickActivity(free, last)] ?? only));
    },
    pickOption: (choice) =>
      isLate(choice.name) && isHeld(choice.name.slice('late('.length, -1))
        ? latest(choice.options)
        : below.pickOption(choice),
  };
}

/** The longest delay of a wake-up, `10000 us`. */
function latest(options: readonly string[]): number {
  const us = options.map((option) => Number.parseInt(option, 10));
  return us.indexOf(Math.max(...us));
}
