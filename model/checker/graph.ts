import type { Engine } from './engine.ts';

/** The graph of a search: edges of state x are numbers `offsets[x]` to `offsets[x + 1]`. */
export interface Graph {
  readonly states: number;
  /** Of the first so many states all edges are known, of the others none; all of them where the search was finished. */
  readonly expanded: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Instance that each edge stands for. */
  readonly who: Uint32Array;
}

/** Bytes of a graph with so many states and transitions. */
export const graphBytes = (states: number, transitions: number): number => 4 * (states + 1) + 8 * transitions;

/**
 * Expands every state that the search expanded once more and writes down the edges. The engine's counters are of no use
 * afterwards.
 */
export function graphOf(engine: Engine, transitions: number): Graph {
  const states = engine.states();
  const expanded = engine.head();
  const offsets = new Uint32Array(states + 1);
  const targets = new Uint32Array(transitions);
  const who = new Uint32Array(transitions);
  let e = 0;
  for (let x = 0; x < expanded; x++) {
    const n = engine.expand(x);
    for (let i = 0; i < n; i++) {
      targets[e] = engine.successors[i] ?? 0;
      who[e++] = engine.who[i] ?? 0;
    }
    offsets[x + 1] = e;
  }
  offsets.fill(e, expanded + 1);
  if (e !== transitions) throw new Error(`the second pass saw ${e} transitions, the search ${transitions}`);
  return { states, expanded, offsets, targets, who };
}

/** Bytes of a `Numbering` for so many states. */
export const numberingBytes = (states: number): number => 9 * states;

/** Working memory of `components`, to be made once per graph. */
export class Numbering {
  /** 0 when not visited, else 1 + order of the visit. */
  readonly index: Uint32Array;
  readonly low: Uint32Array;
  readonly onStack: Uint8Array;
  constructor(states: number) {
    this.index = new Uint32Array(states);
    this.low = new Uint32Array(states);
    this.onStack = new Uint8Array(states);
  }
}

/**
 * Strongly connected components of the states x with `label[x] === only`, by Tarjan's algorithm without recursion
 * (Tarjan, "Depth-first search and linear graph algorithms", 1972). A state without a way back to itself is a
 * component of its own.
 * @param members all states with that label
 */
export function components(
  graph: Graph,
  label: Uint32Array,
  only: number,
  members: readonly number[],
  memory: Numbering,
): number[][] {
  const { offsets, targets } = graph;
  const { index, low, onStack } = memory;
  for (const x of members) index[x] = 0;
  const stack: number[] = [];
  const calls: number[] = [];
  const edges: number[] = [];
  const out: number[][] = [];
  let count = 0;
  const enter = (x: number): void => {
    index[x] = ++count;
    low[x] = count;
    onStack[x] = 1;
    stack.push(x);
    calls.push(x);
    edges.push(offsets[x] ?? 0);
  };
  const lower = (x: number, to: number): void => {
    if (to < (low[x] ?? 0)) low[x] = to;
  };
  for (const root of members) {
    if (index[root] !== 0) continue;
    enter(root);
    for (let x = calls.at(-1); x !== undefined; x = calls.at(-1)) {
      const top = edges.length - 1;
      const e = edges[top] ?? 0;
      if (e < (offsets[x + 1] ?? 0)) {
        edges[top] = e + 1;
        const y = targets[e] ?? 0;
        if (label[y] !== only) continue;
        if (index[y] === 0) enter(y);
        else if (onStack[y] === 1) lower(x, index[y] ?? 0);
        continue;
      }
      calls.pop();
      edges.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) lower(caller, low[x] ?? 0);
      if (low[x] !== index[x]) continue;
      const component: number[] = [];
      for (let y = -1; y !== x; ) {
        y = stack.pop() ?? x;
        onStack[y] = 0;
        component.push(y);
      }
      out.push(component);
    }
  }
  return out;
}

/** A step along an edge. */
export interface Hop {
  readonly instance: number;
  readonly to: number;
}

/**
 * Shortest way from `from` to an edge or state that is wanted, through states with `inside`; empty if `from` itself
 * is wanted. Returns null if there is none.
 */
export function shortestWay(
  graph: Graph,
  from: number,
  inside: (x: number) => boolean,
  wanted: { state?: (x: number) => boolean; edge?: (instance: number) => boolean },
): Hop[] | null {
  if (wanted.state?.(from)) return [];
  const cameBy = new Map<number, { hop: Hop; from: number }>();
  const unwind = (last: { hop: Hop; from: number }): Hop[] => {
    const out = [last.hop];
    for (let x = last.from; x !== from; ) {
      const step = cameBy.get(x);
      if (step === undefined) break;
      out.push(step.hop);
      x = step.from;
    }
    return out.reverse();
  };
  let frontier = [from];
  while (frontier.length > 0) {
    const next: number[] = [];
    for (const x of frontier)
      for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
        const to = graph.targets[e] ?? 0;
        if (to === x || !inside(to)) continue;
        const step = { hop: { instance: graph.who[e] ?? 0, to }, from: x };
        if (wanted.edge?.(step.hop.instance) || wanted.state?.(to)) return unwind(step);
        if (to === from || cameBy.has(to)) continue;
        cameBy.set(to, step);
        next.push(to);
      }
    frontier = next;
  }
  return null;
}
