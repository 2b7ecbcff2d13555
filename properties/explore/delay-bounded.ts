/**
 * Delay-bounded scheduling.
 * M. Emmi, S. Qadeer, Z. Rakamaric: Delay-Bounded Scheduling. POPL 2011.
 *
 * The deterministic scheduler is run-to-completion, longest waiting first. Departures: an activity that is
 * passed over keeps its place in line instead of going to its end; `enumerateDelays` lets any other activity
 * run in its place, not the next in line only, so a bound of d covers more schedules than d delays do in the
 * paper; choices of data other than the default count as delays too.
 */
import type { Chooser } from '../../impl/runtime/decision.ts';
import { Random } from './random.ts';
import type { Strategy } from './strategy.ts';

/** `delays` points of the run, all equally likely, at which the next in line runs instead. */
export function delayBounded(delays: number): Strategy {
  return {
    name: `${delays} delays`,
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
  /** Whether every schedule within the bound was run, or `found` came first. */
  readonly complete: boolean;
  /** Whether there is no schedule beyond the bound: every one there is was run, and none was wanted. */
  readonly everything: boolean;
  /** The first run that `wanted` took, those with fewer delays first. */
  readonly found: { readonly result: R; readonly delays: readonly Delay[] } | null;
}

export interface EnumerationLimits {
  readonly maxDelays: number;
  readonly maxRuns: number;
  /** Which choices of data are varied; all of them by default. */
  readonly varies?: (choiceName: string) => boolean;
  readonly shouldStop?: () => boolean;
}

/**
 * Runs every schedule with at most `maxDelays` delays, those with fewer first, until `wanted` takes a result.
 * `run` must be deterministic in the decisions of its chooser.
 */
export function enumerateDelays<R>(
  run: (chooser: Chooser) => R,
  wanted: (result: R) => boolean,
  limits: EnumerationLimits,
): Enumeration<R> {
  let level: readonly (readonly Delay[])[] = [[]];
  let runs = 0;
  for (let bound = 0; bound <= limits.maxDelays; bound++) {
    const next: (readonly Delay[])[] = [];
    for (const delays of level) {
      if (runs >= limits.maxRuns || limits.shouldStop?.()) {
        return { runs, complete: false, everything: false, found: null };
      }
      const counting = new CountingChooser(delays, limits.varies ?? (() => true));
      const result = run(counting);
      runs++;
      if (wanted(result)) return { runs, complete: true, everything: false, found: { result, delays } };
      if (bound === limits.maxDelays) continue;
      const from = (delays.at(-1)?.point ?? -1) + 1;
      for (let point = from; point < counting.options.length; point++) {
        const options = counting.options[point] as number;
        for (let option = 1; option < options; option++) next.push([...delays, { point, option }]);
      }
    }
    if (bound < limits.maxDelays && next.length === 0) {
      return { runs, complete: true, everything: true, found: null };
    }
    level = next;
  }
  return { runs, complete: true, everything: false, found: null };
}

/** Takes the given delays and notes how many options there were at each point of the run. */
class CountingChooser implements Chooser {
  readonly options: number[] = [];
  private taken = 0;

  constructor(
    private readonly delays: readonly Delay[],
    private readonly varies: (choiceName: string) => boolean,
  ) {}

  pickActivity(candidates: readonly unknown[]): number {
    return this.take(candidates.length);
  }

  pickOption(choice: { readonly name: string; readonly options: readonly string[] }): number {
    return this.varies(choice.name) ? this.take(choice.options.length) : 0;
  }

  private take(options: number): number {
    const point = this.options.push(options) - 1;
    const delay = this.delays[this.taken];
    if (delay?.point !== point) return 0;
    this.taken++;
    return delay.option;
  }
}
