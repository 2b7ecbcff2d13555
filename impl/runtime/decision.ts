import type { Activity } from './activity.ts';

/** A switch point: the activity that stands there, what it is about to do, and which time it does so. */
export interface SwitchPoint {
  readonly activity: string;
  readonly label: string;
  /** How often this activity did an operation of this label before. */
  readonly nth: number;
  /** How often it was passed over at this very point already. */
  readonly visit: number;
}

/** A decision other than the default, by name: enough to take it again in the same run. */
export type Decision =
  | { readonly kind: 'run'; readonly insteadOf: SwitchPoint; readonly run: string; readonly label: string }
  | { readonly kind: 'value'; readonly name: string; readonly nth: number; readonly option: string };

/** A choice of data: a latency within its range, a delay of the host. The first option is the default. */
export interface Choice {
  readonly name: string;
  readonly nth: number;
  readonly options: readonly string[];
}

/** Who takes the decisions of a run. */
export interface Chooser {
  /**
   * Which activity goes next. `candidates[0]` is the default: the one that ran last if it can go on, then
   * those that can run, longest waiting first. At least two candidates. Returns an index.
   */
  pickActivity(candidates: readonly Activity[], last: Activity | null): number;
  /** Which option of a choice is taken. Returns an index. */
  pickOption(choice: Choice): number;
}

/** Run to completion, every choice at its default. */
export const runToCompletion: Chooser = { pickActivity: () => 0, pickOption: () => 0 };

/** The switch point at which an activity stands. */
export function switchPoint(activity: Activity): SwitchPoint {
  const label = activity.op?.label ?? 'ended';
  return { activity: activity.path, label, nth: activity.occurrence(label), visit: activity.passedOver };
}

/** The text that identifies a switch point: `tick_work: ring GLB doorbell #2`. */
export function switchPointText(p: SwitchPoint): string {
  return `${p.activity}: ${p.label} #${p.nth}${p.visit > 0 ? ` again ${p.visit}` : ''}`;
}

/** The text that names a decision, unique within a run. */
export function decisionText(d: Decision): string {
  return d.kind === 'run'
    ? `at ${switchPointText(d.insteadOf)} run ${d.run}: ${d.label}`
    : `${d.name} #${d.nth} = ${d.option}`;
}
