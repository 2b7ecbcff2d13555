import type { SimContext } from '../context.ts';
import { AS_COMMAND } from '../interface/bits.ts';
import { contains, lockedRegion } from '../interface/lock-region.ts';
import type { Memory } from '../memory/memory.ts';
import type { Choices } from '../profile/choices.ts';
import { type Act, LoopHead } from '../runtime/activity.ts';
import type { AddressSpace, PendingCommand } from './address-space.ts';
import type { GpuRegisters } from './registers.ts';

/**
 * The MMU: executes AS commands, one activity for all address spaces, and holds their locked regions.
 *
 * In protected mode it executes none: one that was written in a session waits for its end, and F16 says what
 * becomes of one that was on its way when the switch came. A locked region is looked at on protected accesses
 * only (F32): in normal mode an access to it waits for the microseconds of a memory operation, which is left out.
 */
export class Mmu {
  constructor(
    private readonly context: SimContext,
    private readonly choices: Choices,
    private readonly regs: GpuRegisters,
    private readonly memory: Memory,
    /** Whether firmware is switching to protected mode: from the sample until bit 7. A look. */
    private readonly switching: () => boolean,
  ) {
    context.machine.spawn('mmu', 'gpu', () => this.loop(), true);
  }

  // ---- for command streams and firmware

  /** Whether accesses of an AS are translated at all. */
  translates(as: number): boolean {
    return this.regs.as(as).table.get() !== null;
  }

  /** Whether any region of an AS is locked. */
  locks(as: number): boolean {
    return this.regs.as(as).locked.get() !== null;
  }

  /** Whether an address of an AS lies in its locked region. */
  locksAddress(as: number, address: number): boolean {
    const locked = this.regs.as(as).locked.get();
    return locked !== null && contains(lockedRegion(locked), address);
  }

  /** An access through an AS: what its page table maps gets into its TLB. A command touches all of its VM. */
  touch(as: number): void {
    const table = this.regs.as(as).table.get();
    if (table !== null) this.memory.fillTlb(`AS${as}`, table);
  }

  /** An access that no entry translates: the MMU interrupt of its AS. */
  fault(as: number): void {
    this.context.emit({ kind: 'memory', op: 'fault', buffer: '', who: `AS${as}`, note: 'no translation' });
    this.regs.mmu.raise(1 << as);
  }

  /** A GPU reset: nothing is configured, running, locked or cached. */
  reset(): void {
    this.context.machine.atomically(() => {
      this.regs.asPending.set([]);
      for (const as of this.regs.addressSpaces) {
        if (as.command.cell.get() !== AS_COMMAND.NOP) as.command.store(AS_COMMAND.NOP);
        if (as.status.cell.get() !== 0) as.status.store(0);
        as.transtab.set(null);
        as.table.set(null);
        as.locked.set(null);
        this.memory.flushTlb(`AS${as.id}`, null);
      }
    });
  }

  // ---- commands

  private *loop(): Act {
    const op = new LoopHead(
      'execute AS command',
      () => this.nextPending() !== null,
      () => this.nextDueUs(),
    );
    for (;;) {
      yield op;
      const next = this.context.machine.look(() => this.nextPending());
      if (next !== null) this.execute(next);
    }
  }

  private nextPending(): PendingCommand | null {
    const { nowUs } = this.context.machine;
    for (const pending of this.regs.asPending.get()) {
      if (nowUs < pending.dueUs || pending.stalls === 'for ever') continue;
      if (pending.stalls === 'no' || !this.blocked()) return pending;
    }
    return null;
  }

  private nextDueUs(): number | null {
    const { nowUs } = this.context.machine;
    let next: number | null = null;
    for (const { dueUs } of this.regs.asPending.peek()) {
      if (dueUs > nowUs && (next === null || dueUs < next)) next = dueUs;
    }
    return next;
  }

  /** Whether the GPU is protected or on its way there. */
  private blocked(): boolean {
    return this.regs.protectedBit() || this.switching();
  }

  private execute(pending: PendingCommand): void {
    const { machine } = this.context;
    if (pending.stalls === 'no' && machine.look(() => this.blocked())) {
      const stalls = this.stalls(pending);
      if (stalls !== 'no') {
        const others = this.regs.asPending.get().filter((p) => p !== pending);
        this.regs.asPending.set([...others, { ...pending, stalls }]);
        return;
      }
    }
    machine.atomically(() => this.complete(this.regs.as(pending.as), pending));
  }

  private stalls(pending: PendingCommand): PendingCommand['stalls'] {
    if (pending.inSession) return 'until exit';
    const rule = this.choices.pick('F16');
    if (rule === 'completes') return 'no';
    return rule === 'never completes' ? 'for ever' : 'until exit';
  }

  private complete(as: AddressSpace, pending: PendingCommand): void {
    const region = (): number | null => as.locked.get() ?? as.lockaddr.cell.get();
    switch (pending.command) {
      case AS_COMMAND.NOP:
        break;
      case AS_COMMAND.UPDATE:
        as.table.set(as.transtab.get());
        this.memory.flushTlb(`AS${as.id}`, null);
        break;
      case AS_COMMAND.LOCK:
        as.locked.set(as.lockaddr.cell.get());
        break;
      case AS_COMMAND.UNLOCK:
        this.memory.flushTlb(`AS${as.id}`, region());
        as.locked.set(null);
        break;
      case AS_COMMAND.FLUSH_PT:
      case AS_COMMAND.FLUSH_MEM:
        this.memory.flushTlb(`AS${as.id}`, region());
        break;
      default:
        pending.command satisfies never;
    }
    this.regs.asPending.set(this.regs.asPending.get().filter((p) => p !== pending));
    as.status.store(0);
  }
}
