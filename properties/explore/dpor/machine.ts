import type { Activity } from '../../../impl/runtime/activity.ts';
import type { Choice, Chooser } from '../../../impl/runtime/decision.ts';
import { lifeOf, type Machine, type StepRecord } from '../../../impl/runtime/machine.ts';
import type { Pilot, StepTouch, Waiting } from './pilot.ts';

export interface Scope {
  /** Microseconds of virtual time before which the default is taken everywhere. 0: all is explored. */
  readonly fromUs: number;
  /** Which choices of data are branches; the others are at their default. */
  readonly varies: (choiceName: string) => boolean;
}

/** Everything, from the beginning, but wake-ups come at once: being late multiplies the traces by three each time. */
export const wholeRun: Scope = { fromUs: 0, varies: (name) => !name.startsWith('late(') };

/** Lets a pilot decide a run of the machine: give its parts to `MachineOptions` or `Setup`. */
export class MachinePilot implements Chooser {
  private chosen: string | null = null;
  /** Whether the pilot decides already. */
  private flying = false;

  constructor(
    private readonly pilot: Pilot,
    private readonly scope: Scope,
  ) {}

  attend(machine: Machine, candidates: readonly Activity[]): boolean {
    this.flying = machine.nowUs >= this.scope.fromUs;
    if (!this.flying) return false;
    const waiting = (): readonly Waiting[] =>
      machine.activities
        .filter((a) => !candidates.includes(a))
        .map((a) => ({ process: a.path, allLooks: withLife(a.path, a.allLooks) }));
    if (candidates.length === 0) {
      this.pilot.settled(waiting());
      return false;
    }
    this.chosen = this.pilot.pick(
      candidates.map((a) => a.path),
      waiting,
    );
    return this.chosen === null;
  }

  pickActivity(candidates: readonly Activity[]): number {
    return this.flying ? candidates.findIndex((a) => a.path === this.chosen) : 0;
  }

  pickOption(choice: Choice): number {
    return this.flying && this.scope.varies(choice.name) ? this.pilot.option(choice.options.length) : 0;
  }

  afterStep(step: StepRecord): void {
    if (this.flying) this.pilot.stepped(touchOf(step));
  }
}

/** What a step of the machine did, for a pilot. */
export function touchOf({ activity: { path }, footprint, looks, allLooks }: StepRecord): StepTouch {
  return { footprint, looks: withLife(path, looks), allLooks: withLife(path, allLooks) };
}

/** Every step can be taken only as long as nobody ended the activity. */
function withLife(path: string, looks: Iterable<string>): readonly string[] {
  return [...looks, lifeOf(path)];
}
