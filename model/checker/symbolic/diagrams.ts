/**
 * Sets of vectors of numbers as list decision diagrams (Blom and van de Pol, "Symbolic reachability for process
 * algebras with recursive data types", ICTAC 2008; van Dijk and van de Pol, "Sylvan: multi-core framework for decision
 * diagrams", STTT 2017). A node is a vector's first number, the set of what may follow it (`down`), and the vectors
 * that begin with a larger number (`right`). Equal sets are one node, so sets are compared by number.
 */

/** The number of a node: `empty` is the set without vectors, `unit` the set that has the vector of length 0 only. */
export type Node = number;
export const empty: Node = 0;
export const unit: Node = 1;

/**
 * Nodes have numbers below this, whatever memory there is, so that `a * mostNodes + b` names a pair of them exactly: a
 * number of JavaScript is exact up to 2 ** 53.
 */
export const mostNodes = 2 ** 26;

/** Thrown when nodes need more memory than was allowed, or there are as many as can be numbered. */
export class OutOfMemory extends Error {
  override readonly name = 'OutOfMemory';
}

const firstCapacity = 1 << 12;
/** Bytes of a node with its share of the table and of the operation cache. */
const bytesPerNode = 3 * 4 + 2 * 4 + 4 * 4;

/** A store of nodes, and the operations on sets that know of no level. */
export class Diagrams {
  value = new Uint32Array(firstCapacity);
  down = new Int32Array(firstCapacity);
  right = new Int32Array(firstCapacity);
  #capacity = firstCapacity;
  /** Open addressing: numbers of nodes, 0 where there is none. At most half full. */
  #table = new Int32Array(2 * firstCapacity);
  /** Nodes are numbered from 2. */
  #next = 2;
  /** First of the freed nodes, which are chained by `right`; 0 without. */
  #free = 0;
  #live = 0;
  /** Direct mapped: three numbers name an operation and its operands, the fourth is the result. */
  #cache = new Int32Array(4 * firstCapacity);
  readonly maxNodes: number;
  readonly #onNodes: () => void;
  #made = 0;
  #operations = 2;

  /**
   * @param maxBytes for nodes, table and cache; what `mostNodes` take, 2.25 GiB, is the most that is ever used
   * @param onNodes called now and then in the midst of operations; it may throw to end them
   */
  constructor(maxBytes: number, onNodes: () => void = () => {}) {
    this.maxNodes = Math.min(mostNodes, Math.floor(maxBytes / bytesPerNode));
    this.#onNodes = onNodes;
  }

  /** Says that something goes on; see the constructor. */
  pulse(): void {
    this.#onNodes();
  }

  /** Nodes that are there, garbage included. */
  get nodes(): number {
    return this.#live;
  }
  get memoryBytes(): number {
    return this.#capacity * bytesPerNode;
  }

