import type { Act, Activity, Op } from '../runtime/activity.ts';
import { type Cell, type Guard, openTo } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import type { LockObserver } from './lockdep.ts';

/**
 * A reader-writer semaphore. A waiting writer keeps new readers out while others hold it; when nobody holds
 * it, whoever the schedule runs first gets it, so a reader may steal it (H.3).
 */
export class RwSemaphore implements Guard {
  private readonly writer: Cell<string | null>;
  private readonly readers: Cell<readonly string[]>;
  private readonly waitingWriters: Cell<number>;
  private readonly writeOp: Op;
  private readonly readOp: Op;

  constructor(
    private readonly machine: Machine,
    readonly name: string,
    private readonly observer: LockObserver,
  ) {
    const self = openTo(`${name} itself`);
    this.writer = machine.cell<string | null>(`${name}.writer`, null, self);
    this.readers = machine.cell<readonly string[]>(`${name}.readers`, [], self);
    this.waitingWriters = machine.cell(`${name}.waitingWriters`, 0, self);
    const op = (label: string, ready: () => boolean): Op => ({
      label,
      ready,
      dueUs: null,
      head: false,
      sleeps: true,
    });
    this.writeOp = op(`down_write ${name}`, () => this.isFreeToWrite());
    this.readOp = op(`down_read ${name}`, () => this.isFreeToRead());
  }

  heldBy(activity: Activity): boolean {
    return this.writer.peek() === activity.path || this.readers.peek().includes(activity.path);
  }

  /** Who holds it, for reports of who waits for whom. */
  holders(): readonly string[] {
    const writer = this.writer.peek();
    return writer === null ? this.readers.peek() : [writer];
  }

  downWrite(): Act {
    if (this.holders().length > 0) this.observer.blocked(this.name, 'write', this.holders().join(', '));
    this.waitingWriters.set(this.waitingWriters.get() + 1);
    return this.machine.perform(this.writeOp, () => {
      this.waitingWriters.set(this.waitingWriters.get() - 1);
      this.writer.set(this.machine.currentPath);
      this.observer.acquired(this.name, 'write');
    });
  }

  upWrite(): void {
    this.observer.released(this.name, 'write', this.writer.peek() === this.machine.currentPath);
    this.writer.set(null);
  }

  downRead(): Act {
    if (!this.isFreeToRead()) this.observer.blocked(this.name, 'read', this.holders().join(', '));
    return this.machine.perform(this.readOp, () => {
      this.readers.set([...this.readers.get(), this.machine.currentPath]);
      this.observer.acquired(this.name, 'read');
    });
  }

  upRead(): void {
    const self = this.machine.currentPath;
    const readers = this.readers.get();
    this.observer.released(this.name, 'read', readers.includes(self));
    this.readers.set(readers.filter((path) => path !== self));
  }

  private isFreeToWrite(): boolean {
    return this.writer.get() === null && this.readers.get().length === 0;
  }

  private isFreeToRead(): boolean {
    if (this.writer.get() !== null) return false;
    return this.readers.get().length === 0 || this.waitingWriters.get() === 0;
  }
}
