import { GPU_INT } from '../interface/bits.ts';
import type { Ring, RingEntry } from '../interface/ring.ts';
import type { Act, Op } from '../runtime/activity.ts';
import { type Command, commandText } from '../userspace/stream.ts';
import type { FirmwareParts } from './parts.ts';
import {
  type CsContext,
  type CsgContext,
  hasAsync,
  isInRegion,
  NO_JOB,
  outsideRegion,
  TRAP,
} from './state.ts';

/** In which mode a CS may go on now; null: it may not. */
type Gate = 'normal' | 'protected' | null;

/**
 * Execution of command streams: one activity per CSG slot, which takes its CSs one transition at a time. All
 * it knows is in the CS contexts, so the MCU can halt, save and restore a CS between any two transitions.
 */
export class CommandStreams {
  constructor(private readonly parts: FirmwareParts) {}

  /** Starts the activities `cs/<slot>`. */
  start(): void {
    const { machine } = this.parts.context;
    this.parts.state.csgs.forEach((_, slot) => {
      machine.spawn(`cs/${slot}`, 'gpu', () => this.loop(slot));
    });
  }

  private *loop(slot: number): Act {
    const streams = this;
    const op: Op = {
      label: `execute on CSG ${slot}`,
      head: true,
      sleeps: true,
      ready: () => this.takesDoorbell(slot) || this.nextCs(slot) >= 0,
      get dueUs() {
        return streams.nextDueUs(slot);
      },
    };
    for (;;) {
      yield op;
      this.step(slot);
    }
  }

  private step(slot: number): void {
    const { machine } = this.parts.context;
    if (machine.look(() => this.takesDoorbell(slot))) this.takeDoorbell(slot);
    else {
      const index = machine.look(() => this.nextCs(slot));
      if (index >= 0) this.advance(slot, index);
    }
    this.noteIdle(slot);
  }

  // ---- who may go on

  private gate(csg: CsgContext, slot: number, index: number, cs: CsContext): Gate {
    if (!csg.active || csg.frozen || cs.queue === null) return null;
    const session = this.parts.state.session.get();
    // Another CSG's session that has not saved this one yet (F13a).
    if (session === null || session.slot !== slot) return 'normal';
    if (session.phase !== 'protected') return null;
    if ((session.sampled & (1 << index)) !== 0) return 'protected';
    return this.parts.choices.constant('F11') === 'yes' ? 'protected' : null;
  }

  /** The first CS of a slot that can do something now, -1 for none. */
  private nextCs(slot: number): number {
    const { state } = this.parts;
    const csg = state.csg(slot).get();
    if (!csg.active || csg.frozen) return -1;
    const cells = state.css[slot] ?? [];
    for (let index = 0; index < cells.length; index++) {
      const cs = state.cs(slot, index).get();
      if (this.gate(csg, slot, index, cs) !== null && this.canAdvance(cs)) return index;
    }
    return -1;
  }

  private canAdvance(cs: CsContext): boolean {
    const { nowUs } = this.parts.context.machine;
    const asyncOver = !hasAsync(cs) || cs.asyncDueUs === null || nowUs >= cs.asyncDueUs;
    switch (cs.place) {
      case 'ready':
        if (cs.pc === NO_JOB) return cs.job < cs.insertSeen;
        return asyncOver || !this.atEpilogue(cs);
      case 'busy':
        return cs.dueUs === null || nowUs >= cs.dueUs;
      case 'sync':
        return this.syncReached(cs);
      case 'async':
        return asyncOver;
      case 'regionEnd':
        return hasAsync(cs) && asyncOver && (cs.traps & TRAP.REGION_END) === 0;
      case 'protm':
      case 'fault':
      case 'oom':
      case 'stopped':
        return false;
      default:
        return cs.place satisfies never;
    }
  }

  private nextDueUs(slot: number): number | null {
    const { state } = this.parts;
    const csg = state.csg(slot).peek();
    if (!csg.active || csg.frozen) return null;
    let dueUs: number | null = null;
    const cells = state.css[slot] ?? [];
    for (let index = 0; index < cells.length; index++) {
      const cs = state.cs(slot, index).peek();
      const due = this.dueOf(cs);
      if (due === null || this.gate(csg, slot, index, cs) === null) continue;
      if (dueUs === null || due < dueUs) dueUs = due;
    }
    // What is over already and still waits for something else is no reason to run.
    return dueUs !== null && dueUs > this.parts.context.machine.nowUs ? dueUs : null;
  }

  private dueOf(cs: CsContext): number | null {
    if (cs.place === 'busy') return cs.dueUs;
    const waitsForAsync =
      cs.place === 'async' || cs.place === 'regionEnd' || (cs.place === 'ready' && this.atEpilogue(cs));
    return waitsForAsync ? cs.asyncDueUs : null;
  }

