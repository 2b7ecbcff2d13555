import { auditedStates } from './audit.ts';
import type { Model } from './model.ts';
import { Search } from './search.ts';

/**
 * A search with helping threads. They expand states, which is calls of guards and effects; one thread stores what they
 * find, in the order in which it would have found it alone, so every figure and every tie is the same with any number
 * of threads and in every run. It helps while it would wait, so it needs none of them.
 *
 * The search hands out blocks of consecutive states in slots of shared memory. A slot is free, or filled, or claimed by
 * whoever expands it, or done, or failed: then a function of the model threw, and the search does the block again by
 * itself to find the error where it would have found it.
 */
export interface Helpers {
  /** Starts threads that each call `help` with the same model and this memory. Need not wait for them. */
  start(memory: SharedArrayBuffer): void;
  /** How long a thread may hold a block before it is taken for dead and the search goes on alone; default 60,000. */
  readonly patienceMs?: number;
}

const free = 0;
const filled = 1;
const claimed = 2;
const done = 3;
const failed = 4;

const slotCount = 16;
const blockStates = 256;
/** Blocks of levels with fewer states cost more to hand out than they save. */
const leastStates = 2 * blockStates;
const usualPatienceMs = 60_000;
const recheckMs = 1_000;

/** Places in the first words of the memory. */
const ended = 0;
const oldest = 1;
const news = 2;
const headerWords = 4;

/** Places in the first words of a slot. */
const phase = 0;
const firstState = 1;
const stateCount = 2;
const surveyed = 3;

/** Views on one slot. */
interface Slot {
  readonly head: Int32Array;
  readonly states: Int32Array;
  readonly counts: Int32Array;
  readonly who: Int32Array;
  readonly out: Int32Array;
  /** What the survey counted: see `counted`. */
  readonly sums: Float64Array;
}

/** The counters that expanding changes, as opposed to storing. */
const counted = ['enabled', 'given', 'broken', 'firstState', 'firstInstance'] as const;

function sizes<S>(search: Search<S>) {
  const { engine, instances, accessors } = search;
  const edges = Math.max(16 * blockStates, 2 * instances.length);
  const words = accessors.layout.words;
  const sums = counted.reduce((n, name) => n + engine[name].length, 0);
  const ints = headerWords + blockStates * words + blockStates + edges + edges * words;
  return { edges, words, sums, bytes: Math.ceil((ints * 4) / 8) * 8 + sums * 8 };
}

function slotsOf<S>(search: Search<S>, memory: SharedArrayBuffer): readonly Slot[] {
  const { edges, words, sums, bytes } = sizes(search);
  return Array.from({ length: slotCount }, (_, i) => {
    let at = headerWords * 4 + i * bytes;
    const ints = (length: number): Int32Array => {
      const view = new Int32Array(memory, at, length);
      at += length * 4;
      return view;
    };
    const head = ints(headerWords);
    const states = ints(blockStates * words);
    const counts = ints(blockStates);
    const who = ints(edges);
    const out = ints(edges * words);
    return { head, states, counts, who, out, sums: new Float64Array(memory, Math.ceil(at / 8) * 8, sums) };
  });
}

/** Claims the oldest filled slot; null if there is none. */
function claim(slots: readonly Slot[], header: Int32Array): Slot | null {
  const first = Atomics.load(header, oldest);
  for (let i = 0; i < slotCount; i++) {
    const slot = slots[(first + i) % slotCount];
    if (slot !== undefined && Atomics.compareExchange(slot.head, phase, filled, claimed) === filled)
      return slot;
  }
  return null;
}

/** Expands the states of a claimed slot. */
function survey<S>({ engine, accessors }: Search<S>, { head, states, counts, who, out, sums }: Slot): void {
  let outcome: number = done;
  try {
    engine.enabled.fill(0);
    engine.given.fill(0);
    engine.broken.fill(0);
    head[surveyed] = engine.survey(states, head[firstState] ?? 0, head[stateCount] ?? 0, counts, who, out);
    let at = 0;
    for (const name of counted) {
      sums.set(engine[name], at);
      at += engine[name].length;
    }
    if (accessors.stray() !== null) outcome = failed;
  } catch {
    outcome = failed; // the search meets the error again, where it can say what led to it
  }
  if (outcome === failed) accessors.mend();
  Atomics.store(head, phase, outcome);
  Atomics.notify(head, phase);
}

/**
 * What a helping thread does until the search ends.
 * @param model the same as the search's, built by the same code
 */
export function help<S>(model: Model<S>, memory: SharedArrayBuffer): void {
  const search = new Search(model, {});
  const slots = slotsOf(search, memory);
  const header = new Int32Array(memory, 0, headerWords);
  while (Atomics.load(header, ended) === 0) {
    const seen = Atomics.load(header, news);
    const slot = claim(slots, header);
    if (slot === null) Atomics.wait(header, news, seen, recheckMs);
    else survey(search, slot);
  }
}

