import type { CsgRequest } from '../events.ts';
import type { GroupId } from '../ids.ts';
import {
  BLOCKED,
  CS,
  CS_EVENT_MASK,
  CS_IDLE_MASK,
  CSG,
  copied,
  STATUS_WAIT_PROTM_PENDING,
} from '../interface/bits.ts';
import type { CsgInterface, InterfaceWord } from '../interface/words.ts';
import type { Act } from '../runtime/activity.ts';
import type { Command } from '../userspace/stream.ts';
import type { CommandStreams } from './command-streams.ts';
import type { HostEvents } from './host-events.ts';
import { csWords, type FirmwareParts } from './parts.ts';
import { type CsContext, emptyCsg, hasAsync, stoppedCs, TRAP } from './state.ts';

const TOGGLES = CSG.ENDPOINT_CONFIG | CSG.STATUS_UPDATE;

/** A CSG slot's requests that differ from their acknowledgements. */
export interface CsgDemand {
  readonly csg: CsgInterface;
  readonly req: number;
  /** Bits of `req` to acknowledge; 0 when only CSs were kicked. */
  readonly bits: number;
  /** CSG_DB_REQ, and the CSs whose bit in it is unanswered. */
  readonly doorbellReq: number;
  readonly kicks: number;
}

/** Requests to CSG slots: state changes, priority, status; and the two suspend buffers, B.4. */
export class CsgRequests {
  constructor(
    private readonly parts: FirmwareParts,
    private readonly events: HostEvents,
    private readonly streams: CommandStreams,
  ) {}

  /** Reads what the host wants of a slot. */
  *read(slot: number): Act<CsgDemand> {
    const csg = this.parts.fwif.slot(slot);
    const doorbellReq = yield* csg.doorbellReq.read();
    const req = yield* csg.req.read();
    const differs = req ^ csg.ack.peek();
    const state = (differs & CSG.STATE_MASK) !== 0 ? CSG.STATE_MASK : 0;
    return {
      csg,
      req,
      bits: state | (differs & TOGGLES),
      doorbellReq,
      kicks: doorbellReq ^ csg.doorbellAck.peek(),
    };
  }

  /** Does what was asked and acknowledges it, in normal mode or with requests that do not touch a session. */
  *serve(demand: CsgDemand): Act {
    const { csg, req, bits, kicks } = demand;
    const names: CsgRequest[] = [];
    if ((bits & CSG.ENDPOINT_CONFIG) !== 0) {
      yield* this.readPriority(csg);
      names.push('EP_CFG');
    }
    if ((bits & CSG.STATE_MASK) !== 0) names.push(yield* this.changeState(csg, req & CSG.STATE_MASK));
    if (kicks !== 0) {
      yield* this.kick(csg, kicks);
      yield* csg.doorbellAck.write(demand.doorbellReq);
    }
    if ((bits & CSG.STATUS_UPDATE) !== 0) {
      yield* this.publishStatus(csg.slot);
      names.push('STATUS_UPDATE');
    }
    if (bits === 0) return;
    // A request makes up for a doorbell that was lost in a session (F15).
    if (this.parts.choices.constant('F15') === 'lost') {
      this.streams.readInserts(csg.slot);
      this.streams.follow(csg.slot);
    }
    yield* csg.ack.update((ack) => copied(ack, req, bits), `acknowledge in CSG${csg.slot}_ACK`);
    const { group } = this.parts.state.csg(csg.slot).get();
    if (group !== null) {
      for (const request of names) {
        this.parts.context.emit({ kind: 'csg', op: 'ack', slot: csg.slot, group, request });
      }
    }
    yield* this.events.raiseJob(1 << csg.slot);
  }

  private *changeState(csg: CsgInterface, wanted: number): Act<CsgRequest> {
    switch (wanted) {
      case CSG.START:
        yield* this.start(csg, null);
        return 'START';
      case CSG.RESUME:
        yield* this.start(csg, yield* this.savedIn(csg));
        return 'RESUME';
      case CSG.SUSPEND:
        yield* this.suspend(csg.slot);
        return 'SUSPEND';
      default:
        yield* this.terminate(csg.slot);
        return 'TERMINATE';
    }
  }

  // ---- START, RESUME

  private *start(csg: CsgInterface, saved: readonly CsContext[] | null): Act {
    const { state } = this.parts;
    const { slot } = csg;
    yield* this.readPriority(csg);
    const as = yield* csg.config.read();
    const suspendBuf = yield* csg.suspendBuf.read();
    const protmSuspendBuf = yield* csg.protmSuspendBuf.read();
    for (const index of csg.cs.keys()) yield* this.startCs(csg, index, saved?.[index] ?? null);
    const { priority } = state.csg(slot).get();
    const group = this.groupOf(slot);
    state.csg(slot).set({ ...emptyCsg, group, active: true, priority, as, suspendBuf, protmSuspendBuf });
    this.streams.follow(slot);
  }

