import type { Activity } from '../../impl/runtime/activity.ts';
import { type Choice, type Chooser, runToCompletion } from '../../impl/runtime/decision.ts';
import { randomWalk } from './random-walk.ts';
import type { Hints } from './strategy.ts';

/** Lets another chooser decide and counts how often it was asked. */
export class CountingChooser implements Chooser {
  points = 0;
  choices = 0;

  constructor(private readonly below: Chooser) {}

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    this.points++;
    return this.below.pickActivity(candidates, last);
  }

  pickOption(choice: Choice): number {
    this.choices++;
    return this.below.pickOption(choice);
  }
}

/**
 * Measures a system on two runs: the default one, and a random walk, since in the default run an activity that
 * could go on often ends before another appears. The larger counts are taken.
 */
export function measureHints(run: (chooser: Chooser) => void): Hints {
  const walk = randomWalk(0.5).chooser(1, { points: 0, choices: 0 });
  const counted = [runToCompletion, walk].map((below) => {
    const chooser = new CountingChooser(below);
    run(chooser);
    return chooser;
  });
  return {
    points: Math.max(...counted.map((c) => c.points)),
    choices: Math.max(...counted.map((c) => c.choices)),
  };
}
