import type { SimContext } from '../context.ts';
import type { Act } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';

type LineState = 'ACTIVE' | 'PROCESSING' | 'SUSPENDING' | 'SUSPENDED';
const anybody: Guard = { name: 'anybody', heldBy: () => true };

/**
 * An interrupt line with its hard handler and its thread, H.1.
 *
 * Hardware sets bits in RAWSTAT; RAWSTAT and INT_MASK together are INT_STAT. The hard handler runs at once
 * when INT_STAT is set and the line is ACTIVE; the thread loops over RAWSTAT and the software mask.
 */
export class IrqLine {
  readonly rawstat: Cell<number>;
  readonly intMask: Cell<number>;
  /** The driver's software copy of the mask. */
  readonly mask: Cell<number>;
  private readonly state: Cell<LineState>;
  /** Sources that stay asserted: INT_CLEAR does not clear them. */
  private readonly levels: Cell<number>;
  /** Bits of a write to INT_CLEAR that has not reached the hardware. */
  private readonly onTheWay: Cell<number>;
  /** What its most frequent operations are called. */
  private readonly labels: { readonly [what in 'read' | 'clear' | 'wake' | 'end']: string };

  constructor(
    private readonly context: SimContext,
    readonly name: string,
    /** Longest time that a wake-up of the thread may take, microseconds (part F, host side). */
    private readonly maxLateUs: number,
    /** A write to INT_CLEAR takes effect later, at the next access of its writer to the line at the latest, H.5. */
    private readonly posted = false,
  ) {
    const { machine } = context;
    const line = name.toUpperCase();
    this.labels = {
      read: `read ${line}_INT_RAWSTAT`,
      clear: `write ${line}_INT_CLEAR`,
      wake: `wake irq/${name}`,
      end: `end irq/${name}`,
    };
    this.rawstat = machine.cell(`${line}_INT_RAWSTAT`, 0, anybody);
    this.intMask = machine.cell(`${line}_INT_MASK`, 0, anybody);
    this.mask = machine.cell(`${name}_irq.mask`, 0, anybody);
    this.state = machine.cell<LineState>(`${name}_irq.state`, 'SUSPENDED', anybody);
    this.levels = machine.cell(`${name}_irq.levels`, 0, anybody);
    this.onTheWay = machine.cell(`${name}_irq.posted`, 0, anybody);
    if (posted) machine.spawn(`bus/${name}`, 'gpu', () => this.bus(), true);
  }

  /** Hardware raises bits: part of the raiser's step. */
  raise(bits: number): void {
    this.rawstat.set(this.rawstat.get() | bits);
    this.context.emit({ kind: 'irq', line: this.name, op: 'raise', bits });
    this.hardHandler();
  }

  /**
   * The line is asserted for a moment, and RAWSTAT shows nothing after it: the thread is woken for nothing. A line
   * that is masked, or not ACTIVE, is answered IRQ_NONE.
   */
  spurious(): void {
    if (this.state.get() === 'ACTIVE' && this.intMask.get() !== 0) this.wakeThread(0);
  }

  /** Hardware raises bits and holds them until `clearByHardware`. */
  raiseLevel(bits: number): void {
    this.levels.set(this.levels.get() | bits);
    this.raise(bits);
  }

  /** Bits cleared by hardware itself, as by a GPU reset. */
  clearByHardware(): void {
    this.levels.set(0);
    this.rawstat.set(0);
  }

  /** Writes INT_CLEAR. */
  *clear(bits: number): Act {
    yield* this.context.machine.step(this.labels.clear);
    if (this.posted) this.context.emit({ kind: 'irq', line: this.name, op: 'post', bits });
    this.onTheWay.set(this.onTheWay.get() | bits);
    if (!this.posted) this.land();
  }

  /** Reads a register of the line for no other reason than that its writer's earlier writes land before. */
  *readBack(): Act {
    if (!this.posted) return;
    yield* this.context.machine.step(`read back ${this.name.toUpperCase()}_INT_RAWSTAT`);
    this.land();
  }

  /** What was written to INT_CLEAR takes effect: also on what was raised since it was written. */
  private land(): void {
    const bits = this.onTheWay.get();
    if (bits === 0) return;
    this.onTheWay.set(0);
    this.rawstat.set((this.rawstat.get() & ~bits) | this.levels.get());
    this.context.emit({ kind: 'irq', line: this.name, op: 'clear', bits });
  }

