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
  /** Who is inside, by activity. */
  private readonly inside: Cell<readonly string[]>;
  private readonly done: Cell<boolean>;
  /** Who unplugs, by activity. */
  private readonly unplugger: Cell<string | null>;

  constructor(
    private readonly machine: Machine,
    observer: LockObserver,
  ) {
    this.lock = new Mutex(machine, 'unplug.lock', observer);
    this.unplugged = machine.cell<boolean>('drm.unplugged', false, srcu);
    this.inside = machine.cell<readonly string[]>('drm.readers', [], srcu);
    this.done = machine.cell<boolean>('unplug.done', false, srcu);
    this.unplugger = machine.cell<string | null>('unplug.by', null, srcu);
  }

  /** drm_dev_is_unplugged(). */
  isUnplugged(): boolean {
    return this.unplugged.get();
  }

  /** Whether the device is there; then `exit` must follow. */
  enter(): boolean {
    if (this.unplugged.get()) return false;
    this.inside.set([...this.inside.get(), this.machine.currentPath]);
    return true;
  }

  exit(): void {
    const inside = this.inside.get();
    const own = inside.lastIndexOf(this.machine.currentPath);
    this.inside.set(inside.filter((_, i) => i !== own));
  }

  /** Nobody comes in from now on; returns when nobody is inside any more. */
  *unplug(): Act {
    this.unplugged.set(true);
    this.unplugger.set(this.machine.currentPath);
    yield* this.machine.until('synchronize_srcu', () => this.inside.get().length === 0);
  }

  /** Whether the end of an unplug waits for the running activity: it is inside, or is the one that unplugs. */
  holdsUpUnplug(): boolean {
    const { currentPath } = this.machine;
    return this.unplugger.get() === currentPath || this.inside.get().includes(currentPath);
  }

  /** Who is inside, by activity; for those outside. */
  whoIsInside(): readonly string[] {
    return this.inside.peek();
  }

  isDone(): boolean {
    return this.done.get();
  }

  complete(): void {
    this.done.set(true);
  }

  *waitDone(): Act {
    yield* this.machine.until('wait for the end of the unplug', () => this.done.get());
  }
}
