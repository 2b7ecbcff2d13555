import type { SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import { CS, GLB, STATUS_WAIT_PROTM_PENDING } from '../../impl/interface/bits.ts';
import type { Peek } from '../peek.ts';
import { AddressSpaces } from './address-spaces.ts';
import { HOST_DELAY_US } from './bounds.ts';
import { newGroup, onCsg, onGroup, onTick } from './facts/groups.ts';
import { onCommand, onJob, onRequest, setHalted } from './facts/queues.ts';
import { onDevice, onPower, onReset, onSession } from './facts/sessions.ts';
import { onWord } from './facts/words.ts';
import { ENTRY_LOCK } from './names.ts';
import type {
  CsWords,
  GroupFacts,
  GroupView,
  ProtectedBuffer,
  QueueView,
  Ranking,
  Session,
  SlotView,
  WaitView,
} from './views.ts';
import { PROTM_SUSPEND_BUF } from './views.ts';
import { parseWord } from './word-names.ts';

/**
 * What happened in a run so far, kept up to date event by event: groups, queues, slots, sessions, locks. How each
 * kind of event changes it stands in facts/.
 */
export class RunFacts {
  readonly groups: ReadonlyMap<GroupId, GroupView>;
  readonly slots: readonly SlotView[];
  session: Session | null = null;
  /** The last session that is over, for faults that are noticed late. */
  lastSession: Session | null = null;
  gpuProtected = false;
  /** When GPU_STATUS bit 7 last changed, microseconds. */
  gpuProtectedSinceUs = 0;
  glbReq = 0;
  glbAck = 0;
  reset: 'none' | 'scheduled' | 'running' = 'none';
  /** A reset was scheduled that has not begun: where one runs, it comes after that. */
  resetDue = false;
  /** `suspending` from the begin of a device suspend, `off` until the driver is up again. */
  power: 'on' | 'suspending' | 'off' = 'on';
  /** Somebody takes the device away: all that runs on it ends, A.2.1-6. */
  deviceGoes = false;
  /** From there until it is gone the driver ends what there is, as a reset does. */
  isShutDown = false;
  ranking: Ranking | null = null;
  /** The ticks in flight by activity, with the sequence number of their begin. */
  tickSinceSeq: number | null = null;
  readonly addressSpaces = new AddressSpaces();
  readonly waits = new Map<string, WaitView>();
  /** Holders of locks that are held exclusively or for writing. */
  readonly heldBy = new Map<string, { activity: string; sinceUs: number }>();
  /** Who last sent a PING, and when. */
  lastPing: { activity: string; tUs: number } | null = null;
  /** When the host last rang a doorbell. */
  lastRingSeq = -1;
  /** The event that was last taken in. */
  now: { readonly seq: number; readonly step: number; readonly tUs: number } = { seq: -1, step: -1, tUs: 0 };
  /** GLB_ACK showed an EXIT of which the event is still to come. */
  exitShown = false;
  /** The queue of which each CS iterator issued a command last. */
  readonly issuedBy = new Map<string, QueueView>();
  /** The values of sync objects. */
  readonly syncObjects = new Map<string, number>();
  protected readonly buffers = new Map<string, ProtectedBuffer>();
  /** Readers of the entry lock: memory operations. */
  protected memoryOps = 0;

  constructor(
    facts: readonly GroupFacts[],
    slots: number,
    readonly peek: Peek | null,
    /** Longest delay from an interrupt to the scheduler's answer that the host of this run may take, microseconds. */
    readonly hostDelayUs = HOST_DELAY_US,
  ) {
    this.groups = new Map(facts.map((f) => [f.id, newGroup(f)]));
    this.slots = Array.from({ length: slots }, () => ({ group: null, protmSuspendBuf: 0, cs: [] }));
    for (const { queues } of facts) this.followCs(Math.max(queues, 1));
  }

  /** Makes room for what is known of so many CSs of each slot. */
  followCs(count: number): void {
    for (const { cs } of this.slots) while (cs.length < count) cs.push({ req: 0, ack: 0, statusWait: 0 });
  }

  /** The group whose protected suspend buffer that is; null for another buffer. */
  groupOfBuffer(buffer: string): GroupView | null {
    if (!buffer.endsWith(PROTM_SUSPEND_BUF)) return null;
    return this.groups.get(buffer.slice(0, -PROTM_SUSPEND_BUF.length) as GroupId) ?? null;
  }

  get nowUs(): number {
    return this.now.tUs;
  }

  /** The view of a group. Throws for a group that the workload does not have. */
  group(id: GroupId): GroupView {
    const group = this.groups.get(id);
    if (group === undefined) throw new Error(`the workload has no group ${id}`);
    return group;
  }

  /** PROTM_EXIT raised and not answered. */
  get exitUnanswered(): boolean {
    return ((this.glbReq ^ this.glbAck) & GLB.PROTM_EXIT) !== 0;
  }

  canRun(g: GroupView): boolean {
    return g.life === 'live' && g.killed === null;
  }

  /** Raised by firmware and not yet answered, or waiting with CS_STATUS_WAIT bit 29 (F08). */
  pending(q: QueueView): boolean {
    const words = this.csWords(q);
    if (words === null) return false;
    return ((words.req ^ words.ack) & CS.PROTM_PENDING) !== 0 || this.waitsWithBit29(q);
  }

  /** The CS waits inside a region with equal bits and has said so in CS_STATUS_WAIT. */
  waitsWithBit29(q: QueueView): boolean {
    const words = this.csWords(q);
    if (words === null || q.waitingSinceUs === null) return false;
    return (
      ((words.req ^ words.ack) & CS.PROTM_PENDING) === 0 &&
      (words.statusWait & STATUS_WAIT_PROTM_PENDING) !== 0
    );
  }

  groupPending(g: GroupView): boolean {
    return g.queues.some((q) => this.pending(q));
  }

  /** The queue bound to a CS of a slot. */
  queueAt(slot: number, cs: number): QueueView | null {
    const id = this.slots[slot]?.group ?? null;
    return id === null ? null : (this.group(id).queues[cs] ?? null);
  }

  csWords(q: QueueView): CsWords | null {
    const { slot } = this.group(q.group);
    return slot === null ? null : (this.slots[slot]?.cs[q.index] ?? null);
  }

  // ---- taking in events

  apply(event: SimEvent): void {
    this.now = event;
    switch (event.kind) {
      case 'word':
        onWord(this, parseWord(event.word), event);
        break;
      case 'lock':
        this.onLock(event);
        break;
      case 'wait':
        this.onWait(event);
        break;
      case 'tick':
        onTick(this, event);
        break;
      case 'csg':
        onCsg(this, event);
        break;
      case 'group':
        onGroup(this, event);
        break;
      case 'request':
        onRequest(this, event);
        break;
      case 'session':
        onSession(this, event);
        break;
      case 'command':
        onCommand(this, event);
        break;
      case 'job':
        onJob(this, event);
        break;
      case 'reset':
        onReset(this, event);
        break;
      case 'power':
        onPower(this, event);
        break;
      case 'memory':
        this.onMemory(event);
        break;
      case 'work':
        // A tick that bails out ends without saying so.
        if (event.op === 'end' && event.work === 'tick_work') this.tickSinceSeq = null;
        break;
      case 'device':
        onDevice(this, event);
        break;
      case 'heap':
      case 'irq':
      case 'ioctl':
      case 'usage':
      case 'counters':
      case 'value':
      case 'vm':
      case 'choice':
      case 'log':
        break;
      default:
        event satisfies never;
    }
  }

  private onLock(event: Extract<SimEvent, { kind: 'lock' }>): void {
    if (event.mode === 'read') {
      if (event.lock !== ENTRY_LOCK) return;
      if (event.op === 'acquire') this.memoryOps++;
      else if (event.op === 'release') this.memoryOps--;
      return;
    }
    if (event.op === 'acquire') this.heldBy.set(event.lock, { activity: event.activity, sinceUs: event.tUs });
    else if (event.op === 'release') this.heldBy.delete(event.lock);
  }

  private onWait(event: Extract<SimEvent, { kind: 'wait' }>): void {
    const key = `${event.activity}: ${event.what}`;
    if (event.op !== 'begin') this.waits.delete(key);
    else {
      const { what, activity, tUs: sinceUs, limitUs } = event;
      this.waits.set(key, { what, activity, sinceUs, limitUs });
    }
  }

  private onMemory(event: Extract<SimEvent, { kind: 'memory' }>): void {
    if (event.op === 'alloc') this.buffers.set(event.buffer, 'allocated');
    else if (event.op === 'map' && this.buffers.has(event.buffer)) this.buffers.set(event.buffer, 'mapped');
    else if (event.op === 'unmap' && this.buffers.has(event.buffer))
      this.buffers.set(event.buffer, 'unmapped');
    else if (event.op === 'free') this.buffers.delete(event.buffer);
    else if (event.op === 'fault' && event.who.startsWith('AS')) {
      const q = this.issuedBy.get(event.activity);
      if (q !== undefined) setHalted(this, q, true);
    }
  }
}
