import type { NaiveGraph } from './naive.ts';

/**
 * Decides liveness a second time: sets and reachability in place of Tarjan's algorithm, nothing shared with the
 * checker. A step that changes nothing is no step, as in TLA+.
 * @returns ids of the liveness rules that some fair behaviour breaks
 */
export function brokenLiveness(graph: NaiveGraph): Set<string> {
  const steps = graph.edges.map((list, x) => list.filter((e) => e.to !== x));
  const back: number[][] = steps.map(() => []);
  for (const [x, list] of steps.entries()) for (const e of list) back[e.to]?.push(x);

  const reach = (
    from: Iterable<number>,
    within: ReadonlySet<number>,
    next: (x: number) => number[],
  ): Set<number> => {
    const out = new Set([...from].filter((x) => within.has(x)));
    for (const x of out) for (const y of next(x)) if (within.has(y)) out.add(y);
    return out;
  };
  const forward = (x: number): number[] => (steps[x] ?? []).map((e) => e.to);
  const backward = (x: number): number[] => back[x] ?? [];

  /** Strongly connected parts of a set: what is reachable both ways from some member, and then the rest. */
  const parts = (set: ReadonlySet<number>): Set<number>[] => {
    const out: Set<number>[] = [];
    const work: Set<number>[] = [new Set(set)];
    for (let rest = work.pop(); rest !== undefined; rest = work.pop()) {
      // States with no way on, or none back, are parts of their own; peeled off one after another.
      const peel = [...rest];
      for (let x = peel.pop(); x !== undefined; x = peel.pop()) {
        if (!rest.has(x)) continue;
        const current: Set<number> = rest;
        if (forward(x).some((y) => current.has(y)) && backward(x).some((y) => current.has(y))) continue;
        rest.delete(x);
        out.push(new Set([x]));
        peel.push(...forward(x), ...backward(x));
      }
      const [pivot] = rest;
      if (pivot === undefined) continue;
      const after = reach([pivot], rest, forward);
      const before = reach([pivot], rest, backward);
      const part = new Set([...after].filter((x) => before.has(x)));
      out.push(part);
      for (const piece of [
        [...after].filter((x) => !part.has(x)),
        [...before].filter((x) => !part.has(x)),
        [...rest].filter((x) => !after.has(x) && !before.has(x)),
      ])
        if (piece.length > 0) work.push(new Set(piece));
    }
    return out;
  };

  /** Whether a fair behaviour can stay in a set forever. */
  const canStay = (set: ReadonlySet<number>): boolean =>
    parts(set).some((part) => {
      const enabledIn = new Map<string, number>();
      const taken = new Set<string>();
      const kind = new Map<string, 'weak' | 'strong'>();
      for (const x of part) {
        const here = new Set<string>();
        for (const e of steps[x] ?? []) {
          for (const f of e.fair) {
            kind.set(f.name, f.kind);
            here.add(f.name);
            if (part.has(e.to)) taken.add(f.name);
          }
        }
        for (const i of here) enabledIn.set(i, (enabledIn.get(i) ?? 0) + 1);
      }
      const starved = [...enabledIn.keys()].filter((i) => !taken.has(i));
      if (starved.some((i) => kind.get(i) === 'weak' && enabledIn.get(i) === part.size)) return false;
      const avoid = new Set(starved.filter((i) => kind.get(i) === 'strong'));
      if (avoid.size === 0) return true;
      const rest = [...part].filter(
        (x) => !(steps[x] ?? []).some((e) => e.fair.some((f) => avoid.has(f.name))),
      );
      return rest.length > 0 && canStay(new Set(rest));
    });

  const out = new Set<string>();
  for (const [id, given] of graph.given) {
    const met = graph.then.get(id) ?? new Set();
    const owing = new Set(steps.keys());
    for (const x of met) owing.delete(x);
    if (canStay(reach(given, owing, forward))) out.add(id);
  }
  return out;
}
