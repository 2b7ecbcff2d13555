/**
 * A happens-before race detector over the cells of a run.
 * E. Pozniansky, A. Schuster: Efficient On-the-Fly Data Race Detection in Multithreaded C++ Programs (DJIT+). PPoPP
 * 2003; the last write is kept as one moment of one activity as in C. Flanagan, S. Freund: FastTrack. PLDI 2009.
 *
 * Data is what a lock of the driver guards. Everything else orders: a lock, a wait queue, a work item, a fence, an
 * atomic or a spinlock that its owner takes for each access, and MMIO and interface words, whose accessors are
 * barriers. Writing such a cell hands over all that the writer did, touching it takes over what was handed over.
 * So a race is two accesses to guarded data, one of them a write, between which nothing of that kind passed; since
 * a write without the lock ends the run, one of the two is a reading or look without it.
 */
import { Mutex } from '../../impl/linux/mutex.ts';
import { RwSemaphore } from '../../impl/linux/rwsem.ts';
import { SpinLock } from '../../impl/linux/spinlock.ts';
import type { Machine, StepRecord } from '../../impl/runtime/machine.ts';

/** One side of a race. */
export interface RacyAccess {
  readonly activity: string;
  readonly label: string;
  readonly writes: boolean;
  /** The step of the run, from 1. */
  readonly step: number;
}

/** Two accesses to one cell that nothing orders, in the order in which they were made. */
export interface Race {
  readonly cell: string;
  readonly guard: string;
  readonly first: RacyAccess;
  readonly second: RacyAccess;
}

type Clock = Map<string, number>;

/** An access at a moment of its activity. */
interface Moment extends RacyAccess {
  readonly at: number;
}

interface Data {
  readonly guard: string;
  written: Moment | null;
  /** The last reading of each activity since the last write. */
  read: Map<string, Moment>;
}

/** Watches a run: give it every step. Races are told once for each cell and pair of labels. */
export class RaceDetector {
  private readonly found = new Map<string, Race>();
  private readonly clocks = new Map<string, Clock>();
  private readonly handedOver = new Map<string, Clock>();
  private readonly data = new Map<string, Data | null>();
  private cellsKnown = 0;

  constructor(private readonly machine: Machine) {}

  get races(): readonly Race[] {
    return [...this.found.values()];
  }

  afterStep({ index, activity: { path }, label, footprint, looks }: StepRecord): void {
    this.learnCells();
    const clock = this.clockOf(path);
    const at = clock.get(path) ?? 0;
    const access = { activity: path, label, step: index + 1, at };
    for (const cell of looks) this.touch({ ...access, writes: false }, cell, clock);
    for (const { cell, kind } of footprint) {
      this.touch({ ...access, writes: kind === 'write' }, cell, clock);
    }
    clock.set(path, at + 1);
  }

  private touch(moment: Moment, cell: string, clock: Clock): void {
    const data = this.data.get(cell) ?? null;
    if (data !== null) {
      this.check(moment, cell, data, clock);
      return;
    }
    const given = this.handedOver.get(cell);
    if (given !== undefined) join(clock, given);
    if (!moment.writes) return;
    const handed = given ?? new Map<string, number>();
    join(handed, clock);
    handed.set(moment.activity, moment.at);
    this.handedOver.set(cell, handed);
  }

  private check(moment: Moment, cell: string, data: Data, clock: Clock): void {
    const { written, read } = data;
    const concurrent = (other: Moment): boolean =>
      other.activity !== moment.activity && (clock.get(other.activity) ?? -1) < other.at;
    if (written !== null && concurrent(written)) this.report(cell, data.guard, written, moment);
    if (!moment.writes) {
      read.set(moment.activity, moment);
      return;
    }
    for (const reading of read.values()) {
      if (concurrent(reading)) this.report(cell, data.guard, reading, moment);
    }
    data.written = moment;
    data.read = new Map();
  }

  private report(cell: string, guard: string, first: RacyAccess, second: RacyAccess): void {
    const key = `${cell}|${first.label}|${second.label}`;
    if (this.found.has(key)) return;
    const plain = ({ activity, label, writes, step }: RacyAccess): RacyAccess => ({
      activity,
      label,
      writes,
      step,
    });
    this.found.set(key, { cell, guard, first: plain(first), second: plain(second) });
  }

  private clockOf(activity: string): Clock {
    let clock = this.clocks.get(activity);
    if (clock === undefined) {
      clock = new Map();
      this.clocks.set(activity, clock);
    }
    return clock;
  }

  /** Cells are declared during the run too. */
  private learnCells(): void {
    const { cells } = this.machine;
    for (; this.cellsKnown < cells.length; this.cellsKnown++) {
      const cell = cells[this.cellsKnown];
      if (cell === undefined) continue;
      const { guard } = cell;
      const locked = guard instanceof Mutex || guard instanceof RwSemaphore || guard instanceof SpinLock;
      this.data.set(cell.name, locked ? { guard: guard.name, written: null, read: new Map() } : null);
    }
  }
}

function join(clock: Clock, other: Clock): void {
  for (const [activity, at] of other) {
    if (at > (clock.get(activity) ?? -1)) clock.set(activity, at);
  }
}
