/** Number of insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * The name that somebody who typed `word` most likely meant.
 *
 * @returns null when none is near: more than a third of the longer name would have to change
 */
export function nearest(word: string, names: readonly string[]): string | null {
  const typed = word.toLowerCase();
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of names) {
    const candidate = name.toLowerCase();
    const begins = typed.length > 1 && candidate.startsWith(typed);
    const distance = begins ? 0.5 : editDistance(typed, candidate);
    if (distance * 3 > Math.max(typed.length, candidate.length)) continue;
    // Of `enter-gate` and `ENTER-GATE` the one in the case that was typed.
    const cased = distance + editDistance(word, name) / 1000;
    if (best === null || cased < best.distance) best = { name, distance: cased };
  }
  return best?.name ?? null;
}

/** `; did you mean "replay"?`, to stand at the end of a message; empty where no name is near. */
export function didYouMean(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === null ? '' : `; did you mean "${name}"?`;
}

/** The names, the nearest to `word` first. */
export function byNearness(word: string, names: readonly string[]): readonly string[] {
  const typed = word.toLowerCase();
  return names
    .map((name, i) => ({ name, i, distance: editDistance(typed, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || a.i - b.i)
    .map(({ name }) => name);
}
