/**
 * The execution that is being run, as a partial order: which step happens before which, by vector clocks.
 *
 * Two steps depend on each other if they are of one process, or touch a cell that one of them writes. Steps before
 * and after a move of time depend on each other all; so clocks are kept for the stretch between two moves only.
 */
import type { StepTouch } from './pilot.ts';

/** The cells a step touched, in order, and whether it wrote them. Looks and reads count alike. */
export type Touched = ReadonlyMap<string, boolean>;

/** A step that was taken. */
export interface Step {
  readonly index: number;
  readonly process: number;
  /** The how-manieth of its process, from 1. */
  readonly nth: number;
  readonly touched: Touched;
  /** For each process the last of its steps that happens before this one, or is it. */
  readonly clock: readonly number[];
}

/** The steps of one stretch of time that touched a cell. */
interface History {
  readonly writes: Step[];
  /** Since the last write. */
  reads: Step[];
}

const none: readonly Step[] = [];
const noClock: readonly number[] = [];

/** Whether `earlier` happens before the moment of `clock`. */
export function isBefore(earlier: Step, clock: readonly number[]): boolean {
  return (clock[earlier.process] ?? 0) >= earlier.nth;
}

/** Whether two steps of different processes depend on each other. */
export function conflict(a: Touched, b: Touched): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const [cell, wrote] of few) {
    const other = many.get(cell);
    if (other !== undefined && (wrote || other)) return true;
  }
  return false;
}

export function touchedBy({ footprint, looks }: StepTouch): Touched {
  const touched = new Map<string, boolean>();
  for (const cell of looks) touched.set(cell, false);
  for (const { cell, kind } of footprint) {
    if (kind === 'write' || !touched.has(cell)) touched.set(cell, kind === 'write');
  }
  return touched;
}

export class Trace {
  readonly steps: Step[] = [];
  private readonly lastOf: (Step | undefined)[] = [];
  private cells = new Map<string, History>();
  /** Index of the first step of the present stretch of time. */
  from = 0;

  /** The last step of a process, in whatever stretch. */
  last(process: number): Step | undefined {
    return this.lastOf[process];
  }

  /** The clock of the last step of a process, if that was in this stretch. */
  clockOf(process: number): readonly number[] {
    const last = this.lastOf[process];
    return last === undefined || last.index < this.from ? noClock : last.clock;
  }

  writesOf(cell: string): readonly Step[] {
    return this.cells.get(cell)?.writes ?? none;
  }

  /**
   * Adds a step, and tells which earlier ones it is in a race with: they depend on each other, belong to different
   * processes, and nothing stands between them in the order.
   */
  add(process: number, touched: Touched): { readonly step: Step; readonly races: readonly Step[] } {
    const nth = (this.lastOf[process]?.nth ?? 0) + 1;
    const clock = [...this.clockOf(process)];
    clock[process] = nth;
    const races: Step[] = [];
    for (const earlier of this.dependencies(touched)) {
      if (isBefore(earlier, clock)) continue;
      races.push(earlier);
      join(clock, earlier.clock);
    }
    const step: Step = { index: this.steps.length, process, nth, touched, clock };
    this.push(step);
    return { step, races };
  }

  /** Time moves: whatever comes depends on whatever came. */
  cut(): void {
    this.from = this.steps.length;
    this.cells = new Map();
  }

  /**
   * The steps from `after` to before `until` that do not depend on `after`: what can be run in its place. For each
   * process its first one.
   */
  independentOf(
    after: Step,
    until: number,
  ): { readonly all: readonly Step[]; readonly first: readonly Step[] } {
    const all: Step[] = [];
    const first: Step[] = [];
    const seen = new Set<number>();
    for (let i = after.index + 1; i < until; i++) {
      const step = this.steps[i] as Step;
      if (isBefore(after, step.clock)) continue;
      all.push(step);
      if (seen.has(step.process)) continue;
      seen.add(step.process);
      first.push(step);
    }
    return { all, first };
  }

  /** What a step that touches these cells directly depends on, latest first. */
  private dependencies(touched: Touched): readonly Step[] {
    const found = new Set<Step>();
    for (const [cell, writes] of touched) {
      const history = this.cells.get(cell);
      if (history === undefined) continue;
      const written = history.writes.at(-1);
      if (written !== undefined) found.add(written);
      if (writes) for (const read of history.reads) found.add(read);
    }
    return [...found].sort((a, b) => b.index - a.index);
  }

  /** Takes a step of the beginning that this execution has in common with the one before. */
  again(step: Step): void {
    this.push(step);
  }

  private push(step: Step): void {
    this.steps.push(step);
    this.lastOf[step.process] = step;
    for (const [cell, writes] of step.touched) {
      let history = this.cells.get(cell);
      if (history === undefined) {
        history = { writes: [], reads: [] };
        this.cells.set(cell, history);
      }
      if (writes) {
        history.writes.push(step);
        history.reads = [];
      } else history.reads.push(step);
    }
  }
}

function join(clock: number[], other: readonly number[]): void {
  for (let i = 0; i < other.length; i++) {
    const theirs = other[i] ?? 0;
    if (theirs > (clock[i] ?? 0)) clock[i] = theirs;
  }
}

/** Those of the first steps of each process that nothing among them has to precede. */
export function initialsOf(first: readonly Step[]): readonly Step[] {
  return first.filter((step) => first.every((other) => other === step || !isBefore(other, step.clock)));
}
