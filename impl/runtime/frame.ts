import type { Act, Op } from './activity.ts';

/** The calls that an activity is in, as far as they are `framed`: the innermost, which knows its caller. */
export interface Frames {
  innermost: Frame<unknown> | null;
}

/** Who knows the calls of the running activity: the machine. */
export interface CallStack {
  readonly frames: Frames;
}

/**
 * A call of a generator function that can be gone on with by itself. A generator that is deep in calls by `yield*` is
 * resumed through all of its callers; with frames the innermost call is resumed, and a caller only when it returned.
 * To who calls it is like the generator itself.
 */
export class Frame<T> {
  private returned: IteratorReturnResult<T> | null = null;
  private caller: Frame<unknown> | null = null;

  constructor(
    private readonly body: Act<T>,
    private readonly stack: CallStack,
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  /** For the caller's `yield*`: begins the call; asked again only after it returned. */
  next(): IteratorResult<Op, T> {
    if (this.returned !== null) return this.returned;
    const { frames } = this.stack;
    this.caller = frames.innermost;
    frames.innermost = this as Frame<unknown>;
    const next = resumed(this.body);
    if (next.done === true) frames.innermost = this.caller;
    return next;
  }

  /**
   * Goes on with the call, which is the innermost of its activity. Returns the operation it stands at; null: it returned,
   * and its caller is the innermost.
   */
  resume(frames: Frames): Op | null {
    const next = resumed(this.body);
    if (next.done !== true) return next.value;
    this.returned = next;
    frames.innermost = this.caller;
    return null;
  }
}

const generatorFunction = Object.getPrototypeOf(function* () {}) as GeneratorFunction;
const { next: nextOfGenerator } = generatorFunction.prototype;

/** `body.next()`, without looking `next` up: generators of different functions are objects of different shapes. */
function resumed<T>(body: Act<T>): IteratorResult<Op, T> {
  return nextOfGenerator.call(body) as IteratorResult<Op, T>;
}

/** Parameters that a framed function may have: passing on a fixed number spares a list for each call. */
const MOST_PARAMETERS = 5;
type Body = (a: unknown, b: unknown, c: unknown, d: unknown, e: unknown) => Act<unknown>;

/**
 * A generator function whose calls are frames of the running activity; any other function as it is.
 *
 * @throws Error for a generator function of more than five parameters
 */
export function framed<F>(call: F, stack: CallStack): F {
  if (typeof call !== 'function' || Object.getPrototypeOf(call) !== generatorFunction) return call;
  if (call.length > MOST_PARAMETERS) throw new Error(`a framed function takes ${call.length} arguments`);
  const body = call as unknown as Body;
  return ((a: unknown, b: unknown, c: unknown, d: unknown, e: unknown) =>
    new Frame(body(a, b, c, d, e), stack)) as unknown as F;
}
