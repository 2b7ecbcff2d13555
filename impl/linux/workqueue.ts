import { type Act, type Activity, LoopHead, type Op } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';

const anybody: Guard = { name: 'anybody', heldBy: () => true };

/** What a workqueue tells of its items. */
export type WorkEvent = 'queued' | 'moved' | 'refused' | 'start' | 'end' | 'cancelled';

/**
 * A workqueue (H.3). Unbound: its items run side by side. Ordered: one after another, in the order in which
 * they became due.
 */
export class Workqueue {
  private readonly items: Work[] = [];
  /** Counts how often an item was queued: the order of items that are due at the same time. */
  private readonly dueSeq: Cell<number>;

  constructor(
    readonly machine: Machine,
    readonly name: string,
    readonly ordered: boolean,
    /** Longest time that a wake-up of one of its items may take, microseconds (part F, host side). */
    readonly maxLateUs: number,
    readonly observe: (work: string, event: WorkEvent) => void,
  ) {
    this.dueSeq = machine.cell(`${name}.dueSeq`, 0, anybody);
  }

  /** Declares a work item. Its body runs once for each time it is queued while not pending. */
  work(name: string, body: () => Act): Work {
    const work = new Work(this, name, body);
    this.items.push(work);
    return work;
  }

  /** The number of an item that is queued now and had number `before` the last time. */
  nextDueSeq(before: number): number {
    if (!this.ordered) return before + 1;
    this.dueSeq.set(this.dueSeq.get() + 1);
    return this.dueSeq.get();
  }

  /** Whether `work` may start: in an ordered queue nothing runs and nothing due stands before it. */
  mayStart(work: Work): boolean {
    if (!this.ordered) return true;
    return this.items.every((other) => other === work || !other.standsBefore(work));
  }
}

/** A work item, delayed or not. It never runs beside itself. */
export class Work {
  private readonly pending: Cell<boolean>;
  private readonly timerUs: Cell<number>;
  private readonly running: Cell<boolean>;
  private readonly cancelling: Cell<boolean>;
  private readonly seq: Cell<number>;
  private readonly machine: Machine;
  private readonly activity: Activity;

  constructor(
    private readonly queue: Workqueue,
    readonly name: string,
    private readonly body: () => Act,
  ) {
    const { machine } = queue;
    this.machine = machine;
    this.pending = machine.cell<boolean>(`${name}.pending`, false, anybody);
    this.timerUs = machine.cell(`${name}.timerUs`, 0, anybody);
    this.running = machine.cell<boolean>(`${name}.running`, false, anybody);
    this.cancelling = machine.cell<boolean>(`${name}.cancelling`, false, anybody);
    this.seq = machine.cell(`${name}.seq`, 0, anybody);
    this.activity = machine.spawn(name, 'work', () => this.loop(), true);
    machine.park(this.activity);
  }

  isPending(): boolean {
    return this.pending.get();
  }

  /** Whether it is pending or running, for those who stand outside. */
  isOutstanding(): boolean {
    return this.pending.peek() || this.running.peek();
  }

  isRunning(): boolean {
    return this.running.get();
  }

  /** `queue_work`: does nothing on a pending item. Returns whether it was queued. */
  queueNow(): boolean {
    return this.queueDelayed(0);
  }

  /** `queue_delayed_work`: does nothing on a pending item. Returns whether it was queued. */
  queueDelayed(delayUs: number): boolean {
    if (this.cancelling.get()) {
      this.queue.observe(this.name, 'refused');
      return false;
    }
    if (this.pending.get()) return false;
    this.arm(delayUs);
    this.queue.observe(this.name, 'queued');
    return true;
  }

  /** `mod_delayed_work`: moves the timer of a pending item; on a running one buys exactly one more run. */
  modDelayed(delayUs: number): void {
    if (this.cancelling.get()) {
      this.queue.observe(this.name, 'refused');
      return;
    }
    const event = this.pending.get() ? 'moved' : 'queued';
    this.arm(delayUs);
    this.queue.observe(this.name, event);
  }

  /** `cancel_delayed_work`: takes a pending item back; a run in flight goes on. */
  cancel(): void {
    if (!this.pending.get()) return;
    this.pending.set(false);
    this.queue.observe(this.name, 'cancelled');
  }

  /** `cancel_delayed_work_sync`: also waits for a run in flight and refuses new queueing meanwhile. */
  *cancelSync(): Act {
    yield* this.disableSync();
    this.enable();
  }

  /** `disable_delayed_work_sync`: the same, and queueing is refused until it is enabled again. */
  *disableSync(): Act {
    yield* this.machine.step(`cancel ${this.name}`);
    this.cancel();
    this.cancelling.set(true);
    if (this.running.get()) {
      yield* this.machine.until(`wait for ${this.name} to end`, () => !this.running.get());
    }
  }

  /** `enable_delayed_work`: what was taken back or refused meanwhile does not come again. */
  enable(): void {
    this.cancelling.set(false);
  }

  /** `flush_delayed_work`: a pending item becomes due; waits for the run that it is, else for one in flight. */
  *flush(): Act {
    yield* this.machine.step(`flush ${this.name}`);
    if (this.pending.get()) {
      this.arm(0);
      const seq = this.seq.get();
      yield* this.machine.until(
        `wait for ${this.name} to start`,
        () => !this.pending.get() || this.seq.get() !== seq,
      );
    }
    if (this.running.get()) {
      yield* this.machine.until(`wait for ${this.name} to end`, () => !this.running.get());
    }
  }

  standsBefore(other: Work): boolean {
    if (this.running.get()) return true;
    if (!this.due()) return false;
    // The timer of a delayed item puts it into the queue, so that one queued later may be due before it.
    const laterUs = other.timerUs.get() - this.timerUs.get();
    return laterUs === 0 ? this.seq.get() < other.seq.get() : laterUs > 0;
  }

  private arm(delayUs: number): void {
    this.pending.set(true);
    this.machine.unpark(this.activity);
    this.timerUs.set(this.machine.nowUs + delayUs);
    this.seq.set(this.queue.nextDueSeq(this.seq.get()));
  }

  private due(): boolean {
    return this.pending.get() && this.machine.nowUs >= this.timerUs.get();
  }

  private *loop(): Act {
    const op = this.awaitTimer();
    for (;;) {
      yield op;
      yield* this.machine.late(this.queue.maxLateUs);
      if (!this.due() || !this.queue.mayStart(this)) continue;
      this.pending.set(false);
      this.running.set(true);
      this.queue.observe(this.name, 'start');
      yield* this.body();
      this.queue.observe(this.name, 'end');
      this.running.set(false);
      if (!this.pending.get()) this.machine.park(this.activity);
    }
  }

  /** The loop head. Its time is read afresh at each look, since `modDelayed` moves it. */
  private awaitTimer(): Op {
    const { timerUs, pending, machine } = this;
    return new LoopHead(
      `run ${this.name}`,
      () => this.due() && this.queue.mayStart(this),
      () => (pending.peek() && machine.nowUs < timerUs.peek() ? timerUs.peek() : null),
    );
  }
}
