import type { Activity } from '../../impl/runtime/activity.ts';
import {
  type Choice,
  type Chooser,
  type Decision,
  type SwitchPoint,
  switchPoint,
} from '../../impl/runtime/decision.ts';
import { isLate } from '../explore/strategy.ts';
import type { Edits, Pass } from './core.ts';
import { deletions, withoutPositions } from './deletions.ts';

/** What a decision of a run passed over, as far as it matters for taking a cheaper one in its place. */
export interface DecisionRecord {
  readonly decision: Decision;
  /**
   * For `run`: those that were passed over, first in line first. Each could have run before the one that was
   * chosen did.
   */
  readonly passedOver: readonly SwitchPoint[];
  /** For `value`: the other options, default first. */
  readonly options: readonly string[];
}

/** One step at a point where several activities could go on. */
export interface TraceToken {
  readonly activity: string;
  readonly label: string;
  /** Whether that was the default. */
  readonly isDefault: boolean;
}

/** The schedule of a run: its decisions in order, and the steps taken at all points of choice. */
export interface Schedule {
  readonly records: readonly DecisionRecord[];
  readonly trace: readonly TraceToken[];
}

/** Decisions of a schedule, for storing and replaying. */
export function decisionsOf(schedule: Schedule): readonly Decision[] {
  return schedule.records.map((r) => r.decision);
}

/** Lets another chooser decide and records what it did. */
export class ScheduleRecorder implements Chooser, Schedule {
  readonly records: DecisionRecord[] = [];
  readonly trace: TraceToken[] = [];

  constructor(private readonly below: Chooser) {}

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    const index = this.below.pickActivity(candidates, last);
    const chosen = candidates[index];
    if (chosen === undefined) return index;
    const label = chosen.op?.label ?? '';
    this.trace.push({ activity: chosen.path, label, isDefault: index === 0 });
    if (index > 0) {
      const passedOver = candidates.slice(0, index).map(switchPoint);
      const insteadOf = passedOver[0] as SwitchPoint;
      this.records.push({
        decision: { kind: 'run', insteadOf, run: chosen.path, label },
        passedOver,
        options: [],
      });
    }
    return index;
  }

  pickOption(choice: Choice): number {
    const index = this.below.pickOption(choice);
    const option = choice.options[index];
    if (index > 0 && option !== undefined) {
      const decision: Decision = { kind: 'value', name: choice.name, nth: choice.nth, option };
      this.records.push({ decision, passedOver: [], options: choice.options });
    }
    return index;
  }
}

/**
 * How far a schedule is from run-to-completion: decisions, then context switches at points of choice, then
 * activities passed over and dearer options.
 */
export function distance(schedule: Schedule): readonly [number, number, number] {
  const { records, trace } = schedule;
  const switches = trace.filter((token, i) => i > 0 && token.activity !== trace[i - 1]?.activity).length;
  let passedOver = 0;
  for (const { decision, passedOver: over, options } of records) {
    passedOver += decision.kind === 'run' ? over.length : cost(decision.name, decision.option, options);
  }
  return [records.length, switches, passedOver];
}

/** Whether `a` is nearer to run-to-completion than `b`. */
export function isNearer(a: Schedule, b: Schedule): boolean {
  const distanceB = distance(b);
  for (const [i, value] of distance(a).entries()) {
    const other = distanceB[i] as number;
    if (value !== other) return value < other;
  }
  return false;
}

/** Options of one choice from cheap to dear: the shorter delay, else the order in which they are listed. */
function cost(name: string, option: string, options: readonly string[]): number {
  if (!isLate(name)) return options.indexOf(option);
  const us = Number.parseInt(option, 10);
  return options.filter((o) => Number.parseInt(o, 10) < us).length;
}

/** Passes that bring a schedule nearer to run-to-completion, by other decisions; to be run leniently. */
export const decisionPasses: readonly Pass<Schedule>[] = [
  {
    name: 'remove a decision',
    edits: function* (schedule) {
      // Most of what is found needs no decision at all.
      if (schedule.records.length > 1) {
        const none: Schedule | null = yield { ...schedule, records: [] };
        if (none !== null) return;
      }
      yield* deletions(
        schedule,
        (s) => s.records.length,
        (s, positions) => ({ ...s, records: withoutPositions(s.records, positions) }),
        { pairsUpTo: 12 },
      );
    },
  },
  { name: 'pass over fewer', edits: cheaper },
];

/** The same by another order of steps; to be run as a trace. */
export const tracePass: Pass<Schedule> = { name: 'join blocks', edits: joinBlocks };

/**
 * For each decision that took the processor from an activity: what that activity had done since it got it is
 * done later, joined to what it does when it goes on.
 */
function* joinBlocks(start: Schedule): Edits<Schedule> {
  let schedule = start;
  for (let at = schedule.trace.length - 1; at > 0; at--) {
    const trace = schedule.trace;
    const token = trace[at] as TraceToken;
    const before = trace[at - 1] as TraceToken;
    if (token.isDefault || token.activity === before.activity) continue;
    let from = at - 1;
    while (from > 0 && trace[from - 1]?.activity === before.activity) from--;
    const next = trace.findIndex((t, i) => i > at && t.activity === before.activity);
    if (next < 0) continue;
    const joined = [
      ...trace.slice(0, from),
      ...trace.slice(at, next),
      ...trace.slice(from, at),
      ...trace.slice(next),
    ];
    const kept: Schedule | null = yield { ...schedule, trace: joined };
    if (kept === null) continue;
    schedule = kept;
    at = Math.min(at, schedule.trace.length);
  }
}

/** For each decision those that pass over fewer activities or take a cheaper option, cheapest first. */
function* cheaper(start: Schedule): Edits<Schedule> {
  let schedule = start;
  for (let at = 0; at < schedule.records.length; at++) {
    for (const record of cheaperRecords(schedule.records[at] as DecisionRecord)) {
      const records = schedule.records.map((r, i) => (i === at ? record : r));
      const kept: Schedule | null = yield { ...schedule, records };
      if (kept !== null) {
        schedule = kept;
        break;
      }
    }
  }
}

function cheaperRecords(record: DecisionRecord): readonly DecisionRecord[] {
  const { decision, passedOver, options } = record;
  if (decision.kind === 'value') {
    const { name, option } = decision;
    return options
      .slice(1)
      .filter((o) => cost(name, o, options) < cost(name, option, options))
      .sort((a, b) => cost(name, a, options) - cost(name, b, options))
      .map((o) => ({ ...record, decision: { ...decision, option: o } }));
  }
  return passedOver
    .map((insteadOf, i) => ({
      decision: { ...decision, insteadOf },
      passedOver: passedOver.slice(i),
      options: [],
    }))
    .slice(1)
    .reverse();
}
