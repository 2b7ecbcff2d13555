import type { Chooser, Decision } from '../../impl/runtime/decision.ts';
import { LenientReplay } from '../explore/replay.ts';
import { decisionsOf, type Schedule } from './schedule.ts';
import { exactly, TraceReplay, withoutNumbers } from './trace-replay.ts';

/**
 * Schedules to try on a program that was changed, most faithful first. Removing a thing moves the occurrences
 * in the names of later decisions and takes some decisions away, so one way to carry a schedule over is not
 * enough: by name; by the order of steps; the same whatever numbers stand in labels; by name with occurrences
 * moved down.
 */
export function* adaptations(schedule: Schedule): Generator<Chooser, void, void> {
  const decisions = decisionsOf(schedule);
  yield new LenientReplay(decisions);
  if (decisions.length === 0) return;
  yield new TraceReplay(schedule, exactly);
  yield new TraceReplay(schedule, withoutNumbers);
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
