import type { SimContext } from '../context.ts';
import type { BufferId } from '../ids.ts';
import type { Cell, Guard } from '../runtime/cell.ts';

/** One way in which somebody can reach a buffer. */
export type Mapping = {
  /** A page-table or TLB entry of an address space, a CPU mapping, or something that grants one. */
  readonly kind: 'pte' | 'tlb' | 'cpu' | 'handle' | 'mmapOffset' | 'dmaBuf';
  /** `AS0`, `VM of player`, or a process. */
  readonly who: string;
  readonly buffer: BufferId;
  /** Where it stands in the VM, as the process calls it; only with entries that VM_BIND made. */
  readonly at?: string;
};

/** Every way to every buffer, oldest first. Each is an object of its own, and can outlive the others. */
export class Mappings {
  private readonly all: Cell<readonly Mapping[]>;

  constructor(
    private readonly context: SimContext,
    guard: Guard,
  ) {
    this.all = context.machine.cell<readonly Mapping[]>('memory.mappings', [], guard);
  }

  add(mapping: Mapping): void {
    this.all.set([...this.all.get(), mapping]);
  }

  /** `who` null: whoever could by that way. */
  remove(kind: Mapping['kind'], who: string | null, buffer: BufferId): void {
    this.keep((m) => m.kind !== kind || m.buffer !== buffer || (who !== null && m.who !== who));
  }

  has(kind: Mapping['kind'], who: string, buffer: BufferId): boolean {
    return this.all.get().some((m) => m.kind === kind && m.who === who && m.buffer === buffer);
  }

  views(): readonly Mapping[] {
    return this.all.peek();
  }

  /** Whatever the page table `table` maps gets into the TLB of an address space. */
  fillTlb(as: string, table: string): void {
    for (const { kind, who, buffer, at } of this.all.get()) {
      if (kind !== 'pte' || who !== table || this.has('tlb', as, buffer)) continue;
      this.add(at === undefined ? { kind: 'tlb', who: as, buffer } : { kind: 'tlb', who: as, buffer, at });
      this.emit('access', buffer, as, 'translated');
    }
  }

  /** Drops the TLB entries of an address space that lie where `lies` says. */
  flushTlb(as: string, lies: (buffer: BufferId) => boolean): void {
    const dropped = this.all.get().filter((m) => m.kind === 'tlb' && m.who === as && lies(m.buffer));
    if (dropped.length === 0) return;
    this.keep((m) => !dropped.includes(m));
    for (const { buffer } of dropped) this.emit('tlbFlush', buffer, as, '');
  }

  /** Whether an address space has an entry for a buffer, in its page table or its TLB. A use fills the TLB. */
  translates(as: string, buffer: BufferId): boolean {
    const maps = this.all.get().filter((m) => m.who === as && m.buffer === buffer);
    if (maps.length > 0 && !maps.some((m) => m.kind === 'tlb')) this.add({ kind: 'tlb', who: as, buffer });
    return maps.length > 0;
  }

  /** The buffer that an address space translates where a process bound `at`; null: none. */
  boundAt(as: string, at: string): BufferId | null {
    return this.all.get().findLast((m) => m.kind === 'tlb' && m.who === as && m.at === at)?.buffer ?? null;
  }

  private keep(which: (mapping: Mapping) => boolean): void {
    this.all.set(this.all.get().filter(which));
  }

  private emit(op: 'access' | 'tlbFlush', buffer: BufferId, who: string, note: string): void {
    this.context.emit({ kind: 'memory', op, buffer, who, note });
  }
}
