import type { CsgRequest, SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import {
  CS,
  CSG,
  GLB,
  GPU_STATUS_PROTM_ACTIVE,
  STATUS_WAIT_PROTM_PENDING,
} from '../../impl/interface/bits.ts';
import type { Peek } from '../peek.ts';
import { AddressSpaces } from './address-spaces.ts';
import { byFirmware, ENTRY_LOCK } from './names.ts';
import type {
  CsWords,
  GroupFacts,
  GroupView,
  ProtectedBuffer,
  QueueHead,
  QueueView,
  Ranking,
  Session,
  SlotView,
  WaitView,
} from './views.ts';
import { parseWord, type WordName } from './word-names.ts';

/** What happened in a run so far, kept up to date event by event: groups, queues, slots, sessions, locks. */
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
  private exitShown = false;
  private readonly syncObjects = new Map<string, number>();
  protected readonly buffers = new Map<string, ProtectedBuffer>();
  /** Readers of the entry lock: memory operations. */
  protected memoryOps = 0;

  constructor(
    facts: readonly GroupFacts[],
    slots: number,
    readonly peek: Peek | null,
  ) {
    this.groups = new Map(facts.map((f) => [f.id, newGroup(f)]));
    const csCount = facts.reduce((most, f) => Math.max(most, f.queues), 1);
    this.slots = Array.from({ length: slots }, () => ({
      group: null,
      protmSuspendBuf: 0,
      cs: Array.from({ length: csCount }, () => ({ req: 0, ack: 0, statusWait: 0 })),
    }));
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
        this.onWord(parseWord(event.word), event);
        break;
      case 'lock':
        this.onLock(event);
        break;
      case 'wait':
        this.onWait(event);
        break;
      case 'tick':
        this.onTick(event);
        break;
      case 'csg':
        this.onCsg(event);
        break;
      case 'group':
        this.onGroup(event);
        break;
      case 'request':
        this.onRequest(event);
        break;
      case 'session':
        this.onSession(event);
        break;
      case 'command':
        this.onCommand(event);
        break;
      case 'job':
        this.onJob(event);
        break;
      case 'reset':
        this.onReset(event);
        break;
      case 'memory':
        this.onMemory(event);
        break;
      case 'work':
        // A tick that bails out ends without saying so.
        if (event.op === 'end' && event.work === 'tick_work') this.tickSinceSeq = null;
        break;
      case 'irq':
      case 'ioctl':
      case 'choice':
      case 'log':
        break;
      default:
        event satisfies never;
    }
  }

  private onWord(name: WordName, event: Extract<SimEvent, { kind: 'word' }>): void {
    const { after } = event;
    switch (name.of) {
      case 'glb':
        if (name.word === 'REQ') {
          const sent = (event.before ^ after) & GLB.PING;
          if (sent !== 0) this.lastPing = { activity: event.activity, tUs: event.tUs };
          this.glbReq = after;
        } else if (name.word === 'ACK') {
          const raised = ((event.before ^ after) & GLB.PROTM_EXIT) !== 0;
          this.glbAck = after;
          if (raised && this.exitUnanswered) {
            this.exitShown = true;
            this.onExitRaised();
          }
        }
        this.endAnsweredSession();
        break;
      case 'gpuStatus': {
        const protectedNow = (after & GPU_STATUS_PROTM_ACTIVE) !== 0;
        if (protectedNow !== this.gpuProtected) this.onProtected(protectedNow);
        break;
      }
      case 'cs': {
        const words = this.slots[name.slot]?.cs[name.cs];
        if (words === undefined) break;
        if (name.word === 'STATUS_WAIT') words.statusWait = after;
        else if (name.word === 'ACK') {
          const raised = ((event.before ^ after) & CS.PROTM_PENDING) !== 0;
          words.ack = after;
          if (raised && ((words.req ^ after) & CS.PROTM_PENDING) !== 0)
            this.onRaised(name.slot, name.cs, event);
        } else if (name.word === 'REQ') {
          if (this.answers(event, words.ack)) this.onAnswered(name.slot, name.cs);
          words.req = after;
        }
        break;
      }
      case 'csg': {
        const slot = this.slots[name.slot];
        if (slot === undefined) break;
        if (name.word === 'PROTM_SUSPEND_BUF') slot.protmSuspendBuf = after;
        else if (name.word === 'ACK' && slot.group !== null && publishesStatus(event.before, after)) {
          this.group(slot.group).reportSeq = event.seq;
        }
        break;
      }
      case 'extract':
        this.onExtract(name.queue, after);
        break;
      case 'as':
        this.addressSpaces.apply(name.as, name.word, event);
        break;
      case 'doorbell':
        this.onDoorbell(event);
        break;
      case 'sync':
        this.onSyncObject(name.object, after);
        break;
      case 'other':
        break;
      default:
        name satisfies never;
    }
  }

  /** A host's write to CS_REQ that makes PROTM_PENDING equal to ACK. */
  answers(event: Extract<SimEvent, { kind: 'word' }>, ack: number): boolean {
    if (this.reset === 'running') return false;
    return ((event.before ^ ack) & CS.PROTM_PENDING) !== 0 && ((event.after ^ ack) & CS.PROTM_PENDING) === 0;
  }

  /** PROTM_PENDING differs since this write. The event that says so comes once the interrupt is raised. */
  private onRaised(slot: number, cs: number, event: SimEvent): void {
    const q = this.queueAt(slot, cs);
    if (q === null || this.reset === 'running') return;
    q.raisedSeq = event.seq;
    q.raisedUs = event.tUs;
    q.waitingSinceUs ??= event.tUs;
  }

  /** EXIT is raised: by the write to GLB_ACK, or where it coalesces with one that is unanswered, by the event. */
  private onExitRaised(): void {
    const s = this.session;
    if (s === null || s.exitRaised) return;
    s.exitRaised = true;
    for (const g of this.groups.values()) for (const q of g.queues) q.acknowledged = false;
  }

  private onAnswered(slot: number, cs: number): void {
    const q = this.queueAt(slot, cs);
    if (q === null) return;
    q.noted = false;
    if (this.group(q.group).active) q.acknowledged = true;
  }

  private onDoorbell(event: SimEvent): void {
    if (!byFirmware(event)) this.lastRingSeq = event.seq;
  }

  private onProtected(now: boolean): void {
    this.gpuProtected = now;
    this.gpuProtectedSinceUs = this.nowUs;
    const s = this.session;
    if (s === null) return;
    if (now) {
      s.enteredUs ??= this.nowUs;
      s.enteredSeq ??= this.now.seq;
    } else s.leftUs ??= this.nowUs;
    this.endAnsweredSession();
  }

  /** A session is over when EXIT was raised and answered and bit 7 is clear. */
  private endAnsweredSession(): void {
    const s = this.session;
    if (s?.exitRaised && !this.exitUnanswered && !this.gpuProtected) this.endSession();
  }

  private endSession(): void {
    if (this.session !== null) this.session.endedBySeq = this.now.seq;
    this.lastSession = this.session;
    this.session = null;
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

  private onTick(event: Extract<SimEvent, { kind: 'tick' }>): void {
    if (event.op === 'begin') this.tickSinceSeq = event.seq;
    else if (event.op === 'end') this.tickSinceSeq = null;
    else {
      const contenders = [...this.groups.values()].filter((g) => this.canRun(g) && !g.idle);
      this.ranking = {
        seq: event.seq,
        activity: event.activity,
        picked: event.picked,
        protmGroup: event.protmGroup,
        contenders: contenders.map((g) => g.facts.id),
        pending: new Set(contenders.filter((g) => this.groupPending(g)).map((g) => g.facts.id)),
      };
    }
  }

  private onCsg(event: Extract<SimEvent, { kind: 'csg' }>): void {
    const g = this.group(event.group);
    const stops: readonly CsgRequest[] = ['SUSPEND', 'TERMINATE'];
    const starts: readonly CsgRequest[] = ['START', 'RESUME'];
    if (event.op === 'request' && stops.includes(event.request)) {
      g.active = false;
      for (const q of g.queues) q.acknowledged = false;
    }
    if (event.op === 'ack' && starts.includes(event.request)) g.active = true;
  }

  private onGroup(event: Extract<SimEvent, { kind: 'group' }>): void {
    const g = this.group(event.group);
    switch (event.op) {
      case 'create':
        g.life = 'live';
        break;
      case 'bind':
        if (event.slot === null) break;
        g.slot = event.slot;
        g.active = false;
        if (this.slots[event.slot] !== undefined) (this.slots[event.slot] as SlotView).group = event.group;
        break;
      case 'unbind':
        if (g.slot !== null && this.slots[g.slot]?.group === event.group) {
          (this.slots[g.slot] as SlotView).group = null;
        }
        g.slot = null;
        g.active = false;
        for (const q of g.queues) {
          q.acknowledged = false;
          q.noted = false;
          q.raisedSeq = null;
        }
        break;
      case 'idle':
        g.idle = true;
        break;
      case 'busy':
        g.idle = false;
        break;
      case 'kill':
        g.killed ??= event.cause ?? 'fatal';
        break;
      case 'destroy':
        if (g.life === 'live') g.life = 'destroyed';
        break;
      case 'release':
        g.life = 'released';
        break;
      default:
        event.op satisfies never;
    }
  }

  private onRequest(event: Extract<SimEvent, { kind: 'request' }>): void {
    const q = this.group(event.group).queues[event.queue];
    if (q === undefined) return;
    switch (event.op) {
      case 'reach':
        q.head = 'region';
        q.inRegion = true;
        q.waitingSinceUs ??= event.tUs;
        break;
      case 'raise':
        q.raisedSeq ??= event.seq;
        break;
      case 'sample':
        q.waitingSinceUs = null;
        break;
      case 'note':
        q.noted = true;
        break;
      case 'drop':
        q.noted = false;
        break;
      case 'ack':
      case 'forget':
        break;
      default:
        event.op satisfies never;
    }
  }

  private onSession(event: Extract<SimEvent, { kind: 'session' }>): void {
    if (event.op === 'enterSent') {
      if (this.session !== null) this.endSession();
      this.session = {
        group: event.group,
        sentUs: event.tUs,
        sentSeq: event.seq,
        sender: event.activity,
        acked: false,
        enteredUs: null,
        enteredSeq: null,
        leftUs: null,
        exitRaised: false,
        exitCause: null,
        seen: false,
        progress: false,
        endedBySeq: null,
      };
      for (const g of this.groups.values()) {
        for (const q of g.queues) q.letIn = q.acknowledged || this.waitsWithBit29(q);
      }
      return;
    }
    if (event.op === 'exitRaised') {
      if (!this.exitShown) this.onExitRaised();
      this.exitShown = false;
      this.endAnsweredSession();
      return;
    }
    const s = this.session;
    if (s === null) return;
    switch (event.op) {
      case 'enterAcked':
        s.acked = true;
        break;
      case 'exitForced':
        s.exitCause ??= event.cause;
        break;
      case 'left':
        s.exitCause ??= event.cause;
        this.cutOff();
        break;
      case 'entrySeen':
        s.seen = true;
        break;
      case 'entered':
      case 'exitAnswered':
      case 'entryFailed':
        break;
      default:
        event.op satisfies never;
    }
  }

  /** Protected mode is over: who is still inside a region waits again. */
  private cutOff(): void {
    for (const g of this.groups.values()) {
      for (const q of g.queues) if (q.inRegion) q.waitingSinceUs ??= this.nowUs;
    }
  }

  private onCommand(event: Extract<SimEvent, { kind: 'command' }>): void {
    const q = this.group(event.group).queues[event.queue];
    if (q === undefined) return;
    q.kickedSeq = null;
    if (event.region) {
      q.head = 'region';
      if (event.gpuProtected && this.session !== null) this.session.progress = true;
      if (event.op === 'issue' || event.op === 'resume') q.waitingSinceUs = null;
      if (event.op === 'complete' && event.index >= q.regionLast) q.inRegion = false;
      return;
    }
    if (event.op === 'issue') {
      q.inRegion = false;
      q.waitingSinceUs = null;
      q.regionLast = event.index + regionSize(event.text);
    }
    q.waitsFor = event.op === 'complete' ? null : syncWait(event.text);
    const waits = q.waitsFor !== null && (this.syncObjects.get(q.waitsFor.object) ?? 0) < q.waitsFor.seqno;
    this.setHead(q, waits ? 'blocked' : 'normal');
  }

  /** A sync object moved: queues that wait for it could go on. */
  private onSyncObject(object: string, seqno: number): void {
    this.syncObjects.set(object, seqno);
    for (const g of this.groups.values()) {
      for (const q of g.queues) {
        if (q.head !== 'blocked' || q.waitsFor?.object !== object) continue;
        if (seqno >= q.waitsFor.seqno) this.setHead(q, 'normal');
      }
    }
  }

  /** Extract of a ring moved: jobs are finished. */
  private onExtract(queue: string, extract: number): void {
    const at = queue.lastIndexOf(':');
    const q = this.groups.get(queue.slice(0, at) as GroupId)?.queues[Number(queue.slice(at + 1))];
    if (q === undefined || q.finished === extract) return;
    q.finished = extract;
    q.inRegion = false;
    q.waitingSinceUs = null;
    if (extract >= q.accepted) q.head = 'empty';
    else this.setHead(q, 'normal');
  }

  private setHead(q: QueueView, head: QueueHead): void {
    if (head === 'normal' && q.head !== 'normal') q.normalSinceUs = this.nowUs;
    q.head = head;
  }

  private onJob(event: Extract<SimEvent, { kind: 'job' }>): void {
    const q = this.group(event.group).queues[queueOfJob(event.job)];
    if (q === undefined) return;
    if (event.op === 'submit') {
      q.accepted++;
      if (q.head === 'empty') this.setHead(q, 'normal');
    } else if (event.op === 'run') {
      q.written++;
      if (this.session !== null && this.group(event.group).active) q.kickedSeq = event.seq;
    }
  }

  private onMemory(event: Extract<SimEvent, { kind: 'memory' }>): void {
    if (event.op === 'alloc') this.buffers.set(event.buffer, 'allocated');
    else if (event.op === 'map' && this.buffers.has(event.buffer)) this.buffers.set(event.buffer, 'mapped');
    else if (event.op === 'unmap' && this.buffers.has(event.buffer))
      this.buffers.set(event.buffer, 'unmapped');
    else if (event.op === 'free') this.buffers.delete(event.buffer);
  }

  private onReset(event: Extract<SimEvent, { kind: 'reset' }>): void {
    if (event.op === 'schedule') {
      if (this.reset === 'none') this.reset = 'scheduled';
      return;
    }
    if (event.op === 'begin') this.reset = 'running';
    else {
      this.reset = 'none';
      this.waits.clear();
    }
    if (this.session !== null) this.endSession();
    for (const g of this.groups.values()) {
      for (const q of g.queues) q.acknowledged = false;
    }
  }
}

