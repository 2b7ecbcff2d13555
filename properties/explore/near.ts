/**
 * Schedules near one that came to something rare: its decisions up to a point drawn at random are taken again, some of
 * them left out, and from there on another strategy decides. What the rare execution did first is thereby likely to
 * happen again, with another end.
 * After coverage-guided fuzzing (M. Boehme, V.-T. Pham, A. Roychoudhury: Coverage-based Greybox Fuzzing as Markov Chain.
 * CCS 2016: effort goes to what is reached seldom). Departure: nothing adapts during a search; what was rare is read off
 * the merged results of the rounds before, so that the search is the same however many threads there are.
 */
import type { Activity } from '../../impl/runtime/activity.ts';
import type { Choice, Chooser, Decision } from '../../impl/runtime/decision.ts';
import { Random } from './random.ts';
import { LenientReplay } from './replay.ts';

/** Of the decisions that are taken again so many are left out. */
const LEFT_OUT = 0.05;

/**
 * @param decisions of the execution that came to something rare
 * @param points at which two or more activities could go on in it
 * @param then who decides from the point on up to which the decisions are taken again
 */
export function near(decisions: readonly Decision[], points: number, then: Chooser, seed: number): Chooser {
  const random = new Random(seed);
  const cut = random.below(points + 1);
  return new NearReplay(
    decisions.filter(() => !random.chance(LEFT_OUT)),
    cut,
    then,
  );
}

class NearReplay implements Chooser {
  private readonly replay: LenientReplay;
  private point = 0;

  constructor(
    decisions: readonly Decision[],
    private readonly cut: number,
    private readonly then: Chooser,
  ) {
    this.replay = new LenientReplay(decisions);
  }

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    const replays = this.point++ < this.cut;
    return replays ? this.replay.pickActivity(candidates) : this.then.pickActivity(candidates, last);
  }

  pickOption(choice: Choice): number {
    return this.point < this.cut ? this.replay.pickOption(choice) : this.then.pickOption(choice);
  }
}
