import { type Act, Activity, type ActivityKind, type Op, plainOp } from './activity.ts';
import { type AccessKind, Cell, type Guard } from './cell.ts';
import { type Chooser, type Decision, switchPoint } from './decision.ts';
import type { Frames } from './frame.ts';
import { RunQueue, Watchers } from './run-queue.ts';
import { hashText, mix, type Value } from './value.ts';

/** Why a run ended. `quiet`: nothing can run and no timer is set. */
export type RunEnd = 'quiet' | 'horizon' | 'steps' | 'stopped';

export interface MachineOptions {
  readonly chooser: Chooser;
  /** Virtual time at which the run ends, microseconds. */
  readonly horizonUs: number;
  /** Operations after which the run ends: a bound on every run, also one that spins. */
  readonly maxSteps: number;
  /** Keep a hash of all cells, updated at each write. */
  readonly hashing?: boolean;
  /** Ask every activity at each step, and throw when an answer that was kept is wrong: a check of the runtime. */
  readonly distrustful?: boolean;
  /** Tell `afterStep` the footprint of each operation; default: yes. Without, footprints are empty. */
  readonly footprints?: boolean;
  /**
   * Called before each operation with those that can do theirs, and with nobody before time moves or the run ends;
   * returning true ends the run. For exploration that must know more than a chooser is asked.
   */
  readonly attend?: (candidates: readonly Activity[]) => boolean;
  /** Called after each operation; returning true ends the run. */
  readonly afterStep?: (step: StepRecord) => boolean;
}

/** One operation that was done. */
export interface StepRecord {
  readonly index: number;
  readonly activity: Activity;
  readonly label: string;
  readonly footprint: readonly Access[];
  /** The cells that `ready` looked at when it said yes; empty unless somebody attends, as is the next. */
  readonly looks: readonly string[];
  /** Those that it looked at since the activity stood there. */
  readonly allLooks: readonly string[];
}

/** What a step writes that starts or ends an activity, and what every step of the activity depends on. */
export const lifeOf = (path: string): string => `life of ${path}`;

export interface Access {
  readonly cell: string;
  readonly kind: AccessKind;
}

const never = (): boolean => false;
const latenessesByMax = new Map<number, readonly number[]>();
const microseconds = (us: number): string => `${us} us`;

function latenesses(maxUs: number): readonly number[] {
  let options = latenessesByMax.get(maxUs);
  if (options === undefined) {
    options = [0, maxUs, Math.floor(maxUs / 10)];
    latenessesByMax.set(maxUs, options);
  }
  return options;
}

const nothing: readonly string[] = [];

interface TouchedCell {
  readonly name: string;
  watchers: Watchers | null;
  readonly guard: Guard | null;
  readonly hash: number;
}

/** Something of the caller's that was thrown within an activity and does not concern it. */
interface Failure {
  readonly error: unknown;
}

/** An operation that was done already, for the caller's `yield*`: no generator has to be made for it. */
class Passed {
  private readonly result: { done: true; value: unknown } = { done: true, value: undefined };

  [Symbol.iterator](): this {
    return this;
  }

  next(): { done: true; value: unknown } {
    return this.result;
  }

  with<T>(value: T): Act<T> {
    this.result.value = value;
    return this as unknown as Act<T>;
  }
}

function* standing(op: Op): Act {
  yield op;
}

// Each for itself: a method in which a function is made that knows its parameters allocates them at each call.
function* reading<T extends Value>(op: Op, cell: Cell<T>): Act<T> {
  yield op;
  return cell.get();
}

function* writing<T extends Value>(op: Op, cell: Cell<T>, value: T): Act {
  yield op;
  cell.set(value);
}

function* afterwards<T>(op: Op, body: () => T): Act<T> {
  yield op;
  return body();
}

/** An activity touched state in a way that the runtime forbids: a mistake in the simulator, not a finding. */
export class AccessError extends Error {}

/**
 * The machine on which all activities run: tracked cells, virtual time in whole microseconds, and one place
 * where it is decided who goes next.
 *
 * Time moves only when no activity can run, to the earliest time at which one can.
 */
