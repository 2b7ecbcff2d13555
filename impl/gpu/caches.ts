import type { SimContext } from '../context.ts';
import type { BufferId } from '../ids.ts';
import type { Memory } from '../memory/memory.ts';
import type { Words } from '../memory/pages.ts';
import type { Cell } from '../runtime/cell.ts';

/** What the caches hold of a page. */
type Line = {
  readonly buffer: BufferId;
  readonly words: Words;
  /** Filled or written by an access with the protected tag. */
  readonly tagged: boolean;
  /** Not written to memory yet. */
  readonly dirty: boolean;
};

type Lines = { readonly [page: number]: Line };

/**
 * The GPU's caches, as far as the flush rules show: LSC and L2 as one, a line a page, of what command streams load and
 * store. A hit asks no firewall, which stands between the caches and memory. The CPU and the decoder write memory alone.
 * What is stored in normal mode goes through to memory; in protected mode it is written back when the line is cleaned.
 */
export class Caches {
  private readonly lines: Cell<Lines>;

  /** @param flushedAtEdges whether firmware cleans them as it enters and leaves protected mode, B.7 */
  constructor(
    private readonly context: SimContext,
    private readonly memory: Memory,
    private readonly flushedAtEdges: boolean,
  ) {
    const self = { name: 'the caches themselves', heldBy: () => true };
    this.lines = context.machine.cell<Lines>('gpu.caches', {}, self);
  }

  /** What a page holds for the GPU; null: no line of it is there. */
  words(page: number): Words | null {
    return this.lines.get()[page]?.words ?? null;
  }

  keep(page: number, line: Line): void {
    this.lines.set({ ...this.lines.get(), [page]: line });
  }

  /** Cleans and invalidates: FLUSH_CACHES, FLUSH_CACHE2. */
  flush(): void {
    const lines = this.lines.get();
    const pages = Object.keys(lines);
    if (pages.length === 0) return;
    for (const page of pages.map(Number)) {
      const line = lines[page];
      if (line?.dirty === true) this.memory.setPageWords(page, line.words);
    }
    this.lines.set({});
  }

  /** Firmware enters or leaves protected mode. */
  flushAtEdge(): void {
    if (this.flushedAtEdges) this.flush();
  }

  /** A reset, or no power: what was not written back is lost. */
  drop(): void {
    if (Object.keys(this.lines.get()).length > 0) this.lines.set({});
  }

  /** Tells of each line that outlives protected mode though it came with the protected tag. */
  tellTagged(): void {
    for (const { buffer, tagged, dirty } of Object.values(this.lines.get())) {
      if (!tagged) continue;
      const note = dirty ? 'not written back' : 'clean';
      this.context.emit({ kind: 'memory', op: 'cached', buffer, who: 'L2', note });
    }
  }
}
