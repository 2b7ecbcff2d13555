import type { SimContext } from '../context.ts';
import type { Errno } from '../errno.ts';
import type { EventBody } from '../events.ts';
import type { BufferId, ProcessId } from '../ids.ts';
import { contains, lockedRegion, type Region } from '../interface/lock-region.ts';
import type { Guard } from '../runtime/cell.ts';
import type { AttemptHow } from '../userspace/workload.ts';
import { type BufferPhase, Buffers, regionOf } from './buffers.ts';
import type { DmaHeap } from './dma-heap.ts';
import { type Mapping, Mappings } from './mappings.ts';
import { type Content, type Page, PagePool, type Words } from './pages.ts';

/** A buffer as rules see it. */
export interface BufferView {
  readonly buffer: BufferId;
  readonly heap: 'system' | 'protected';
  readonly owner: string;
  readonly phase: BufferPhase;
  readonly pages: readonly Page[];
}

/** What the CPU writes into a section that carries initial data. */
const INITIAL_DATA: Content = 'initial data';
const DEFAULT_PAGES = 2;
const allocator: Guard = { name: "the allocators' own locks", heldBy: () => true };

/**
 * Memory behind a firewall. Pages are protected or not; accesses carry the protected tag or not; contents are
 * tainted with whose protected state they are. CPU mappings, GPU page-table entries, TLB entries, GEM handles,
 * mmap offsets and dma-bufs are separate objects, so that each can outlive the others.
 */
export class Memory {
  private readonly buffers: Buffers;
  /** Who can reach which buffer, and by what. */
  private readonly mappings: Mappings;
  private readonly pool: PagePool;

  /**
   * @param protectedPages size of the protected heap
   * @param reallyProtected whether the heap's memory is behind the firewall (F28), asked at each allocation
   * @param heap the heap that it belongs to; null: one that is carved out
   * @param firewall false: it refuses nothing, whoever asks
   */
  constructor(
    private readonly context: SimContext,
    protectedPages: number,
    private readonly reallyProtected: () => boolean,
    private readonly heap: DmaHeap | null = null,
    private readonly firewall = true,
  ) {
    const { machine } = context;
    this.buffers = new Buffers(machine, allocator);
    this.mappings = new Mappings(context, allocator);
    this.pool = new PagePool(machine, allocator, protectedPages);
  }

  // ---- the kernel's side

  /**
   * Allocates a buffer. Buffers from the protected heap are never mapped by the CPU; their pages come back as
   * the last owner left them.
   */
  alloc(
    buffer: BufferId,
    options: {
      readonly heap: 'system' | 'protected';
      readonly owner: 'kernel' | ProcessId;
      readonly pages?: number;
    },
  ): 0 | 'ENOMEM' {
    const { heap, owner, pages: count = DEFAULT_PAGES } = options;
    const behindFirewall = this.heap?.isProtected ?? true;
    const isProtected = heap === 'protected' && this.reallyProtected() && behindFirewall;
    const pages = this.pool.take(heap, count, isProtected);
    if (pages === null) return 'ENOMEM';
    this.buffers.store(buffer, { heap, owner, phase: 'allocated', pages, address: 0 });
    const kind = heap === 'protected' && this.heap?.spec.memory === 'ordinary' ? 'ordinary' : heap;
    const note = kind === 'protected' && !behindFirewall ? `${kind} heap, not lent` : `${kind} heap`;
    this.emit('alloc', buffer, owner, note);
    return 0;
  }

  /** The heap's region went behind the firewall or came out of it, with all buffers that lie in it. */
  heapRegionChanged(): void {
    const isProtected = (this.heap?.isProtected ?? true) && this.reallyProtected();
    for (const { heap, pages } of this.buffers.all()) {
      if (heap === 'protected') this.pool.protect(pages, isProtected);
    }
  }

  /** Pages of a buffer; 0 for one that was freed or never was. */
  pageCount(buffer: BufferId): number {
    return this.buffers.find(buffer)?.pages.length ?? 0;
  }

  /** Whether a buffer that is not freed lies in the protected heap. */
  inProtectedHeap(buffer: BufferId): boolean {
    const record = this.buffers.find(buffer);
    return record?.heap === 'protected' && record.phase !== 'freed';
  }

  /** Where a buffer is, or will be, mapped in AS0: for the region to lock. */
  firmwareRegion(buffer: BufferId): Region {
    return regionOf(this.buffers.record(buffer));
  }

  /** Maps a buffer in AS0. Returns its address there, which is never 0. */
  mapFirmware(buffer: BufferId): number {
    const record = this.buffers.record(buffer);
    const { start: address } = regionOf(record);
    this.buffers.store(buffer, { ...record, address, phase: 'mapped' });
    this.mappings.add({ kind: 'pte', who: 'AS0', buffer });
    this.emit('map', buffer, 'AS0', '');
    return address;
  }

