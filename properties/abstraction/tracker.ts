import type { SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import type { RunFacts } from '../rules/facts.ts';
import { parseWord } from '../rules/word-names.ts';

/** The slot of a group as the model sees it. */
export type CsgState = 'off' | 'starting' | 'active' | 'suspending' | 'terminating' | 'stopped';

/** It is on its slot and not yet off it. */
const runs: ReadonlySet<CsgState> = new Set(['active', 'suspending', 'terminating']);

/**
 * What became last of a queue's request for protected mode: the CS reached its region, firmware raised it, let the CS in,
 * cut it off when the session ended, took its group off the slot, or was reset.
 */
export type Asking = 'reached' | 'raised' | 'letIn' | 'cut' | 'stopped' | 'reset';

/** How far a queue has come, in commands that the model counts. */
export interface Progress {
  /** Jobs written to the ring. */
  submitted: number;
  issued: number;
  completed: number;
  /** Null: it never came to a region. */
  asking: Asking | null;
  /** How many were completed when firmware let the CS in last. */
  letInAt: number;
}

/** A protected suspend buffer. */
export interface BufferFacts {
  pages: 'none' | 'allocated' | 'freed';
  protectedMemory: boolean;
  kernelOwned: boolean;
  mapped: boolean;
  /** A use by the firmware filled the TLB, and nothing dropped it since. */
  tlb: boolean;
  dirty: boolean;
}

/** What the model needs of a run beyond what rules need. */
export class Tracker {
  private readonly csgStates = new Map<GroupId, CsgState>();
  /** By group and queue. */
  private readonly queues = new Map<GroupId, Progress[]>();
  private readonly buffers = new Map<string, BufferFacts>();
  /** Endpoint priority by slot. */
  private readonly endpointPriority = new Map<number, number>();

  csg(group: GroupId): CsgState {
    return this.csgStates.get(group) ?? 'off';
  }

  progress(group: GroupId, queue: number): Progress {
    let queues = this.queues.get(group);
    if (queues === undefined) {
      queues = [];
      this.queues.set(group, queues);
    }
    for (let i = queues.length; i <= queue; i++) {
      queues.push({ submitted: 0, issued: 0, completed: 0, asking: null, letInAt: 0 });
    }
    return queues[queue] as Progress;
  }

  buffer(name: string): BufferFacts | null {
    return this.buffers.get(name) ?? null;
  }

  /** The group with the highest endpoint priority among those that run on a slot. */
  first(facts: RunFacts): GroupId | null {
    let best: { group: GroupId; priority: number } | null = null;
    for (const [slot, { group }] of facts.slots.entries()) {
      if (group === null || !runs.has(this.csg(group))) continue;
      const priority = this.endpointPriority.get(slot) ?? 0;
      if (best === null || priority > best.priority) best = { group, priority };
    }
    return best?.group ?? null;
  }

  observe(event: SimEvent): void {
    switch (event.kind) {
      case 'csg':
        this.onCsg(event);
        break;
      case 'group':
        if (event.op === 'unbind') this.csgStates.set(event.group, 'off');
        break;
      case 'command':
        this.onCommand(event);
        break;
      case 'request':
        this.onRequest(event);
        break;
      case 'session':
        if (event.op === 'left') this.becomes('cut', (asking) => asking === 'letIn');
        break;
      case 'reset':
        if (event.op === 'end') this.becomes('reset', (asking) => asking !== null && asking !== 'stopped');
        break;
      case 'job':
        if (event.op === 'run') this.progress(event.group, queueOf(event.job)).submitted++;
        break;
      case 'memory':
        this.onMemory(event);
        break;
      case 'word': {
        const name = parseWord(event.word);
        if (name.of === 'csg' && name.word === 'EP_REQ')
          this.endpointPriority.set(name.slot, event.after >>> 28);
        break;
      }
      default:
        break;
    }
  }

  private onCsg(event: Extract<SimEvent, { kind: 'csg' }>): void {
    const { group, request } = event;
    const now = this.csg(group);
    if (event.op === 'request') {
      if (request === 'START' || request === 'RESUME') this.csgStates.set(group, 'starting');
      else if (request === 'SUSPEND') this.csgStates.set(group, 'suspending');
      else if (request === 'TERMINATE') this.csgStates.set(group, 'terminating');
    } else if (event.op === 'ack') {
      if ((request === 'START' || request === 'RESUME') && now === 'starting')
        this.csgStates.set(group, 'active');
      const stops = now === 'suspending' || now === 'terminating';
      if ((request === 'SUSPEND' || request === 'TERMINATE') && stops) {
        this.csgStates.set(group, 'stopped');
        for (const queue of this.queues.get(group) ?? []) if (queue.asking !== null) queue.asking = 'stopped';
      }
    }
  }

  private onCommand(event: Extract<SimEvent, { kind: 'command' }>): void {
    // Firmware carried START out, even if the write that says so is still to come.
    if (this.csg(event.group) === 'starting') this.csgStates.set(event.group, 'active');
    // PROT_REGION itself is no command to the model.
    if (event.text.startsWith('PROT_REGION')) return;
    const progress = this.progress(event.group, event.queue);
    if (event.op === 'issue') progress.issued++;
    else if (event.op === 'complete') progress.completed++;
  }

  private onRequest({ op, group, queue }: Extract<SimEvent, { kind: 'request' }>): void {
    const progress = this.progress(group, queue);
    if (op === 'reach') progress.asking = 'reached';
    else if (op === 'raise') progress.asking = 'raised';
    else if (op === 'sample') {
      progress.asking = 'letIn';
      progress.letInAt = progress.completed;
    }
  }

  private becomes(next: Asking, whether: (asking: Asking | null) => boolean): void {
    for (const queue of [...this.queues.values()].flat()) if (whether(queue.asking)) queue.asking = next;
  }

  private onMemory(event: Extract<SimEvent, { kind: 'memory' }>): void {
    if (event.op === 'alloc') {
      this.buffers.set(event.buffer, {
        pages: 'allocated',
        protectedMemory: event.note.startsWith('protected'),
        kernelOwned: event.who === 'kernel',
        mapped: false,
        tlb: false,
        dirty: false,
      });
      return;
    }
    const buffer = this.buffers.get(event.buffer);
    if (buffer === undefined) return;
    switch (event.op) {
      case 'map':
        buffer.mapped = true;
        break;
      case 'unmap':
        buffer.mapped = false;
        break;
      case 'tlbFlush':
        buffer.tlb = false;
        break;
      case 'scrub':
        buffer.dirty = false;
        break;
      case 'access':
        buffer.tlb = true;
        if (/write/.test(event.note)) buffer.dirty = true;
        break;
      case 'fault':
        // The firewall refused what the MMU had translated.
        buffer.tlb = true;
        break;
      case 'free':
        buffer.pages = 'freed';
        break;
      case 'attempt':
      case 'cached':
      case 'leak':
        break;
      default:
        event.op satisfies never;
    }
  }
}

/** The queue in a job's name, `player.video:0/3`. */
function queueOf(job: string): number {
  return Number.parseInt(job.slice(job.lastIndexOf(':') + 1), 10);
}
