import { GLB, GPU_STATUS_PROTM_ACTIVE } from '../interface/bits.ts';
import type { Act } from '../runtime/activity.ts';
import { parseDuration } from '../userspace/stream.ts';
import type { CommandStreams } from './command-streams.ts';
import type { Counters } from './counters.ts';
import type { CsgRequests } from './csg-requests.ts';
import type { SessionExit } from './exit.ts';
import type { HostEvents } from './host-events.ts';
import type { FirmwareParts } from './parts.ts';
import { faultSession, protectedFault, raiseProtectedFault } from './protected-fault.ts';
import { acknowledgedCss, bits, groupIn, hang, sessionOf } from './session.ts';
import type { CsContext, Session } from './state.ts';

interface Sample {
  readonly slot: number;
  readonly sampled: number;
  readonly unacknowledged: readonly number[];
}

/** Entry into a protected session, rows 6 to 10 of B.2. */
export class SessionEntry {
  constructor(
    private readonly parts: FirmwareParts,
    private readonly events: HostEvents,
    private readonly streams: CommandStreams,
    private readonly requests: CsgRequests,
    private readonly exit: SessionExit,
    private readonly counters: Counters,
  ) {}

  /** GLB_REQ.PROTM_ENTER was read; rows 6 to 10. */
  *enter(): Act {
    const { state, choices } = this.parts;
    if (!(yield* this.mayEnter())) return;
    const sample = yield* this.sample();
    let exitsAtOnce = false;
    if (sample.sampled === 0) {
      const rule = choices.pick('F01');
      if (rule === 'never acknowledged') {
        state.enterIgnored.set(true);
        return;
      }
      if (rule === 'acknowledged and ignored') {
        yield* this.acknowledgeEnter(sample.slot);
        return;
      }
      exitsAtOnce = rule === 'session that exits at once';
    }
    yield* this.begin(sample);
    yield* this.switchOn();
    if (!exitsAtOnce || state.dead.get()) return;
    // An acknowledgement may have come before the switch (F10).
    if (sessionOf(this.parts).sampled === 0) yield* this.exit.leave('empty');
  }

  /** What stands against an entry before anything is looked at: F19, F02. */
  private *mayEnter(): Act<boolean> {
    const { state, choices, fwif } = this.parts;
    state.enterDeferred.set(false);
    if (state.protectedSection.get() === 0) {
      if (choices.pick('F19') === 'protected fault') {
        raiseProtectedFault(this.parts, 'no protected firmware section');
      }
      state.enterIgnored.set(true);
      return false;
    }
    const req = yield* fwif.glb.req.read();
    const exitUnanswered = ((req ^ fwif.glb.ack.peek()) & GLB.PROTM_EXIT) !== 0;
    const inSession = state.session.get() !== null;
    if (!inSession && !exitUnanswered) return true;
    switch (choices.pick('F02')) {
      case 'never acknowledged':
        state.enterIgnored.set(true);
        return false;
      case 'deferred until answered':
        state.enterDeferred.set(true);
        return false;
      case 'no effect, or a new session':
        if (!inSession) return true;
        yield* this.acknowledgeEnter(state.session.get()?.slot ?? -1);
        return false;
    }
  }

  /** Reads the acknowledgements, B.2-6: which CSG runs, and which of its CSs. */
  private *sample(): Act<Sample> {
    const { state, choices } = this.parts;
    if (state.acknowledgedGone.get()) {
      // The row has one answer: whatever is left of what was acknowledged runs, and nothing left is F01.
      choices.pick('F24');
      state.acknowledgedGone.set(false);
    }
    const sampled: number[] = [];
    const unacknowledged: number[] = [];
    for (let slot = 0; slot < state.csgs.length; slot++) {
      const { acked, waiting } = yield* acknowledgedCss(this.parts, slot);
      sampled.push(acked);
      unacknowledged.push(waiting & ~acked);
    }
    const byPriority = state.csgs
      .map((cell, slot) => ({ slot, csg: cell.get() }))
      .filter(({ csg }) => csg.active)
      .sort((a, b) => b.csg.priority - a.csg.priority);
    const top = byPriority[0]?.slot ?? -1;
    const anyAcknowledged = byPriority.find(({ slot }) => (sampled[slot] ?? 0) !== 0)?.slot ?? top;
    const differ = anyAcknowledged !== top;
    const slot = differ && choices.pick('F12') === 'the acknowledged one' ? anyAcknowledged : top;
    return { slot, sampled: sampled[slot] ?? 0, unacknowledged };
  }

  private *begin(sample: Sample): Act {
    const { state, choices } = this.parts;
    yield* this.counters.beforeSession();
    this.note(sample.slot, sample.sampled);
    state.session.set({ phase: 'entering', ...sample });
    this.streams.haltAll(sample.slot);
    if (sample.slot >= 0) this.streams.follow(sample.slot);
    const others = state.csgs.some((cell, slot) => slot !== sample.slot && cell.get().active);
    const late = others && choices.pick('F13a') === 'between ack and PROTM_ACTIVE';
    if (!late) yield* this.saveOthers(sample.slot);
    yield* this.acknowledgeEnter(sample.slot);
    if (late) yield* this.saveOthers(sample.slot);
  }

  private note(slot: number, sampled: number): void {
    const group = groupIn(this.parts, slot);
    if (group === null) return;
    for (const queue of bits(sampled)) {
      this.parts.context.emit({ kind: 'request', op: 'sample', group, queue });
    }
  }

