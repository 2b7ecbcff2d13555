/** How one shrinking ended. */
export interface End {
  /** What is to become small: commands, inversions, operations. */
  readonly size: number;
  readonly minimal: boolean;
  /** Runs of the predicate in shrinking, without those until it first failed. */
  readonly runs: number;
}

/**
 * A case with a known minimal form and a cheap predicate, shrunk by this project and by fast-check, each from a failing
 * value that it draws itself from the seed. Null: no failing value was drawn.
 */
export interface ShrinkCase {
  readonly name: string;
  /** The unit of `size`, and the least that it can be. */
  readonly unit: string;
  readonly least: number;
  ours(seed: number): End | null;
  fastCheck(seed: number): Promise<End | null>;
}

/** Ends of as many seeds as asked for, derived from the first. */
export async function endsOf(
  first: number,
  count: number,
  shrink: (seed: number) => End | null | Promise<End | null>,
  seedOf: (first: number, nth: number) => number,
): Promise<readonly End[]> {
  const ends: End[] = [];
  for (let nth = 0; ends.length < count; nth++) {
    const end = await shrink(seedOf(first, nth));
    if (end !== null) ends.push(end);
  }
  return ends;
}

/** The figures of a row. */
export interface Figures {
  readonly seeds: number;
  readonly minimal: number;
  readonly median: number;
  readonly worst: number;
  readonly medianRuns: number;
  readonly worstRuns: number;
}

export function figuresOf(ends: readonly End[]): Figures {
  const sizes = ends.map((end) => end.size);
  const runs = ends.map((end) => end.runs);
  return {
    seeds: ends.length,
    minimal: ends.filter((end) => end.minimal).length,
    median: median(sizes),
    worst: Math.max(...sizes),
    medianRuns: median(runs),
    worstRuns: Math.max(...runs),
  };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
