import type { BufferId } from '../ids.ts';
import type { Region } from '../interface/lock-region.ts';
import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';

/** Where a buffer is in its life. */
export type BufferPhase = 'allocated' | 'mapped' | 'unmapped' | 'scrubbed' | 'freed';

/** A buffer: where it is from, and which pages it has. */
export type BufferRecord = {
  readonly heap: 'system' | 'protected';
  readonly owner: string;
  readonly phase: BufferPhase;
  readonly pages: readonly number[];
  /** Address in AS0; given once, 0 before. */
  readonly address: number;
};

/** Addresses are as opaque to the firmware as its own are to the driver. */
const FIRST_ADDRESS = 0x0400_0000;
const PAGE_BYTES = 4096;

/** Where a buffer is, or will be, in AS0. */
export function regionOf({ address, pages }: BufferRecord): Region {
  const start = address || FIRST_ADDRESS + (pages[0] ?? 0) * PAGE_BYTES;
  return { start, size: pages.length * PAGE_BYTES };
}

/** All buffers that exist or existed, by their names. */
export class Buffers {
  private readonly cell: Cell<{ readonly [buffer: string]: BufferRecord }>;

  constructor(machine: Machine, guard: Guard) {
    this.cell = machine.cell<{ readonly [buffer: string]: BufferRecord }>('memory.buffers', {}, guard);
  }

  /** The record of a buffer. Throws for one that never was. */
  record(buffer: BufferId): BufferRecord {
    const record = this.find(buffer);
    if (record === undefined) throw new Error(`no buffer ${buffer}`);
    return record;
  }

  find(buffer: BufferId): BufferRecord | undefined {
    return this.cell.get()[buffer];
  }

  store(buffer: BufferId, record: BufferRecord): void {
    this.cell.set({ ...this.cell.get(), [buffer]: record });
  }

  /** The buffer that begins at an address of AS0; null: none. */
  at(address: number): BufferId | null {
    if (address === 0) return null;
    for (const [buffer, record] of Object.entries(this.cell.get())) {
      if (record.address === address && record.phase !== 'freed') return buffer as BufferId;
    }
    return null;
  }

  all(): readonly BufferRecord[] {
    return Object.values(this.cell.get());
  }

  /** Buffers that are not freed. */
  names(): readonly BufferId[] {
    return Object.entries(this.cell.get()).flatMap(([buffer, { phase }]) =>
      phase === 'freed' ? [] : [buffer as BufferId],
    );
  }

  /** The record of a buffer for those outside; undefined for one that never was. */
  peek(buffer: BufferId): BufferRecord | undefined {
    return this.cell.peek()[buffer];
  }

  /** All of them for those outside. */
  views(): readonly (readonly [BufferId, BufferRecord])[] {
    return Object.entries(this.cell.peek()).map(([buffer, record]) => [buffer as BufferId, record]);
  }
}
