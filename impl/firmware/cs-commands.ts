import { CS_EXCEPTION } from '../interface/bits.ts';
import type { Accessor } from '../memory/contents.ts';
import { type Command, commandText } from '../userspace/stream.ts';
import { processOf, queueName } from '../userspace/workload.ts';
import type { CsReadiness } from './cs-readiness.ts';
import { csWords, type FirmwareParts } from './parts.ts';
import { protectedFault } from './protected-fault.ts';
import { type CsContext, type CsgContext, hasAsync, isInRegion, outsideRegion, TRAP } from './state.ts';

/** What each command does to the CS that executes it, and where a region begins and ends. */
export class CsCommands {
  constructor(
    private readonly parts: FirmwareParts,
    private readonly readiness: CsReadiness,
  ) {}

  /** The command at the CS's place begins. */
  issue(slot: number, index: number, cs: CsContext, command: Command): void {
    const { state, context, choices } = this.parts;
    const { nowUs } = context.machine;
    const set = (next: Partial<CsContext>): void => state.cs(slot, index).set({ ...cs, ...next });
    this.emit('issue', slot, index, cs);
    this.parts.mmu.touch(state.csg(slot).get().as);
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
        if (this.readiness.syncReached(cs)) this.complete(slot, index, cs);
        else set({ place: 'sync', traps: isInRegion(cs) ? cs.traps | TRAP.BLOCKED : cs.traps });
        break;
      case 'SYNC_ADD':
      case 'SYNC_SET':
        if (this.parts.regs.protectedNow)
          protectedFault(this.parts, slot, index, cs, `${command.op} ${command.object}`);
        else {
          const word = this.parts.syncObjects.get(command.object);
          word.store(command.op === 'SYNC_ADD' ? word.cell.get() + 1 : command.seqno);
          this.complete(slot, index, { ...cs, traps: cs.traps | TRAP.SYNC });
        }
        break;
      case 'READ':
        if (this.parts.regs.protectedNow && choices.pick('F25') === 'fault') {
          this.fault(slot, index, cs);
        } else this.complete(slot, index, cs);
        break;
      case 'LOAD':
        this.load(slot, index, cs, command.bo, 0);
        break;
      case 'LOAD_AT':
        this.load(slot, index, cs, command.bo, state.register(slot, index).get());
        break;
      case 'STORE':
        this.store(slot, index, cs, command.bo);
        break;
      case 'BRANCH': {
        const value = state.register(slot, index).get();
        this.parts.contents.branch(this.accessor(slot, index), value, this.parts.regs.protectedNow);
        const us = value % 2 === 1 ? command.us : 0;
        set({ place: 'busy', dueUs: nowUs + us, leftUs: us });
        break;
      }
      case 'PAGE_FAULT':
        this.pageFault(slot, index, cs);
        break;
      case 'FAULT':
        this.fault(slot, index, cs);
        break;
      case 'CALL':
        this.complete(slot, index, cs);
        break;
      case 'ILLEGAL':
        this.fatal(slot, index, cs, CS_EXCEPTION.CS_INVALID_INSTRUCTION);
        break;
      case 'FATAL':
        this.fatal(slot, index, cs, CS_EXCEPTION.CS_CONFIG_FAULT);
        break;
      case 'UNRECOVERABLE':
        this.fatal(slot, index, cs, CS_EXCEPTION.CS_UNRECOVERABLE);
        break;
      case 'TILER_OOM':
        set({ place: 'oom', traps: cs.traps | TRAP.TILER_OOM });
        break;
      default:
        command satisfies never;
    }
  }

  private load(slot: number, index: number, cs: CsContext, bo: string, page: number): void {
    const { state, contents, regs, choices } = this.parts;
    const as = `AS${state.csg(slot).get().as}`;
    const loaded = contents.load(as, bo, page, this.accessor(slot, index), regs.protectedNow);
    switch (loaded.result) {
      case 'no translation':
        this.pageFault(slot, index, cs);
        break;
      case 'refused':
        this.fault(slot, index, cs);
        break;
      case 'ordinary':
      case 'ok':
        if (loaded.result === 'ordinary' && choices.pick('F25') === 'fault') {
          this.fault(slot, index, cs);
          break;
        }
        state.register(slot, index).set(loaded.value);
        this.complete(slot, index, cs);
        break;
      default:
        loaded satisfies never;
    }
  }

  private store(slot: number, index: number, cs: CsContext, bo: string): void {
    const { state, contents, regs } = this.parts;
    const as = `AS${state.csg(slot).get().as}`;
    const value = state.register(slot, index).get();
    const stored = contents.store(as, bo, value, this.accessor(slot, index), regs.protectedNow);
    if (stored === 'ok') this.complete(slot, index, cs);
    else if (stored === 'no translation') this.pageFault(slot, index, cs);
    else if (regs.protectedNow) protectedFault(this.parts, slot, index, cs, `STORE ${bo}`);
    else this.fault(slot, index, cs);
  }

  /** On whose behalf a CS reads and writes. */
  private accessor(slot: number, index: number): Accessor {
    const group = this.entryGroup(slot);
    return { who: queueName(group, index), process: processOf(group) };
  }

  private pageFault(slot: number, index: number, cs: CsContext): void {
    const { state, regs, mmu } = this.parts;
    // In protected mode there is no address to report, only the fault, B.6.
    if (regs.protectedNow) protectedFault(this.parts, slot, index, cs, 'an address without translation');
    else {
      state.cs(slot, index).set({ ...cs, place: 'pageFault' });
      mmu.fault(state.csg(slot).get().as);
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

  /** A command is done; the CS goes on behind it. */
  complete(slot: number, index: number, cs: CsContext): void {
    this.emit('complete', slot, index, cs);
    const next: CsContext = { ...cs, place: 'ready', pc: cs.pc + 1 };
    if (isInRegion(next) && next.pc >= next.regionEnd) this.endRegion(slot, index, next);
    else this.parts.state.cs(slot, index).set(next);
  }

  /** The region's last command is done, B.2-12. */
  endRegion(slot: number, index: number, cs: CsContext): void {
    const { state, choices, context } = this.parts;
    const outstanding = cs.asyncDueUs !== null && cs.asyncDueUs > context.machine.nowUs;
    const rule = outstanding ? choices.pick('F26') : null;
    if (rule === 'protected fault') {
      protectedFault(this.parts, slot, index, cs, 'asynchronous work outstanding at the end of a region');
      return;
    }
    const trap = rule === 'the exit waits' ? 0 : TRAP.REGION_END;
    const async = outstanding ? {} : { asyncDueUs: null, asyncLeftUs: 0 };
    state.cs(slot, index).set({ ...cs, ...async, place: 'regionEnd', traps: cs.traps | trap });
  }

  /** A CS fault: the CS waits for the host. */
  fault(slot: number, index: number, cs: CsContext): void {
    this.parts.state.cs(slot, index).set({ ...cs, place: 'fault', traps: cs.traps | TRAP.FAULT });
  }

  /** A fatal error: the CS stops, and its kind can be read before the event is raised. */
  private fatal(slot: number, index: number, cs: CsContext, kind: number): void {
    const { state, fwif } = this.parts;
    csWords(fwif.slot(slot), index).fatal.store(kind);
    state.cs(slot, index).set({ ...cs, place: 'stopped', traps: cs.traps | TRAP.FATAL });
  }

  private entryGroup(slot: number): NonNullable<CsgContext['group']> {
    const { group } = this.parts.state.csg(slot).peek();
    if (group === null) throw new Error(`CSG slot ${slot} runs without a group`);
    return group;
  }

  /** Tells that asynchronous work goes on, which belongs to commands before the CS's place. */
  drain(slot: number, index: number, cs: CsContext): void {
    const { job } = this.readiness.entryOf(cs);
    this.parts.context.emit({
      kind: 'command',
      op: 'drain',
      group: this.entryGroup(slot),
      queue: index,
      job,
      index: cs.pc,
      text: 'asynchronous work',
      region: isInRegion(cs),
      gpuProtected: this.parts.regs.protectedNow,
    });
  }

  /** Tells what happens to the command at the CS's place. */
  emit(op: 'issue' | 'complete' | 'resume' | 'save', slot: number, index: number, cs: CsContext): void {
    const { job, stream } = this.readiness.entryOf(cs);
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
