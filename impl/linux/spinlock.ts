import type { Act, Activity } from '../runtime/activity.ts';
import { type Cell, type Guard, openTo } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import type { LockObserver } from './lockdep.ts';

/** A lock that spins: whoever holds it must not sleep, which the machine checks. Told of like any other lock. */
export class SpinLock implements Guard {
  private readonly owner: Cell<string | null>;

  constructor(
    private readonly machine: Machine,
    readonly name: string,
    private readonly observer: LockObserver,
  ) {
    this.owner = machine.cell<string | null>(`${name}.owner`, null, openTo(`${name} itself`));
  }

  heldBy(activity: Activity): boolean {
    return this.owner.peek() === activity.path;
  }

  *lock(): Act {
    const { current } = this.machine;
    const owner = this.owner.peek();
    if (owner !== null) this.observer.blocked(this.name, 'exclusive', owner);
    yield* this.machine.until(`spin_lock ${this.name}`, () => this.owner.get() === null, { sleeps: false });
    this.owner.set(current.path);
    current.spinning++;
    this.observer.acquired(this.name, 'exclusive');
  }

  unlock(): void {
    const { current } = this.machine;
    this.observer.released(this.name, 'exclusive', this.owner.peek() === current.path);
    this.owner.set(null);
    current.spinning--;
  }
}
