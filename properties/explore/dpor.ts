/**
 * Dynamic partial-order reduction: at least one execution of each Mazurkiewicz trace, and at most one.
 * P. Abdulla, S. Aronis, B. Jonsson, K. Sagonas: Optimal Dynamic Partial Order Reduction. POPL 2014 (source sets,
 * algorithm 1); Source Sets: A Foundation for Optimal Dynamic Partial Order Reduction. J. ACM 64(4), 2017.
 * Sleep sets: P. Godefroid, Partial-Order Methods for the Verification of Concurrent Systems, LNCS 1032, 1996.
 *
 * Departures:
 * - A step may wait for any condition over cells, and any other process may make it false again. A step that
 *   wrote a cell that a later or waiting step looks at is a race whatever lies between, since the later step might
 *   have gone first and then been forbidden; and where it is not known that a step could have, all of the initials
 *   are tried, not one of them. `docs/traces.md` has the argument.
 * - Choices of data are part of the step that makes them. All options of a step that is tried are tried, and a step
 *   sleeps with the options that it took.
 * - Which cells a step touches is known when it was taken. Where a race's later step may touch others once the
 *   earlier does not precede it, it is not counted among the initials.
 * - A step that sleeps and is forbidden, or touches less after another one, shows not all of its races: what conflicts
 *   with the step as it sleeps is tried too.
 * - Nothing can be reversed across a move of time, which happens only when nothing can run.
 */
import type { Pilot, StepTouch, Waiting } from './dpor/pilot.ts';
import { conflict, initialsOf, isBefore, type Step, Trace, touchedBy } from './dpor/trace.ts';
import { type Explored, firstOpen, isExhausted, stillAsleep } from './dpor/variants.ts';

export type { Pilot, StepTouch, Waiting } from './dpor/pilot.ts';

export interface TraceLimits {
  /** Executions, complete or not. */
  readonly maxExecutions: number;
  readonly shouldStop?: () => boolean;
}

/** What was explored. */
export interface TraceSearch {
  /** Executions that were run to their end, no two of one trace. */
  readonly traces: number;
  /** Executions that were given up since all that they could become was known. */
  readonly blocked: number;
  /** Steps taken, those of repeated beginnings too. */
  readonly steps: number;
  /** Whether each trace was run. */
  readonly complete: boolean;
}

/** A step whose choices can be taken differently, and what is known of the state before it. */
interface Frame {
  readonly runnable: readonly number[];
  /** Processes to be tried here, in the order in which they were asked for. */
  readonly tried: Set<number>;
  /** What need not be tried: it slept when the state was reached, or was explored from here. */
  readonly explored: Explored[];
  process: number;
  options: number[];
  counts: number[];
  /** Null until the step was taken. */
  step: Step | null;
  /** What the step waited for, if it had looked at more cells than those it was seen to depend on. */
  waited: Waited | null;
}

/** A process before a step that it could not always take. */
interface Waited {
  readonly process: number;
  /** The step before, and what happens before the moment from which the process stood there. */
  readonly before: Step | undefined;
  readonly known: readonly number[];
  readonly allLooks: readonly string[];
  /** How many steps there were when it went, or are now. */
  readonly went: number;
}

/**
 * Runs a system once for each trace.
 *
 * @param run runs the system to its end under a pilot; must do the same for the same answers
 * @param visit is given what came of each trace; returning true ends the search
 * @throws Error if the system did not do the same again, or what it told of its steps was incomplete
 */
export function exploreTraces<R>(
  run: (pilot: Pilot) => R,
  visit: (result: R) => boolean,
  limits: TraceLimits,
): TraceSearch {
  const search = new Search();
  const { maxExecutions, shouldStop = () => false } = limits;
  for (;;) {
    if (search.traces + search.blocked >= maxExecutions || shouldStop()) return search.result(false);
    search.begin();
    const result = run(search);
    if (search.end() && visit(result)) return search.result(false);
    if (!search.next()) return search.result(true);
  }
}

class Search implements Pilot {
  traces = 0;
  blocked = 0;
  private steps = 0;
  private readonly frames: Frame[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];
  private trace = new Trace();
  private optionsTaken = 0;
  private gaveUp = false;

  begin(): void {
    this.trace = new Trace();
    this.gaveUp = false;
  }