export class Machine {
  nowUs = 0;
  /** Grows with each write that changed a cell. */
  version = 0;
  /** Order-independent hash of all cells; 0 unless `hashing`. */
  stateHash = 0;
  steps = 0;
  /** The calls of the running activity, for `framed`. */
  frames: Frames = { innermost: null };
  readonly hashing: boolean;
  readonly cells: Cell<Value>[] = [];
  /** How many cells there are of each name that was asked for. */
  private readonly cellsOfName = new Map<string, number>();
  /** Every decision that was not the default, in order. */
  readonly decisions: Decision[] = [];
  /** How often each named choice was consulted. */
  readonly choicesMade = new Map<string, number>();
  private readonly queue = new RunQueue();
  private running: Activity | null = null;
  private last: Activity | null = null;
  /** Whose turn it is, and why it is nobody's any more. */
  private turn: Activity | null = null;
  private ended: RunEnd | null = null;
  private failure: Failure | null = null;
  private readonly passed = new Passed();
  /** An activity is on its way to its first operation, within the step of another. */
  private spawning = false;
  private looking = false;
  /** The activity whose `ready` is being asked. */
  private asking: Activity | null = null;
  private atomic = false;
  private sharedAccess: TouchedCell | null = null;
  private stepDigest = 0;
  private footprint: Access[] = [];
  private stepLooks: readonly string[] = nothing;
  private stepAllLooks: readonly string[] = nothing;
  private readonly footprints: boolean;
  private readonly paths = new Set<string>();
  private readonly askOne = (activity: Activity): void => this.ask(activity);

  constructor(private readonly options: MachineOptions) {
    this.hashing = options.hashing ?? false;
    this.footprints = options.afterStep !== undefined && (options.footprints ?? true);
  }

  /** All activities, in the order in which they were started. */
  get activities(): readonly Activity[] {
    return this.queue.activities;
  }

  /** Those that can go on, longest waiting first, before an operation is done. */
  get line(): readonly Activity[] {
    return this.queue.ready;
  }

  /** The activity whose operation is being done. Throws outside of one. */
  get current(): Activity {
    if (this.running === null) throw new AccessError('no activity is running');
    return this.running;
  }

  /** The path of the running activity, or `setup` before the run. */
  get currentPath(): string {
    return this.running?.path ?? 'setup';
  }

  /**
   * Declares a tracked cell. `guard` null: shared, each access is a switch point. A name that an earlier object had, which
   * could not be made or is gone, gets its number, `(2)`: a printed change says whose it is, and two cells of one name
   * would hide each other in the hash.
   */
  cell<T extends Value>(name: string, initial: T, guard: Guard | null = null): Cell<T> {
    const nth = (this.cellsOfName.get(name) ?? 0) + 1;
    this.cellsOfName.set(name, nth);
    const unique = nth === 1 ? name : `${name} (${nth})`;
    const cell = new Cell<T>(this, this.cells.length, unique, initial, guard);
    this.cells.push(cell as unknown as Cell<Value>);
    return cell;
  }

  /**
   * Starts an activity. Its path must be unique in the machine. `atHead`: it stands at its first operation
   * from the start, since nothing comes before that; otherwise its beginning is a switch point of its own.
   */
  spawn(path: string, kind: ActivityKind, body: () => Act, atHead = false): Activity {
    if (this.paths.has(path)) throw new Error(`two activities are called ${path}`);
    this.paths.add(path);
    const activity = new Activity(this.activities.length, path, kind, body());
    if (atHead) {
      const { frames } = this;
      this.frames = activity.frames;
      this.spawning = true;
      activity.op = activity.resume();
      this.spawning = false;
      this.frames = frames;
    } else activity.op = plainOp('begin');
    this.queue.add(activity);
    this.note(lifeOf(path), 'write');
    return activity;
  }

  /** Nobody looks whether it can go on, before somebody unparks it. For one that runs, or has only been started. */
  park(activity: Activity): void {
    activity.parked = true;
  }