  private takesDoorbell(slot: number): boolean {
    const { state, regs, choices } = this.parts;
    if (!regs.doorbell(slot + 1).get()) return false;
    const csg = state.csg(slot).get();
    if (csg.frozen) return false;
    // The MCU takes it, to leave protected mode for it (F06).
    return state.session.get() === null || choices.constant('F06') !== 'user doorbell';
  }

  private takeDoorbell(slot: number): void {
    const { context, regs, state, choices } = this.parts;
    if (state.session.get()?.slot === slot) choices.pick('F06');
    context.machine.atomically(() => {
      regs.doorbell(slot + 1).set(false);
      if (state.csg(slot).get().active) this.readInserts(slot);
    });
  }

  /** Reads insert of all rings of a slot. */
  readInserts(slot: number): void {
    const { state } = this.parts;
    this.parts.context.machine.atomically(() => {
      (state.css[slot] ?? []).forEach((cell, index) => {
        const ring = this.ringOf(cell.get());
        if (ring !== null) state.changeCs(slot, index, { insertSeen: ring.insert.cell.get() });
      });
    });
  }

  // ---- one transition

  private advance(slot: number, index: number): void {
    const { state, context } = this.parts;
    const { nowUs } = context.machine;
    const cs = state.cs(slot, index).get();
    if (cs.asyncDueUs === null && cs.asyncLeftUs > 0) {
      state.changeCs(slot, index, { asyncDueUs: nowUs + cs.asyncLeftUs, asyncLeftUs: 0 });
      return;
    }
    const change = (next: Partial<CsContext>): void => state.cs(slot, index).set({ ...cs, ...next });
    switch (cs.place) {
      case 'ready':
        this.advanceReady(slot, index, cs, change);
        break;
      case 'busy':
        if (cs.dueUs === null) {
          this.emit('resume', slot, index, cs);
          change({ dueUs: nowUs + cs.leftUs });
        } else this.complete(slot, index, { ...cs, dueUs: null, leftUs: 0 });
        break;
      case 'sync':
      case 'async':
        this.complete(slot, index, cs.place === 'async' ? { ...cs, asyncDueUs: null, asyncLeftUs: 0 } : cs);
        break;
      case 'regionEnd':
        change({ asyncDueUs: null, asyncLeftUs: 0, traps: cs.traps | TRAP.REGION_END });
        break;
      case 'protm':
      case 'fault':
      case 'oom':
      case 'stopped':
        break;
      default:
        cs.place satisfies never;
    }
  }

  private advanceReady(
    slot: number,
    index: number,
    cs: CsContext,
    change: (next: Partial<CsContext>) => void,
  ): void {
    if (cs.pc === NO_JOB) {
      // FLUSH_CACHE2, WAIT, CALL: the kernel's commands before the user's stream (H.4).
      change({ pc: 0 });
      return;
    }
    const { job, stream, syncSeqno } = this.entryOf(cs);
    if (isInRegion(cs) && cs.pc >= cs.regionEnd) {
      this.endRegion(slot, index, cs);
      return;
    }
    const command = stream[cs.pc];
    if (command !== undefined) {
      this.issue(slot, index, cs, command);
      return;
    }
    if (isInRegion(cs)) {
      if (this.parts.choices.pick('F23a') === 'CS fault') this.fault(slot, index, cs);
      // The kernel's SYNC_ADD64 would write ordinary memory with the protected tag.
      else this.protectedFault(slot, index, cs, `${job} counts on past its end`);
      return;
    }
    const ring = this.ringOf(cs);
    if (ring === null) throw new Error(`CS ${index} of CSG slot ${slot} has no ring`);
    // WAIT(all), SYNC_ADD64, ERROR_BARRIER: the kernel's commands after it; then extract moves.
    if (cs.pc === stream.length) {
      change({ pc: cs.pc + 1, asyncDueUs: null, asyncLeftUs: 0, traps: cs.traps | TRAP.SYNC });
      ring.syncSeqno.store(syncSeqno);
    } else {
      change({ pc: NO_JOB, job: cs.job + 1 });
      ring.extract.store(cs.job + 1);
    }
  }

