import type { EventBody, SimEvent } from './events.ts';
import { FencePath } from './linux/fence-path.ts';
import { type LockObserver, LockOrder } from './linux/lockdep.ts';
import type { Machine } from './runtime/machine.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What every part of the simulated system shares: the machine and the one event stream of the run. */
export class SimContext {
  readonly events: SimEvent[] = [];
  /** Of every lock: turns what happens to it into events, and has order and fences checked. */
  readonly lockObserver: LockObserver;
  readonly lockOrder: LockOrder;
  readonly fencePath: FencePath;

  constructor(readonly machine: Machine) {
    const lockOrder = new LockOrder((_, what) => {
      this.emit({ kind: 'lock', op: 'breach', lock: '', mode: 'exclusive', note: what });
    });
    const fencePath = new FencePath(
      (activity) => lockOrder.heldBy(activity),
      (lock, note) => this.emit({ kind: 'lock', op: 'fenceBreach', lock, mode: 'exclusive', note }),
      (lock) => this.emit({ kind: 'lock', op: 'inFencePath', lock, mode: 'exclusive', note: '' }),
    );
    this.lockOrder = lockOrder;
    this.fencePath = fencePath;
    this.lockObserver = {
      acquired: (lock, mode) => {
        fencePath.acquired(machine.currentPath, lock);
        lockOrder.acquired(machine.currentPath, lock);
        this.emit({ kind: 'lock', op: 'acquire', lock, mode, note: '' });
      },
      released: (lock, mode, byOwner) => {
        lockOrder.released(machine.currentPath, lock, byOwner);
        this.emit({ kind: 'lock', op: 'release', lock, mode, note: '' });
      },
      blocked: (lock, mode, holders) => {
        this.emit({ kind: 'lock', op: 'blocked', lock, mode, note: holders });
      },
    };
  }

  /** Appends an event of the running activity. Takes the body over: it must not be used again. */
  emit(body: EventBody): void {
    const { machine, events } = this;
    // Stamped in place: each body is a literal of its caller, and copying all of them is a tenth of a run.
    const event = body as Mutable<SimEvent>;
    event.seq = events.length;
    event.tUs = machine.nowUs;
    event.activity = machine.currentPath;
    event.step = machine.steps;
    events.push(event);
  }
}
