import { type Diagrams, empty, mostNodes, type Node, unit } from './diagrams.ts';

/** What a row says of one cell: that it holds `needs`, and that it is to hold `makes`. */
const any = -1;

/**
 * What a function was seen to do: in every state that has these values in these cells it gives this answer and makes
 * these changes. Which cells those are is noted while it runs (`recorder.ts`), so a row is a fact about the function,
 * whether or not such a state can be reached; and as the function is deterministic no two rows of it fit one state.
 */
export interface Row {
  readonly reads: readonly number[];
  readonly values: readonly number[];
  readonly writes: readonly number[];
  readonly written: readonly number[];
  /** A small number that says what came of it. */
  readonly answer: number;
}

/** Labels below this are ends of rows, by answer. */
const ends = 8;

/**
 * Rows as diagrams, and what they do to sets of states. A row is a vector of labels, one for each level up to the last
 * that it reads or writes, and then its answer, so that a set of rows is a diagram as a set of states is. Each level of
 * a row can leave its cell unread and unwritten, so that rows of different actions go into one diagram.
 *
 * Nothing here depends on the number of a level: a set and rows that are walked together begin at the same one.
 */
export class Relations {
  readonly #d: Diagrams;
  readonly #numbers = new Map<number, number>();
  /** By label. */
  readonly #needs: number[] = new Array(ends).fill(any);
  readonly #makes: number[] = new Array(ends).fill(any);
  readonly #matching: number;
  readonly #leading: number;
  readonly #without: number;
  readonly #images: readonly number[];
  readonly #closure: number;

  constructor(diagrams: Diagrams) {
    this.#d = diagrams;
    this.#matching = diagrams.operation();
    this.#leading = diagrams.operation();
    this.#without = diagrams.operation();
    this.#closure = diagrams.operation();
    this.#images = Array.from({ length: ends }, () => diagrams.operation());
  }

