import type { Frames } from './frame.ts';

/**
 * Concurrent activities are generator functions. At each switch point an activity yields the operation that
 * it is about to do; whoever schedules decides which activity does its operation next.
 */
export interface Op {
  /** What the activity is about to do, in the driver's words; names the switch point in decisions and stories. */
  readonly label: string;
  /**
   * Whether it can be done now. Looks at cells are recorded as such, and it is asked again only when one of the cells
   * it looked at changed or `dueUs` came: it must look with `get`, never with `peek`.
   */
  ready(): boolean;
  /**
   * Virtual time in microseconds from which it can be done whatever `ready` says; null: never by time alone.
   * May depend only on cells that `ready` looks at when it says no.
   */
  readonly dueUs: number | null;
  /** A loop head: the activity keeps no protocol state in locals here. */
  readonly head: boolean;
  /** The activity gives up the processor here, so it must hold no spinning lock. */
  readonly sleeps: boolean;
}

/** A loop head that waits for something or for a time that moves; `due` is asked as `ready` is. All are of one shape. */
export class LoopHead implements Op {
  readonly head = true;
  readonly sleeps = true;

  constructor(
    readonly label: string,
    readonly ready: () => boolean,
    private readonly due: () => number | null,
  ) {}

  get dueUs(): number | null {
    return this.due();
  }
}

/** The body of an activity, or a function that such a body calls with `yield*`. */
export type Act<T = void> = Generator<Op, T, void>;

/** What kind of processor time an activity stands for; strategies and fairness tell them apart. */
export type ActivityKind = 'process' | 'work' | 'irq' | 'firmware' | 'gpu';

/** One concurrent activity of a machine. Made by `Machine.spawn`. */
export class Activity {
  /** The operation at which the activity stands; null once it ended. */
  op: Op | null = null;
  /** It stands in line with those that can run. */
  inLine = false;
  /** How often the present operation stood first in line and another activity was run instead. */
  passedOver = 0;
  /** History of operations and results since the last loop head. */
  digest = 0;
  /** It cannot go on before somebody unparks it, so nobody looks: an idle work item. */
  parked = false;
  /** A cell that its operation looked at changed, or its time came, since it was last asked. */
  stale = false;
  /** What it answered when it was last asked. */
  canRun = false;
  dueUs: number | null = null;
  /** The name of the choice how late its wake-up comes. */
  readonly lateName: string;
  /** The calls that it is in. */
  readonly frames: Frames = { innermost: null };
  /** Locks that spin and are held now. */
  spinning = 0;
  /** The cells that `ready` looked at when it was last asked; kept only if somebody attends, as is the next. */
  looks: string[] = [];
  /** Those that it looked at since the activity stands at its operation. */
  readonly allLooks = new Set<string>();
  /** The labels of the operations that it did, and how many of them are counted. */
  private readonly labels: string[] = [];
  private counted = 0;
  private readonly counts = new Map<string, number>();

  constructor(
    /** Its place among the activities of its machine, in the order in which they were started. */
    readonly index: number,
    /** Symbolic, unique, stable: `tick_work`, `irq/job`, `player`. */
    readonly path: string,
    readonly kind: ActivityKind,
    private readonly body: Act,
  ) {
    this.lateName = `late(${path})`;
  }

  /** Does the operation at which it stands and goes on to the next; null: it ended. */
  resume(): Op | null {
    const { frames } = this;
    for (;;) {
      const { innermost } = frames;
      if (innermost === null) {
        const next = this.body.next();
        return next.done === true ? null : next.value;
      }
      const op = innermost.resume(frames);
      if (op !== null) return op;
    }
  }

  /** The present operation is being done. */
  doing(label: string): void {
    this.labels.push(label);
  }

  /** How many operations it did. */
  get operations(): number {
    return this.labels.length;
  }

  /** How often an operation of this label was done before: the occurrence in a decision's name. */
  occurrence(label: string): number {
    // Counted when somebody asks: most runs take few decisions.
    for (; this.counted < this.labels.length; this.counted++) {
      const done = this.labels[this.counted] as string;
      this.counts.set(done, (this.counts.get(done) ?? 0) + 1);
    }
    return this.counts.get(label) ?? 0;
  }
}

const plainOps = new Map<string, Op>();
const always = (): boolean => true;

/** An operation that can always be done: a bare switch point. */
export function plainOp(label: string): Op {
  let op = plainOps.get(label);
  if (op === undefined) {
    op = { label, ready: always, dueUs: null, head: false, sleeps: false };
    plainOps.set(label, op);
  }
  return op;
}