  private issue(slot: number, index: number, cs: CsContext, command: Command): void {
    const { state, context, choices } = this.parts;
    const { nowUs } = context.machine;
    const set = (next: Partial<CsContext>): void => state.cs(slot, index).set({ ...cs, ...next });
    this.emit('issue', slot, index, cs);
    switch (command.op) {
      case 'RUN':
        set({ place: 'busy', dueUs: nowUs + command.us, leftUs: command.us });
        break;
      case 'ASYNC':
        this.complete(slot, index, { ...cs, asyncDueUs: Math.max(cs.asyncDueUs ?? 0, nowUs + command.us) });
        break;
      case 'WAIT':
        if (hasAsync(cs)) set({ place: 'async' });
        else this.complete(slot, index, cs);
        break;
      case 'PROT_REGION':
        this.reachRegion(slot, index, cs, command.size);
        break;
      case 'SYNC_WAIT':
        if (this.syncReached(cs)) this.complete(slot, index, cs);
        else set({ place: 'sync', traps: isInRegion(cs) ? cs.traps | TRAP.BLOCKED : cs.traps });
        break;
      case 'SYNC_ADD':
        if (this.parts.regs.protectedNow) this.protectedFault(slot, index, cs, `SYNC_ADD ${command.object}`);
        else {
          const word = this.parts.syncObjects.get(command.object);
          word.store(word.cell.get() + 1);
          this.complete(slot, index, { ...cs, traps: cs.traps | TRAP.SYNC });
        }
        break;
      case 'READ':
        if (this.parts.regs.protectedNow && choices.pick('F25') === 'fault') {
          this.fault(slot, index, cs);
        } else this.complete(slot, index, cs);
        break;
      case 'FAULT':
        this.fault(slot, index, cs);
        break;
      case 'FATAL':
        set({ place: 'stopped', traps: cs.traps | TRAP.FATAL });
        break;
      case 'TILER_OOM':
        set({ place: 'oom', traps: cs.traps | TRAP.TILER_OOM });
        break;
      default:
        command satisfies never;
    }
  }

  private reachRegion(slot: number, index: number, cs: CsContext, size: number): void {
    const { choices, context, state } = this.parts;
    if (isInRegion(cs)) {
      if (choices.pick('F23b') === 'CS fault') this.fault(slot, index, cs);
      else this.complete(slot, index, cs);
      return;
    }
    this.emit('complete', slot, index, cs);
    const pc = cs.pc + 1;
    if (size === 0 && choices.pick('F23c') === 'no request') {
      state.cs(slot, index).set({ ...cs, pc });
      return;
    }
    context.emit({ kind: 'request', op: 'reach', group: this.entryGroup(slot), queue: index });
    state.cs(slot, index).set({
      ...cs,
      ...outsideRegion,
      pc,
      regionStart: pc,
      regionEnd: pc + size,
      place: 'protm',
      traps: cs.traps | TRAP.PROTM,
    });
  }

  private complete(slot: number, index: number, cs: CsContext): void {
    this.emit('complete', slot, index, cs);
    const next: CsContext = { ...cs, place: 'ready', pc: cs.pc + 1 };
    if (isInRegion(next) && next.pc >= next.regionEnd) this.endRegion(slot, index, next);
    else this.parts.state.cs(slot, index).set(next);
  }

  /** The region's last command is done, B.2-12. */
  private endRegion(slot: number, index: number, cs: CsContext): void {
    const { state, choices, context } = this.parts;
    const outstanding = cs.asyncDueUs !== null && cs.asyncDueUs > context.machine.nowUs;
    const rule = outstanding ? choices.pick('F26') : null;
    if (rule === 'protected fault') {
      this.protectedFault(slot, index, cs, 'asynchronous work outstanding at the end of a region');
      return;
    }
    const trap = rule === 'the exit waits' ? 0 : TRAP.REGION_END;
    const async = outstanding ? {} : { asyncDueUs: null, asyncLeftUs: 0 };
    state.cs(slot, index).set({ ...cs, ...async, place: 'regionEnd', traps: cs.traps | trap });
  }

  private fault(slot: number, index: number, cs: CsContext): void {
    this.parts.state.cs(slot, index).set({ ...cs, place: 'fault', traps: cs.traps | TRAP.FAULT });
  }

  /** PROTECTED_FAULT, B.8: the CS stops, firmware may be dead after it (F18). */
  protectedFault(slot: number, index: number, cs: CsContext, what: string): void {
    this.parts.state.cs(slot, index).set({ ...cs, place: 'stopped' });
    this.raiseProtectedFault(what);
  }

  /** The interrupt of a protected fault, with no detail for the host. */
  raiseProtectedFault(what: string): void {
    const { choices, regs, state, context } = this.parts;
    context.emit({ kind: 'memory', op: 'fault', buffer: '', who: 'GPU', note: `protected fault: ${what}` });
    if (choices.pick('F18b') === 'dead') state.dead.set(true);
    if (choices.pick('F18a') === 'level until reset') regs.gpu.raiseLevel(GPU_INT.PROTM_FAULT);
    else regs.gpu.raise(GPU_INT.PROTM_FAULT);
  }

