import { closureOf, type Fix } from './cure.ts';

/** What is known of a fix: counterexamples that break although all fixes are there that can be without this one. */
export interface Needed {
  readonly fix: string;
  /** The fixes that were not there: this one and those that stand on it. */
  readonly without: readonly string[];
  readonly breaks: readonly string[];
}

/**
 * The smallest set of fixes under which all counterexamples keep their rules, what they require included.
 *
 * A fix without which a counterexample breaks under all that can be there otherwise is in every such set. Of the
 * others as few as possible are added, each set being tried: so every smaller set lacks a needed fix or was tried.
 *
 * @param broken the counterexamples that break with these fixes, in the order of `fixes`
 * @returns null when not even all fixes do
 */
export function smallestSet(
  fixes: readonly Fix[],
  needed: readonly Needed[],
  broken: (names: readonly string[]) => readonly string[],
): { readonly chosen: readonly string[]; readonly tried: readonly Tried[] } | null {
  const must = fixes.filter(({ name }) => needed.some((n) => n.fix === name && n.breaks.length > 0));
  const others = fixes.filter((fix) => !must.includes(fix));
  const tried: Tried[] = [];
  const seen = new Set<string>();
  for (const more of bySize(others)) {
    const names = closureOf(fixes, [...must, ...more]);
    if (seen.has(names.join())) continue;
    seen.add(names.join());
    const left = broken(names);
    if (left.length === 0) return { chosen: names, tried };
    tried.push({ fixes: names, breaks: left });
  }
  return null;
}

/** A set of fixes that was tried, and what breaks with it. */
export interface Tried {
  readonly fixes: readonly string[];
  readonly breaks: readonly string[];
}

/** All fixes that can be stacked without one: not those that stand on it. */
export function allBut(fixes: readonly Fix[], without: string): readonly string[] {
  return fixes.filter((fix) => !closureOf(fixes, [fix]).includes(without)).map((fix) => fix.name);
}

/** All subsets, smaller ones first; made as they are asked for, since the first few are enough. */
function* bySize<T>(items: readonly T[]): Generator<readonly T[], void, void> {
  for (let size = 0; size <= items.length; size++) yield* ofSize(items, size);
}

function* ofSize<T>(items: readonly T[], size: number): Generator<readonly T[], void, void> {
  if (size === 0) yield [];
  for (let i = 0; i + size <= items.length && size > 0; i++) {
    for (const rest of ofSize(items.slice(i + 1), size - 1)) yield [items[i] as T, ...rest];
  }
}
