import type { Act, Activity, Op } from '../runtime/activity.ts';
import { type Cell, type Guard, openTo } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import type { LockObserver } from './lockdep.ts';

/** A sleeping lock with an owner. Who gets a free one is the schedule's choice. */
export class Mutex implements Guard {
  private readonly owner: Cell<string | null>;
  private readonly lockOp: Op;

  constructor(
    private readonly machine: Machine,
    readonly name: string,
    private readonly observer: LockObserver,
  ) {
    this.owner = machine.cell<string | null>(`${name}.owner`, null, openTo(`${name} itself`));
    const free = (): boolean => this.owner.get() === null;
    this.lockOp = { label: `lock ${name}`, ready: free, dueUs: null, head: false, sleeps: true };
  }

  heldBy(activity: Activity): boolean {
    return this.owner.peek() === activity.path;
  }

  /** The path of the activity that holds it, or null. */
  holder(): string | null {
    return this.owner.peek();
  }

  lock(): Act {
    if (this.owner.peek() !== null) this.observer.blocked(this.name, 'exclusive', this.owner.peek() ?? '');
    return this.machine.perform(this.lockOp, this.take);
  }

  /** Takes it if it is free; never waits. */
  *tryLock(): Act<boolean> {
    yield* this.machine.step(`trylock ${this.name}`);
    if (this.owner.get() !== null) return false;
    this.take();
    return true;
  }

  unlock(): void {
    this.observer.released(this.name, 'exclusive', this.owner.peek() === this.machine.currentPath);
    this.owner.set(null);
  }

  private readonly take = (): void => {
    this.owner.set(this.machine.currentPath);
    this.observer.acquired(this.name, 'exclusive');
  };
}