function newGroup(facts: GroupFacts): GroupView {
  const queues = Array.from(
    { length: facts.queues },
    (_, index): QueueView => ({
      group: facts.id,
      index,
      head: 'empty',
      normalSinceUs: 0,
      accepted: 0,
      written: 0,
      finished: 0,
      waitsFor: null,
      raisedSeq: null,
      raisedUs: 0,
      noted: false,
      kickedSeq: null,
      waitingSinceUs: null,
      inRegion: false,
      regionLast: -1,
      acknowledged: false,
      letIn: false,
    }),
  );
  return {
    facts,
    queues,
    life: 'none',
    killed: null,
    slot: null,
    active: false,
    idle: true,
    reportSeq: -1,
  };
}

/** Whether a write to CSG_ACK acknowledges STATUS_UPDATE or SUSPEND, with which firmware publishes status words. */
function publishesStatus(before: number, after: number): boolean {
  const state = after & CSG.STATE_MASK;
  const suspended = state === CSG.SUSPEND && (before & CSG.STATE_MASK) !== state;
  return suspended || ((before ^ after) & CSG.STATUS_UPDATE) !== 0;
}

/** How many commands a PROT_REGION covers; 0 for another command. */
function regionSize(text: string): number {
  const [op, size] = text.split(' ');
  return op === 'PROT_REGION' ? Number(size) : 0;
}

/** What a command waits for, `SYNC_WAIT frame 3`; null when it is another command. */
function syncWait(text: string): QueueView['waitsFor'] {
  const [op, object, seqno] = text.split(' ');
  return op === 'SYNC_WAIT' && object !== undefined ? { object, seqno: Number(seqno) } : null;
}

/** The queue in a job's name, `player.video:0/3`. */
export function queueOfJob(job: string): number {
  const at = job.lastIndexOf(':');
  return Number.parseInt(job.slice(at + 1), 10);
}