  unpark(activity: Activity): void {
    activity.parked = false;
    this.queue.wake(activity);
  }

  /** Ends an activity that is not running, wherever it stands: a processor that loses power. */
  end(activity: Activity): void {
    if (activity === this.running) throw new AccessError(`${activity.path} ends itself: let it return`);
    activity.op = null;
    this.note(lifeOf(activity.path), 'write');
    this.queue.remove(activity);
  }

  // ---- operations, for `yield*`

  /**
   * A switch point: the running activity is about to do `op`. Decides whose turn it is. True: it goes on at once, so
   * the way out to `run` and back in through all generators that called each other is spared. False: it has to yield
   * `op`: `if (!machine.passes(op)) yield op;` does what `yield op` does.
   */
  passes(op: Op): boolean {
    const { running } = this;
    if (running === null || this.spawning) return false;
    try {
      this.finish(running, op);
      this.turn = this.ended === null ? this.schedule() : null;
    } catch (error) {
      // The activity has no part in it: thrown by `run`, outside of its generators.
      this.failure = { error };
      return false;
    }
    if (this.turn !== running) return false;
    this.begin(running);
    return true;
  }

  /** A switch point, then whatever the caller does until its next one. */
  step(label: string): Act {
    return this.at(plainOp(label));
  }

  /** Reads a cell that no held lock hides. */
  read<T extends Value>(cell: Cell<T>, label?: string): Act<T> {
    const op = label === undefined ? cell.readOp : plainOp(label);
    return this.passes(op) ? this.passed.with(cell.get()) : reading(op, cell);
  }

  /** Writes a cell that no held lock hides. */
  write<T extends Value>(cell: Cell<T>, value: T, label?: string): Act {
    const op = label === undefined ? cell.writeOp : plainOp(label);
    return this.passes(op) ? this.passed.with(cell.set(value)) : writing(op, cell, value);
  }

  /** An atomic read-modify-write; returns the value before it. */
  update<T extends Value>(cell: Cell<T>, change: (value: T) => T, label?: string): Act<T> {
    const op = label === undefined ? cell.updateOp : plainOp(label);
    return this.perform(op, () => {
      const before = cell.get();
      cell.set(change(before));
      return before;
    });
  }

  /** The switch point of an operation, and what is done there. */
  perform<T>(op: Op, body: () => T): Act<T> {
    return this.passes(op) ? this.passed.with(body()) : afterwards(op, body);
  }

  /** Sleeps for `durationUs` microseconds of virtual time. */
  sleep(durationUs: number, label: string): Act {
    return this.at({ label, ready: never, dueUs: this.nowUs + durationUs, head: false, sleeps: true });
  }

  /** Waits until `ready` holds. The look is recorded; the caller re-examines after it. */
  until(label: string, ready: () => boolean, options: { head?: boolean; sleeps?: boolean } = {}): Act {
    const { head = false, sleeps = true } = options;
    return this.at({ label, ready, dueUs: null, head, sleeps });
  }

  /** The switch point of an operation; for `yield*` at once, as all of these. */
  at(op: Op): Act {
    return this.passes(op) ? this.passed.with(undefined) : standing(op);
  }

  /**
   * Looks at `condition` every `stepUs` until it holds or `limitUs` have passed, as one operation. It is
   * looked at when it runs, so it can miss a pulse. Returns whether the condition held at the last look.
   */
  *pollUntil(condition: () => boolean, stepUs: number, limitUs: number, label: string): Act<boolean> {
    const deadlineUs = this.nowUs + limitUs;
    const op: Op = { label, ready: condition, dueUs: deadlineUs, head: false, sleeps: stepUs > 0 };
    for (;;) {
      if (!this.passes(op)) yield op;
      if (this.look(condition)) return true;
      if (this.nowUs >= deadlineUs) return false;
    }
  }

