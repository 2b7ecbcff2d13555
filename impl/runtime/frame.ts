import type { Act, Op } from './activity.ts';

/** The calls that an activity is in, innermost last, as far as they are `framed`. */
export type Frames = Frame<unknown>[];

/**
 * A call of a generator function that can be gone on with by itself. A generator that is deep in calls by `yield*` is
 * resumed through all of its callers; with frames the innermost call is resumed, and a caller only when it returned.
 * To who calls it is like the generator itself.
 */
export class Frame<T> {
  private returned: IteratorReturnResult<T> | null = null;

  constructor(
    private readonly body: Act<T>,
    private readonly frames: () => Frames,
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  /** For the caller's `yield*`: begins the call; asked again only after it returned. */
  next(): IteratorResult<Op, T> {
    if (this.returned !== null) return this.returned;
    const frames = this.frames();
    frames.push(this as Frame<unknown>);
    const next = this.body.next();
    if (next.done === true) frames.pop();
    return next;
  }

  /** Goes on with the call, which is the innermost of its activity. Returns the operation it stands at; null: it returned. */
  resume(): Op | null {
    const next = this.body.next();
    if (next.done !== true) return next.value;
    this.returned = next;
    return null;
  }
}

const generatorFunction = Object.getPrototypeOf(function* () {}) as object;

/** A generator function whose calls are frames of the running activity; any other function as it is. */
export function framed<F>(call: F, frames: () => Frames): F {
  if (typeof call !== 'function' || Object.getPrototypeOf(call) !== generatorFunction) return call;
  const body = call as unknown as (...args: unknown[]) => Act<unknown>;
  return ((...args: unknown[]) => new Frame(body(...args), frames)) as unknown as F;
}
