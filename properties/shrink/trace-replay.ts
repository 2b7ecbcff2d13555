import type { Activity } from '../../impl/runtime/activity.ts';
import type { Choice, Chooser } from '../../impl/runtime/decision.ts';
import { LenientReplay } from '../explore/replay.ts';
import { decisionsOf, type Schedule, type TraceToken } from './schedule.ts';

/** How a recorded step is compared with what an activity is about to do. */
export type TokenText = (step: Pick<TraceToken, 'activity' | 'label'>) => string;

export const exactly: TokenText = ({ activity, label }) => `${activity}: ${label}`;
export const withoutNumbers: TokenText = (step) => exactly(step).replaceAll(/\d+/g, '#');

/** How far ahead in a trace the next step that is possible is looked for. */
const windowTokens = 256;

/**
 * Follows the order of steps of a recorded run as far as a changed program allows: at each point of choice
 * the next recorded step that one of the candidates is about to do; those before it are given up. Choices of
 * data are taken by name.
 */
export class TraceReplay implements Chooser {
  private readonly tokens: readonly string[];
  private readonly values: LenientReplay;
  private at = 0;

  constructor(
    schedule: Schedule,
    private readonly text: TokenText,
  ) {
    this.tokens = schedule.trace.map(text);
    this.values = new LenientReplay(decisionsOf(schedule).filter((d) => d.kind === 'value'));
  }

  pickActivity(candidates: readonly Activity[]): number {
    const standing = candidates.map((a) => this.text({ activity: a.path, label: a.op?.label ?? '' }));
    const end = Math.min(this.tokens.length, this.at + windowTokens);
    for (let i = this.at; i < end; i++) {
      const index = standing.indexOf(this.tokens[i] as string);
      if (index < 0) continue;
      this.at = i + 1;
      return index;
    }
    return 0;
  }

  pickOption(choice: Choice): number {
    return this.values.pickOption(choice);
  }
}
