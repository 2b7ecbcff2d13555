import type { SimContext } from '../context.ts';
import type { JobId } from '../ids.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Program } from '../userspace/assembler/program.ts';
import { InterfaceWord } from './words.ts';

/** A job in a ring: the kernel's wrapping (H.4) around the user's stream. */
export type RingEntry = {
  readonly job: JobId;
  /** The user's stream as bytes: whoever executes it decodes it. */
  readonly code: Program;
  /** What the SYNC_ADD64 at its end makes of the queue's sync object. */
  readonly syncSeqno: number;
  /** Whether the kernel's commands before it clean and invalidate the caches: FLUSH_CACHE2. */
  readonly flushes: boolean;
  /** The kernel's commands around it store time stamps; absent: they do not. */
  readonly measured?: true;
};

type Stamps = { readonly [job: string]: readonly number[] };

const ringMemory: Guard = { name: 'read only past insert', heldBy: () => true };

/**
 * The ring buffer of a queue with its ring interface and its sync object, in ordinary memory that kernel and
 * firmware share. Insert and extract count whole jobs since the queue was made.
 */
export class Ring {
  readonly insert: InterfaceWord;
  readonly extract: InterfaceWord;
  /** The queue's sync object: sequence number and status. */
  readonly syncSeqno: InterfaceWord;
  readonly syncStatus: InterfaceWord;
  private readonly entries: Cell<readonly RingEntry[]>;
  /** The profiling slots: when a measured job began, and ended, microseconds. */
  private readonly stamps: Cell<Stamps>;

  constructor(
    context: SimContext,
    /** The queue's name, `player.video:0`. */
    readonly name: string,
  ) {
    const word = (what: string): InterfaceWord => new InterfaceWord(context, `${name}/${what}`);
    this.insert = word('INSERT');
    this.extract = word('EXTRACT');
    this.syncSeqno = word('SYNC_SEQNO');
    this.syncStatus = word('SYNC_STATUS');
    this.stamps = context.machine.cell<Stamps>(`${name}/profiling`, {}, ringMemory);
    this.entries = context.machine.cell<readonly RingEntry[]>(`${name}/ring`, [], ringMemory);
  }

  /**
   * Writes a job behind the last one; nobody sees it before insert moves past it. What was executed stays: a CS that
   * is resumed from a context older than extract executes it again.
   */
  push(entry: RingEntry): void {
    this.entries.set([...this.entries.get(), entry]);
  }

  /** The kernel's commands before or behind a measured job store the time. */
  stamp({ job, measured }: RingEntry, nowUs: number): void {
    if (measured !== true) return;
    const [beganUs] = this.stamps.get()[job] ?? [];
    this.stamps.set({ ...this.stamps.get(), [job]: beganUs === undefined ? [nowUs] : [beganUs, nowUs] });
  }

  /** How long a job that is done took by its stamps, which are given up; null: it was not measured. */
  takeStamps(job: JobId): number | null {
    const { [job]: stamps, ...others } = this.stamps.get();
    if (stamps === undefined) return null;
    this.stamps.set(others);
    const [beganUs = 0, endedUs = beganUs] = stamps;
    return endedUs - beganUs;
  }

  /** The job at a ring index; null when none was written there yet. */
  at(index: number): RingEntry | null {
    return this.entries.get()[index] ?? null;
  }

  /** The job that was written last; null when none ever was. */
  last(): RingEntry | null {
    return this.entries.get().at(-1) ?? null;
  }
}

/** The rings of a run, by the queue's name. */
export class Rings {
  private readonly rings = new Map<string, Ring>();

  add(ring: Ring): void {
    if (this.rings.has(ring.name)) throw new Error(`two queues are called ${ring.name}`);
    this.rings.set(ring.name, ring);
  }

  get(queue: string): Ring | undefined {
    return this.rings.get(queue);
  }

  all(): readonly Ring[] {
    return [...this.rings.values()];
  }
}

/** Sync objects of user streams, in ordinary memory, by the name that streams give them. */
export class SyncObjects {
  private readonly objects = new Map<string, InterfaceWord>();

  constructor(private readonly context: SimContext) {}

  /** The object's sequence number; made at its first use. */
  get(name: string): InterfaceWord {
    let word = this.objects.get(name);
    if (word === undefined) {
      word = new InterfaceWord(this.context, `sync/${name}`);
      this.objects.set(name, word);
    }
    return word;
  }
}
