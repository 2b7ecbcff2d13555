import { CS } from '../interface/bits.ts';
import { type Act, LoopHead } from '../runtime/activity.ts';
import { leavesCallee } from '../userspace/stream.ts';
import { CsCommands } from './cs-commands.ts';
import { CsReadiness } from './cs-readiness.ts';
import type { FirmwareParts } from './parts.ts';
import { ProgressTimers } from './progress-timers.ts';
import { protectedFault } from './protected-fault.ts';
import { type CsContext, isInRegion, NO_JOB, outsideRegion, TRAP } from './state.ts';

/**
 * Execution of command streams: one activity per CSG slot, which takes its CSs one transition at a time. All
 * it knows is in the CS contexts, so the MCU can halt, save and restore a CS between any two transitions.
 */
export class CommandStreams {
  readonly readiness: CsReadiness;
  readonly timers: ProgressTimers;
  private readonly commands: CsCommands;

  constructor(private readonly parts: FirmwareParts) {
    this.readiness = new CsReadiness(parts);
    this.commands = new CsCommands(parts, this.readiness);
    this.timers = new ProgressTimers(parts);
  }

  /** Starts the activities `cs/<slot>`. */
  start(): void {
    const { machine } = this.parts.context;
    this.parts.state.csgs.forEach((_, slot) => {
      machine.spawn(`cs/${slot}`, 'gpu', () => this.loop(slot));
    });
  }

  private *loop(slot: number): Act {
    const { readiness } = this;
    const op = new LoopHead(
      `execute on CSG ${slot}`,
      () => readiness.takesDoorbell(slot) || readiness.nextCs(slot) >= 0,
      () => readiness.nextDueUs(slot),
    );
    for (;;) {
      yield op;
      this.step(slot);
    }
  }