  /**
   * Writes a buffer's initial data by the CPU, which is never in protected mode: the firewall refuses what lies
   * behind it.
   */
  initialise(buffer: BufferId): 'absent' | 'ok' | 'fault' {
    const record = this.buffers.find(buffer);
    if (record === undefined || record.phase === 'freed') return 'absent';
    if (record.pages.some((page) => this.refuses(page, false))) {
      this.emit('fault', buffer, 'CPU', 'write to protected memory');
      return 'fault';
    }
    for (const page of record.pages) this.pool.write(page, INITIAL_DATA);
    this.emit('access', buffer, 'CPU', 'write');
    return 'ok';
  }

  /** dma_sync_sgtable_for_device(): the CPU cleans its caches of a buffer, which protected memory does not suffer. */
  syncForDevice(buffer: BufferId): void {
    if (this.buffers.record(buffer).pages.some((page) => this.refuses(page, false))) {
      this.emit('fault', buffer, 'CPU', 'cache maintenance of protected memory');
    }
  }

  /** Whether a buffer holds its initial data. */
  isInitialised(buffer: BufferId): boolean {
    const { pages } = this.buffers.record(buffer);
    return pages.every((page) => this.pool.page(page).content === INITIAL_DATA);
  }

  /** Where a buffer is mapped in AS0; 0 when it is not. */
  firmwareAddress(buffer: BufferId): number {
    const record = this.buffers.find(buffer);
    return record?.phase === 'mapped' ? record.address : 0;
  }

  /** Takes the page-table entries of AS0 away. TLB entries stay until the MMU drops them. */
  unmapFirmware(buffer: BufferId): void {
    this.buffers.store(buffer, { ...this.buffers.record(buffer), phase: 'unmapped' });
    this.mappings.remove('pte', 'AS0', buffer);
    this.emit('unmap', buffer, 'AS0', '');
  }

  /** Overwrites the buffer's pages by the means that its memory allows. */
  scrub(buffer: BufferId): void {
    const record = this.buffers.record(buffer);
    for (const page of record.pages) this.pool.write(page, null);
    this.buffers.store(buffer, { ...record, phase: 'scrubbed' });
    this.emit('scrub', buffer, record.owner, '');
  }

  /** Gives the pages back to their heap. */
  free(buffer: BufferId): void {
    const record = this.buffers.record(buffer);
    this.pool.give(record.heap, record.pages);
    this.buffers.store(buffer, { ...record, phase: 'freed', pages: [] });
    this.emit('free', buffer, record.owner, '');
  }

  /** Somebody can reach a buffer by a new way: a handle, an offset, a descriptor, a CPU or GPU mapping. */
  map(kind: Mapping['kind'], who: string, buffer: BufferId, at?: string): void {
    this.mappings.add(at === undefined ? { kind, who, buffer } : { kind, who, buffer, at });
  }

  /** And no longer; `who` null: whoever could by that way. */
  unmap(kind: Mapping['kind'], who: string | null, buffer: BufferId): void {
    this.mappings.remove(kind, who, buffer);
  }

  // ---- a process's side

  /**
   * A process tries to reach a buffer: by mmap of a guessed offset, a guessed GEM handle, exporting a guessed
   * handle as a dma-buf, or binding a guessed handle into its VM. What the uAPI answers follows from the
   * process's own handles and offsets; a granted attempt really maps.
   */
  attempt(process: ProcessId, how: AttemptHow, buffer: BufferId): Errno | 0 {
    const result = this.reach(process, how, buffer);
    const phase = this.phase(buffer);
    this.emit('attempt', buffer, process, `${how}: ${result}${phase === null ? '' : `: ${phase}`}`);
    return result;
  }

  private reach(process: ProcessId, how: AttemptHow, buffer: BufferId): Errno | 0 {
    const has = (kind: Mapping['kind']): boolean => this.mappings.has(kind, process, buffer);
    switch (how) {
      case 'mmap':
        if (!has('mmapOffset')) return 'EINVAL';
        this.mappings.add({ kind: 'cpu', who: process, buffer });
        return 0;
      case 'gem-handle':
        return has('handle') ? 0 : 'ENOENT';
      case 'dma-buf-export':
        if (!has('handle')) return 'ENOENT';
        this.mappings.add({ kind: 'dmaBuf', who: process, buffer });
        return 0;
      case 'vm-bind':
        if (!has('handle')) return 'EINVAL';
        this.mappings.add({ kind: 'pte', who: `VM of ${process}`, buffer });
        return 0;
      default:
        return how satisfies never;
    }
  }

  // ---- the GPU's side

  /** Whatever the page table `table` maps gets into the TLB of an address space. */
  fillTlb(as: string, table: string): void {
    this.mappings.fillTlb(as, table);
  }

  /** Drops TLB entries of an address space: of the region that LOCKADDR `lockaddr` stands for, or all with null. */
  flushTlb(as: string, lockaddr: number | null): void {
    // Where buffers stand in a VM is not modelled, so there every region is all of it.
    const region = lockaddr === null || as !== 'AS0' ? null : lockedRegion(lockaddr);
    this.mappings.flushTlb(
      as,
      (buffer) => region === null || contains(region, this.buffers.record(buffer).address),
    );
  }