  private *bus(): Act {
    for (;;) {
      yield* this.context.machine.until(
        `land ${this.name.toUpperCase()}_INT_CLEAR`,
        () => this.onTheWay.get() !== 0,
        { head: true },
      );
      this.land();
    }
  }

  /** Changes the software mask; the register follows when the thread next ends or at once while ACTIVE. */
  setMask(mask: number): void {
    this.mask.set(mask);
    if (this.state.get() === 'ACTIVE') this.writeIntMask(mask);
  }

  /** The helper of the line: under mask_lock, mask and register together, so one step. */
  *enableEvents(bits: number): Act {
    yield* this.context.machine.step(`enable events of irq/${this.name}`);
    this.setMask(this.mask.get() | bits);
  }

  /** As `enableEvents`. */
  *disableEvents(bits: number): Act {
    yield* this.context.machine.step(`disable events of irq/${this.name}`);
    this.setMask(this.mask.get() & ~bits);
  }

  /** Whether the register holds what the software mask says, as it should while nobody handles an interrupt. */
  maskInEffect(): boolean {
    return this.state.peek() !== 'ACTIVE' || this.intMask.peek() === this.mask.peek();
  }

  /** INT_STAT: what is raised and not masked. */
  *readStat(): Act<number> {
    yield* this.context.machine.step(`read ${this.name.toUpperCase()}_INT_STAT`);
    this.land();
    return this.rawstat.get() & this.intMask.get();
  }

  /** Resume of a line: ACTIVE, INT_CLEAR := mask, INT_MASK := mask. An event still pending gives no new edge. */
  *resume(): Act {
    this.state.set('ACTIVE');
    yield* this.clear(this.mask.get());
    yield* this.context.machine.step(`write ${this.name.toUpperCase()}_INT_MASK`);
    this.land();
    this.writeIntMask(this.mask.get());
  }

  /** Suspend of a line: masked, and the thread has ended. */
  *suspend(): Act {
    yield* this.context.machine.step(`suspend ${this.name} irq`);
    const busy = this.state.get() === 'PROCESSING';
    this.intMask.set(0);
    if (busy) {
      this.state.set('SUSPENDING');
      yield* this.context.machine.until(
        `synchronize ${this.name} irq`,
        () => this.state.get() === 'SUSPENDED',
      );
    }
    this.state.set('SUSPENDED');
  }

  /** synchronize_irq(): the thread is through with what was raised. */
  *synchronize(): Act {
    yield* this.context.machine.until(`synchronize ${this.name} irq`, () => !this.inThread());
  }

  /** Starts the interrupt thread. `act` handles the bits that were read and cleared. */
  start(act: (status: number) => Act): void {
    this.context.machine.spawn(`irq/${this.name}`, 'irq', () => this.thread(act), true);
  }

  private *thread(act: (status: number) => Act): Act {
    const { machine } = this.context;
    for (;;) {
      yield* machine.until(this.labels.wake, () => this.inThread(), { head: true });
      yield* machine.late(this.maxLateUs);
      for (;;) {
        yield* machine.step(this.labels.read);
        this.land();
        const status = this.rawstat.get() & this.mask.get();
        if (status === 0) break;
        yield* this.clear(status);
        yield* act(status);
      }
      yield* machine.step(this.labels.end);
      this.context.emit({ kind: 'irq', line: this.name, op: 'done', bits: 0 });
      if (this.state.get() === 'PROCESSING') {
        this.state.set('ACTIVE');
        this.writeIntMask(this.mask.get());
      } else this.state.set('SUSPENDED');
    }
  }

  private inThread(): boolean {
    const state = this.state.get();
    return state === 'PROCESSING' || state === 'SUSPENDING';
  }

  private writeIntMask(mask: number): void {
    this.intMask.set(mask);
    this.hardHandler();
  }

  private hardHandler(): void {
    const stat = this.rawstat.get() & this.intMask.get();
    if (this.state.get() === 'ACTIVE' && stat !== 0) this.wakeThread(stat);
  }

  private wakeThread(bits: number): void {
    this.context.emit({ kind: 'irq', line: this.name, op: 'hard', bits });
    this.state.set('PROCESSING');
    this.intMask.set(0);
  }
}
