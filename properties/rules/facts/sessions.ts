import type { SimEvent } from '../../../impl/events.ts';
import type { RunFacts } from '../facts.ts';

/** ENTER was sent, and what became of it. */
export function onSession(f: RunFacts, event: Extract<SimEvent, { kind: 'session' }>): void {
  if (event.op === 'enterSent') {
    if (f.session !== null) endSession(f);
    f.session = {
      group: event.group,
      sentUs: event.tUs,
      sentSeq: event.seq,
      sender: event.activity,
      acked: false,
      enteredUs: null,
      enteredSeq: null,
      leftUs: null,
      exitRaised: false,
      exitAskedUs: null,
      exitCause: null,
      seen: false,
      progress: false,
      endedBySeq: null,
    };
    for (const g of f.groups.values()) {
      for (const q of g.queues) q.letIn = q.acknowledged || f.waitsWithBit29(q);
    }
    return;
  }
  if (event.op === 'exitRaised') {
    if (!f.exitShown) onExitRaised(f);
    f.exitShown = false;
    endAnsweredSession(f);
    return;
  }
  const s = f.session;
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
      cutOff(f);
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

/** EXIT is raised: by the write to GLB_ACK, or where it coalesces with one that is unanswered, by the event. */
export function onExitRaised(f: RunFacts): void {
  const s = f.session;
  if (s === null || s.exitRaised) return;
  s.exitRaised = true;
  for (const g of f.groups.values()) for (const q of g.queues) q.acknowledged = false;
}

export function onProtected(f: RunFacts, now: boolean): void {
  f.gpuProtected = now;
  f.gpuProtectedSinceUs = f.nowUs;
  const s = f.session;
  if (s === null) return;
  if (now) {
    s.enteredUs ??= f.nowUs;
    s.enteredSeq ??= f.now.seq;
  } else s.leftUs ??= f.nowUs;
  endAnsweredSession(f);
}

/** A session is over when EXIT was raised and answered and bit 7 is clear. */
export function endAnsweredSession(f: RunFacts): void {
  const s = f.session;
  if (s?.exitRaised && !f.exitUnanswered && !f.gpuProtected) endSession(f);
}

function endSession(f: RunFacts): void {
  if (f.session !== null) f.session.endedBySeq = f.now.seq;
  f.lastSession = f.session;
  f.session = null;
}

/** Protected mode is over: who is still inside a region waits again. */
function cutOff(f: RunFacts): void {
  for (const g of f.groups.values()) {
    for (const q of g.queues) if (q.inRegion) q.waitingSinceUs ??= f.nowUs;
  }
}

/** Without power there is no session and nobody is acknowledged, whatever the driver believes. */
export function onPower(f: RunFacts, event: Extract<SimEvent, { kind: 'power' }>): void {
  switch (event.op) {
    case 'suspend':
      f.power = 'suspending';
      // The suspend and the slow resume after it stand for the reset, D.6.
      if (f.reset === 'scheduled') f.reset = 'running';
      break;
    case 'off':
      f.power = 'off';
      if (f.session !== null) endSession(f);
      for (const g of f.groups.values()) {
        for (const q of g.queues) q.acknowledged = false;
      }
      break;
    case 'on':
      f.power = 'on';
      break;
    case 'resume':
    case 'access':
      break;
    default:
      event.op satisfies never;
  }
}

export function onReset(f: RunFacts, event: Extract<SimEvent, { kind: 'reset' }>): void {
  if (event.op === 'schedule') {
    f.resetDue = true;
    if (f.power !== 'on') f.reset = 'running';
    else if (f.reset === 'none') f.reset = 'scheduled';
    return;
  }
  if (event.op === 'begin') {
    f.reset = 'running';
    f.resetDue = false;
  } else {
    f.reset = f.resetDue && event.cause === '' ? 'scheduled' : 'none';
    f.waits.clear();
    // The scheduler runs before its work is over: what came since the boot stays, if there was one.
    if (event.cause === '') return;
  }
  forgetSession(f);
}

/** A reset takes over, or firmware that boots in it knows nothing of what was before. */
function forgetSession(f: RunFacts): void {
  if (f.session !== null) endSession(f);
  for (const g of f.groups.values()) {
    for (const q of g.queues) q.acknowledged = false;
  }
}

/** A device that goes is shut down, which ends a session as a reset does if it leaves protected mode. */
export function onDevice(f: RunFacts, event: Extract<SimEvent, { kind: 'device' }>): void {
  if (event.op === 'boot' && f.reset === 'running') forgetSession(f);
  f.deviceGoes ||= event.op === 'unplug';
  f.isShutDown = event.op === 'unplug';
  if (event.op === 'unplugged' && f.session !== null && !f.gpuProtected) endSession(f);
}