  private *startCs(csg: CsgInterface, index: number, saved: CsContext | null): Act {
    const { state, choices } = this.parts;
    const words = csWords(csg, index);
    const req = yield* words.req.read();
    const queue = words.ring.get();
    if ((req & CS.STATE_MASK) !== CS.START || queue === null) {
      state.cs(csg.slot, index).set(stoppedCs);
      return;
    }
    const events = choices.pick('F09a') === 're-initialised' ? CS_EVENT_MASK : 0;
    yield* words.ack.update((ack) => copied(ack, req, CS.STATE_MASK | events), `start ${words.ack.name}`);
    const ring = this.streams.readiness.ringOf({ ...stoppedCs, queue });
    if (ring === null) return;
    const insertSeen = yield* ring.insert.read();
    const idleOn = req & CS_IDLE_MASK;
    if (saved === null) {
      const job = yield* ring.extract.read();
      state.cs(csg.slot, index).set({ ...stoppedCs, queue, job, insertSeen, idleOn });
    } else {
      state.cs(csg.slot, index).set({ ...saved, queue, insertSeen, idleOn });
      const answered = ((req ^ words.ack.peek()) & CS.FAULT) === 0;
      if (saved.place === 'fault' && saved.traps === 0 && answered) {
        this.streams.goOnAfterHost(csg.slot, index);
      }
      // The access is tried again, with the page table that the group has now.
      if (saved.place === 'pageFault') this.parts.mmu.fault(yield* csg.config.read());
    }
  }

  /** The contexts in the slot's suspend buffer, with what F08 says of waiting regions; null when there are none. */
  private *savedIn(csg: CsgInterface): Act<readonly CsContext[] | null> {
    const { state, memory, choices } = this.parts;
    const address = yield* csg.suspendBuf.read();
    const buffer = memory.bufferAt(address);
    const saved = buffer === null ? undefined : state.saved.get()[buffer];
    if (saved === undefined) return null;
    const read = memory.fwRead(address, { tagged: false });
    if (read.result === 'fault') return null;
    state.restoreRegisters(csg.slot, read.words);
    return saved.cs.map((cs) => {
      // Raised again whenever the group gets a slot, C.3-3.
      if (cs.place === 'oom') return { ...cs, traps: cs.traps | TRAP.TILER_OOM };
      if (cs.place !== 'protm') return cs;
      const how = choices.pick(saved.by === 'suspend' ? 'F08a' : 'F08d');
      return how === 'waits'
        ? { ...cs, asked: true, traps: cs.traps & ~TRAP.PROTM }
        : { ...cs, asked: false, traps: cs.traps | TRAP.PROTM };
    });
  }

  private *readPriority(csg: CsgInterface): Act {
    const word = yield* csg.endpointReq.read();
    this.parts.state.changeCsg(csg.slot, { priority: (word >>> 28) & 0xf });
  }

  // ---- SUSPEND, TERMINATE

  private *suspend(slot: number): Act {
    const { state, context } = this.parts;
    if (!state.csg(slot).get().active) return;
    yield* context.machine.step(`suspend CSG ${slot}`);
    this.streams.haltAll(slot);
    // From here on it executes nothing: what is saved is where it goes on.
    state.changeCsg(slot, { frozen: true });
    yield* this.tellSignalled(slot);
    this.saveTo(slot, 'suspend');
    yield* this.publishStatus(slot);
    this.empty(slot);
  }

  /** Sync objects that were set are told of before the acknowledgement: the host may have no reason to resume the group. */
  private *tellSignalled(slot: number): Act {
    const { state } = this.parts;
    const signalled = (state.css[slot] ?? []).filter((cell) => (cell.get().traps & TRAP.SYNC) !== 0);
    if (signalled.length === 0) return;
    for (const cell of signalled) cell.set({ ...cell.get(), traps: cell.get().traps & ~TRAP.SYNC });
    yield* this.events.raiseCsg(slot, CSG.SYNC_UPDATE);
  }

  private *terminate(slot: number): Act {
    yield* this.parts.context.machine.step(`terminate CSG ${slot}`);
    this.empty(slot);
  }

  /** The slot runs nothing any more; requests that were raised and not let in are gone with it. */
  private empty(slot: number): void {
    const { state, context } = this.parts;
    const { group } = state.csg(slot).get();
    (state.css[slot] ?? []).forEach((cell, queue) => {
      if (group !== null && cell.get().place === 'protm') {
        context.emit({ kind: 'request', op: 'forget', group, queue });
      }
      this.noteAcknowledgedGone(slot, queue);
      cell.set(stoppedCs);
    });
    state.restoreRegisters(slot, []);
    state.changeCsg(slot, { active: false, frozen: false, idleSinceUs: null, idleReported: false });
    this.streams.follow(slot);
  }

