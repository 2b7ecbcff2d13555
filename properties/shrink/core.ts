/**
 * The loop that makes a failing value smaller. It knows nothing of what is shrunk: passes propose smaller
 * values, the test runs each and says whether it still fails, and what is kept goes on from there.
 *
 * A. Zeller, R. Hildebrandt: Simplifying and Isolating Failure-Inducing Input. IEEE TSE 28(2), 2002, for the
 * notion of 1-minimality. Departure: a pass goes on after a cut that was kept instead of starting over.
 */

/** A source of smaller values. It is told after each whether it was kept, and as what. */
export type Edits<S> = Generator<S, void, S | null>;

/** One way to make a value smaller. */
export interface Pass<S> {
  /** What the pass does, in the words of the report: `remove a group`. */
  readonly name: string;
  edits(value: S): Edits<S>;
}

export interface MinimiseOptions {
  /** Tests done at most. */
  readonly maxTests: number;
  readonly shouldStop?: () => boolean;
}

export interface Minimised<S> {
  readonly value: S;
  /** Tests done. */
  readonly tests: number;
  /** Edits tried and kept, by pass. */
  readonly tried: readonly PassCount[];
  /** No single edit of any pass makes the value smaller: every pass came to its end without a success. */
  readonly oneMinimal: boolean;
}

export interface PassCount {
  readonly pass: string;
  readonly tried: number;
  readonly kept: number;
}

/**
 * Makes `start` smaller until no pass can. `test` runs a candidate and returns the value to go on with if it
 * still fails in the same way, which may be smaller than the candidate, else null. Each pass must propose
 * only values that are smaller in some order common to all passes, else the loop does not end by itself.
 */
export function minimise<S>(
  start: S,
  test: (candidate: S) => S | null,
  passes: readonly Pass<S>[],
  options: MinimiseOptions,
): Minimised<S> {
  const counts = passes.map(({ name }) => ({ pass: name, tried: 0, kept: 0 }));
  let value = start;
  let tests = 0;
  let fruitless = 0;
  let stopped = false;
  for (let at = 0; fruitless < passes.length && !stopped; at = (at + 1) % passes.length) {
    const pass = passes[at] as Pass<S>;
    const count = counts[at] as { tried: number; kept: number };
    const edits = pass.edits(value);
    let kept = 0;
    for (let step = edits.next(); step.done !== true; ) {
      if (tests >= options.maxTests || options.shouldStop?.()) {
        stopped = true;
        break;
      }
      tests++;
      count.tried++;
      const result = test(step.value);
      if (result !== null) {
        value = result;
        kept++;
      }
      step = edits.next(result);
    }
    count.kept += kept;
    fruitless = kept > 0 ? 0 : fruitless + 1;
  }
  return { value, tests, tried: counts, oneMinimal: !stopped };
}
