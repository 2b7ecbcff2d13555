import { CS, GLB } from '../interface/bits.ts';
import type { FirmwareParts } from './parts.ts';
import type { ProgressTimers } from './progress-timers.ts';
import { bits, isDone } from './session.ts';
import { type CsContext, TRAP } from './state.ts';

/** Idle hysteresis, A.1.5; that a CSG waits for it too is ours (docs/decisions/0063). */
const IDLE_HYSTERESIS_US = 800;

/** One thing that the firmware can do next. */
export type Task =
  | { readonly do: 'host' }
  | { readonly do: 'trap'; readonly slot: number; readonly index: number }
  /** One of several CSs of the session has ended its region (F35). */
  | { readonly do: 'oneDone'; readonly slot: number; readonly index: number }
  | { readonly do: 'endSession' }
  | { readonly do: 'userDoorbell' }
  | { readonly do: 'sampleAgain' }
  | { readonly do: 'deferredEnter' }
  | { readonly do: 'progress'; readonly slot: number }
  | { readonly do: 'csgIdle'; readonly slot: number }
  | { readonly do: 'glbIdle' };

/** What the firmware has to do, most urgent first: looks only. */
export class Tasks {
  constructor(
    private readonly parts: FirmwareParts,
    private readonly timers: ProgressTimers,
  ) {}

  /** What comes next; null: nothing. */
  next(): Task | null {
    const { state, regs, fwif, choices } = this.parts;
    if (state.dead.get()) return null;
    if (regs.doorbell(0).get()) return { do: 'host' };
    const session = state.session.get();
    if (session !== null) {
      const ended = this.endedRegions();
      if (ended !== null) return ended;
      if (choices.constant('F06') === 'user doorbell' && this.anyUserDoorbell())
        return { do: 'userDoorbell' };
      if (choices.constant('F10') === 'also during the session' && this.newlyAcknowledged()) {
        return { do: 'sampleAgain' };
      }
    }
    const trap = this.nextTrap();
    if (trap !== null) return trap;
    if (state.enterDeferred.get() && session === null) {
      const unanswered = ((fwif.glb.req.cell.get() ^ fwif.glb.ack.cell.get()) & GLB.PROTM_EXIT) !== 0;
      if (!unanswered) return { do: 'deferredEnter' };
    }
    const expired = this.timers.expired();
    if (expired >= 0) return { do: 'progress', slot: expired };
    return this.nextIdle();
  }

  private nextTrap(): Task | null {
    const { state } = this.parts;
    for (let slot = 0; slot < state.csgs.length; slot++) {
      const csg = state.csg(slot).get();
      if (!csg.active || csg.frozen) continue;
      for (let index = 0; index < (state.css[slot] ?? []).length; index++) {
        const cs = state.cs(slot, index).get();
        if (this.servable(slot, cs) !== 0) return { do: 'trap', slot, index };
      }
    }
    return null;
  }

  /** The traps of a CS that can be served now; 0 for none. */
  servable(slot: number, cs: CsContext): number {
    const session = this.parts.state.session.get();
    const traps = cs.traps & ~(TRAP.REGION_END | TRAP.HELD);
    if (session === null) return traps;
    if (slot !== session.slot) return 0;
    return (cs.traps & TRAP.HELD) === 0 ? traps : traps & ~TRAP.PROTM;
  }

  /** What follows from regions that ended: all of what was let in, or one of several. */
  private endedRegions(): Task | null {
    const { state } = this.parts;
    const session = state.session.get();
    if (session === null || session.sampled === 0) return null;
    const sampled = bits(session.sampled).map((index) => ({
      index,
      cs: state.cs(session.slot, index).get(),
    }));
    if (sampled.every(({ cs }) => isDone(cs))) return { do: 'endSession' };
    const one = sampled.find(({ cs }) => (cs.traps & (TRAP.REGION_END | TRAP.HELD)) === TRAP.REGION_END);
    return one === undefined ? null : { do: 'oneDone', slot: session.slot, index: one.index };
  }

  private anyUserDoorbell(): boolean {
    const { state, regs } = this.parts;
    return state.csgs.some((_, slot) => regs.doorbell(slot + 1).get());
  }

  private newlyAcknowledged(): boolean {
    const { state, fwif } = this.parts;
    const session = state.session.get();
    if (session === null || session.slot < 0) return false;
    return (state.css[session.slot] ?? []).some((cell, index) => {
      const words = fwif.slot(session.slot).cs[index];
      if (words === undefined || (session.sampled & (1 << index)) !== 0) return false;
      const cs = cell.get();
      const equal = ((words.req.cell.get() ^ words.ack.cell.get()) & CS.PROTM_PENDING) === 0;
      return cs.place === 'protm' && cs.asked && equal;
    });
  }

  private nextIdle(): Task | null {
    const { state, fwif } = this.parts;
    const { nowUs } = this.parts.context.machine;
    let activeCount = 0;
    let allIdle = true;
    for (let slot = 0; slot < state.csgs.length; slot++) {
      const csg = state.csg(slot).get();
      if (!csg.active) continue;
      activeCount++;
      const idle = csg.idleSinceUs !== null && nowUs >= csg.idleSinceUs + IDLE_HYSTERESIS_US;
      allIdle &&= idle;
      if (idle && !csg.idleReported && !csg.idleHeld) return { do: 'csgIdle', slot };
    }
    if (!allIdle || activeCount === 0 || state.glbIdleReported.get() || state.glbIdleHeld.get()) return null;
    return (fwif.glb.req.cell.get() & GLB.IDLE_EN) !== 0 ? { do: 'glbIdle' } : null;
  }

  /** When something has to be done by time alone: a timer runs out or an idle hysteresis is over; microseconds. */
  nextDueUs(): number | null {
    if (this.parts.state.dead.peek()) return null;
    const idleUs = this.nextIdleUs();
    const progressUs = this.timers.nextDueUs();
    if (idleUs === null || progressUs === null) return idleUs ?? progressUs;
    return Math.min(idleUs, progressUs);
  }

  private nextIdleUs(): number | null {
    const { state, context } = this.parts;
    let dueUs: number | null = null;
    for (const cell of state.csgs) {
      const { active, idleSinceUs, idleReported, idleHeld } = cell.peek();
      if (!active || idleSinceUs === null || idleReported || idleHeld) continue;
      const due = idleSinceUs + IDLE_HYSTERESIS_US;
      if (due > context.machine.nowUs && (dueUs === null || due < dueUs)) dueUs = due;
    }
    return dueUs;
  }
}
