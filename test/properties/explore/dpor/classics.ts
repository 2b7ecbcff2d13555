/**
 * Programs on which partial-order reductions are measured: P. Abdulla, S. Aronis, B. Jonsson, K. Sagonas, Optimal
 * Dynamic Partial Order Reduction, POPL 2014, table 1 (readers, lastzero, and file-system and indexer, which are
 * from C. Flanagan, P. Godefroid, Dynamic Partial-Order Reduction for Model Checking Software, POPL 2005).
 */
import type { Act } from '../../../../impl/runtime/activity.ts';
import type { Cell } from '../../../../impl/runtime/cell.ts';
import type { Machine } from '../../../../impl/runtime/machine.ts';
import { type Toy, valuesOf } from './toy-machine.ts';

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

const spawn = (m: Machine, name: string, body: () => Act): void => {
  m.spawn(name, 'process', body, true);
};

/** One writer of a cell and n readers of it: each reader comes before or after, 2^n traces. */
export const readers =
  (n: number): Toy =>
  (m) => {
    const x = m.cell<number>('x', 0);
    spawn(m, 'writer', () => m.write(x, 1));
    for (const i of range(n)) {
      spawn(m, `reader ${i}`, function* () {
        yield* m.read(x);
      });
    }
    return () => valuesOf(m);
  };

/** n writers of a cell, in any order: n! traces. */
export const lastWriter =
  (n: number): Toy =>
  (m) => {
    const x = m.cell<number>('x', 0);
    for (const i of range(n)) spawn(m, `writer ${i}`, () => m.write(x, i + 1));
    return () => valuesOf(m);
  };

/** n writers and n readers of one cell. */
export const writersReaders =
  (n: number): Toy =>
  (m) => {
    const x = m.cell<number>('x', 0);
    for (const i of range(n)) spawn(m, `writer ${i}`, () => m.write(x, i + 1));
    for (const i of range(n)) {
      spawn(m, `reader ${i}`, function* () {
        yield* m.read(x);
      });
    }
    return () => valuesOf(m);
  };

/** n processes each set a[j] := a[j - 1] + 1, one looks for the last zero. */
export const lastZero =
  (n: number): Toy =>
  (m) => {
    const a = range(n + 1).map((i) => m.cell<number>(`a${i}`, 0));
    const at = (i: number): Cell<number> => a[i] as Cell<number>;
    spawn(m, 'looker', function* () {
      let i = n;
      while ((yield* m.read(at(i))) !== 0) i--;
    });
    for (const j of range(n).map((i) => i + 1)) {
      spawn(m, `adder ${j}`, function* () {
        const before = yield* m.read(at(j - 1));
        yield* m.write(at(j), before + 1);
      });
    }
    return () => valuesOf(m);
  };

/** n processes put four messages each into a hash table of 128 entries; from 12 on some collide. */
export const indexer =
  (n: number): Toy =>
  (m) => {
    const table = new Map<number, Cell<number>>();
    const entry = (h: number): Cell<number> => {
      const cell = table.get(h) ?? m.cell<number>(`table ${h}`, 0);
      table.set(h, cell);
      return cell;
    };
    for (const id of range(n)) {
      spawn(m, `indexer ${id}`, function* () {
        for (let message = 1; message <= 4; message++) {
          const word = message * 11 + id;
          let h = (word * 7) % 128;
          for (;;) {
            const cell = entry(h);
            if ((yield* m.update(cell, (w) => (w === 0 ? word : w))) === 0) break;
            h = (h + 1) % 128;
          }
        }
      });
    }
    return () =>
      [...table]
        .sort(([a], [b]) => a - b)
        .map(([h, c]) => `${h}=${c.peek()}`)
        .join(' ');
  };

class Lock {
  private readonly taken: Cell<boolean>;

  constructor(
    private readonly m: Machine,
    name: string,
  ) {
    this.taken = m.cell<boolean>(name, false);
  }

  *acquire(): Act {
    yield* this.m.until(`acquire ${this.taken.name}`, () => !this.taken.get());
    this.taken.set(true);
  }

  *release(): Act {
    yield* this.m.write(this.taken, false);
  }
}

/** n processes give their inode a block: 26 blocks, two for each process, so from 14 on some want the same. */
export const fileSystem =
  (n: number): Toy =>
  (m) => {
    const inodes = range(32).map((i) => ({
      lock: new Lock(m, `locki ${i}`),
      block: m.cell<number>(`inode ${i}`, 0),
    }));
    const blocks = range(26).map((b) => ({
      lock: new Lock(m, `lockb ${b}`),
      busy: m.cell<boolean>(`busy ${b}`, false),
    }));
    for (const id of range(n)) {
      spawn(m, `file ${id}`, function* () {
        const { lock, block } = inodes[id % 32] as (typeof inodes)[number];
        yield* lock.acquire();
        if ((yield* m.read(block)) === 0) {
          for (let b = (id * 2) % 26; ; b = (b + 1) % 26) {
            const { lock: guard, busy } = blocks[b] as (typeof blocks)[number];
            yield* guard.acquire();
            if (!(yield* m.read(busy))) {
              yield* m.write(busy, true);
              yield* m.write(block, b + 1);
              yield* guard.release();
              break;
            }
            yield* guard.release();
          }
        }
        yield* lock.release();
      });
    }
    return () => valuesOf(m);
  };
