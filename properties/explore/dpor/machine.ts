import type { Activity } from '../../../impl/runtime/activity.ts';
import type { Choice, Chooser } from '../../../impl/runtime/decision.ts';
import type { Machine, StepRecord } from '../../../impl/runtime/machine.ts';
import type { Pilot, Waiting } from './pilot.ts';
import { Touches, withLife } from './touches.ts';

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
  private touches: Touches | null = null;

  constructor(
    private readonly pilot: Pilot,
    private readonly scope: Scope,
  ) {}

  attend(machine: Machine, candidates: readonly Activity[]): boolean {
    if (machine.nowUs < this.scope.fromUs) return false;
    this.touches ??= new Touches(machine);
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
    return this.touches !== null ? candidates.findIndex((a) => a.path === this.chosen) : 0;
  }

  pickOption(choice: Choice): number {
    return this.touches !== null && this.scope.varies(choice.name)
      ? this.pilot.option(choice.options.length)
      : 0;
  }

  afterStep(step: StepRecord): void {
    if (this.touches !== null) this.pilot.stepped(this.touches.of(step));
  }
}
