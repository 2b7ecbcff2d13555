import { type Act, Activity, type ActivityKind, type Op, plainOp } from './activity.ts';
import { type AccessKind, Cell, type Guard } from './cell.ts';
import { type Chooser, type Decision, switchPoint } from './decision.ts';
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
  readonly watchers: Activity[];
  readonly guard: Guard | null;
  readonly hash: number;
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
  readonly hashing: boolean;
  readonly activities: Activity[] = [];
  readonly cells: Cell<Value>[] = [];
  /** Every decision that was not the default, in order. */
  readonly decisions: Decision[] = [];
  /** How often each named choice was consulted. */
  readonly choicesMade = new Map<string, number>();
  private running: Activity | null = null;
  private last: Activity | null = null;
  private readySeq = 0;
  private looking = false;
  /** The activity whose `ready` is being asked. */
  private asking: Activity | null = null;
  private atomic = false;
  private sharedAccess: TouchedCell | null = null;
  private stepDigest = 0;
  private footprint: Access[] = [];
  private readonly candidates: Activity[] = [];
  private readonly paths = new Set<string>();

  constructor(private readonly options: MachineOptions) {
    this.hashing = options.hashing ?? false;
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

  /** Declares a tracked cell. `guard` null: shared, each access is a switch point. */
  cell<T extends Value>(name: string, initial: T, guard: Guard | null = null): Cell<T> {
    const cell = new Cell<T>(this, this.cells.length, name, initial, guard);
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
    const activity = new Activity(path, kind, body());
    activity.op = atHead ? (activity.body.next().value ?? null) : plainOp('begin');
    this.activities.push(activity);
    this.note(lifeOf(path), 'write');
    return activity;
  }

  /** Ends an activity that is not running, wherever it stands: a processor that loses power. */
  end(activity: Activity): void {
    if (activity === this.running) throw new AccessError(`${activity.path} ends itself: let it return`);
    activity.op = null;
    this.note(lifeOf(activity.path), 'write');
  }

  // ---- operations, for `yield*`

  /** A switch point, then whatever the caller does until its next one. */
  *step(label: string): Act {
    yield plainOp(label);
  }

  /** Reads a cell that no held lock hides. */
  *read<T extends Value>(cell: Cell<T>, label = `read ${cell.name}`): Act<T> {
    yield plainOp(label);
    return cell.get();
  }

  /** Writes a cell that no held lock hides. */
  *write<T extends Value>(cell: Cell<T>, value: T, label = `write ${cell.name}`): Act {
    yield plainOp(label);
    cell.set(value);
  }

  /** An atomic read-modify-write; returns the value before it. */
  *update<T extends Value>(cell: Cell<T>, change: (value: T) => T, label = `update ${cell.name}`): Act<T> {
    yield plainOp(label);
    const before = cell.get();
    cell.set(change(before));
    return before;
  }

  /** Sleeps for `durationUs` microseconds of virtual time. */
  *sleep(durationUs: number, label: string): Act {
    yield { label, ready: () => false, dueUs: this.nowUs + durationUs, sleeps: true };
  }

  /** Waits until `ready` holds. The look is recorded; the caller re-examines after it. */
  *until(label: string, ready: () => boolean, options: { head?: boolean; sleeps?: boolean } = {}): Act {
    yield { label, ready, dueUs: null, head: options.head ?? false, sleeps: options.sleeps ?? true };
  }

  /**
   * Looks at `condition` every `stepUs` until it holds or `limitUs` have passed, as one operation. It is
   * looked at when it runs, so it can miss a pulse. Returns whether the condition held at the last look.
   */
  *pollUntil(condition: () => boolean, stepUs: number, limitUs: number, label: string): Act<boolean> {
    const deadlineUs = this.nowUs + limitUs;
    for (;;) {
      yield { label, ready: condition, dueUs: deadlineUs, sleeps: stepUs > 0 };
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

  /** Records an access by the running activity and checks that it is allowed. */
  access(cell: TouchedCell, kind: 'read' | 'write'): void {
    const activity = this.running;
    if (activity === null) return;
    if (this.looking) {
      if (kind === 'write') throw new AccessError(`a look at enabledness writes ${cell.name}`);
      const { asking } = this;
      if (asking === null) this.note(cell.name, 'look');
      else {
        if (!cell.watchers.includes(asking)) cell.watchers.push(asking);
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
    if (this.options.afterStep !== undefined) this.footprint.push({ cell, kind });
  }

  // ---- the run

  /** Runs until nothing can run any more, or a limit is hit. */
  run(): RunEnd {
    const { chooser, horizonUs, maxSteps, attend, afterStep } = this.options;
    for (;;) {
      const candidates = this.enabled();
      if (attend?.(candidates)) return 'stopped';
      if (candidates.length === 0) {
        const dueUs = this.nextDueUs();
        if (dueUs === null) return 'quiet';
        if (dueUs > horizonUs) return 'horizon';
        this.nowUs = Math.max(this.nowUs, dueUs);
        for (const activity of this.activities) activity.stale = true;
        continue;
      }
      if (this.steps >= maxSteps) return 'steps';
      const chosen = this.choose(candidates, chooser);
      if (afterStep !== undefined) this.footprint = [];
      const { looks } = chosen;
      const allLooks = attend === undefined ? nothing : [...chosen.allLooks];
      const label = this.execute(chosen);
      const index = this.steps++;
      const { footprint } = this;
      if (afterStep?.({ index, activity: chosen, label, footprint, looks, allLooks })) return 'stopped';
    }
  }

  /** Whether every live activity stands at a loop head: only here two machines can be compared exactly. */
  quiescent(): boolean {
    return this.activities.every((a) => a.op === null || a.op.head === true);
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

  private execute(activity: Activity): string {
    const op = activity.op as Op;
    activity.done.set(op.label, activity.occurrence(op.label) + 1);
    activity.passedOver = 0;
    activity.readySeq = 0;
    activity.stale = true;
    if (this.options.attend !== undefined) {
      activity.looks = [];
      activity.allLooks.clear();
    }
    this.running = activity;
    this.last = activity;
    this.sharedAccess = null;
    this.stepDigest = 0;
    const next = activity.body.next();
    this.running = null;
    activity.op = next.done === true ? null : next.value;
    if (activity.op?.sleeps && activity.spinning > 0) {
      throw new AccessError(`${activity.path} sleeps at "${activity.op.label}" with a spinning lock held`);
    }
    if (this.hashing) {
      activity.digest = activity.op?.head
        ? 0
        : mix(mix(activity.digest, hashText(op.label)), this.stepDigest);
    }
    return op.label;
  }

  /** The activities that can run, the default first. */
  private enabled(): readonly Activity[] {
    const list = this.candidates;
    list.length = 0;
    for (const activity of this.activities) {
      const op = activity.op;
      if (op === null) continue;
      if (activity.parked) {
        activity.stale = true;
        continue;
      }
      if (activity.stale) this.ask(activity, op);
      else if (this.options.distrustful === true) this.askAgain(activity, op);
      if (activity.canRun) {
        if (activity.readySeq === 0) activity.readySeq = ++this.readySeq;
        list.push(activity);
      } else activity.readySeq = 0;
    }
    const last = this.last;
    list.sort((a, b) => (a === last ? -1 : b === last ? 1 : a.readySeq - b.readySeq));
    return list;
  }

  private askAgain(activity: Activity, op: Op): void {
    const { canRun, dueUs } = activity;
    this.ask(activity, op);
    if (canRun !== activity.canRun || (!canRun && dueUs !== activity.dueUs)) {
      throw new AccessError(
        `${activity.path} at "${op.label}": its answer changed and no cell that it looked at did`,
      );
    }
  }

  private ask(activity: Activity, op: Op): void {
    activity.stale = false;
    const { dueUs } = op;
    activity.dueUs = dueUs;
    if (this.options.attend !== undefined) activity.looks = [];
    const due = dueUs !== null && this.nowUs >= dueUs;
    // Who attends wants to know what it depends on that it is due: cells that `ready` looks at when it says no.
    if (due && this.options.attend === undefined) {
      activity.canRun = true;
      return;
    }
    this.running = activity;
    this.asking = activity;
    this.looking = true;
    activity.canRun = op.ready() || due;
    this.looking = false;
    this.asking = null;
    this.running = null;
  }

  private nextDueUs(): number | null {
    let dueUs: number | null = null;
    for (const { op, parked, dueUs: opDueUs } of this.activities) {
      if (op === null || parked || opDueUs === null) continue;
      if (dueUs === null || opDueUs < dueUs) dueUs = opDueUs;
    }
    return dueUs;
  }
}
