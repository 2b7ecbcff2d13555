import type { Cell, Guard } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';

/** Whose state is stored in a page; null: nothing that matters. */
export type Content = string | null;

/** A physical page. */
export type Page = {
  readonly protected: boolean;
  readonly content: Content;
};

/**
 * What stands in a page, as abstract values: one for data, one for each CS where firmware saved a group. Nothing:
 * zeroes.
 */
export type Words = readonly number[];

/** Pages of both heaps. Freed ones are given out first, with what is in them. */
export class PagePool {
  private readonly pages: Cell<readonly Page[]>;
  private readonly freed: {
    readonly system: Cell<readonly number[]>;
    readonly protected: Cell<readonly number[]>;
  };
  private readonly protectedLeft: Cell<number>;
  /** By page number; a page that is not here holds zeroes. */
  private readonly words: Cell<{ readonly [page: number]: Words }>;

  constructor(machine: Machine, guard: Guard, protectedPages: number) {
    this.pages = machine.cell<readonly Page[]>('memory.pages', [], guard);
    this.freed = {
      system: machine.cell<readonly number[]>('memory.freed.system', [], guard),
      protected: machine.cell<readonly number[]>('memory.freed.protected', [], guard),
    };
    this.protectedLeft = machine.cell('memory.protectedLeft', protectedPages, guard);
    this.words = machine.cell<{ readonly [page: number]: Words }>('memory.words', {}, guard);
  }

  /** Page numbers, or null when the protected heap has too few left. */
  take(heap: 'system' | 'protected', count: number, isProtected: boolean): readonly number[] | null {
    if (heap === 'protected') {
      if (this.protectedLeft.get() < count) return null;
      this.protectedLeft.set(this.protectedLeft.get() - count);
    }
    const freed = this.freed[heap];
    const taken = freed.get().slice(0, count);
    freed.set(freed.get().slice(count));
    this.protect(taken, isProtected);
    while (taken.length < count) {
      const pages = this.pages.get();
      taken.push(pages.length);
      this.pages.set([...pages, { protected: isProtected, content: null }]);
    }
    return taken;
  }

  give(heap: 'system' | 'protected', pages: readonly number[]): void {
    if (heap === 'protected') this.protectedLeft.set(this.protectedLeft.get() + pages.length);
    this.freed[heap].set([...this.freed[heap].get(), ...pages]);
  }

  page(index: number): Page {
    const page = this.pages.sense()[index];
    if (page === undefined) throw new Error(`no page ${index}`);
    return page;
  }

  write(index: number, content: Content, words: Words = []): void {
    this.pages.set(this.pages.get().map((page, i) => (i === index ? { ...page, content } : page)));
    this.setWords(index, words);
  }

  /** Overwrites what stands in a page and leaves whose state it is. */
  setWords(index: number, words: Words): void {
    const { [index]: before, ...others } = this.words.get();
    if (words.length > 0) this.words.set({ ...others, [index]: words });
    else if (before !== undefined) this.words.set(others);
  }

  wordsOf(index: number): Words {
    return this.words.get()[index] ?? [];
  }

  /** Puts pages behind the firewall or before it. */
  protect(indices: readonly number[], isProtected: boolean): void {
    if (indices.every((i) => this.page(i).protected === isProtected)) return;
    this.pages.set(
      this.pages.get().map((page, i) => (indices.includes(i) ? { ...page, protected: isProtected } : page)),
    );
  }
}
