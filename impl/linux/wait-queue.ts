import type { Act } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';

const anybody: Guard = { name: 'anybody', heldBy: () => true };

/**
 * A wait queue. A waiter is not runnable because its condition holds: only a wake-up or its timeout makes it
 * look again (H.2).
 */
export class WaitQueue {
  /** Counts wake-ups; a sleeper looks again once it moved. */
  private readonly wakeUps: Cell<number>;

  constructor(
    private readonly machine: Machine,
    readonly name: string,
  ) {
    this.wakeUps = machine.cell(`${name}.wakeUps`, 0, anybody);
  }

  wakeUpAll(): void {
    this.wakeUps.set(this.wakeUps.get() + 1);
  }

  /**
   * Sleeps until `condition` holds at a wake-up or at the timeout.
   *
   * @param timeoutUs microseconds of virtual time
   * @returns whether the condition held when it was last looked at
   */
  *waitEventTimeout(condition: () => boolean, timeoutUs: number, label: string): Act<boolean> {
    const deadlineUs = this.machine.nowUs + timeoutUs;
    for (;;) {
      const seen = this.wakeUps.get();
      yield* this.machine.step(`${label}: look`);
      if (this.machine.look(condition)) return true;
      if (this.machine.nowUs >= deadlineUs) return false;
      yield {
        label: `${label}: sleep`,
        ready: () => this.wakeUps.get() !== seen,
        dueUs: deadlineUs,
        head: false,
        sleeps: true,
      };
    }
  }
}
