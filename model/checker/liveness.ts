import type { Demands } from './fairness.ts';
import { components, type Graph, type Hop, Numbering, numberingBytes, shortestWay } from './graph.ts';
import type { EventuallyRule, LeadsToRule } from './model.ts';

/**
 * Liveness under fairness. A behaviour may stutter forever in any state, as in TLA+, unless a demand of fairness
 * forbids it: of a weak one that stays enabled a step is taken, of a strong one that is enabled again and again. A rule
 * is broken by a behaviour that owes its `then` and stays among states without it forever, fairly; there is one exactly
 * if such states contain a strongly connected set (a single state counts) in which all demands can be honoured. A step
 * that changes nothing is stuttering: it neither enables nor honours anything. No search on the fly, no reduction: the
 * graph is complete and exact.
 */
export interface Obligations {
  /** States in which something is owed from now on: `given` holds and `then` does not. In ascending order. */
  readonly sources: readonly number[];
  /** Whether `then` holds in a state. */
  readonly met: Uint8Array;
  /** Level of a state in the search. */
  readonly levelOf: (x: number) => number;
}

/** A violation: a way from a source to a state, and a loop from there back to it, empty for stuttering. */
export interface Lasso {
  readonly source: number;
  readonly stem: readonly Hop[];
  readonly loop: readonly Hop[];
}

export interface LivenessResult {
  /** Fair strongly connected sets without `then`. */
  readonly violations: number;
  readonly lasso: Lasso | null;
}

export type LivenessRule<S> = EventuallyRule<S> | LeadsToRule<S>;

/** Bytes of the arrays of `decide` and of `met`; its lists, which grow with the states that owe, are not counted. */
export const decideBytes = (states: number): number => states + 12 * states + numberingBytes(states);

const notVisited = 0xffffffff;

/** Decides one rule. The lasso has the shortest possible way into a violating set. */
export function decide(graph: Graph, demands: Demands, duties: Obligations): LivenessResult {
  // Label 1: reachable from a source without meeting `then`; split further below.
  const label = new Uint32Array(graph.states);
  const cameFrom = new Uint32Array(graph.states).fill(notVisited);
  const cameBy = new Uint32Array(graph.states);
  const order = owing(graph, duties, label, cameFrom, cameBy);

  const memory = new Numbering(graph.states);
  const fair = new Map<number, readonly number[]>();
  let labels = 1;
  const work: { states: readonly number[]; label: number }[] = [{ states: order, label: 1 }];
  for (let job = work.pop(); job !== undefined; job = work.pop())
    for (const component of components(graph, label, job.label, job.states, memory)) {
      const own = ++labels;
      for (const x of component) label[x] = own;
      const starved = honour(graph, demands, component, label, own);
      if (starved === 'fair') fair.set(own, component);
      else if (starved !== 'unfair') {
        // Strongly fair instances that cannot be taken here must not be enabled either.
        const rest = ++labels;
        const states = component.filter((x) => !enabledIn(graph, x, starved));
        for (const x of states) label[x] = rest;
        if (states.length > 0) work.push({ states, label: rest });
      }
    }
  if (fair.size === 0) return { violations: 0, lasso: null };

  const entry = order.find((x) => fair.has(label[x] ?? 0)) ?? 0;
  const best = fair.get(label[entry] ?? 0) ?? [];
  const stem: Hop[] = [];
  let source = entry;
  while (cameFrom[source] !== notVisited) {
    stem.push({ instance: cameBy[source] ?? 0, to: source });
    source = cameFrom[source] ?? 0;
  }
  return {
    violations: fair.size,
    lasso: { source, stem: stem.reverse(), loop: loopThrough(graph, demands, best, entry) },
  };
}

/** States in which something is owed, nearest to an initial state first. */
function owing(
  graph: Graph,
  duties: Obligations,
  label: Uint32Array,
  cameFrom: Uint32Array,
  cameBy: Uint32Array,
): number[] {
  const order: number[] = [];
  let frontier: number[] = [];
  let s = 0;
  for (let depth = 0; s < duties.sources.length || frontier.length > 0; depth++) {
    for (let x = duties.sources[s]; x !== undefined && duties.levelOf(x) === depth; x = duties.sources[++s])
      if (label[x] === 0) {
        label[x] = 1;
        frontier.push(x);
      }
    for (const x of frontier) order.push(x);
    const next: number[] = [];
    for (const x of frontier)
      for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
        const y = graph.targets[e] ?? 0;
        if (label[y] !== 0 || duties.met[y] === 1) continue;
        label[y] = 1;
        cameFrom[y] = x;
        cameBy[y] = graph.who[e] ?? 0;
        next.push(y);
      }
    frontier = next;
  }
  return order;
}

const enabledIn = (graph: Graph, x: number, instances: ReadonlySet<number>): boolean => {
  for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++)
    if (graph.targets[e] !== x && instances.has(graph.who[e] ?? 0)) return true;
  return false;
};

/**
 * Whether a behaviour that visits all of a component forever can be fair: `unfair` if a weak demand is enabled
 * throughout and its instances lead out only, else the instances of strong demands that are enabled and lead out only.
 */
function honour(
  graph: Graph,
  demands: Demands,
  component: readonly number[],
  label: Uint32Array,
  own: number,
): 'fair' | 'unfair' | ReadonlySet<number> {
  /** Per demand, the states in which it is enabled and the last of these. */
  const enabled = new Map<number, { count: number; last: number }>();
  const taken = new Set<number>();
  for (const x of component)
    for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
      if (graph.targets[e] === x) continue;
      for (const d of demands.of[graph.who[e] ?? 0] ?? []) {
        const known = enabled.get(d);
        if (known === undefined) enabled.set(d, { count: 1, last: x });
        else if (known.last !== x) {
          known.count += 1;
          known.last = x;
        }
        if (label[graph.targets[e] ?? 0] === own) taken.add(d);
      }
    }
  const starved = new Set<number>();
  for (const [d, { count }] of enabled) {
    if (taken.has(d)) continue;
    if (demands.kinds[d] === 'strong') for (const i of demands.members[d] ?? []) starved.add(i);
    else if (count === component.length) return 'unfair';
  }
  return starved.size === 0 ? 'fair' : starved;
}

/** A loop from `entry` through a component that honours fairness; empty if stuttering in `entry` does. */
function loopThrough(graph: Graph, demands: Demands, component: readonly number[], entry: number): Hop[] {
  const members = new Set(component);
  const inside = (x: number) => members.has(x);
  const loop: Hop[] = [];
  let at = entry;
  const visited = () => [entry, ...loop.map((h) => h.to)];
  const needed = new Set<number>();
  for (const x of component)
    for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++)
      if (graph.targets[e] !== x) for (const d of demands.of[graph.who[e] ?? 0] ?? []) needed.add(d);
  for (const d of [...needed].sort((a, b) => a - b)) {
    const members = demands.members[d] ?? new Set();
    if (loop.some((h) => members.has(h.instance))) continue;
    const isOff = (x: number) => !enabledIn(graph, x, members);
    const edge = (i: number) => members.has(i);
    const isWeak = demands.kinds[d] === 'weak';
    if (isWeak && visited().some(isOff)) continue;
    const way = shortestWay(graph, at, inside, isWeak ? { state: isOff, edge } : { edge });
    if (way === null) throw new Error('a fair component does not honour fairness');
    loop.push(...way);
    at = loop.at(-1)?.to ?? at;
  }
  const back = shortestWay(graph, at, inside, { state: (x) => x === entry });
  if (back === null) throw new Error('a component is not strongly connected');
  loop.push(...back);
  return loop;
}