  pick(runnable: readonly string[], waiting: () => readonly Waiting[]): string | null {
    const frame =
      this.frames[this.trace.steps.length] ?? this.reach(runnable.map((name) => this.numberOf(name)));
    if (frame === null) {
      this.reverseForbidden(waiting());
      this.gaveUp = true;
      return null;
    }
    this.optionsTaken = 0;
    const name = this.names[frame.process] as string;
    if (!runnable.includes(name)) throw new Error(`${name} could run here before and cannot now`);
    return name;
  }

  option(count: number): number {
    const { options, counts, explored, process } = this.present();
    const at = this.optionsTaken++;
    if (at === options.length) {
      options.push(firstOpen(explored, process, options, count));
      counts.push(count);
    }
    if (counts[at] !== count)
      throw new Error(`a choice had ${counts[at]} options before and has ${count} now`);
    return options[at] as number;
  }

  stepped(touch: StepTouch): void {
    const frame = this.present();
    this.steps++;
    if (frame.step !== null) {
      this.trace.again(frame.step);
      return;
    }
    const { process } = frame;
    const before = this.trace.last(process);
    const known = this.trace.clockOf(process);
    const { step, races } = this.trace.add(process, touchedBy(touch));
    frame.step = step;
    const looks = new Set(touch.allLooks);
    for (const earlier of races) {
      if (conflictsBeside(looks, earlier, step)) this.reverse(earlier, step);
    }
    const waited: Waited = { process, before, known, allLooks: touch.allLooks, went: step.index };
    this.tryBeforeWrites(waited, step.index);
    if (touch.allLooks.some((cell) => !step.touched.has(cell))) frame.waited = waited;
  }

  settled(waiting: readonly Waiting[]): void {
    if (this.trace.steps.length >= this.frames.length) this.reverseForbidden(waiting);
    this.trace.cut();
  }

  /** The execution is over. Whether it was run to its end. */
  end(): boolean {
    if (this.gaveUp) this.blocked++;
    else this.traces++;
    return !this.gaveUp;
  }

  /** Goes back to the last state from which something is left to be tried. Whether there is one. */
  next(): boolean {
    for (;;) {
      const frame = this.frames.at(-1);
      if (frame === undefined) return false;
      const { step, process, options, counts, explored, tried } = frame;
      if (step !== null) explored.push({ process, options, counts, touched: step.touched });
      const left = [...tried].find((p) => !isExhausted(explored, p));
      if (left !== undefined) {
        frame.process = left;
        frame.options = [];
        frame.counts = [];
        frame.step = null;
        frame.waited = null;
        return true;
      }
      this.frames.pop();
    }
  }

  result(complete: boolean): TraceSearch {
    return { traces: this.traces, blocked: this.blocked, steps: this.steps, complete };
  }

  /** A state that is reached for the first time. Null: all that can run sleeps. */
  private reach(runnable: readonly number[]): Frame | null {
    const parent = this.frames.at(-1);
    const explored =
      parent === undefined || parent.step === null
        ? []
        : stillAsleep(parent.explored, parent.process, parent.step.touched);
    const process = runnable.find((p) => !isExhausted(explored, p));
    if (process === undefined) return null;
    const frame: Frame = {
      runnable,
      tried: new Set([process]),
      explored: [...explored],
      process,
      options: [],
      counts: [],
      step: null,
      waited: null,
    };
    this.frames.push(frame);
    return frame;
  }

  /** Has something tried before `earlier` that lets `later`, which is in a race with it, come first. */
  private reverse(earlier: Step, later: Step): void {
    const { first } = this.trace.independentOf(earlier, later.index);
    const initials = initialsOf(first).map((step) => step.process);
    const frame = this.frames[earlier.index] as Frame;
    // Where it could not go, it had to wait for the earlier one, or for a step that goes before it in any case.
    if (frame.runnable.includes(later.process) && !first.some((step) => step.process === later.process)) {
      const free = touchesTheSame(earlier, later) && first.every((step) => !isBefore(step, later.clock));
      if (free || initials.length === 0) initials.unshift(later.process);
    }
    this.tryOne(frame, initials);
    // It is not taken here, where it would touch more: who conflicts with that may have to come before both.
    if (touchesMore(frame.explored, later)) for (const process of frame.runnable) this.try(frame, process);
  }

