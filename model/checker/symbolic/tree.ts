import type { Row } from './relations.ts';

/**
 * The rows of one function as the decision tree that a deterministic function is: it always looks at the same cell
 * first, and what it looks at next depends on what it found. A row that contradicts that, or the row of an earlier call
 * in a state that agrees with this one in all that was read, shows that the function looks at something else as well.
 */
export class DecisionTree {
  /** The cell that is looked at here; -1 before anything is known, or where a row ends. */
  #cell = -1;
  readonly #below = new Map<number, DecisionTree>();
  #row: Row | null = null;

  /** Takes a row in. @returns the row if it is new, null if it is known, or `contradiction` */
  add(row: Row): Row | null | 'contradiction' {
    let at: DecisionTree = this;
    for (const [k, cell] of row.reads.entries()) {
      if (at.#row !== null || (at.#cell !== -1 && at.#cell !== cell)) return 'contradiction';
      at.#cell = cell;
      const value = row.values[k] as number;
      let next = at.#below.get(value);
      if (next === undefined) {
        next = new DecisionTree();
        at.#below.set(value, next);
      }
      at = next;
    }
    if (at.#cell !== -1 || (at.#row !== null && !sameOutcome(at.#row, row))) return 'contradiction';
    if (at.#row !== null) return null;
    at.#row = row;
    return row;
  }
}

function sameOutcome(a: Row, b: Row): boolean {
  const equal = (x: readonly number[], y: readonly number[]) =>
    x.length === y.length && x.every((v, k) => v === y[k]);
  return a.answer === b.answer && equal(a.writes, b.writes) && equal(a.written, b.written);
}
