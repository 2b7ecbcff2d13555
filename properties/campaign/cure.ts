/** A fix that can be stacked, and the fixes that must stand below it. */
export interface Fix {
  readonly name: string;
  readonly requires: readonly string[];
}

/** What may cure findings. */
export interface Cures {
  /** In the order in which they are stacked. */
  readonly fixes: readonly Fix[];
  /**
   * `stack`: a search goes on with the cures on the revision. `name`: cures replace the revision, so that there is
   * nothing left to search with them; they tell one cause from another.
   */
  readonly use: 'stack' | 'name';
}

/**
 * The smallest set of fixes that removes a finding: single ones first, then pairs, in the order of `fixes`.
 * What a fix requires is stacked with it and counts. Null when none of those tried does.
 *
 * @param removes whether the finding is gone with these fixes stacked, in the order of `fixes`
 */
export function smallestCure(
  fixes: readonly Fix[],
  removes: (names: readonly string[]) => boolean,
  shouldStop: () => boolean = () => false,
): readonly string[] | null {
  const tried = new Set<string>();
  for (const names of candidates(fixes)) {
    if (shouldStop()) return null;
    const key = names.join();
    if (tried.has(key)) continue;
    tried.add(key);
    if (removes(names)) return names;
  }
  return null;
}

/** Sets made of one fix, then of two, with what they require; the smaller sets first. */
function candidates(fixes: readonly Fix[]): readonly (readonly string[])[] {
  const sets: (readonly string[])[] = fixes.map((fix) => closureOf(fixes, [fix]));
  fixes.forEach((a, i) => {
    for (const b of fixes.slice(i + 1)) sets.push(closureOf(fixes, [a, b]));
  });
  return sets
    .map((set, i) => ({ set, i }))
    .sort((a, b) => a.set.length - b.set.length || a.i - b.i)
    .map(({ set }) => set);
}

/** Fixes with all that they require, in the order of `fixes`. */
export function closureOf(fixes: readonly Fix[], start: readonly Fix[]): readonly string[] {
  const wanted = new Set(start.map((f) => f.name));
  for (let size = 0; size !== wanted.size; ) {
    size = wanted.size;
    for (const fix of fixes) if (wanted.has(fix.name)) for (const name of fix.requires) wanted.add(name);
  }
  return fixes.filter((f) => wanted.has(f.name)).map((f) => f.name);
}

/**
 * Whether two cures are of one cause. A cure names what is stacked beside what is there: what its fixes require may be
 * part of it on one stack, and stand there already on another.
 *
 * @param fixes all that there are
 */
export function isSameCure(fixes: readonly Fix[], a: readonly string[], b: readonly string[]): boolean {
  return causeText(fixes, a) === causeText(fixes, b);
}

/** What all cures of one cause have in common: all that stands on a stack when a cure does, as a text. */
export function causeText(fixes: readonly Fix[], cure: readonly string[]): string {
  return [...wholeCure(fixes, cure)].sort().join();
}

/** A cure with all that it requires; names that are no fix are kept. */
export function wholeCure(fixes: readonly Fix[], cure: readonly string[]): readonly string[] {
  const start = fixes.filter((fix) => cure.includes(fix.name));
  return [...new Set([...cure, ...closureOf(fixes, start)])];
}

/**
 * A stack with more fixes, all fixes in their order on top of the rest.
 *
 * @param fixes all that there are, in the order in which they are stacked
 */
export function withFixes(
  units: readonly string[],
  names: readonly string[],
  fixes: readonly Fix[],
): readonly string[] {
  const all = fixes.map((fix) => fix.name);
  const rest = units.filter((unit) => !all.includes(unit));
  return [...rest, ...all.filter((fix) => units.includes(fix) || names.includes(fix))];
}
