import type { SimEvent } from '../../../impl/events.ts';
import type { GroupId } from '../../../impl/ids.ts';
import { meets, parseCommand } from '../../../impl/userspace/stream.ts';
import type { RunFacts } from '../facts.ts';
import type { QueueHead, QueueView } from '../views.ts';

/** A queue's request for protected mode: reached, raised, noted, sampled, dropped. */
export function onRequest(f: RunFacts, event: Extract<SimEvent, { kind: 'request' }>): void {
  const q = f.group(event.group).queues[event.queue];
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

export function onCommand(f: RunFacts, event: Extract<SimEvent, { kind: 'command' }>): void {
  const q = f.group(event.group).queues[event.queue];
  if (q === undefined) return;
  if (event.op === 'issue') f.issuedBy.set(event.activity, q);
  q.kickedSeq = null;
  if (event.region) {
    q.head = 'region';
    q.regionWaitsFor = event.op === 'complete' ? null : syncWait(event.text);
    if (event.gpuProtected && f.session !== null) f.session.progress = true;
    if (event.op === 'issue' || event.op === 'resume' || event.op === 'drain') q.waitingSinceUs = null;
    if (event.op === 'complete' && event.index >= q.regionLast) q.inRegion = false;
    return;
  }
  // Work beside the CS says nothing of where that stands.
  if (event.op === 'drain') return;
  if (event.op === 'issue') {
    q.inRegion = false;
    q.waitingSinceUs = null;
    q.regionLast = event.index + regionSize(event.text);
  }
  q.waitsFor = event.op === 'complete' ? null : syncWait(event.text);
  const waits = q.waitsFor !== null && !meets(f.syncObjects.get(q.waitsFor.object) ?? 0, q.waitsFor);
  setHead(f, q, waits ? 'blocked' : 'normal');
}

/** A sync object moved: queues that stand at a wait for it could go on, or could no longer. */
export function onSyncObject(f: RunFacts, object: string, seqno: number): void {
  f.syncObjects.set(object, seqno);
  for (const g of f.groups.values()) {
    for (const q of g.queues) {
      if ((q.head !== 'blocked' && q.head !== 'normal') || q.waitsFor?.object !== object) continue;
      setHead(f, q, meets(seqno, q.waitsFor) ? 'normal' : 'blocked');
    }
  }
}

/** Extract of a ring moved: jobs are finished. */
export function onExtract(f: RunFacts, queue: string, extract: number): void {
  const at = queue.lastIndexOf(':');
  const q = f.groups.get(queue.slice(0, at) as GroupId)?.queues[Number(queue.slice(at + 1))];
  if (q === undefined || q.finished === extract) return;
  q.finished = extract;
  // A job may be done without a command that is told of: a stream that is cut short in its first.
  if (extract >= q.written) q.kickedSeq = null;
  q.inRegion = false;
  q.waitingSinceUs = null;
  if (extract >= q.accepted) q.head = 'empty';
  else setHead(f, q, 'normal');
}

export function onJob(f: RunFacts, event: Extract<SimEvent, { kind: 'job' }>): void {
  const q = f.group(event.group).queues[queueOfJob(event.job)];
  if (q === undefined) return;
  if (event.op === 'submit') {
    q.accepted++;
    q.unwritten.add(event.job);
    if (q.head === 'empty') setHead(f, q, 'normal');
  } else if (event.op === 'signal' && q.unwritten.delete(event.job)) {
    // It is never written to the ring: an empty stream, or one that came while the system slept.
    q.accepted--;
    if (q.finished >= q.accepted) q.head = 'empty';
  } else if (event.op === 'run') {
    q.unwritten.delete(event.job);
    q.written++;
    if (f.session !== null && f.group(event.group).active) q.kickedSeq = event.seq;
  }
}

/** A CS halted at something that only the host can answer, or has its answer and goes on. */
export function setHalted(f: RunFacts, q: QueueView, halted: boolean): void {
  if (q.halted && !halted) q.normalSinceUs = f.nowUs;
  q.halted = halted;
}

function setHead(f: RunFacts, q: QueueView, head: QueueHead): void {
  if (head === 'normal' && q.head !== 'normal') q.normalSinceUs = f.nowUs;
  q.head = head;
}

/** How many commands a PROT_REGION covers; 0 for another command. */
function regionSize(text: string): number {
  const [op, size] = text.split(' ');
  return op === 'PROT_REGION' ? Number(size) : 0;
}

/** What a command waits for, `SYNC_WAIT frame 3` or `SYNC_WAIT frame <= 3`; null when it is another command. */
function syncWait(text: string): QueueView['waitsFor'] {
  if (!text.startsWith('SYNC_WAIT ')) return null;
  const command = parseCommand(text);
  return command.op === 'SYNC_WAIT' ? command : null;
}

/** The queue in a job's name, `player.video:0/3`. */
export function queueOfJob(job: string): number {
  const at = job.lastIndexOf(':');
  return Number.parseInt(job.slice(at + 1), 10);
}