  /**
   * Has tried, before each step that wrote what a later or waiting step looks at, what lets that one come first:
   * the earlier may have forbidden it, for good or for a while, or another may have allowed it too.
   *
   * @param until how many steps are known
   */
  private tryBeforeWrites({ process, before, known, allLooks, went }: Waited, until: number): void {
    const done = new Set<Step>();
    for (const cell of allLooks) {
      for (const earlier of this.trace.writesOf(cell)) {
        if (earlier.index >= went) break;
        if (earlier.process === process || done.has(earlier) || isBefore(earlier, known)) continue;
        done.add(earlier);
        const frame = this.frames[earlier.index] as Frame;
        const { all, first } = this.trace.independentOf(earlier, until);
        const stood = before === undefined || before.index < earlier.index;
        if (stood && frame.runnable.includes(process)) this.try(frame, process);
        const lasting = !all.some(({ touched }) => allLooks.some((c) => touched.get(c) === true));
        const woken = stood && wakes(all, frame.explored, process);
        if (stood && lasting && !woken) continue;
        const initials = initialsOf(first).map((step) => step.process);
        if (lasting && !woken) this.tryOne(frame, initials);
        else for (const initial of initials) this.try(frame, initial);
      }
    }
  }

  /** Has the first of these processes tried, unless another of them is or was. */
  private tryOne(frame: Frame, initials: readonly number[]): void {
    const [first] = initials;
    if (first === undefined) return;
    if (initials.some((p) => frame.tried.has(p) || isExhausted(frame.explored, p))) return;
    this.try(frame, first);
  }

  private try(frame: Frame, process: number): void {
    if (frame.runnable.includes(process)) {
      frame.tried.add(process);
      return;
    }
    throw new Error(
      `${this.names[process]} took a step that nothing seemed to have to precede, and could not have taken it: something that it depends on was not recorded`,
    );
  }

  /** The same at the end of a stretch of time, for processes that wait then and for steps that might have gone at other times. */
  private reverseForbidden(waiting: readonly Waiting[]): void {
    const { trace } = this;
    const until = trace.steps.length;
    for (const { process: name, allLooks } of waiting) {
      const process = this.numberOf(name);
      const before = trace.last(process);
      this.tryBeforeWrites({ process, before, known: trace.clockOf(process), allLooks, went: until }, until);
    }
    for (let i = trace.from; i < until; i++) {
      const { waited } = this.frames[i] as Frame;
      if (waited !== null) this.tryBeforeWrites(waited, until);
    }
  }

  private present(): Frame {
    return this.frames[this.trace.steps.length] as Frame;
  }

  private numberOf(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.numbers.set(name, number);
    }
    return number;
  }
}

/** Whether two steps conflict otherwise than by a write of what the later looks at before it is taken. */
function conflictsBeside(looks: ReadonlySet<string>, earlier: Step, later: Step): boolean {
  for (const [cell, writes] of later.touched) {
    const wrote = earlier.touched.get(cell);
    if (wrote === undefined || !(wrote || writes)) continue;
    if (!wrote || !looks.has(cell)) return true;
  }
  return false;
}

/** Whether one of these steps wakes a process that sleeps: after it, what was explored of the process is another step. */
function wakes(steps: readonly Step[], asleep: readonly Explored[], process: number): boolean {
  return asleep.some((e) => e.process === process && steps.some((step) => conflict(e.touched, step.touched)));
}

/** Whether a process sleeps that took a step there which touched more than this one of its steps, after others. */
function touchesMore(asleep: readonly Explored[], { process, touched }: Step): boolean {
  const isMore = ([cell, wrote]: readonly [string, boolean]): boolean =>
    !touched.has(cell) || (wrote && touched.get(cell) === false);
  return asleep.some((e) => e.process === process && [...e.touched].some(isMore));
}

/** Whether the later step is sure to touch the same cells if the earlier does not come before it. */
function touchesTheSame(earlier: Step, later: Step): boolean {
  let left = later.touched.size;
  for (const cell of later.touched.keys()) {
    left--;
    if (earlier.touched.get(cell) === true) return left === 0;
  }
  return true;
}
