/**
 * Delay-bounded scheduling, by chance and exhaustively.
 * M. Emmi, S. Qadeer, Z. Rakamaric: Delay-Bounded Scheduling. POPL 2011.
 * The count of preemptions instead of delays: M. Musuvathi, S. Qadeer: Iterative Context Bounding for Systematic
 * Testing of Multithreaded Programs. PLDI 2007.
 *
 * The deterministic scheduler is run-to-completion, longest waiting first. Departures: an activity that is
 * passed over keeps its place in line instead of going to its end; `enumerateDelays` lets any other activity
 * run in its place, not the next in line only, so a bound of d covers more schedules than d delays do in the
 * paper; choices of data other than the default count as delays too, and as preemptions.
 */
import type { Activity } from '../../impl/runtime/activity.ts';
import type { Choice, Chooser } from '../../impl/runtime/decision.ts';
import { plural } from '../plural.ts';
import { Random } from './random.ts';
import type { Strategy } from './strategy.ts';

/** `delays` points of the run, all equally likely, at which the next in line runs instead. */
export function delayBounded(delays: number): Strategy {
  return {
    name: plural(delays, 'delay'),
    lateAllowed: 0,
    chooser: (seed, hints) => {
      const random = new Random(seed);
      const at = Array.from({ length: delays }, () => random.below(Math.max(hints.points, 1)));
      let point = 0;
      return {
        pickActivity: (candidates) => {
          const here = point++;
          let skipped = 0;
          for (const p of at) if (p === here) skipped++;
          return Math.min(skipped, candidates.length - 1);
        },
        pickOption: () => 0,
      };
    },
  };
}

/** One decision of a run by position: the how-manieth, and which of its options. */
export interface Delay {
  readonly point: number;
  readonly option: number;
}

export interface Enumeration<R> {
  /** Runs done. */
  readonly runs: number;
  /** Runs done by what they cost: `byCost[1]` have one delay. */
  readonly byCost: readonly number[];
  /** Whether every schedule within the bound was run, or `found` came first. */
  readonly complete: boolean;
  /** The cost up to which every schedule was run, and none was wanted; -1: not even the default schedule. */
  readonly completeTo: number;
  /** Whether there is no schedule beyond the bound: every one there is was run, and none was wanted. */
  readonly everything: boolean;
  /** The first run that `wanted` took, those with fewer delays first. */
  readonly found: { readonly result: R; readonly delays: readonly Delay[] } | null;
}

export interface EnumerationLimits {
  readonly maxDelays: number;
  readonly maxRuns: number;
  /**
   * What costs one: `delays`, each decision other than the default; `preemptions`, only one that takes the processor
   * from an activity that could go on, so that a bound holds far more schedules. `delays` by default.
   */
  readonly counting?: 'delays' | 'preemptions';
  /** Which choices of data are varied; all of them by default. */
  readonly varies?: (choiceName: string) => boolean;
  /** Only every `of`-th of the first decisions, with all that follow: `nth` is from 0 to `of - 1`. All by default. */
  readonly part?: { readonly nth: number; readonly of: number };
  /**
   * What the present run has come to, asked at each decision; where an earlier run had come to the same, what can be
   * decided from there on was decided there, and is not again. Then not each schedule is run, but of each one that
   * comes to the same. By default each is run.
   */
  readonly cameTo?: () => string;
  /** Begin no level of two or more that is not going to be done within `maxRuns`: for those who only want to know all. */
  readonly onlyWhole?: true;
  readonly shouldStop?: () => boolean;
}

/**
 * Runs every schedule within a bound, those that cost less first, until `wanted` takes a result. Each schedule is run
 * once: it is the child of the schedule without its last decision. The default schedule belongs to part 0.
 *
 * @param run must be deterministic in the decisions of its chooser
 */