  #label(needs: number, makes: number): number {
    const key = (needs + 1) * 2 ** 20 + makes + 1;
    let label = this.#numbers.get(key);
    if (label === undefined) {
      label = this.#needs.push(needs) - 1;
      this.#makes.push(makes);
      this.#numbers.set(key, label);
    }
    return label;
  }

  /** Rows of which none says anything of a cell that becomes level number `level`. */
  insert(rows: Node, level: number): Node {
    const d = this.#d;
    const nothing = this.#label(any, any);
    const of = (x: Node, l: number): Node => {
      if (x === empty) return empty;
      // Ends come first in a list.
      if ((d.value[x] as number) < ends)
        return d.node(d.value[x] as number, unit, of(d.right[x] as number, l));
      if (l === level) return d.node(nothing, x, empty);
      return d.node(d.value[x] as number, of(d.down[x] as number, l + 1), of(d.right[x] as number, l));
    };
    return of(rows, 0);
  }

  /** The rows with this answer. */
  answering(rows: Node, answer: number): Node {
    const d = this.#d;
    const known = new Map<Node, Node>();
    const of = (x: Node): Node => {
      if (x === empty) return empty;
      const seen = known.get(x);
      if (seen !== undefined) return seen;
      const label = d.value[x] as number;
      const rest = of(d.right[x] as number);
      const below = label < ends ? (label === answer ? unit : empty) : of(d.down[x] as number);
      const out = d.node(label, below, rest);
      known.set(x, out);
      return out;
    };
    return of(rows);
  }

  /** One row as a diagram. @param levelOf the level of each cell, -1 for one that never changes */
  path(row: Row, levelOf: ArrayLike<number>): Node {
    const needs: number[] = [];
    const makes: number[] = [];
    let levels = 0;
    const put = (to: number[], cell: number, code: number): void => {
      const level = levelOf[cell] as number;
      if (level < 0) return;
      to[level] = code;
      levels = Math.max(levels, level + 1);
    };
    for (const [k, c] of row.reads.entries()) put(needs, c, row.values[k] as number);
    for (const [k, c] of row.writes.entries()) put(makes, c, row.written[k] as number);
    const d = this.#d;
    let out = d.node(row.answer, unit, empty);
    for (let level = levels - 1; level >= 0; level--)
      out = d.node(this.#label(needs[level] ?? any, makes[level] ?? any), out, empty);
    return out;
  }

  /** What is left of the rows that fit states which have `v` at this level. */
  #fitting(rows: Node, v: number): Node {
    const d = this.#d;
    const known = d.cached(this.#matching, rows, v);
    if (known >= 0) return known;
    let out: Node = empty;
    for (let e = rows; e !== empty; e = d.right[e] as number) {
      const label = d.value[e] as number;
      if (label < ends) out = d.union(out, d.node(label, unit, empty));
      else if (this.#needs[label] === any || this.#needs[label] === v)
        out = d.union(out, d.down[e] as number);
    }
    return d.keep(this.#matching, rows, v, out);
  }
  /** The same of those that make it `w`, if it is not; ends of rows, which change nothing more, left out. */
  #changing(rows: Node, v: number, w: number): Node {
    const d = this.#d;
    const step = this.#label(v, w);
    const known = d.cached(this.#leading, rows, step);
    if (known >= 0) return known;
    let out: Node = empty;
    for (let e = rows; e !== empty; e = d.right[e] as number) {
      const label = d.value[e] as number;
      if (label < ends) continue;
      const needs = this.#needs[label] as number;
      const makes = this.#makes[label] as number;
      if ((needs === any || needs === v) && (makes === any ? v === w : makes === w))
        out = d.union(out, d.down[e] as number);
    }
    return d.keep(this.#leading, rows, step, out);
  }

  /** The states that no row fits. */
  without(set: Node, rows: Node): Node {
    if (set === empty || rows === empty) return set;
    const d = this.#d;
    // Rows of one function do not overlap, so that one which ends here is the only one.
    if ((d.value[rows] as number) < ends) return empty;
    const known = d.cached(this.#without, set, rows);
    if (known >= 0) return known;
    const v = d.value[set] as number;
    const below = this.without(d.down[set] as number, this.#fitting(rows, v));
    return d.keep(this.#without, set, rows, d.node(v, below, this.without(d.right[set] as number, rows)));
  }

  /** The states to which rows with this answer lead from those of a set. */
  image(set: Node, rows: Node, answer: number): Node {
    if (set === empty || rows === empty) return empty;
    const d = this.#d;
    const operation = this.#images[answer] as number;
    const known = d.cached(operation, set, rows);
    if (known >= 0) return known;
    let out: Node = empty;
    let from: Node = rows;
    for (; from !== empty && (d.value[from] as number) < ends; from = d.right[from] as number)
      if (d.value[from] === answer) out = set;
    for (let x = set; x !== empty && x !== unit; x = d.right[x] as number) {
      const v = d.value[x] as number;
      for (let e = from; e !== empty; e = d.right[e] as number) {
        const label = d.value[e] as number;
        const needs = this.#needs[label] as number;
        if (needs !== any && needs !== v) continue;
        const makes = this.#makes[label] as number;
        const below = this.image(d.down[x] as number, d.down[e] as number, answer);
        out = d.union(out, d.node(makes === any ? v : makes, below, empty));
      }
    }
    return d.keep(operation, set, rows, out);
  }

  /**
   * All states that rows, all of them with answer 1, reach from those of a set in any number of steps. Steps that leave
   * a level alone are taken to their end below it first, so that the diagrams on the way are those of closed sets. This
   * is saturation (Ciardo, Luettgen and Siminiceanu, "Saturation: an efficient iteration strategy for symbolic
   * state-space generation", TACAS 2001), with what is to be done below a node found by walking the rows with it.
   */
  closure(set: Node, rows: Node): Node {
    if (set === empty || set === unit || rows === empty) return set;
    const d = this.#d;
    let from: Node = rows;
    while (from !== empty && (d.value[from] as number) < ends) from = d.right[from] as number;
    if (from === empty) return set;
    const known = d.cached(this.#closure, set, from);
    if (known >= 0) return known;
    const under = new Map<number, Node>();
    const open: number[] = [];
    for (let x = set; x !== empty; x = d.right[x] as number) {
      const v = d.value[x] as number;
      under.set(v, this.closure(d.down[x] as number, this.#changing(from, v, v)));
      open.push(v);
    }
    for (let v = open.pop(); v !== undefined; v = open.pop()) {
      const targets = new Set<number>();
      for (let e = from; e !== empty; e = d.right[e] as number) {
        const label = d.value[e] as number;
        const needs = this.#needs[label] as number;
        const makes = this.#makes[label] as number;
        if ((needs === any || needs === v) && makes !== any && makes !== v) targets.add(makes);
      }
      for (const w of targets) {
        const found = this.image(under.get(v) as Node, this.#changing(from, v, w), 1);
        if (found === empty) continue;
        const old = under.get(w) ?? empty;
        const both = d.union(old, found);
        if (both === old) continue;
        under.set(w, this.closure(both, this.#changing(from, w, w)));
        if (!open.includes(w)) open.push(w);
      }
    }
    let out: Node = empty;
    for (const [v, below] of [...under].sort(([a], [b]) => b - a)) out = d.node(v, below, out);
    return d.keep(this.#closure, set, from, out);
  }

  /** The states of a set that rows with this answer fit. */
  fitting(set: Node, rows: Node, answer: number): Node {
    const d = this.#d;
    const memo = new Map<number, Node>();
    const of = (s: Node, r: Node): Node => {
      if (s === empty || r === empty) return empty;
      if ((d.value[r] as number) < ends) return d.value[r] === answer ? s : empty;
      const key = s * mostNodes + r;
      const known = memo.get(key);
      if (known !== undefined) return known;
      const v = d.value[s] as number;
      const below = of(d.down[s] as number, this.#fitting(r, v));
      const out = d.node(v, below, of(d.right[s] as number, r));
      remember(memo, key, out);
      return out;
    };
    return of(set, rows);
  }

  /** The states of `within` from which rows with this answer lead into `target`. */
  before(within: Node, target: Node, rows: Node, answer: number): Node {
    const d = this.#d;
    const memo = new Map<string, Node>();
    const at = (set: Node, v: number): Node => {
      let x = set;
      while (x !== empty && x !== unit && (d.value[x] as number) < v) x = d.right[x] as number;
      return x !== empty && d.value[x] === v ? (d.down[x] as number) : empty;
    };
    const of = (s: Node, t: Node, r: Node): Node => {
      if (s === empty || t === empty || r === empty) return empty;
      const key = `${s},${t},${r}`;
      const known = memo.get(key);
      if (known !== undefined) return known;
      let out: Node = empty;
      for (let e = r; e !== empty; e = d.right[e] as number) {
        const label = d.value[e] as number;
        if (label < ends) {
          if (label === answer) out = d.union(out, d.minus(s, d.minus(s, t)));
          continue;
        }
        const needs = this.#needs[label] as number;
        const makes = this.#makes[label] as number;
        for (let x = s; x !== empty; x = d.right[x] as number) {
          const v = d.value[x] as number;
          if (needs !== any && needs !== v) continue;
          const below = of(d.down[x] as number, at(t, makes === any ? v : makes), d.down[e] as number);
          out = d.union(out, d.node(v, below, empty));
        }
      }
      remember(memo, key, out);
      return out;
    };
    return of(within, target, rows);
  }
}

/** A Map of V8 holds fewer than 2 ** 24 entries. */
const mostRemembered = 2 ** 24 - 2 ** 16;
/** Forgets what was remembered where there is no room for more: it is found again. */
function remember<Key>(memo: Map<Key, Node>, key: Key, out: Node): void {
  if (memo.size === mostRemembered) memo.clear();
  memo.set(key, out);
}