  // ---- for the MCU

  /** Halts what executes on a CS; what is left of it is kept. */
  halt(slot: number, index: number): void {
    const { state, context } = this.parts;
    const { nowUs } = context.machine;
    const cs = state.cs(slot, index).get();
    const issued = cs.place === 'sync' || cs.place === 'async' || (cs.place === 'busy' && cs.dueUs !== null);
    if (issued) this.emit('save', slot, index, cs);
    state.cs(slot, index).set({
      ...cs,
      dueUs: null,
      leftUs: cs.dueUs === null ? cs.leftUs : Math.max(0, cs.dueUs - nowUs),
      asyncDueUs: null,
      asyncLeftUs: cs.asyncDueUs === null ? cs.asyncLeftUs : Math.max(0, cs.asyncDueUs - nowUs),
    });
  }

  /**
   * The host answered a FAULT: the rest of the job is skipped to the kernel's ERROR_BARRIER. It answered a
   * TILER_OOM: the command is done; a region that was cut off for it asks for protected mode again.
   */
  goOnAfterHost(slot: number, index: number): void {
    const { state } = this.parts;
    const cell = state.cs(slot, index);
    const cs = cell.get();
    if (cs.place === 'fault') {
      cell.set({ ...cs, ...outsideRegion, place: 'ready', pc: this.entryOf(cs).stream.length });
      return;
    }
    if (!isInRegion(cs) || state.session.get() !== null) {
      this.complete(slot, index, cs);
      return;
    }
    this.emit('complete', slot, index, cs);
    const pc = cs.pc + 1;
    const ended = pc >= cs.regionEnd;
    const next = ended
      ? { ...outsideRegion, place: 'ready' as const }
      : { place: 'protm' as const, asked: false };
    cell.set({ ...cs, ...next, pc, traps: ended ? cs.traps : cs.traps | TRAP.PROTM });
  }

  /** Follows whether all CSs of a slot are idle: an empty ring or a sync wait, where CS_REQ enables these. */
  noteIdle(slot: number): void {
    const { state, context } = this.parts;
    const csg = state.csg(slot).get();
    const idle = csg.active && (state.css[slot] ?? []).every((cell) => isIdle(cell.get()));
    if (idle === (csg.idleSinceUs !== null)) return;
    state.changeCsg(slot, {
      idleSinceUs: idle ? context.machine.nowUs : null,
      idleReported: false,
      idleHeld: false,
    });
    if (!idle) state.glbIdleReported.set(false);
  }

  ringOf(cs: CsContext): Ring | null {
    if (cs.queue === null) return null;
    const ring = this.parts.rings.get(cs.queue);
    if (ring === undefined) throw new Error(`no ring ${cs.queue}`);
    return ring;
  }

  private entryOf(cs: CsContext): RingEntry {
    const entry = this.ringOf(cs)?.at(cs.job);
    if (entry === null || entry === undefined) throw new Error(`${cs.queue} has no job at ${cs.job}`);
    return entry;
  }

  private entryGroup(slot: number): NonNullable<CsgContext['group']> {
    const { group } = this.parts.state.csg(slot).peek();
    if (group === null) throw new Error(`CSG slot ${slot} runs without a group`);
    return group;
  }

  private atEpilogue(cs: CsContext): boolean {
    return cs.pc >= (this.ringOf(cs)?.at(cs.job)?.stream.length ?? 0);
  }

  private syncReached(cs: CsContext): boolean {
    const command = this.entryOf(cs).stream[cs.pc];
    if (command?.op !== 'SYNC_WAIT') return true;
    return this.parts.syncObjects.get(command.object).cell.get() >= command.seqno;
  }

  private emit(
    op: 'issue' | 'complete' | 'resume' | 'save',
    slot: number,
    index: number,
    cs: CsContext,
  ): void {
    const { job, stream } = this.entryOf(cs);
    const command = stream[cs.pc];
    if (command === undefined) return;
    this.parts.context.emit({
      kind: 'command',
      op,
      group: this.entryGroup(slot),
      queue: index,
      job,
      index: cs.pc,
      text: commandText(command),
      region: isInRegion(cs) && cs.pc >= cs.regionStart && cs.pc < cs.regionEnd,
      gpuProtected: this.parts.regs.protectedNow,
    });
  }
}

/** A CS that waits for protected mode or for the host is not idle. */
function isIdle(cs: CsContext): boolean {
  if (cs.queue === null || cs.place === 'sync') return true;
  return cs.place === 'ready' && cs.pc === NO_JOB && cs.job >= cs.insertSeen;
}