export function enumerateDelays<R>(
  run: (chooser: Chooser) => R,
  wanted: (result: R) => boolean,
  limits: EnumerationLimits,
): Enumeration<R> {
  const { maxDelays, maxRuns, varies = () => true, part = { nth: 0, of: 1 }, cameTo } = limits;
  const known = new Set<string>();
  const waiting: (readonly Delay[])[][] = Array.from({ length: maxDelays + 1 }, () => []);
  waiting[0]?.push([]);
  const byCost = waiting.map(() => 0);
  let runs = 0;
  let complete = true;
  let firsts = 0;
  let beyond = part.of > 1;
  for (const [cost, level] of waiting.entries()) {
    if (limits.onlyWhole && cost > 1 && runs + level.length > maxRuns) {
      return { runs, byCost, complete: false, completeTo: cost - 1, everything: false, found: null };
    }
    // What costs nothing more is added to the level while it is worked on.
    for (let next = 0; next < level.length; next++) {
      const delays = level[next] as readonly Delay[];
      if (runs >= maxRuns || limits.shouldStop?.()) {
        return { runs, byCost, complete: false, completeTo: cost - 1, everything: false, found: null };
      }
      const from = (delays.at(-1)?.point ?? -1) + 1;
      const told = cameTo === undefined || cost === maxDelays ? null : { from, cameTo };
      const options = new CountingChooser(delays, limits.counting ?? 'delays', varies, told);
      const first = delays.length === 0;
      // The other parts need the default schedule only to know what can be decided in it.
      const counts = !first || part.nth === 0;
      const result = run(options);
      if (counts) {
        runs++;
        byCost[cost] = (byCost[cost] ?? 0) + 1;
        if (wanted(result)) {
          const found = { result, delays };
          return { runs, byCost, complete, completeTo: cost - 1, everything: false, found };
        }
      }
      for (const { point, option, dearer } of options.after(from, options.firstKnown(known))) {
        const into = waiting[cost + dearer];
        if (into === undefined) {
          beyond = true;
          continue;
        }
        if (first && firsts++ % part.of !== part.nth) continue;
        // More than can be run need not be remembered.
        if (into.length < maxRuns) into.push([...delays, { point, option }]);
        else complete = false;
      }
    }
  }
  const everything = complete && !beyond;
  return { runs, byCost, complete, completeTo: maxDelays, everything, found: null };
}

/** Takes the given delays and notes how many options there were at each point of the run, and what others cost. */
class CountingChooser implements Chooser {
  private readonly options: number[] = [];
  private readonly dearer: (0 | 1)[] = [];
  private readonly texts: string[] = [];
  private taken = 0;

  constructor(
    private readonly delays: readonly Delay[],
    private readonly counting: 'delays' | 'preemptions',
    private readonly varies: (choiceName: string) => boolean,
    private readonly told: { readonly from: number; readonly cameTo: () => string } | null,
  ) {}

  pickActivity(candidates: readonly Activity[], last: Activity | null): number {
    return this.take(candidates.length, this.counting === 'preemptions' && candidates[0] !== last ? 0 : 1);
  }

  pickOption(choice: Choice): number {
    return this.varies(choice.name) ? this.take(choice.options.length, 1) : 0;
  }

  /** The first point at which it had come to what was known; adds what was not. */
  firstKnown(known: Set<string>): number {
    for (const [i, text] of this.texts.entries()) {
      if (known.has(text)) return (this.told?.from ?? 0) + i;
      known.add(text);
    }
    return this.options.length;
  }

  /** What could be decided otherwise from a point on to before another, and what that costs. */
  *after(from: number, to: number): Iterable<Delay & { readonly dearer: 0 | 1 }> {
    for (let point = from; point < to; point++) {
      const options = this.options[point] as number;
      const dearer = this.dearer[point] as 0 | 1;
      for (let option = 1; option < options; option++) yield { point, option, dearer };
    }
  }

  private take(options: number, dearer: 0 | 1): number {
    const point = this.options.push(options) - 1;
    if (this.told !== null && point >= this.told.from) this.texts.push(this.told.cameTo());
    this.dearer.push(dearer);
    const delay = this.delays[this.taken];
    if (delay?.point !== point) return 0;
    this.taken++;
    return delay.option;
  }
}
