/**
 * Concurrent activities are generator functions. At each switch point an activity yields the operation that
 * it is about to do; whoever schedules decides which activity does its operation next.
 */
export interface Op {
  /** What the activity is about to do, in the driver's words; names the switch point in decisions and stories. */
  readonly label: string;
  /**
   * Whether it can be done now. Looks at cells are recorded as such, and it is asked again only when one of
   * the cells it looked at changed or time moved: it must look with `get`, never with `peek`.
   */
  ready(): boolean;
  /**
   * Virtual time in microseconds from which it can be done whatever `ready` says; null: never by time alone.
   * May depend only on cells that `ready` looks at when it says no.
   */
  readonly dueUs: number | null;
  /** A loop head: the activity keeps no protocol state in locals here. */
  readonly head?: boolean;
  /** The activity gives up the processor here, so it must hold no spinning lock. */
  readonly sleeps?: boolean;
}

/** The body of an activity, or a function that such a body calls with `yield*`. */
export type Act<T = void> = Generator<Op, T, void>;

/** What kind of processor time an activity stands for; strategies and fairness tell them apart. */
export type ActivityKind = 'process' | 'work' | 'irq' | 'firmware' | 'gpu';

/** One concurrent activity of a machine. Made by `Machine.spawn`. */
export class Activity {
  /** The operation at which the activity stands; null once it ended. */
  op: Op | null = null;
  /** When the present operation became possible, as a sequence number; 0: it is not. */
  readySeq = 0;
  /** How often each operation was done, by label: the occurrence in a decision's name. */
  readonly done = new Map<string, number>();
  /** How often the present operation stood first in line and another activity was run instead. */
  passedOver = 0;
  /** History of operations and results since the last loop head. */
  digest = 0;
  /** It cannot go on before somebody unparks it, so nobody looks: an idle work item. */
  parked = false;
  /** A cell that its operation looked at changed, or time moved, since it was last asked. */
  stale = true;
  /** What it answered when it was last asked. */
  canRun = false;
  dueUs: number | null = null;
  /** The name of the choice how late its wake-up comes. */
  readonly lateName: string;
  /** Locks that spin and are held now. */
  spinning = 0;
  /** The cells that `ready` looked at when it was last asked; kept only if somebody attends, as is the next. */
  looks: string[] = [];
  /** Those that it looked at since the activity stands at its operation. */
  readonly allLooks = new Set<string>();

  constructor(
    /** Symbolic, unique, stable: `tick_work`, `irq/job`, `player`. */
    readonly path: string,
    readonly kind: ActivityKind,
    readonly body: Act,
  ) {
    this.lateName = `late(${path})`;
  }

  /** How often an operation of this label was done before. */
  occurrence(label: string): number {
    return this.done.get(label) ?? 0;
  }
}

const plainOps = new Map<string, Op>();
const always = (): boolean => true;

/** An operation that can always be done: a bare switch point. */
export function plainOp(label: string): Op {
  let op = plainOps.get(label);
  if (op === undefined) {
    op = { label, ready: always, dueUs: null };
    plainOps.set(label, op);
  }
  return op;
}
