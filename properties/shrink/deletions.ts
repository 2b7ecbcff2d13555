import type { Edits } from './core.ts';

export interface DeletionOptions {
  /**
   * Up to how many items pairs are tried too: what must go together (lock and unlock, enter and exit) cannot
   * go one by one. The number of tests grows with the square.
   */
  readonly pairsUpTo: number;
}

/**
 * Deletions of items of a value: halves first, then ever smaller pieces, single ones, at last pairs.
 * `without` makes the value without the items at these positions; it may take more away, such as what refers
 * to them, or put something plainer in their place. What has no fewer items is not proposed.
 */
export function* deletions<S>(
  start: S,
  count: (value: S) => number,
  without: (value: S, positions: ReadonlySet<number>) => S,
  options: DeletionOptions = { pairsUpTo: 16 },
): Edits<S> {
  let value = start;
  for (let size = Math.ceil(count(value) / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let at = 0; at < count(value); ) {
      const smaller = without(value, range(at, Math.min(at + size, count(value))));
      const kept: S | null = count(smaller) < count(value) ? yield smaller : null;
      if (kept === null) at += size;
      else value = kept;
    }
  }
  for (let i = 0; i < count(value) && count(value) <= options.pairsUpTo; i++) {
    for (let j = i + 1; j < count(value); ) {
      const smaller = without(value, new Set([i, j]));
      const kept: S | null = count(smaller) < count(value) ? yield smaller : null;
      if (kept === null) j++;
      else value = kept;
    }
  }
}

/** The items whose positions are not in the set. */
export function withoutPositions<T>(items: readonly T[], positions: ReadonlySet<number>): readonly T[] {
  return items.filter((_, i) => !positions.has(i));
}

function range(from: number, to: number): ReadonlySet<number> {
  return new Set(Array.from({ length: to - from }, (_, i) => from + i));
}
