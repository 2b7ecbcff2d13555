import type { Activity } from '../../impl/runtime/activity.ts';
import type { Choice, Chooser } from '../../impl/runtime/decision.ts';
import { randomWalk } from './random-walk.ts';
import { type Hints, noHints } from './strategy.ts';

/** Lets another chooser decide and counts how often it was asked. */
class CountingChooser implements Chooser {
  points = 0;
  choices = 0;
  private readonly met = new Set<Activity>();

  constructor(private readonly below: Chooser) {}

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    this.points++;
    for (const activity of candidates) this.met.add(activity);
    return this.below.pickActivity(candidates, last);
  }

  pickOption(choice: Choice): number {
    this.choices++;
    return this.below.pickOption(choice);
  }

  /** After the run: the operations of the activities that there was a choice of. */
  operations(): ReadonlyMap<string, number> {
    return new Map([...this.met].map((activity) => [activity.path, activity.operations]));
  }
}

/**
 * Measures a system on one run, a random walk: in the default run an activity that could go on often ends before
 * another appears, so there are fewer points of choice. Run when one of the hints is first asked for: a walk asks for none.
 */
export function measureHints(run: (chooser: Chooser) => void): Hints {
  let measured: Required<Hints> | null = null;
  const hints = (): Required<Hints> => {
    measured ??= measure(run);
    return measured;
  };
  return {
    get points() {
      return hints().points;
    },
    get choices() {
      return hints().choices;
    },
    get operations() {
      return hints().operations;
    },
  };
}

function measure(run: (chooser: Chooser) => void): Required<Hints> {
  const chooser = new CountingChooser(randomWalk(0.5).chooser(1, noHints));
  run(chooser);
  return { points: chooser.points, choices: chooser.choices, operations: chooser.operations() };
}