  /** Writes the contexts of a slot into its suspend buffer. A write that faults leaves nothing there. */
  saveTo(slot: number, by: 'suspend' | 'entry'): void {
    const { state, memory, fwif } = this.parts;
    const { suspendBuf, group } = state.csg(slot).get();
    const buffer = memory.bufferAt(suspendBuf);
    if (buffer === null) return;
    const write = {
      tagged: false,
      content: `state of ${group}`,
      words: state.registersOf(slot),
      pages: fwif.suspendPages,
    };
    if (memory.fwWrite(suspendBuf, write) === 'fault') return;
    const cs = (state.css[slot] ?? []).map((cell) => cell.get());
    state.saved.set({ ...state.saved.get(), [buffer]: { cs, by, flushed: false } });
  }

  /** Reads a frozen slot back at the end of a session. Its ring is looked at again unless F15 says not. */
  restoreFrom(slot: number): void {
    const { state, memory } = this.parts;
    memory.fwRead(state.csg(slot).get().suspendBuf, { tagged: false });
  }

  // ---- status, kicks

  /** Publishes CS_STATUS words of all CSs of a slot; the acknowledgement that follows hands them over. */
  *publishStatus(slot: number): Act {
    const { state, context, fwif } = this.parts;
    yield* context.machine.step(`publish status of CSG ${slot}`);
    context.machine.atomically(() => {
      (state.css[slot] ?? []).forEach((cell, index) => {
        const cs = cell.get();
        if (cs.queue === null) return;
        const words = csWords(fwif.slot(slot), index);
        const sync = this.syncWaitOf(cs);
        storeChange(words.statusWait, cs.place === 'protm' ? STATUS_WAIT_PROTM_PENDING : 0);
        storeChange(words.statusBlockedReason, blockedReason(cs));
        storeChange(
          words.statusScoreboards,
          cs.place === 'busy' || cs.place === 'pageFault' || hasAsync(cs) ? 1 : 0,
        );
        words.statusWaitSyncPointer.set(sync?.object ?? null);
        storeChange(words.statusWaitSyncValue, sync?.seqno ?? 0);
        words.statusWaitSyncAtMost.set(sync?.most === true);
      });
    });
  }

  private syncWaitOf(cs: CsContext): Extract<Command, { readonly op: 'SYNC_WAIT' }> | null {
    if (cs.place !== 'sync') return null;
    const command = this.streams.readiness.commandAt(cs);
    return command?.op === 'SYNC_WAIT' ? command : null;
  }

  /** CSs whose doorbell was rung: insert is read, an answered FAULT or TILER_OOM lets the CS go on. */
  private *kick(csg: CsgInterface, kicks: number): Act {
    const { state } = this.parts;
    const { slot } = csg;
    if (!state.csg(slot).get().active) return;
    for (const index of csg.cs.keys()) {
      if ((kicks & (1 << index)) === 0) continue;
      const words = csWords(csg, index);
      const req = yield* words.req.read();
      const cs = state.cs(slot, index).get();
      if (cs.queue === null) continue;
      if ((req & CS.STATE_MASK) === CS.STOP) {
        this.noteAcknowledgedGone(slot, index);
        state.cs(slot, index).set(stoppedCs);
        continue;
      }
      const waitsForHost = (cs.place === 'fault' || cs.place === 'oom') && cs.traps === 0;
      const answered = ((req ^ words.ack.peek()) & (CS.FAULT | CS.TILER_OOM)) === 0;
      if (waitsForHost && answered) this.streams.goOnAfterHost(slot, index);
    }
    this.streams.readInserts(slot);
    this.streams.follow(slot);
  }

  /** A CS that is about to be stopped was let in by the host, which ENTER will find gone (F24). */
  private noteAcknowledgedGone(slot: number, index: number): void {
    const { state, fwif, context } = this.parts;
    const cs = state.cs(slot, index).get();
    if (cs.place !== 'protm' || !cs.asked) return;
    const { req, ack } = csWords(fwif.slot(slot), index);
    const differ = context.machine.atomically(() => req.cell.get() ^ ack.cell.get());
    if ((differ & CS.PROTM_PENDING) === 0) state.acknowledgedGone.set(true);
  }

  private groupOf(slot: number): GroupId | null {
    for (const cell of this.parts.state.css[slot] ?? []) {
      const { queue } = cell.get();
      if (queue !== null) return queue.slice(0, queue.lastIndexOf(':')) as GroupId;
    }
    return null;
  }
}

function storeChange(word: InterfaceWord, value: number): void {
  if (word.cell.get() !== (value | 0)) word.store(value);
}

function blockedReason(cs: CsContext): number {
  switch (cs.place) {
    case 'sync':
      return BLOCKED.SYNC_WAIT;
    case 'async':
      return BLOCKED.SB_WAIT;
    case 'oom':
      return BLOCKED.RESOURCE;
    case 'ready':
    case 'busy':
    case 'protm':
    case 'regionEnd':
    case 'fault':
    case 'pageFault':
    case 'stopped':
      return BLOCKED.UNBLOCKED;
    default:
      return cs.place satisfies never;
  }
}
