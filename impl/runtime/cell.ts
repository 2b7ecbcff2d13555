import { type Activity, type Op, plainOp } from './activity.ts';
import type { Machine } from './machine.ts';
import type { Watchers } from './run-queue.ts';
import { hashText, hashValue, mix, type Value } from './value.ts';

/** What guards a cell: a lock, or the one activity that the cell is private to. */
export interface Guard {
  readonly name: string;
  heldBy(activity: Activity): boolean;
}

/** A guard of state that checks its own accesses, as a lock does, or that anybody may use at any time. */
export function openTo(name: string): Guard {
  return { name, heldBy: byAll };
}
const byAll = (): boolean => true;

/** A guard that stands for privacy: only the activity of that path may use the cell. */
export function privateTo(path: string): Guard {
  return { name: `private to ${path}`, heldBy: (a) => a.path === path };
}

/** How an access touched a cell. A look is a reading by `Op.ready`. */
export type AccessKind = 'read' | 'write' | 'look';

/**
 * A tracked piece of shared state. Every read, write and look is recorded by the machine.
 *
 * A guarded cell is used with `get` and `set` while its guard is held: nobody else can see the access, so it
 * is no switch point. Any other access is one: `Machine.read`, `write` and `update` yield first.
 */
export class Cell<T extends Value> {
  /** Hash of name and value; 0 unless the machine keeps hashes. */
  hash: number;
  /** The activities that looked at it when they were last asked whether they can go on. Few cells are ever looked at. */
  watchers: Watchers | null = null;
  private readOpMade: Op | null = null;
  private writeOpMade: Op | null = null;
  private updateOpMade: Op | null = null;

  constructor(
    private readonly machine: Machine,
    readonly id: number,
    readonly name: string,
    private value: T,
    readonly guard: Guard | null,
  ) {
    this.hash = machine.hashing ? this.hashNow() : 0;
    machine.stateHash ^= this.hash;
  }

  /** The value, read by the running activity. */
  get(): T {
    this.machine.access(this, 'read');
    return this.value;
  }

  /** Stores a value for the running activity. */
  set(value: T): void {
    this.machine.access(this, 'write');
    if (value === this.value) return;
    this.value = value;
    this.machine.version++;
    if (this.watchers !== null) this.machine.wakeAll(this.watchers);
    if (this.machine.hashing) {
      this.machine.stateHash ^= this.hash;
      this.hash = this.hashNow();
      this.machine.stateHash ^= this.hash;
    }
  }

  /** The value, read in a step that is about another cell: what hardware sees at once. Recorded like a reading. */
  sense(): T {
    this.machine.touch(this.name, 'read');
    return this.value;
  }

  /** The value for those who stand outside: rules, printers, abstraction. Never for an activity's decisions. */
  peek(): T {
    return this.value;
  }

  /** The switch point before an access that no held lock hides. Made when it is first met: most cells never are. */
  get readOp(): Op {
    this.readOpMade ??= plainOp(`read ${this.name}`);
    return this.readOpMade;
  }

  get writeOp(): Op {
    this.writeOpMade ??= plainOp(`write ${this.name}`);
    return this.writeOpMade;
  }

  get updateOp(): Op {
    this.updateOpMade ??= plainOp(`update ${this.name}`);
    return this.updateOpMade;
  }

  private hashNow(): number {
    return mix(hashText(this.name), hashValue(this.value));
  }
}
