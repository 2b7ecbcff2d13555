import type { ExitCause } from '../events.ts';
import { GLB, GPU_INT, GPU_STATUS_PROTM_ACTIVE, MCU_CONTROL, MCU_STATUS } from '../interface/bits.ts';
import type { Act } from '../runtime/activity.ts';
import { parseDuration } from '../userspace/stream.ts';
import type { CommandStreams } from './command-streams.ts';
import type { Counters } from './counters.ts';
import type { CsgRequests } from './csg-requests.ts';
import type { HostEvents } from './host-events.ts';
import type { FirmwareParts } from './parts.ts';
import { raiseProtectedFault } from './protected-fault.ts';
import { acknowledgedCss, bits, groupIn, hang, sessionOf } from './session.ts';
import { hasAsync, isInRegion, outsideRegion, type Session, TRAP } from './state.ts';

/** Leaving protected mode, rows 12 to 14 of B.2, B.4 and B.5: at the end of the regions or by force. */
export class SessionExit {
  constructor(
    private readonly parts: FirmwareParts,
    private readonly events: HostEvents,
    private readonly streams: CommandStreams,
    private readonly requests: CsgRequests,
    private readonly counters: Counters,
  ) {}

  /**
   * Leaves protected mode, rows 12 to 14. For a forced exit the order is F05's; the cause is acknowledged by
   * the caller.
   *
   * @returns whether EXIT is to be raised after that acknowledgement
   */
  *leave(cause: ExitCause): Act<boolean> {
    const { choices, context, regs, state } = this.parts;
    const forced = cause !== 'regionEnd' && cause !== 'empty';
    const session = sessionOf(this.parts);
    yield* context.machine.step('leave protected mode');
    if (forced) {
      context.emit({ kind: 'session', op: 'exitForced', group: groupIn(this.parts, session.slot), cause });
    }
    state.session.set({ ...session, phase: 'leaving' });
    const cut = yield* this.cutOff(session.slot);
    if (state.dead.get()) yield* hang(this.parts);
    const latency = choices.pick('F07');
    if (latency === 'never') yield* hang(this.parts);
    else yield* context.machine.sleep(parseDuration(latency), 'fast GPU reset');
    const order = forced ? choices.pick('F05') : 'bit 7, EXIT, ack';
    if (order === 'EXIT, bit 7, ack') yield* this.raiseExit(session.slot);
    yield* this.lowerBit7(session.slot, cause);
    // The fast reset leaves the MCU off unless it is told to come back, B.2-12.
    if (regs.mcuControl.cell.sense() !== MCU_CONTROL.AUTO) {
      yield* regs.mcuStatus.write(MCU_STATUS.DISABLED);
      yield* hang(this.parts);
    }
    const anySaved = state.csgs.some((cell) => cell.get().frozen);
    const restoresFirst =
      order !== 'bit 7, EXIT, ack' || !anySaved || choices.pick('F30') === 'restore first';
    if (restoresFirst) yield* this.restore(session, cut);
    if (order === 'bit 7, EXIT, ack') yield* this.raiseExit(session.slot);
    if (!restoresFirst) yield* this.restore(session, cut);
    return order === 'bit 7, ack, EXIT';
  }

  /** Leaves protected mode, and EXIT is raised last where nothing is to be acknowledged. */
  *leaveFor(cause: 'doorbell' | 'needsHost' | 'fault'): Act {
    const { slot } = this.parts.state.session.get() ?? { slot: -1 };
    if (yield* this.leave(cause)) yield* this.raiseExit(slot);
  }

  *raiseExit(slot: number): Act {
    yield* this.events.raiseGlobal(GLB.PROTM_EXIT);
    this.parts.context.emit({
      kind: 'session',
      op: 'exitRaised',
      group: groupIn(this.parts, slot),
      cause: null,
    });
  }

  /** Halts the owner; regions that did not end are saved into the protected suspend buffer. Returns these CSs. */
  private *cutOff(slot: number): Act<number> {
    const { state } = this.parts;
    if (slot < 0) return 0;
    this.streams.haltAll(slot);
    let cut = 0;
    let saved = 0;
    const ran: number[] = [];
    for (const [index, cell] of (state.css[slot] ?? []).entries()) {
      const cs = cell.get();
      if (!isInRegion(cs) || cs.place === 'protm') continue;
      ran.push(index);
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
    this.streams.follow(slot);
    if ((cut | saved) !== 0) yield* this.saveRegion(slot, cut);
    // The fast reset leaves nothing of protected mode in a CS, B.2-12.
    for (const index of ran) state.register(slot, index).set(0);
    return cut;
  }

  private *saveRegion(slot: number, cut: number): Act {
    const { state, memory, context, choices, fwif } = this.parts;
    const { protmSuspendBuf } = state.csg(slot).get();
    yield* context.machine.step(`save the region of CSG ${slot}`);
    if (protmSuspendBuf !== 0) {
      const written = memory.fwWrite(protmSuspendBuf, {
        tagged: true,
        content: groupIn(this.parts, slot),
        words: state.registersOf(slot),
        pages: fwif.protmSuspendPages,
      });
      if (written === 'fault')
        raiseProtectedFault(this.parts, 'the protected suspend buffer cannot be written');
      return;
    }
    switch (choices.pick('F14')) {
      case 'protected fault':
        raiseProtectedFault(this.parts, 'no protected suspend buffer');
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
    const { context, regs, choices, caches } = this.parts;
    yield* context.machine.step('GPU_STATUS bit 7 := 0');
    caches.flushAtEdge();
    caches.tellTagged();
    regs.gpuStatus.store(regs.gpuStatus.cell.get() & ~GPU_STATUS_PROTM_ACTIVE);
    context.emit({ kind: 'session', op: 'left', group: groupIn(this.parts, slot), cause });
    switch (choices.pick('F22')) {
      case 'invisible':
        break;
      case 'unserved doorbells are lost':
        context.machine.atomically(() => regs.clearDoorbells());
        break;
      case 'RESET_COMPLETED, RAWSTAT cleared':
        regs.job.clearByHardware();
        regs.gpu.clearByHardware();
        regs.mmu.clearByHardware();
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
      this.streams.follow(slot);
    }
    yield* context.machine.step('normal mode');
    state.session.set(null);
    this.counters.goOn();
    state.glbIdleHeld.set(false);
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
    this.streams.follow(session.slot);
  }

  /** Requests that were acknowledged after ENTER and not let in (F08c). */
  private *raiseLateAcknowledged(session: Session): Act {
    const { state, choices } = this.parts;
    for (let slot = 0; slot < state.csgs.length; slot++) {
      const late = (session.unacknowledged[slot] ?? 0) & ~(slot === session.slot ? session.sampled : 0);
      if (late === 0) continue;
      const { acked } = yield* acknowledgedCss(this.parts, slot);
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
}