/** The side of the search. */
export class Crew<S> {
  readonly #search: Search<S>;
  /** Surveys without touching the counters of the search. */
  readonly #own: Search<S>;
  readonly #slots: readonly Slot[];
  readonly #header: Int32Array;
  readonly #patienceMs: number;
  #lost = false;
  constructor(search: Search<S>, helpers: Helpers) {
    this.#search = search;
    this.#own = new Search(search.model, {});
    const memory = new SharedArrayBuffer(headerWords * 4 + slotCount * sizes(search).bytes);
    this.#slots = slotsOf(search, memory);
    this.#header = new Int32Array(memory, 0, headerWords);
    this.#patienceMs = helpers.patienceMs ?? usualPatienceMs;
    helpers.start(memory);
  }

  /** Expands states up to, not including, number `end`, or until something stops the search; as `Search.run`. */
  run(end: number): void {
    const { engine } = this.#search;
    // Only the search itself looks for guards that write.
    if (engine.head() < auditedStates) this.#search.run(Math.min(end, auditedStates));
    if (this.#lost || end - engine.head() < leastStates) {
      this.#search.run(end);
      return;
    }
    let handedOut = engine.head();
    let last = Atomics.load(this.#header, oldest);
    while (engine.head() < end && engine.stopReason() === 0 && !this.#lost) {
      for (let slot = this.#slots[last % slotCount]; handedOut < end; slot = this.#slots[last % slotCount]) {
        if (slot === undefined || Atomics.load(slot.head, phase) !== free) break;
        handedOut = this.#fill(slot, handedOut, end);
        last += 1;
      }
      this.#finish();
    }
    if (this.#lost) this.#search.run(end);
  }

  /** Lets the threads end. */
  end(): void {
    Atomics.store(this.#header, ended, 1);
    Atomics.notify(this.#header, news);
  }

  #fill({ head, states }: Slot, from: number, end: number): number {
    const { engine, accessors } = this.#search;
    const n = accessors.layout.words;
    const to = Math.min(end, from + blockStates);
    states.set(engine.words().subarray(from * n, to * n));
    head[firstState] = from;
    head[stateCount] = to - from;
    Atomics.store(head, phase, filled);
    Atomics.add(this.#header, news, 1);
    Atomics.notify(this.#header, news);
    return to;
  }

  /** Stores what was found in the oldest block, expanding others while it is not done. */
  #finish(): void {
    const number = Atomics.load(this.#header, oldest);
    const slot = this.#slots[number % slotCount];
    if (slot === undefined) throw new Error('there is no slot');
    let waitedMs = 0;
    for (;;) {
      const now = Atomics.load(slot.head, phase);
      if (now === done || now === failed) break;
      const other = claim(this.#slots, this.#header);
      if (other !== null) {
        this.#search.confirm(); // the two share their accessors
        survey(this.#own, other);
      } else if (Atomics.wait(slot.head, phase, now, recheckMs) === 'timed-out') waitedMs += recheckMs;
      if (waitedMs >= this.#patienceMs) {
        this.#lost = true;
        return;
      }
    }
    const { engine } = this.#search;
    const from = slot.head[firstState] ?? 0;
    const to = from + (slot.head[stateCount] ?? 0);
    if (Atomics.load(slot.head, phase) === done) this.#absorb(slot, from);
    // The rest of a block that was too large for its slot, or all of one that failed.
    if (engine.head() < to && engine.stopReason() === 0) this.#search.run(to);
    Atomics.store(slot.head, phase, free);
    Atomics.store(this.#header, oldest, number + 1);
  }

  #absorb(slot: Slot, from: number): void {
    const { engine } = this.#search;
    engine.absorb(slot.head[surveyed] ?? 0, slot.counts, slot.who, slot.out);
    if (engine.stopReason() !== 0) {
      // A limit was hit in the midst of the block: what was expanded beyond does not count.
      slot.head[stateCount] = engine.head() + 1 - from;
      survey(this.#own, slot);
    }
    let at = 0;
    const next = (length: number): Float64Array => {
      at += length;
      return slot.sums.subarray(at - length, at);
    };
    for (const [a, x] of next(engine.enabled.length).entries())
      engine.enabled[a] = (engine.enabled[a] ?? 0) + x;
    for (const [r, x] of next(engine.given.length).entries()) engine.given[r] = (engine.given[r] ?? 0) + x;
    const broken = next(engine.broken.length);
    const states = next(engine.firstState.length);
    const instances = next(engine.firstInstance.length);
    for (const [r, x] of broken.entries()) {
      if (x === 0) continue;
      if (engine.broken[r] === 0) {
        engine.firstState[r] = states[r] ?? -1;
        engine.firstInstance[r] = instances[r] ?? -1;
      }
      engine.broken[r] = (engine.broken[r] ?? 0) + x;
    }
  }
}