  /**
   * A wake-up that takes a while: 0, a tenth of or all of `maxUs`, the named decision `late(path)`.
   * Part F, host side.
   */
  *late(maxUs: number): Act {
    const delayUs = this.decide(this.current.lateName, latenesses(maxUs), microseconds);
    if (delayUs > 0) yield* this.sleep(delayUs, `late by ${delayUs} us`);
  }

  // ---- choices

  /** Takes a choice of data. The first option is the default; a single option is no choice. */
  decide<T>(name: string, options: readonly T[], text: (option: T) => string): T {
    const nth = this.choicesMade.get(name) ?? 0;
    this.choicesMade.set(name, nth + 1);
    const first = options[0];
    if (first === undefined && options.length === 0) throw new Error(`choice ${name} has no options`);
    if (options.length === 1) return first as T;
    const choice = { name, nth, options: options.map(text) };
    const index = this.options.chooser.pickOption(choice);
    if (index < 0 || index >= options.length) throw new Error(`choice ${name} has no option ${index}`);
    if (index > 0) this.decisions.push({ kind: 'value', name, nth, option: choice.options[index] ?? '' });
    return options[index] as T;
  }

  // ---- accesses

  /** A cell changed: those that looked at it look again, once. */
  wakeAll(watchers: Watchers): void {
    watchers.wake(this.queue);
  }

  /** Records an access by the running activity and checks that it is allowed. */
  access(cell: TouchedCell, kind: 'read' | 'write'): void {
    const activity = this.running;
    if (activity === null) return;
    if (this.looking) {
      if (kind === 'write') throw new AccessError(`a look at enabledness writes ${cell.name}`);
      const { asking } = this;
      if (asking === null) this.note(cell.name, 'look');
      else {
        cell.watchers ??= new Watchers();
        cell.watchers.add(asking);
        this.noteLook(asking, cell.name);
      }
      return;
    }
    this.note(cell.name, kind);
    if (this.hashing) this.stepDigest = mix(this.stepDigest, cell.hash);
    if (cell.guard?.heldBy(activity)) return;
    if (cell.guard !== null && kind === 'write') {
      throw new AccessError(`${activity.path} writes ${cell.name} without ${cell.guard.name}`);
    }
    if (this.atomic) return;
    if (this.sharedAccess !== null && this.sharedAccess !== cell) {
      throw new AccessError(
        `${activity.path} touches ${this.sharedAccess.name} and ${cell.name} in one step: put a switch point between them`,
      );
    }
    this.sharedAccess = cell;
  }

  /** Evaluates a condition over several cells as one look. */
  look<T>(condition: () => T): T {
    const before = this.looking;
    this.looking = true;
    try {
      return condition();
    } finally {
      this.looking = before;
    }
  }

  /** Allows one step to touch several shared cells: for hardware that does so at once, and for a spinning lock. */
  atomically<T>(body: () => T): T {
    const before = this.atomic;
    this.atomic = true;
    try {
      return body();
    } finally {
      this.atomic = before;
    }
  }

  /** Records that the running activity touched state that is no cell, or not in a step of its own. */
  touch(name: string, kind: 'read' | 'write'): void {
    if (this.running === null) return;
    if (this.asking === null) this.note(name, this.looking ? 'look' : kind);
    else this.noteLook(this.asking, name);
  }

  private noteLook(asking: Activity, cell: string): void {
    if (this.options.attend === undefined) return;
    asking.looks.push(cell);
    asking.allLooks.add(cell);
  }

  private note(cell: string, kind: AccessKind): void {
    if (this.footprints) this.footprint.push({ cell, kind });
  }

  // ---- the run

  /** Runs until nothing can run any more, or a limit is hit. */
  run(): RunEnd {
    this.ended = null;
    this.turn = this.schedule();
    while (this.turn !== null) {
      const activity = this.turn;
      this.begin(activity);
      const next = activity.resume();
      // One that did not ask by `passes` has not finished its step.
      if (this.running !== null && this.failure === null) {
        this.finish(activity, next);
        if (this.ended === null) this.turn = this.schedule();
      }
      this.rethrow();
      if (this.ended !== null) break;
    }
    return this.ended ?? 'quiet';
  }

