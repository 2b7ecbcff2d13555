import type { Act } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import type { LockObserver } from './lockdep.ts';
import { Mutex } from './mutex.ts';

const srcu: Guard = { name: 'drm_unplug_srcu', heldBy: () => true };

/**
 * drm_dev_enter(), drm_dev_exit() and drm_dev_unplug(): device access happens between enter and exit, and whoever
 * unplugs waits for those who are inside.
 */
export class DeviceGuard {
  /** ptdev->unplug.lock. */
  readonly lock: Mutex;
  private readonly unplugged: Cell<boolean>;
  private readonly inside: Cell<number>;
  private readonly done: Cell<boolean>;

  constructor(
    private readonly machine: Machine,
    observer: LockObserver,
  ) {
    this.lock = new Mutex(machine, 'unplug.lock', observer);
    this.unplugged = machine.cell<boolean>('drm.unplugged', false, srcu);
    this.inside = machine.cell('drm.readers', 0, srcu);
    this.done = machine.cell<boolean>('unplug.done', false, srcu);
  }

  /** drm_dev_is_unplugged(). */
  isUnplugged(): boolean {
    return this.unplugged.get();
  }

  /** Whether the device is there; then `exit` must follow. */
  enter(): boolean {
    if (this.unplugged.get()) return false;
    this.inside.set(this.inside.get() + 1);
    return true;
  }

  exit(): void {
    this.inside.set(this.inside.get() - 1);
  }

  /** Nobody comes in from now on; returns when nobody is inside any more. */
  *unplug(): Act {
    this.unplugged.set(true);
    yield* this.machine.until('synchronize_srcu', () => this.inside.get() === 0);
  }

  complete(): void {
    this.done.set(true);
  }

  *waitDone(): Act {
    yield* this.machine.until('wait for the end of the unplug', () => this.done.get());
  }
}
