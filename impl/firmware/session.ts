import type { ExitCause } from '../events.ts';
import type { GroupId } from '../ids.ts';
import { CS, GLB, GPU_INT, GPU_STATUS_PROTM_ACTIVE } from '../interface/bits.ts';
import type { Act } from '../runtime/activity.ts';
import { parseDuration } from '../userspace/stream.ts';
import type { CommandStreams } from './command-streams.ts';
import type { CsgRequests } from './csg-requests.ts';
import type { HostEvents } from './host-events.ts';
import { csWords, type FirmwareParts } from './parts.ts';
import { type CsContext, hasAsync, isInRegion, outsideRegion, type Session, TRAP } from './state.ts';

interface Sample {
  readonly slot: number;
  readonly sampled: number;
  readonly unacknowledged: readonly number[];
}

/** One protected session, row by row of B.2: entry, region ends, forced exits. */
export class ProtectedMode {
  constructor(
    private readonly parts: FirmwareParts,
    private readonly events: HostEvents,
    private readonly streams: CommandStreams,
    private readonly requests: CsgRequests,
  ) {}

  // ---- entry

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
    if (exitsAtOnce && !state.dead.get()) yield* this.leave('empty');
  }

  /** What stands against an entry before anything is looked at: F19, F02. */
  private *mayEnter(): Act<boolean> {
    const { state, choices, fwif } = this.parts;
    state.enterDeferred.set(false);
    if (!state.protectedSection.get()) {
      if (choices.pick('F19') === 'protected fault') {
        this.streams.raiseProtectedFault('no protected firmware section');
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
    const sampled: number[] = [];
    const unacknowledged: number[] = [];
    for (let slot = 0; slot < state.csgs.length; slot++) {
      const { acked, waiting } = yield* this.acknowledgedCss(slot);
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

  /** The CSs of a slot that wait for protected mode, and those of them with equal bits. */
  private *acknowledgedCss(slot: number): Act<{ readonly acked: number; readonly waiting: number }> {
    const { state, fwif } = this.parts;
    let acked = 0;
    let waiting = 0;
    if (!state.csg(slot).get().active) return { acked, waiting };
    for (const [index, cell] of (state.css[slot] ?? []).entries()) {
      const cs = cell.get();
      if (cs.place !== 'protm' || !cs.asked) continue;
      const words = csWords(fwif.slot(slot), index);
      const req = yield* words.req.read();
      waiting |= 1 << index;
      if (((req ^ words.ack.peek()) & CS.PROTM_PENDING) === 0) acked |= 1 << index;
    }
    return { acked, waiting };
  }

  private *begin(sample: Sample): Act {
    const { state, choices } = this.parts;
    this.note(sample.slot, sample.sampled);
    state.session.set({ phase: 'entering', ...sample });
    this.haltAll(sample.slot);
    const others = state.csgs.some((cell, slot) => slot !== sample.slot && cell.get().active);
    const late = others && choices.pick('F13a') === 'between ack and PROTM_ACTIVE';
    if (!late) yield* this.saveOthers(sample.slot);
    yield* this.acknowledgeEnter(sample.slot);
    if (late) yield* this.saveOthers(sample.slot);
  }

  private note(slot: number, sampled: number): void {
    const group = this.groupIn(slot);
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
        this.haltAll(slot);
        state.changeCsg(slot, { frozen: true });
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
    context.emit({ kind: 'session', op: 'enterAcked', group: this.groupIn(slot), cause: null });
    yield* this.events.interruptGlobal(GLB.PROTM_ENTER);
  }

  /** Rows 8 to 10: the gap, then GPU_STATUS bit 7 and the sampled CSs go on. */
  private *switchOn(): Act {
    const { choices, context, regs, state } = this.parts;
    const gap = choices.pick('F04');
    if (gap === 'never') {
      yield* this.hang();
      return;
    }
    yield* context.machine.sleep(parseDuration(gap), 'switch to protected mode');
    if (this.unsampledWaits() && choices.pick('F10') !== 'at ENTER only') yield* this.sampleAgain();
    yield* context.machine.step('GPU_STATUS bit 7 := 1');
    const session = this.session();
    regs.gpuStatus.store(regs.gpuStatus.cell.get() | GPU_STATUS_PROTM_ACTIVE);
    state.session.set({ ...session, phase: 'protected' });
    context.emit({ kind: 'session', op: 'entered', group: this.groupIn(session.slot), cause: null });
    for (const index of bits(session.sampled)) this.goOn(session.slot, index);
    const couldRun = this.ownersCss(session).some(
      (cs, index) =>
        (session.sampled & (1 << index)) === 0 &&
        (cs.place === 'busy' || (cs.place === 'ready' && cs.pc >= 0)),
    );
    // Asked here, where it begins to matter; the command streams only look.
    if (couldRun) choices.pick('F11');
  }

  /** A CS of the owner that was not sampled waits for protected mode. */
  private unsampledWaits(): boolean {
    const session = this.session();
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
    const session = this.session();
    if (session.slot < 0) return;
    const { acked } = yield* this.acknowledgedCss(session.slot);
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
    if (read.result === 'ok' && read.content === this.groupIn(slot)) return;
    this.streams.protectedFault(slot, index, cs, 'the protected suspend buffer does not hold the region');
  }

  // ---- exit

  /**
   * Leaves protected mode, rows 12 to 14. For a forced exit the order is F05's; the cause is acknowledged by
   * the caller.
   *
   * @returns whether EXIT is to be raised after that acknowledgement
   */
  *leave(cause: ExitCause): Act<boolean> {
    const { choices, context, state } = this.parts;
    const forced = cause !== 'regionEnd' && cause !== 'empty';
    const session = this.session();
    yield* context.machine.step('leave protected mode');
    if (forced) {
      context.emit({ kind: 'session', op: 'exitForced', group: this.groupIn(session.slot), cause });
    }
    state.session.set({ ...session, phase: 'leaving' });
    const cut = yield* this.cutOff(session.slot);
    if (state.dead.get()) yield* this.hang();
    const latency = choices.pick('F07');
    if (latency === 'never') yield* this.hang();
    else yield* context.machine.sleep(parseDuration(latency), 'fast GPU reset');
    const order = forced ? choices.pick('F05') : 'bit 7, EXIT, ack';
    if (order === 'EXIT, bit 7, ack') yield* this.raiseExit(session.slot);
    yield* this.lowerBit7(session.slot, cause);
    const anySaved = state.csgs.some((cell) => cell.get().frozen);
    const restoresFirst =
      order !== 'bit 7, EXIT, ack' || !anySaved || choices.pick('F30') === 'restore first';
    if (restoresFirst) yield* this.restore(session, cut);
    if (order === 'bit 7, EXIT, ack') yield* this.raiseExit(session.slot);
    if (!restoresFirst) yield* this.restore(session, cut);
    return order === 'bit 7, ack, EXIT';
  }

  *raiseExit(slot: number): Act {
    yield* this.events.raiseGlobal(GLB.PROTM_EXIT);
    this.parts.context.emit({ kind: 'session', op: 'exitRaised', group: this.groupIn(slot), cause: null });
  }

  /** Halts the owner; regions that did not end are saved into the protected suspend buffer. Returns these CSs. */
  private *cutOff(slot: number): Act<number> {
    const { state } = this.parts;
    if (slot < 0) return 0;
    this.haltAll(slot);
    let cut = 0;
    let saved = 0;
    for (const [index, cell] of (state.css[slot] ?? []).entries()) {
      const cs = cell.get();
      if (!isInRegion(cs) || cs.place === 'protm') continue;
      if (cs.place === 'fault' || cs.place === 'stopped') {
        cell.set({ ...cs, ...outsideRegion });
        continue;
      }
      if (cs.place === 'oom') {
        // It asks again when the host has answered.
        cell.set({ ...cs, inside: true });
        saved |= 1 << index;
        continue;
      }
      if (cs.place === 'regionEnd' && !(hasAsync(cs) && (cs.traps & TRAP.REGION_END) === 0)) continue;
      const traps = cs.traps & ~(TRAP.BLOCKED | TRAP.REGION_END);
      cell.set({ ...cs, place: 'protm', cutPlace: cs.place, inside: true, asked: false, traps });
      cut |= 1 << index;
    }
    if ((cut | saved) !== 0) yield* this.saveRegion(slot, cut);
    return cut;
  }

  private *saveRegion(slot: number, cut: number): Act {
    const { state, memory, context, choices } = this.parts;
    const { protmSuspendBuf } = state.csg(slot).get();
    yield* context.machine.step(`save the region of CSG ${slot}`);
    if (protmSuspendBuf !== 0) {
      const written = memory.fwWrite(protmSuspendBuf, { tagged: true, content: this.groupIn(slot) });
      if (written === 'fault')
        this.streams.raiseProtectedFault('the protected suspend buffer cannot be written');
      return;
    }
    switch (choices.pick('F14')) {
      case 'protected fault':
        this.streams.raiseProtectedFault('no protected suspend buffer');
        break;
      case 'firmware hangs':
        state.dead.set(true);
        break;
      case 'progress lost':
        for (const index of bits(cut)) {
          const cs = state.cs(slot, index).get();
          state.changeCs(slot, index, { pc: cs.regionStart, inside: false, cutPlace: 'ready', leftUs: 0 });
        }
        break;
    }
  }

  private *lowerBit7(slot: number, cause: ExitCause): Act {
    const { context, regs, choices } = this.parts;
    yield* context.machine.step('GPU_STATUS bit 7 := 0');
    regs.gpuStatus.store(regs.gpuStatus.cell.get() & ~GPU_STATUS_PROTM_ACTIVE);
    context.emit({ kind: 'session', op: 'left', group: this.groupIn(slot), cause });
    switch (choices.pick('F22')) {
      case 'invisible':
        break;
      case 'unserved doorbells are lost':
        context.machine.atomically(() => regs.clearDoorbells());
        break;
      case 'RESET_COMPLETED, RAWSTAT cleared':
        regs.job.clearByHardware();
        regs.gpu.clearByHardware();
        regs.gpu.raise(GPU_INT.RESET_COMPLETED);
        break;
    }
  }

  /** Rows 13: the saved CSGs go on, and the owner in normal mode. */
  private *restore(session: Session, cut: number): Act {
    const { context, state, choices } = this.parts;
    for (let slot = 0; slot < state.csgs.length; slot++) {
      if (!state.csg(slot).get().frozen) continue;
      yield* context.machine.step(`restore CSG ${slot}`);
      const doorbell = this.parts.regs.doorbell(slot + 1);
      if (doorbell.get()) {
        choices.pick('F06');
        if (choices.pick('F15') === 'lost') doorbell.set(false);
      }
      this.requests.restoreFrom(slot);
      state.changeCsg(slot, { frozen: false, idleHeld: false });
      this.streams.noteIdle(slot);
    }
    yield* context.machine.step('normal mode');
    state.session.set(null);
    if (session.slot < 0) return;
    state.changeCsg(session.slot, { idleHeld: false });
    for (const [index, cell] of (state.css[session.slot] ?? []).entries()) {
      const cs = cell.get();
      const traps = cs.traps & ~TRAP.HELD;
      if (cs.place === 'regionEnd') {
        cell.set({ ...cs, ...outsideRegion, place: 'ready', traps: traps & ~TRAP.REGION_END });
      } else if (traps !== cs.traps) cell.set({ ...cs, traps });
      if ((cut & (1 << index)) !== 0) this.askAgain(session.slot, index, choices.pick('F08b'));
    }
    yield* this.raiseLateAcknowledged(session);
    this.streams.noteIdle(session.slot);
  }

  /** Requests that were acknowledged after ENTER and not let in (F08c). */
  private *raiseLateAcknowledged(session: Session): Act {
    const { state, choices } = this.parts;
    for (let slot = 0; slot < state.csgs.length; slot++) {
      const late = (session.unacknowledged[slot] ?? 0) & ~(slot === session.slot ? session.sampled : 0);
      if (late === 0) continue;
      const { acked } = yield* this.acknowledgedCss(slot);
      for (const index of bits(acked & late)) {
        const again = choices.pick('F08c') === 'raised again';
        this.askAgain(slot, index, again ? 'raised again' : 'waits');
      }
    }
  }

  /** A CS that was cut off asks for protected mode again, or waits silently with equal bits (F08). */
  askAgain(slot: number, index: number, how: 'raised again' | 'waits'): void {
    const { state } = this.parts;
    const cs = state.cs(slot, index).get();
    if (how === 'waits') state.cs(slot, index).set({ ...cs, asked: true });
    else state.cs(slot, index).set({ ...cs, asked: false, traps: cs.traps | TRAP.PROTM });
  }

  // ---- what a session is made of

  private haltAll(slot: number): void {
    (this.parts.state.css[slot] ?? []).forEach((_, index) => {
      this.streams.halt(slot, index);
    });
  }

  /** Firmware is stuck in a switch: it serves nothing until the next boot. */
  private *hang(): Act {
    this.parts.state.dead.set(true);
    yield* this.parts.context.machine.until('firmware hangs', () => false);
  }

  private session(): Session {
    const session = this.parts.state.session.get();
    if (session === null) throw new Error('no protected session');
    return session;
  }

  groupIn(slot: number): GroupId | null {
    return slot < 0 ? null : this.parts.state.csg(slot).peek().group;
  }
}

/** A CS of the session that has nothing left to do in protected mode. */
export const isDone = (cs: CsContext): boolean =>
  !isInRegion(cs) || (cs.place === 'regionEnd' && (cs.traps & TRAP.REGION_END) !== 0);

/** The set bits of a mask, lowest first. */
export function bits(mask: number): readonly number[] {
  const set: number[] = [];
  for (let i = 0; mask >>> i !== 0; i++) if ((mask & (1 << i)) !== 0) set.push(i);
  return set;
}
