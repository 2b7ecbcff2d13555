import * as fc from 'fast-check';
import { Random } from '../explore/random.ts';
import type { Pass } from '../shrink/core.ts';

/**
 * A fast-check arbitrary of values that are drawn by our own generator and shrink by our own passes, so that a
 * property that fails ends at what a campaign would end at. Values need no context to shrink: stored ones can
 * be given as examples.
 *
 * @param isValue whether a value, an example among those of other arbitraries, is one of these
 * @param told how a value is printed in the report of a failure; as fast-check prints values by default
 */
export function drawn<T extends object>(
  draw: (random: Random) => T,
  passes: readonly Pass<T>[],
  isValue: (value: object) => boolean,
  told: ((value: T) => string) | null = null,
): fc.Arbitrary<T> {
  return new DrawnArbitrary(draw, passes, isValue, told);
}

class DrawnArbitrary<T extends object> extends fc.Arbitrary<T> {
  constructor(
    private readonly draw: (random: Random) => T,
    private readonly passes: readonly Pass<T>[],
    private readonly isValue: (value: object) => boolean,
    private readonly told: ((value: T) => string) | null,
  ) {
    super();
  }

  override generate(mrng: fc.Random): fc.Value<T> {
    return this.valued(this.draw(new Random(mrng.nextInt(0, 0x7fffffff))));
  }

  private valued(value: T): fc.Value<T> {
    const { told } = this;
    if (told !== null && !Object.hasOwn(value, fc.toStringMethod)) {
      Object.defineProperty(value, fc.toStringMethod, { value: () => told(value) });
    }
    return new fc.Value(value, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && this.isValue(value);
  }

  override shrink(value: T): fc.Stream<fc.Value<T>> {
    return new fc.Stream(this.smaller(value));
  }

  /** What the passes propose when nothing is kept: fast-check starts again from what it keeps. */
  private *smaller(value: T): Generator<fc.Value<T>, void, void> {
    for (const pass of this.passes) {
      const edits = pass.edits(value);
      for (let step = edits.next(); step.done !== true; step = edits.next(null)) {
        yield this.valued(step.value);
      }
    }
  }
}