  /** Whose turn it is. Null: nobody's, and `ended` says why. */
  private schedule(): Activity | null {
    const { queue } = this;
    const { chooser, horizonUs, maxSteps, attend } = this.options;
    for (;;) {
      queue.update(this.askOne);
      if (this.options.distrustful === true) this.askAll();
      const candidates = queue.candidates(this.last);
      if (attend?.(candidates)) {
        this.ended = 'stopped';
        return null;
      }
      if (candidates.length > 0) {
        if (this.steps < maxSteps) return this.choose(candidates, chooser);
        this.ended = 'steps';
        return null;
      }
      const dueUs = queue.nextDueUs();
      if (dueUs === null || dueUs > horizonUs) {
        this.ended = dueUs === null ? 'quiet' : 'horizon';
        return null;
      }
      this.nowUs = Math.max(this.nowUs, dueUs);
      queue.wakeDue(this.nowUs);
    }
  }

  private choose(candidates: readonly Activity[], chooser: Chooser): Activity {
    const first = candidates[0] as Activity;
    if (candidates.length === 1) return first;
    const index = chooser.pickActivity(candidates, this.last);
    const chosen = candidates[index];
    if (chosen === undefined) throw new Error(`the strategy chose activity ${index} of ${candidates.length}`);
    if (index > 0) {
      const insteadOf = switchPoint(first);
      this.decisions.push({ kind: 'run', insteadOf, run: chosen.path, label: chosen.op?.label ?? '' });
      first.passedOver++;
    }
    return chosen;
  }

  /** The activity does its operation from here on. */
  private begin(activity: Activity): void {
    activity.doing((activity.op as Op).label);
    activity.passedOver = 0;
    this.queue.remove(activity);
    if (this.footprints) this.footprint = [];
    if (this.options.attend !== undefined) {
      this.stepLooks = activity.looks;
      this.stepAllLooks = [...activity.allLooks];
      activity.looks = [];
      activity.allLooks.clear();
    }
    this.running = activity;
    this.frames = activity.frames;
    this.last = activity;
    this.sharedAccess = null;
    this.stepDigest = 0;
  }

  /** The activity did its operation and stands before the next, or ended. */
  private finish(activity: Activity, next: Op | null): void {
    const done = activity.op as Op;
    this.running = null;
    activity.op = next;
    this.queue.wake(activity);
    if (next?.sleeps && activity.spinning > 0) {
      throw new AccessError(`${activity.path} sleeps at "${next.label}" with a spinning lock held`);
    }
    if (this.hashing) {
      activity.digest = next?.head ? 0 : mix(mix(activity.digest, hashText(done.label)), this.stepDigest);
    }
    const index = this.steps++;
    const { afterStep } = this.options;
    if (afterStep === undefined) return;
    const { footprint, stepLooks: looks, stepAllLooks: allLooks } = this;
    if (afterStep({ index, activity, label: done.label, footprint, looks, allLooks })) this.ended = 'stopped';
  }

  private rethrow(): void {
    const { failure } = this;
    this.failure = null;
    if (failure !== null) throw failure.error;
  }

  /** Asks all whose answers were kept. */
  private askAll(): void {
    for (const activity of this.activities) {
      const { op, parked, canRun, dueUs } = activity;
      if (op === null || parked) continue;
      this.ask(activity);
      if (canRun === activity.canRun && (canRun || dueUs === activity.dueUs)) continue;
      throw new AccessError(
        `${activity.path} at "${op.label}": its answer changed and no cell that it looked at did`,
      );
    }
  }

  private ask(activity: Activity): void {
    const op = activity.op as Op;
    const { dueUs } = op;
    activity.dueUs = dueUs;
    if (this.options.attend !== undefined) activity.looks = [];
    this.running = activity;
    this.asking = activity;
    this.looking = true;
    // Asked also where its time has come: what it looks at may move that time.
    activity.canRun = op.ready() || (dueUs !== null && this.nowUs >= dueUs);
    this.looking = false;
    this.asking = null;
    this.running = null;
  }
}
