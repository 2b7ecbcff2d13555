import * as fc from 'fast-check';
import { Random } from '../explore/random.ts';
import type { Pass } from '../shrink/core.ts';

/**
 * A fast-check arbitrary of values that are drawn by our own generator and shrink by our own passes, so that a
 * property that fails ends at what a campaign would end at. Values need no context to shrink: stored ones can
 * be given as examples.
 */
export function drawn<T>(draw: (random: Random) => T, passes: readonly Pass<T>[]): fc.Arbitrary<T> {
  return new DrawnArbitrary(draw, passes);
}

class DrawnArbitrary<T> extends fc.Arbitrary<T> {
  constructor(
    private readonly draw: (random: Random) => T,
    private readonly passes: readonly Pass<T>[],
  ) {
    super();
  }

  override generate(mrng: fc.Random): fc.Value<T> {
    return new fc.Value(this.draw(new Random(mrng.nextInt(0, 0x7fffffff))), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return value !== undefined;
  }

  override shrink(value: T): fc.Stream<fc.Value<T>> {
    return new fc.Stream(this.smaller(value));
  }

  /** What the passes propose when nothing is kept: fast-check starts again from what it keeps. */
  private *smaller(value: T): Generator<fc.Value<T>, void, void> {
    for (const pass of this.passes) {
      const edits = pass.edits(value);
      for (let step = edits.next(); step.done !== true; step = edits.next(null)) {
        yield new fc.Value(step.value, undefined);
      }
    }
  }
}
