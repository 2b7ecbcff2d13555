import type { Act } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';

const freezerLock: Guard = { name: 'freezer_lock', heldBy: () => true };

/**
 * The freezer of system sleep: processes stop at the border to user space, or in a wait that a signal interrupts, and
 * system sleep begins once all of them have. Work items and interrupt threads go on.
 */
export class Freezer {
  private readonly frozen: Cell<boolean>;
  /** Processes in a call that has to return first. */
  private readonly inKernel: Cell<number>;

  constructor(private readonly machine: Machine) {
    this.frozen = machine.cell<boolean>('freezer.frozen', false, freezerLock);
    this.inKernel = machine.cell('freezer.in_kernel', 0, freezerLock);
  }

  /** Whether user space runs; a look. */
  runs(): boolean {
    return !this.frozen.get();
  }

  /** A process calls into the kernel. */
  enter(): void {
    this.inKernel.set(this.inKernel.get() + 1);
  }

  /** The call returns. */
  leave(): void {
    this.inKernel.set(this.inKernel.get() - 1);
  }

  *freeze(): Act {
    yield* this.machine.step('freeze processes');
    this.frozen.set(true);
    yield* this.machine.until('wait for processes to freeze', () => this.inKernel.get() === 0);
  }

  *thaw(): Act {
    yield* this.machine.step('thaw processes');
    this.frozen.set(false);
  }
}