  /** Saves all CSGs but the owner's, B.2-7; for the host they stay on slot. */
  private *saveOthers(owner: number): Act {
    const { state, choices, context } = this.parts;
    const alsoOwner = choices.pick('F31') === 'yes';
    const publish = choices.pick('F33') === 'also at entry';
    for (let slot = 0; slot < state.csgs.length; slot++) {
      if (!state.csg(slot).get().active || (slot === owner && !alsoOwner)) continue;
      yield* context.machine.step(`save CSG ${slot}`);
      if (slot !== owner) {
        this.streams.haltAll(slot);
        state.changeCsg(slot, { frozen: true });
        this.streams.follow(slot);
      }
      this.requests.saveTo(slot, 'entry');
      if (publish) yield* this.requests.publishStatus(slot);
    }
  }

  private *acknowledgeEnter(slot: number): Act {
    const { fwif, context } = this.parts;
    const req = yield* fwif.glb.req.read();
    yield* fwif.glb.ack.update(
      (ack) => (ack & ~GLB.PROTM_ENTER) | (req & GLB.PROTM_ENTER),
      'acknowledge ENTER',
    );
    context.emit({ kind: 'session', op: 'enterAcked', group: groupIn(this.parts, slot), cause: null });
    yield* this.events.interruptGlobal(GLB.PROTM_ENTER);
  }

  /** Rows 8 to 10: the gap, then GPU_STATUS bit 7 and the sampled CSs go on. */
  private *switchOn(): Act {
    const { choices, context, regs, state, memory } = this.parts;
    const gap = choices.pick('F04');
    if (gap === 'never') {
      yield* hang(this.parts);
      return;
    }
    yield* context.machine.sleep(parseDuration(gap), 'switch to protected mode');
    if (this.unsampledWaits() && choices.pick('F10') !== 'at ENTER only') yield* this.sampleAgain();
    yield* context.machine.step('GPU_STATUS bit 7 := 1');
    this.parts.caches.flushAtEdge();
    const session = sessionOf(this.parts);
    regs.gpuStatus.store(regs.gpuStatus.cell.get() | GPU_STATUS_PROTM_ACTIVE);
    state.session.set({ ...session, phase: 'protected' });
    context.emit({ kind: 'session', op: 'entered', group: groupIn(this.parts, session.slot), cause: null });
    const section = state.protectedSection.get();
    if (memory.fwWrite(section, { tagged: true, content: 'firmware' }) === 'fault') {
      // Plain memory boots fine and breaks at the first entry, B.8.
      raiseProtectedFault(this.parts, 'the protected firmware section cannot be written');
    }
    for (const index of bits(session.sampled)) this.goOn(session.slot, index);
    if (session.slot >= 0) this.streams.follow(session.slot);
    yield* this.meetLocks(session, section);
    const couldRun = this.ownersCss(session).some(
      (cs, index) =>
        (session.sampled & (1 << index)) === 0 &&
        (cs.place === 'busy' || (cs.place === 'ready' && cs.pc >= 0)),
    );
    // Asked here, where it begins to matter; the command streams only look.
    if (couldRun) choices.pick('F11');
  }

  /** Protected accesses that meet a locked region, F32: of firmware itself, or of the owner's streams. */
  private *meetLocks(session: Session, section: number): Act {
    const { choices, mmu, context, state } = this.parts;
    const owner = session.slot < 0 ? null : state.csg(session.slot).get();
    const firmwareMeets = mmu.locksAddress(0, section) || mmu.locksAddress(0, owner?.protmSuspendBuf ?? 0);
    if (!firmwareMeets && (owner === null || !mmu.locks(owner.as))) return;
    const rule = choices.pick('F32');
    if (rule === 'protected fault') faultSession(this.parts, this.streams, 'access to a locked region');
    else if (rule === 'stalls until unlocked' && firmwareMeets) {
      // The streams look for themselves; firmware that stalls serves nothing.
      yield* context.machine.until('stalled at a locked region', () => !mmu.locks(0));
    }
  }

  /** A CS of the owner that was not sampled waits for protected mode. */
  private unsampledWaits(): boolean {
    const session = sessionOf(this.parts);
    return this.ownersCss(session).some(
      (cs, index) => (session.sampled & (1 << index)) === 0 && cs.place === 'protm' && cs.asked,
    );
  }

  private ownersCss(session: Session): readonly CsContext[] {
    return (this.parts.state.css[session.slot] ?? []).map((cell) => cell.get());
  }

  /** Acknowledgements that came after ENTER count too (F10). */
  *sampleAgain(): Act {
    const { state } = this.parts;
    const session = sessionOf(this.parts);
    if (session.slot < 0) return;
    const { acked } = yield* acknowledgedCss(this.parts, session.slot);
    const added = acked & ~session.sampled;
    if (added === 0) return;
    this.note(session.slot, added);
    state.session.set({ ...session, sampled: session.sampled | added });
    if (session.phase === 'protected') for (const index of bits(added)) this.goOn(session.slot, index);
  }

  /** A sampled CS goes on in its region; one that was cut off reads the protected suspend buffer. */
  private goOn(slot: number, index: number): void {
    const { state, memory } = this.parts;
    const cs = state.cs(slot, index).get();
    state.cs(slot, index).set({ ...cs, place: cs.cutPlace, cutPlace: 'ready', asked: false });
    if (!cs.inside) return;
    const { protmSuspendBuf } = state.csg(slot).get();
    const read = memory.fwRead(protmSuspendBuf, { tagged: true });
    if (read.result === 'ok' && read.content === groupIn(this.parts, slot)) {
      state.register(slot, index).set(read.words[index] ?? 0);
      return;
    }
    protectedFault(this.parts, slot, index, cs, 'the protected suspend buffer does not hold the region');
  }
}
