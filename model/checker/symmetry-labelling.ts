import { type Layout, maskOf, type Place } from './layout.ts';
import { movedCell, movedCode, type Nodes, readBits, relationsOf } from './symmetry-cells.ts';
import { mix, refinementOf } from './symmetry-refinement.ts';

/**
 * Canonical form for ids that are related to one another: ids stored in what another id owns, sets of ids per id,
 * tables by two ids. Members are told apart by what the state says of them and of those they are related to, until
 * that settles (colour refinement); a tie that is left is broken by singling out each of the tied members in turn and
 * taking the least of the states that result. Members that are found to be interchangeable need no such trial, which
 * keeps the number of trials small where there are few distinct roles.
 *
 * After B. D. McKay and A. Piperno, "Practical graph isomorphism, II" (J. Symbolic Computation 60, 2014). Departures:
 * cells of the state take the place of edges; members that can be exchanged in pairs are split off without a branch;
 * automorphisms are kept as a plain list.
 */
export interface Labelling {
  canonicalise(words: Int32Array, offset: number): void;
  /** Factors whose product is the number of permutations that leave the state as it is. */
  automorphisms(words: Int32Array, offset: number): readonly number[];
  /** Complete relabellings that were compared since the labelling was made; shows how well ties are pruned. */
  trials(): number;
}

/** Relabelled state words that end a path of the search, with what names the path. */
interface Leaf {
  readonly words: Int32Array;
  /** Node at each position. */
  readonly at: Int32Array;
  readonly path: Int32Array;
  readonly trace: Int32Array;
  /** -1 while there is none. */
  length: number;
}

const never = 1 << 30;