  private step(slot: number): void {
    const { machine } = this.parts.context;
    if (machine.look(() => this.readiness.takesDoorbell(slot))) this.takeDoorbell(slot);
    else {
      const index = machine.look(() => this.readiness.nextCs(slot));
      if (index >= 0) this.advance(slot, index);
    }
    this.follow(slot);
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
        const ring = this.readiness.ringOf(cell.get());
        if (ring !== null) state.changeCs(slot, index, { insertSeen: ring.insert.cell.get() });
      });
    });
  }

  // ---- one transition

  private advance(slot: number, index: number): void {
    const { state, context, regs } = this.parts;
    const { nowUs } = context.machine;
    const cs = state.cs(slot, index).get();
    if (!this.parts.mmu.translates(state.csg(slot).get().as)) {
      // The host took the page table away: whatever the CS touches next is an error, B.6.
      if (regs.protectedNow) {
        protectedFault(this.parts, slot, index, cs, 'an address space without page table');
        return;
      }
      state.cs(slot, index).set({ ...cs, place: 'stopped', dueUs: null, traps: cs.traps | TRAP.FATAL });
      return;
    }
    if (cs.asyncDueUs === null && cs.asyncLeftUs > 0) {
      this.commands.drain(slot, index, cs);
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
          this.commands.emit('resume', slot, index, cs);
          change({ dueUs: nowUs + cs.leftUs });
        } else this.commands.complete(slot, index, { ...cs, dueUs: null, leftUs: 0 });
        break;
      case 'sync':
      case 'async':
        this.commands.complete(
          slot,
          index,
          cs.place === 'async' ? { ...cs, asyncDueUs: null, asyncLeftUs: 0 } : cs,
        );
        break;
      case 'regionEnd':
        change({ asyncDueUs: null, asyncLeftUs: 0, traps: cs.traps | TRAP.REGION_END });
        break;
      case 'pageFault':
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
      if (this.readiness.entryOf(cs).flushes) this.parts.caches.flush();
      change({ pc: 0 });
      this.stamp(cs);
      return;
    }
    const { job, stream, syncSeqno } = this.readiness.entryOf(cs);
    if (isInRegion(cs) && cs.pc >= cs.regionEnd) {
      this.commands.endRegion(slot, index, cs);
      return;
    }
    const command = stream[cs.pc];
    if (command !== undefined && isInRegion(cs) && leavesCallee(stream, cs.regionStart, cs.pc)) {
      if (this.parts.choices.pick('F23a') === 'CS fault') {
        this.commands.fault(slot, index, cs);
        return;
      }
    }
    if (command !== undefined) {
      this.commands.issue(slot, index, cs, command);
      return;
    }
    if (isInRegion(cs)) {
      if (this.parts.choices.pick('F23a') === 'CS fault') this.commands.fault(slot, index, cs);
      // What the kernel writes would be written to ordinary memory with the protected tag.
      else if (this.readiness.regionWritesBehind(cs)) {
        protectedFault(this.parts, slot, index, cs, `${job} counts on past its end`);
      } else this.commands.endRegion(slot, index, cs);
      return;
    }
    const ring = this.readiness.ringOf(cs);
    if (ring === null) throw new Error(`CS ${index} of CSG slot ${slot} has no ring`);
    // WAIT(all), SYNC_ADD64, ERROR_BARRIER: the kernel's commands after it; then extract moves.
    if (cs.pc === stream.length) {
      change({ pc: cs.pc + 1, asyncDueUs: null, asyncLeftUs: 0, traps: cs.traps | TRAP.SYNC });
      this.stamp(cs);
      ring.syncSeqno.store(syncSeqno);
    } else {
      change({ pc: NO_JOB, job: cs.job + 1 });
      ring.extract.store(cs.job + 1);
    }
  }

  /** A measured job begins or ends. */
  private stamp(cs: CsContext): void {
    const ring = this.readiness.ringOf(cs);
    const entry = ring?.at(cs.job) ?? null;
    if (ring !== null && entry !== null) ring.stamp(entry, this.parts.context.machine.nowUs);
  }

  // ---- for the MCU

  /** Halts what executes on a CS; what is left of it is kept. */
  halt(slot: number, index: number): void {
    const { state, context } = this.parts;
    const { nowUs } = context.machine;
    const cs = state.cs(slot, index).get();
    const issued = cs.place === 'sync' || cs.place === 'async' || (cs.place === 'busy' && cs.dueUs !== null);
    if (issued) this.commands.emit('save', slot, index, cs);
    state.cs(slot, index).set({
      ...cs,
      dueUs: null,
      leftUs: cs.dueUs === null ? cs.leftUs : Math.max(0, cs.dueUs - nowUs),
      asyncDueUs: null,
      asyncLeftUs: cs.asyncDueUs === null ? cs.asyncLeftUs : Math.max(0, cs.asyncDueUs - nowUs),
    });
  }

  haltAll(slot: number): void {
    (this.parts.state.css[slot] ?? []).forEach((_, index) => {
      this.halt(slot, index);
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
      cell.set({ ...cs, ...outsideRegion, place: 'ready', pc: this.readiness.entryOf(cs).stream.length });
      return;
    }
    if (!isInRegion(cs) || state.session.get() !== null) {
      this.commands.complete(slot, index, cs);
      return;
    }
    this.commands.emit('complete', slot, index, cs);
    const pc = cs.pc + 1;
    const ended = pc >= cs.regionEnd;
    const next = ended
      ? { ...outsideRegion, place: 'ready' as const }
      : { place: 'protm' as const, asked: false };
    cell.set({ ...cs, ...next, pc, traps: ended ? cs.traps : cs.traps | TRAP.PROTM });
  }

  /** What a change of a slot's CSs means for its idleness and its progress timer: part of the step that made it. */
  follow(slot: number): void {
    this.timers.follow(slot);
    this.noteIdle(slot);
  }

  /** Follows whether all CSs of a slot are idle: an empty ring or a sync wait, where CS_REQ enables these. */
  private noteIdle(slot: number): void {
    const { state, context } = this.parts;
    const csg = state.csg(slot).get();
    const idle = csg.active && (state.css[slot] ?? []).every((cell) => isIdle(cell.get()));
    if (idle === (csg.idleSinceUs !== null)) return;
    state.changeCsg(slot, {
      idleSinceUs: idle ? context.machine.nowUs : null,
      idleReported: false,
      idleHeld: false,
    });
    if (idle) return;
    state.glbIdleReported.set(false);
    state.glbIdleHeld.set(false);
  }
}

/** Which waits count as idle is what CS_REQ says, B.1-2; one for the host with an error never does. */
function isIdle(cs: CsContext): boolean {
  if (cs.queue === null) return true;
  const isOn = (bit: number): boolean => (cs.idleOn & bit) !== 0;
  if (cs.place === 'sync') return isOn(CS.IDLE_SYNC_WAIT);
  if (cs.place === 'protm') return isOn(CS.IDLE_PROTM_PENDING);
  if (cs.place === 'oom') return isOn(CS.IDLE_RESOURCE);
  return cs.place === 'ready' && cs.pc === NO_JOB && cs.job >= cs.insertSeen && isOn(CS.IDLE_EMPTY);
}
