import type { Activity } from '../../impl/runtime/activity.ts';
import type { Chooser, Decision } from '../../impl/runtime/decision.ts';
import { LenientReplay } from '../explore/replay.ts';
import { decisionsOf, type Schedule, type TraceToken } from './schedule.ts';

/**
 * Schedules to try on a program that was changed, most faithful first. Removing a thing moves the occurrences
 * in the names of later decisions and takes some decisions away, so one way to carry a schedule over is not
 * enough:
 * by name; by the order of steps, whatever their occurrence; by name with occurrences moved down.
 */
export function* adaptations(schedule: Schedule): Generator<Chooser, void, void> {
  const decisions = decisionsOf(schedule);
  yield new LenientReplay(decisions);
  if (decisions.length === 0) return;
  yield new TraceReplay(schedule.trace);
  for (const down of [1, 2]) {
    const moved = decisions.map((d) => moveDown(d, down));
    if (moved.some((d, i) => d !== decisions[i])) yield new LenientReplay(moved);
  }
}

function moveDown(decision: Decision, by: number): Decision {
  if (decision.kind === 'value')
    return decision.nth < by ? decision : { ...decision, nth: decision.nth - by };
  const { insteadOf } = decision;
  if (insteadOf.nth < by) return decision;
  return { ...decision, insteadOf: { ...insteadOf, nth: insteadOf.nth - by } };
}

/** How far ahead in a trace the next step that is possible is looked for. */
const windowTokens = 256;

/**
 * Follows the order of steps of a recorded run as far as the changed program allows: at each point of choice
 * the next recorded step that one of the candidates is about to do; those before it are given up. Numbers in
 * labels and paths do not count. Choices of data take their default.
 */
export class TraceReplay implements Chooser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(trace: readonly TraceToken[]) {
    this.tokens = trace.map(({ activity, label }) => tokenText(activity, label));
  }

  pickActivity(candidates: readonly Activity[]): number {
    const standing = candidates.map((a) => tokenText(a.path, a.op?.label ?? ''));
    const end = Math.min(this.tokens.length, this.at + windowTokens);
    for (let i = this.at; i < end; i++) {
      const index = standing.indexOf(this.tokens[i] as string);
      if (index < 0) continue;
      this.at = i + 1;
      return index;
    }
    return 0;
  }

  pickOption(): number {
    return 0;
  }
}

function tokenText(activity: string, label: string): string {
  return `${activity}: ${label}`.replaceAll(/\d+/g, '#');
}
