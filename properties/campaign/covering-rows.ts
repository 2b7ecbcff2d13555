/** What was measured: things that one execution comes to. */
export interface Measured {
  readonly reached: ReadonlySet<string>;
}

/**
 * Few of the candidates that together come to all that any of them comes to: the one that adds most, again and again, and
 * then without those that later ones made needless. D. S. Johnson, Approximation Algorithms for Combinatorial Problems,
 * Journal of Computer and System Sciences 9 (1974).
 *
 * @param before come to already, and in any case: nobody is taken for it
 * @param worth of a thing, above 0; 0: it does not count
 */
export function coveringRows<C extends Measured>(
  candidates: readonly C[],
  before: ReadonlySet<string>,
  worth: (thing: string) => number,
): readonly C[] {
  const counts = (thing: string): boolean => !before.has(thing) && worth(thing) > 0;
  const left = candidates.map((candidate) => ({
    candidate,
    things: [...candidate.reached].filter(counts),
  }));
  const taken: { readonly candidate: C; readonly things: readonly string[] }[] = [];
  const covered = new Map<string, number>();
  const gain = (things: readonly string[]): number =>
    things.reduce((sum, thing) => sum + (covered.has(thing) ? 0 : worth(thing)), 0);
  for (;;) {
    let best = left[0];
    let most = 0;
    for (const one of left) {
      const more = gain(one.things);
      if (more > most) [best, most] = [one, more];
    }
    if (best === undefined || most === 0) break;
    taken.push(best);
    for (const thing of best.things) covered.set(thing, (covered.get(thing) ?? 0) + 1);
  }
  const needed = taken.filter(({ things }) => {
    if (things.some((thing) => covered.get(thing) === 1)) return true;
    for (const thing of things) covered.set(thing, (covered.get(thing) ?? 0) - 1);
    return false;
  });
  return needed.map(({ candidate }) => candidate);
}