/** @param nodes members of all id types that are related to one another */
export function labellingOf(layout: Layout, nodes: Nodes): Labelling {
  const n = nodes.count;
  const relations = relationsOf(layout, nodes);
  const codes = relations.map((r) => new Int32Array(r.cells));
  const refine = refinementOf(relations, codes, n);

  const best: Leaf = {
    words: new Int32Array(layout.words),
    at: new Int32Array(n),
    path: new Int32Array(n + 1),
    trace: new Int32Array(n + 1),
    length: -1,
  };
  const path = new Int32Array(n + 1);
  const trace = new Int32Array(n + 1);
  const scratch = new Int32Array(layout.words);
  // Per depth of the search: colour of each node, which is the position of its first equal; nodes by colour.
  const colours = Array.from({ length: n + 1 }, () => new Int32Array(n));
  const orders = Array.from({ length: n + 1 }, () => new Int32Array(n));
  const identity = Int32Array.from({ length: n }, (_, v) => v);
  const start = new Int32Array(n);
  for (const type of nodes.types)
    for (let i = 0; i < type.count; i++) start[nodes.first(type) + i] = nodes.first(type);
  let generators: Int32Array[] = [];
  let factors: number[] = [];
  let bestChanges = 0;
  let trials = 0;
  let source: Int32Array = scratch;
  let sourceOffset = 0;

  function isAutomorphism(p: Int32Array): boolean {
    for (const [x, r] of relations.entries()) {
      const own = codes[x] as Int32Array;
      for (let c = 0; c < r.cells; c++)
        if (own[movedCell(r, c, p)] !== movedCode(r.value, own[c] as number, p)) return false;
    }
    return true;
  }

  /** Writes the state with every node replaced by its position to the scratch buffer. */
  function relabel(position: Int32Array): void {
    for (let w = 0; w < layout.words; w++) scratch[w] = source[sourceOffset + w] as number;
    for (const [x, r] of relations.entries()) {
      const own = codes[x] as Int32Array;
      const mask = maskOf(r.column.widthBits);
      for (let c = 0; c < r.cells; c++) {
        const { word, shift } = r.column.places[movedCell(r, c, position)] as Place;
        const code = movedCode(r.value, own[c] as number, position);
        scratch[word] = ((scratch[word] as number) & ~(mask << shift)) | (code << shift);
      }
    }
  }

  const exchange = (u: number, v: number): Int32Array => {
    const p = identity.slice();
    p[u] = v;
    p[v] = u;
    return p;
  };

  /** Nodes that the known automorphisms that keep all colours take `v` to, and `v`. */
  function orbit(v: number, colour: Int32Array): ReadonlySet<number> {
    const keep = generators.filter((g) => g.every((image, node) => colour[image] === colour[node]));
    const out = new Set([v]);
    for (const x of out) for (const g of keep) out.add(g[x] as number);
    return out;
  }

  /** Compares the relabelling that the search has come to with the best; returns the depth at which to go on. */
  function finish(depth: number, order: number): number {
    trials += 1;
    const at = orders[depth] as Int32Array;
    relabel(colours[depth] as Int32Array);
    if (best.length >= 0) {
      const difference = order || depth - best.length || compare(scratch, best.words);
      if (difference > 0) return never;
      if (difference === 0) {
        // Two ways to the same state: what takes one to the other is an automorphism.
        const g = new Int32Array(n);
        for (let i = 0; i < n; i++) g[at[i] as number] = best.at[i] as number;
        generators.push(g);
        let common = 0;
        while (path[common] === best.path[common]) common += 1;
        return common;
      }
      bestChanges += 1;
    }
    best.words.set(scratch);
    best.at.set(at);
    best.path.set(path);
    best.trace.set(trace);
    best.length = depth;
    return never;
  }

  /**
   * Tries all relabellings under the node of the search at `depth`.
   * @param order how the refinements so far compare with those of the best path: less than 0 is better
   * @returns the depth at which to go on: what lies deeper is known to repeat what was tried
   */
  function explore(depth: number, order: number): number {
    const colour = colours[depth] as Int32Array;
    const nodeOrder = orders[depth] as Int32Array;
    const isFirst = best.length < 0;
    let members: Int32Array;
    let print = 0;
    for (;;) {
      print = mix(print, refine(colour, nodeOrder));
      let at = 0;
      let size = 1;
      for (at = 0; at < n; at += size) {
        size = 1;
        while (at + size < n && colour[nodeOrder[at + size] as number] === at) size += 1;
        if (size > 1) break;
      }
      members = nodeOrder.slice(at, at + size);
      if (at === n) break;
      const [one] = members;
      const swaps = [...members.subarray(1)].map((v) => exchange(one as number, v)).filter(isAutomorphism);
      if (swaps.length < size - 1) {
        generators.push(...swaps);
        break;
      }
      // All can be exchanged with each other, so their order does not matter.
      for (let k = 0; k < size; k++) {
        colour[members[k] as number] = at + k;
        if (isFirst && k > 0) factors.push(k + 1);
      }
    }
    trace[depth] = print;
    if (order === 0 && !isFirst) {
      order = depth > best.length ? 1 : print - (best.trace[depth] as number);
      if (order > 0) return never;
    }
    if (members.length === 0) return finish(depth, order);
    const tried: number[] = [];
    for (const v of members) {
      if (tried.length > 0) {
        const same = orbit(v, colour);
        if (tried.some((u) => same.has(u))) continue;
      }
      tried.push(v);
      path[depth] = v;
      const deeper = colours[depth + 1] as Int32Array;
      deeper.set(colour);
      for (const u of members) if (u !== v) deeper[u] = (colour[u] as number) + 1;
      const at = colour[v] as number;
      const order2 = orders[depth + 1] as Int32Array;
      order2.set(nodeOrder);
      order2[at] = v;
      let k = at + 1;
      for (const u of members) if (u !== v) order2[k++] = u;
      const changes = bestChanges;
      const back = explore(depth + 1, order);
      if (bestChanges !== changes) order = 0; // the best path now leads through here
      if (back < depth) return back;
    }
    const [one] = members;
    if (isFirst) factors.push(orbit(one as number, colour).size);
    return never;
  }

  function run(words: Int32Array, offset: number): void {
    source = words;
    sourceOffset = offset;
    for (const [x, r] of relations.entries()) {
      const own = codes[x] as Int32Array;
      for (let c = 0; c < r.cells; c++) own[c] = readBits(r, c, words, offset);
    }
    (colours[0] as Int32Array).set(start);
    (orders[0] as Int32Array).set(identity);
    generators = [];
    factors = [];
    bestChanges = 0;
    best.length = -1;
    explore(0, 0);
  }

  return {
    canonicalise: (words, offset) => {
      run(words, offset);
      words.set(best.words, offset);
    },
    automorphisms: (words, offset) => {
      run(words, offset);
      return factors;
    },
    trials: () => trials,
  };
}

function compare(a: Int32Array, b: Int32Array): number {
  for (let i = 0; i < a.length; i++) {
    const d = (a[i] as number) - (b[i] as number);
    if (d !== 0) return d;
  }
  return 0;
}