  /** The set of `value` before each vector of `down`, and the vectors of `right`, all of which begin with more. */
  node(value: number, down: Node, right: Node): Node {
    if (down === empty) return right;
    const mask = this.#table.length - 1;
    let slot = hash(value, down, right) & mask;
    for (let x = this.#table[slot] as number; x !== 0; x = this.#table[slot] as number) {
      if (this.value[x] === value && this.down[x] === down && this.right[x] === right) return x;
      slot = (slot + 1) & mask;
    }
    let x = this.#free;
    if (x !== 0) this.#free = this.right[x] as number;
    else {
      if (this.#next === this.#capacity) {
        this.#grow();
        return this.node(value, down, right);
      }
      x = this.#next++;
    }
    this.value[x] = value;
    this.down[x] = down;
    this.right[x] = right;
    this.#table[slot] = x;
    this.#live += 1;
    if ((++this.#made & 0xfffff) === 0) this.pulse();
    return x;
  }

  /** The number of an operation, for `cached` and `keep`; each is the caller's own. */
  operation(): number {
    return this.#operations++;
  }
  /** What `keep` was told of an operation on two operands, or -1 if that is forgotten. */
  cached(operation: number, a: Node, b: Node): Node {
    const k = this.#entry(operation, a, b);
    const c = this.#cache;
    return c[k] === operation && c[k + 1] === a && c[k + 2] === b ? (c[k + 3] as number) : -1;
  }
  keep(operation: number, a: Node, b: Node, result: Node): Node {
    const k = this.#entry(operation, a, b);
    const c = this.#cache;
    c[k] = operation;
    c[k + 1] = a;
    c[k + 2] = b;
    c[k + 3] = result;
    return result;
  }
  #entry(operation: number, a: Node, b: Node): number {
    return (hash(operation, a, b) & ((this.#cache.length >> 2) - 1)) << 2;
  }

  /** All vectors of both sets. */
  union(a: Node, b: Node): Node {
    if (a === empty || a === b) return b;
    if (b === empty) return a;
    if (a > b) return this.union(b, a);
    const known = this.cached(0, a, b);
    if (known >= 0) return known;
    const { value, down, right } = this;
    const v = value[a] as number;
    const w = value[b] as number;
    let out: Node;
    if (v < w) out = this.node(v, down[a] as number, this.union(right[a] as number, b));
    else if (v > w) out = this.node(w, down[b] as number, this.union(a, right[b] as number));
    else {
      const below = this.union(down[a] as number, down[b] as number);
      out = this.node(v, below, this.union(this.right[a] as number, this.right[b] as number));
    }
    return this.keep(0, a, b, out);
  }

  /** The vectors of `a` that `b` has not. */
  minus(a: Node, b: Node): Node {
    if (a === empty || a === b) return empty;
    if (b === empty) return a;
    const known = this.cached(1, a, b);
    if (known >= 0) return known;
    const { value, down, right } = this;
    const v = value[a] as number;
    const w = value[b] as number;
    let out: Node;
    if (v < w) out = this.node(v, down[a] as number, this.minus(right[a] as number, b));
    else if (v > w) out = this.minus(a, right[b] as number);
    else {
      const below = this.minus(down[a] as number, down[b] as number);
      out = this.node(v, below, this.minus(this.right[a] as number, this.right[b] as number));
    }
    return this.keep(1, a, b, out);
  }

  /** The set of one vector. */
  single(vector: ArrayLike<number>): Node {
    let out = unit;
    for (let i = vector.length - 1; i >= 0; i--) out = this.node(vector[i] as number, out, empty);
    return out;
  }

  /** The first vector of a set that is not empty, written to `into`. */
  first(set: Node, into: { [i: number]: number }): void {
    for (let i = 0, x = set; x !== unit; i++) {
      into[i] = this.value[x] as number;
      x = this.down[x] as number;
    }
  }

  /** A vector of a set that is not empty, drawn with `dice(n)`, a number from 0 to n - 1; not all are equally likely. */
  draw(set: Node, into: { [i: number]: number }, dice: (n: number) => number): void {
    for (let i = 0, x = set; x !== unit; i++) {
      let chosen = x;
      let n = 1;
      for (let y = this.right[x] as number; y !== empty; y = this.right[y] as number)
        if (dice(++n) === 0) chosen = y;
      into[i] = this.value[chosen] as number;
      x = this.down[chosen] as number;
    }
  }

  /** All vectors, with `value` put in as their number `level`. Those that end before it stay as they are. */
  insert(set: Node, level: number, value: number): Node {
    const known = new Map<Node, Node>();
    const of = (x: Node, l: number): Node => {
      if (x === empty) return empty;
      if (l === level) return this.node(value, x, empty);
      if (x === unit) return unit;
      const seen = known.get(x);
      if (seen !== undefined) return seen;
      const out = this.node(
        this.value[x] as number,
        of(this.down[x] as number, l + 1),
        of(this.right[x] as number, l),
      );
      known.set(x, out);
      return out;
    };
    return of(set, 0);
  }

  has(set: Node, vector: ArrayLike<number>): boolean {
    let x = set;
    for (let i = 0; i < vector.length; i++) {
      while (x !== empty && (this.value[x] as number) < (vector[i] as number)) x = this.right[x] as number;
      if (x === empty || this.value[x] !== vector[i]) return false;
      x = this.down[x] as number;
    }
    return x === unit;
  }

  /** How many vectors a set has, exactly. */
  count(set: Node): bigint {
    const known = new Map<Node, bigint>([
      [empty, 0n],
      [unit, 1n],
    ]);
    const of = (x: Node): bigint => {
      const seen = known.get(x);
      if (seen !== undefined) return seen;
      const n = of(this.down[x] as number) + of(this.right[x] as number);
      known.set(x, n);
      return n;
    };
    return of(set);
  }

  /** Distinct nodes that sets are made of. */
  size(sets: readonly Node[]): number {
    const seen = this.#mark(sets);
    let n = 0;
    for (const one of seen) n += one;
    return n - 2;
  }

  /** Frees all nodes but those that the given sets are made of, and forgets the results of operations. */
  collect(roots: Iterable<Node>): void {
    const seen = this.#mark(roots);
    this.#free = 0;
    this.#live = 0;
    for (let x = this.#next - 1; x >= 2; x--) {
      if (seen[x] === 1) this.#live += 1;
      else {
        this.right[x] = this.#free;
        this.down[x] = empty; // says that it is free
        this.#free = x;
      }
    }
    this.#cache.fill(0);
    this.#rehash();
  }

  /** By number, whether a node is reached from a root. */
  #mark(roots: Iterable<Node>): Uint8Array {
    const seen = new Uint8Array(this.#capacity);
    seen[empty] = seen[unit] = 1;
    const open = [...roots];
    for (let x = open.pop(); x !== undefined; x = open.pop())
      for (; seen[x] === 0; x = this.right[x] as number) {
        seen[x] = 1;
        open.push(this.down[x] as number);
      }
    return seen;
  }

  #grow(): void {
    if (this.#capacity * 2 > this.maxNodes)
      throw new OutOfMemory(
        `decision diagrams of more than ${this.#capacity} nodes do not fit into the limit on memory, or cannot be numbered`,
      );
    this.#capacity *= 2;
    this.value = larger(this.value, new Uint32Array(this.#capacity));
    this.down = larger(this.down, new Int32Array(this.#capacity));
    this.right = larger(this.right, new Int32Array(this.#capacity));
    this.#table = new Int32Array(2 * this.#capacity);
    this.#rehash();
    this.#cache = new Int32Array(4 * this.#capacity);
  }

  #rehash(): void {
    const table = this.#table.fill(0);
    const mask = table.length - 1;
    for (let x = 2; x < this.#next; x++) {
      if (this.down[x] === empty) continue;
      let slot = hash(this.value[x] as number, this.down[x] as number, this.right[x] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = x;
    }
  }
}

function larger<A extends Uint32Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1 | 0);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0x85ebca6b | 0);
  h = Math.imul(h ^ (h >>> 13) ^ c, 0xc2b2ae35 | 0);
  return (h ^ (h >>> 16)) >>> 0;
}
