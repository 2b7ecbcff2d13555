import type { SimEvent } from '../../../impl/events.ts';
import { CS, CSG, GLB, GPU_STATUS_PROTM_ACTIVE } from '../../../impl/interface/bits.ts';
import type { RunFacts } from '../facts.ts';
import { byFirmware } from '../names.ts';
import type { WordName } from '../word-names.ts';
import { onExtract, onSyncObject, setHalted } from './queues.ts';
import { endAnsweredSession, onExitRaised, onProtected } from './sessions.ts';

/** A word of the interface or of a register was written: requests, acknowledgements, bit 7, doorbells, rings. */
export function onWord(f: RunFacts, name: WordName, event: Extract<SimEvent, { kind: 'word' }>): void {
  const { after } = event;
  switch (name.of) {
    case 'glb':
      if (name.word === 'REQ') {
        const sent = (event.before ^ after) & GLB.PING;
        if (sent !== 0) {
          f.lastPing = { activity: event.activity, tUs: event.tUs };
          // A reset takes the session over while the GPU is still in it, and may ask for its exit.
          const standing = f.session ?? (f.gpuProtected ? f.lastSession : null);
          if (standing !== null) standing.exitAskedUs ??= event.tUs;
        }
        f.glbReq = after;
      } else if (name.word === 'ACK') {
        const raised = ((event.before ^ after) & GLB.PROTM_EXIT) !== 0;
        f.glbAck = after;
        if (raised && f.exitUnanswered) {
          f.exitShown = true;
          onExitRaised(f);
        }
      }
      endAnsweredSession(f);
      break;
    case 'gpuStatus': {
      const protectedNow = (after & GPU_STATUS_PROTM_ACTIVE) !== 0;
      if (protectedNow !== f.gpuProtected) onProtected(f, protectedNow);
      break;
    }
    case 'cs': {
      const words = f.slots[name.slot]?.cs[name.cs];
      if (words === undefined) break;
      if (name.word === 'STATUS_WAIT') words.statusWait = after;
      else if (name.word === 'ACK') {
        const raised = ((event.before ^ after) & CS.PROTM_PENDING) !== 0;
        words.ack = after;
        if (((event.before ^ after) & (words.req ^ after) & HALTING) !== 0)
          onHalts(f, name.slot, name.cs, true);
        if (raised && ((words.req ^ after) & CS.PROTM_PENDING) !== 0) onRaised(f, name.slot, name.cs, event);
      } else if (name.word === 'REQ') {
        if (answers(f, event, words.ack)) onAnswered(f, name.slot, name.cs);
        const halting = (req: number): boolean => ((req ^ words.ack) & HALTING) !== 0;
        if (halting(event.before) && !halting(after)) onHalts(f, name.slot, name.cs, false);
        words.req = after;
      }
      break;
    }
    case 'csg': {
      const slot = f.slots[name.slot];
      if (slot === undefined) break;
      if (name.word === 'PROTM_SUSPEND_BUF') slot.protmSuspendBuf = after;
      else if (name.word === 'ACK' && slot.group !== null && publishesStatus(event.before, after)) {
        f.group(slot.group).reportSeq = event.seq;
      }
      break;
    }
    case 'extract':
      onExtract(f, name.queue, after);
      break;
    case 'as':
      f.addressSpaces.apply(name.as, name.word, event);
      break;
    case 'doorbell':
      if (!byFirmware(event)) f.lastRingSeq = event.seq;
      break;
    case 'sync':
      onSyncObject(f, name.object, after);
      break;
    case 'other':
      break;
    default:
      name satisfies never;
  }
}

/** A host's write to CS_REQ that makes PROTM_PENDING equal to ACK. */
function answers(f: RunFacts, event: Extract<SimEvent, { kind: 'word' }>, ack: number): boolean {
  if (f.reset === 'running') return false;
  return ((event.before ^ ack) & CS.PROTM_PENDING) !== 0 && ((event.after ^ ack) & CS.PROTM_PENDING) === 0;
}

/** PROTM_PENDING differs since this write. The event that says so comes once the interrupt is raised. */
function onRaised(f: RunFacts, slot: number, cs: number, event: SimEvent): void {
  const q = f.queueAt(slot, cs);
  if (q === null || f.reset === 'running') return;
  q.raisedSeq = event.seq;
  q.raisedUs = event.tUs;
  q.waitingSinceUs ??= event.tUs;
}

/** Events of a CS at which it halts until the host has answered. */
const HALTING = CS.FATAL | CS.FAULT | CS.TILER_OOM;

function onHalts(f: RunFacts, slot: number, cs: number, halted: boolean): void {
  const q = f.queueAt(slot, cs);
  if (q !== null) setHalted(f, q, halted);
}

function onAnswered(f: RunFacts, slot: number, cs: number): void {
  const q = f.queueAt(slot, cs);
  if (q === null) return;
  q.noted = false;
  if (f.group(q.group).active) q.acknowledged = true;
}

/** Whether a write to CSG_ACK acknowledges STATUS_UPDATE or SUSPEND, with which firmware publishes status words. */
function publishesStatus(before: number, after: number): boolean {
  const state = after & CSG.STATE_MASK;
  const suspended = state === CSG.SUSPEND && (before & CSG.STATE_MASK) !== state;
  return suspended || ((before ^ after) & CSG.STATUS_UPDATE) !== 0;
}