  /** The buffer at an address of AS0, null when no entry translates it. A use fills the TLB. */
  bufferAt(address: number): BufferId | null {
    const buffer = this.buffers.at(address);
    if (buffer === null) return null;
    return this.mappings.translates('AS0', buffer) ? buffer : null;
  }

  /**
   * A write by firmware through AS0. A tagged write to memory that is not protected is refused by the
   * firewall, and so is an untagged one to protected memory.
   *
   * @param access with how many pages it writes; fewer than the buffer has are no error
   */
  fwWrite(
    address: number,
    access: {
      readonly tagged: boolean;
      readonly content: Content;
      readonly words?: Words;
      readonly pages?: number;
    },
  ): 'ok' | 'fault' {
    const buffer = this.bufferAt(address);
    if (buffer === null) return this.fault(`address ${address.toString(16)}`, 'no translation');
    const { pages } = this.buffers.record(buffer);
    // What comes behind the buffer is not mapped.
    if (pages.length < (access.pages ?? 0)) return this.fault(buffer, 'write past its end');
    if (pages.some((page) => this.refuses(page, access.tagged))) {
      return this.fault(buffer, access.tagged ? 'tagged write to ordinary memory' : 'untagged write');
    }
    for (const page of pages) this.pool.write(page, access.content, access.words);
    this.emit('access', buffer, 'AS0', access.tagged ? 'protected write' : 'write');
    return 'ok';
  }

  /** A read by firmware through AS0: what is stored there, or a fault. */
  fwRead(
    address: number,
    access: { readonly tagged: boolean },
  ):
    | { readonly result: 'ok'; readonly content: Content; readonly words: Words }
    | { readonly result: 'fault' } {
    const buffer = this.bufferAt(address);
    const page = buffer === null ? undefined : this.buffers.record(buffer).pages[0];
    if (buffer === null || page === undefined) {
      return { result: this.fault(`address ${address.toString(16)}`, 'no translation') };
    }
    const { content } = this.pool.page(page);
    if (!access.tagged && this.refuses(page, false)) return { result: this.fault(buffer, 'untagged read') };
    this.emit('access', buffer, 'AS0', access.tagged ? 'protected read' : 'read');
    return { result: 'ok', content, words: this.pool.wordsOf(page) };
  }

  // ---- what stands in buffers

  /** The buffer that an address space translates where a process bound `at`; null: none. */
  boundAt(as: string, at: string): BufferId | null {
    return this.mappings.boundAt(as, at);
  }

  /** The page of a buffer, whether it is behind the firewall, and what stands in it; null: it has no such page. */
  pageOf(
    buffer: BufferId,
    index: number,
  ): { readonly page: number; readonly protected: boolean; readonly words: Words } | null {
    const page = this.buffers.find(buffer)?.pages[index];
    return page === undefined
      ? null
      : { page, protected: this.pool.page(page).protected, words: this.pool.wordsOf(page) };
  }

  pageNumbers(buffer: BufferId): readonly number[] {
    return this.buffers.record(buffer).pages;
  }

  /** The caches write a page back, whoever has it by now. */
  setPageWords(page: number, words: Words): void {
    this.pool.setWords(page, words);
  }

  /** Buffers that are not freed. */
  bufferNames(): readonly BufferId[] {
    return this.buffers.names();
  }

  /** Puts the same into each page of a buffer. */
  fill(buffer: BufferId, words: Words): void {
    for (const page of this.buffers.record(buffer).pages) this.pool.setWords(page, words);
  }

  // ---- views

  /** The phase of a buffer, null for one that never was. */
  phase(buffer: BufferId): BufferPhase | null {
    return this.buffers.peek(buffer)?.phase ?? null;
  }

  /** All buffers that exist or existed. */
  bufferViews(): readonly BufferView[] {
    return this.buffers.views().map(([buffer, { heap, owner, phase, pages }]) => ({
      buffer,
      heap,
      owner,
      phase,
      pages: pages.map((page) => this.pool.page(page)),
    }));
  }

  /** Who can reach which buffer, and by what. */
  mappingViews(): readonly Mapping[] {
    return this.mappings.views();
  }

  /** Whether the firewall refuses a write of a page, and a read unless it is a tagged one of ordinary memory. */
  private refuses(page: number, tagged: boolean): boolean {
    return this.firewall && this.pool.page(page).protected !== tagged;
  }

  private fault(buffer: string, note: string): 'fault' {
    this.emit('fault', buffer, 'AS0', note);
    return 'fault';
  }

  private emit(
    op: Extract<EventBody, { kind: 'memory' }>['op'],
    buffer: string,
    who: string,
    note: string,
  ): void {
    this.context.emit({ kind: 'memory', op, buffer, who, note });
  }
}
