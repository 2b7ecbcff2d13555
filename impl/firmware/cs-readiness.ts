import type { JobId } from '../ids.ts';
import type { Ring } from '../interface/ring.ts';
import { decoded } from '../userspace/assembler/decode.ts';
import { type Command, meets, type Stream } from '../userspace/stream.ts';
import type { FirmwareParts } from './parts.ts';
import { type CsContext, type CsgContext, hasAsync, isInRegion, NO_JOB, TRAP } from './state.ts';

/** A job as a CS has fetched it. */
interface FetchedEntry {
  readonly job: JobId;
  readonly stream: Stream;
  readonly syncSeqno: number;
  readonly flushes: boolean;
  readonly measured: boolean;
}

/**
 * What the kernel executes behind a user's stream, in instructions (H.4; panthor_sched.c, prepare_job_instrs()): two moves and
 * WAIT(all), then SYNC_ADD64 writes to ordinary memory. Of a measured job a move and STORE_STATE come first, which writes too.
 */
const TAIL = { beforeWait: 2, beforeWrite: 3, beforeWriteOfMeasured: 1 } as const;

/** In which mode a CS may go on now; null: it may not. */
type Gate = 'normal' | 'protected' | null;

/** Which CS may go on, when, and with what: looks only, so that it can be asked at any time. */
export class CsReadiness {
  constructor(private readonly parts: FirmwareParts) {}

  private gate(csg: CsgContext, slot: number, index: number, cs: CsContext): Gate {
    if (!csg.active || csg.frozen || cs.queue === null) return null;
    const session = this.parts.state.session.get();
    // Another CSG's session that has not saved this one yet (F13a).
    if (session === null || session.slot !== slot) return 'normal';
    if (session.phase !== 'protected') return null;
    if (this.stallsAtLock(csg.as)) return null;
    const { choices } = this.parts;
    if ((session.sampled & (1 << index)) === 0) return choices.constant('F11') === 'yes' ? 'protected' : null;
    // What has left its region, as by the answer to a fault in it, stands still until the exit.
    return isInRegion(cs) || choices.constant('F35') === 'goes on in normal mode' ? 'protected' : null;
  }

  /** In protected mode, whether accesses of an AS wait for its region to be unlocked (F32). */
  private stallsAtLock(as: number): boolean {
    const { mmu, choices } = this.parts;
    return mmu.locks(as) && choices.constant('F32') === 'stalls until unlocked';
  }

  /** The first CS of a slot that can do something now, -1 for none. */
  nextCs(slot: number): number {
    const { state } = this.parts;
    const csg = state.csg(slot).get();
    if (!csg.active || csg.frozen) return -1;
    const cells = state.css[slot] ?? [];
    for (let index = 0; index < cells.length; index++) {
      const cs = state.cs(slot, index).get();
      if (this.gate(csg, slot, index, cs) !== null && this.canAdvance(csg, cs)) return index;
    }
    return -1;
  }

  private canAdvance(csg: CsgContext, cs: CsContext): boolean {
    const { nowUs } = this.parts.context.machine;
    const asyncOver = !hasAsync(cs) || cs.asyncDueUs === null || nowUs >= cs.asyncDueUs;
    switch (cs.place) {
      case 'ready':
        if (cs.pc === NO_JOB) return cs.job < cs.insertSeen;
        return asyncOver || !this.atWaitAll(cs);
      case 'busy':
        return cs.dueUs === null || nowUs >= cs.dueUs;
      case 'sync':
        return this.syncReached(cs);
      case 'async':
        return asyncOver;
      case 'regionEnd':
        return hasAsync(cs) && asyncOver && (cs.traps & TRAP.REGION_END) === 0;
      case 'pageFault':
        return !this.parts.mmu.translates(csg.as);
      case 'protm':
      case 'fault':
      case 'oom':
      case 'stopped':
        return false;
      default:
        return cs.place satisfies never;
    }
  }

  nextDueUs(slot: number): number | null {
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
      cs.place === 'async' || cs.place === 'regionEnd' || (cs.place === 'ready' && this.atWaitAll(cs));
    return waitsForAsync ? cs.asyncDueUs : null;
  }

  takesDoorbell(slot: number): boolean {
    const { state, regs, choices } = this.parts;
    if (!regs.doorbell(slot + 1).get()) return false;
    const csg = state.csg(slot).get();
    if (csg.frozen) return false;
    // The MCU takes it, to leave protected mode for it (F06).
    return state.session.get() === null || choices.constant('F06') !== 'user doorbell';
  }

  /** The ring of a CS; null for a stopped one. */
  ringOf(cs: CsContext): Ring | null {
    if (cs.queue === null) return null;
    const ring = this.parts.rings.get(cs.queue);
    if (ring === undefined) throw new Error(`no ring ${cs.queue}`);
    return ring;
  }

  /** The job that a CS is at, with its stream decoded. Throws when there is none. */
  entryOf(cs: CsContext): FetchedEntry {
    const entry = this.ringOf(cs)?.at(cs.job);
    if (entry === null || entry === undefined) throw new Error(`${cs.queue} has no job at ${cs.job}`);
    const { job, code, syncSeqno, flushes, measured = false } = entry;
    return { job, stream: decoded(code), syncSeqno, flushes, measured };
  }

  /** The command that a CS is at. */
  commandAt(cs: CsContext): Command | undefined {
    const entry = this.ringOf(cs)?.at(cs.job) ?? null;
    return entry === null ? undefined : decoded(entry.code)[cs.pc];
  }

  /** Whether the kernel's WAIT(all) is the next thing that takes time. A region may end before it, F23a. */
  private atWaitAll(cs: CsContext): boolean {
    const entry = this.ringOf(cs)?.at(cs.job) ?? null;
    if (entry === null) return true;
    const { length } = decoded(entry.code);
    if (cs.pc < length) return false;
    return !isInRegion(cs) || (entry.measured !== true && cs.regionEnd - length > TAIL.beforeWait);
  }

  /** Whether a region that counts on behind its stream comes to an instruction of the kernel that writes, F23a. */
  regionWritesBehind(cs: CsContext): boolean {
    const { stream, measured } = this.entryOf(cs);
    return cs.regionEnd - stream.length > (measured ? TAIL.beforeWriteOfMeasured : TAIL.beforeWrite);
  }

  /** Whether the SYNC_WAIT that a CS is at is satisfied. */
  syncReached(cs: CsContext): boolean {
    const command = this.commandAt(cs);
    if (command?.op !== 'SYNC_WAIT') return true;
    return meets(this.parts.syncObjects.get(command.object).cell.get(), command);
  }
}
