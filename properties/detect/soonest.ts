import type { Scenario } from '../campaign/scenario.ts';
import { setupOf } from '../campaign/simulator-subject.ts';
import type { RuleId } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { searchStrategies, strategyNamed } from '../explore/strategies.ts';
import type { Hints } from '../explore/strategy.ts';
import { chooserOf, endsOrderly, judgedRules } from './detect.ts';

/** By strategy: the median of the runs to the first detection; null: not within the limit. */
export type Medians = Readonly<Record<string, number | null>>;

export interface SeriesOptions {
  /** How often each strategy begins anew. */
  readonly series: number;
  /** Runs of a strategy without a detection, at most. */
  readonly maxRuns: number;
  /** Asked before each run; what is said then says nothing. */
  readonly shouldStop?: () => boolean;
}

/** How soon each strategy breaks rules on a stack of units. A run is made once, whatever it is asked for. */
export class Soonest {
  private readonly broken = new Map<string, ReadonlySet<RuleId>>();
  private readonly hints = new Map<Scenario, Hints>();

  constructor(
    private readonly units: readonly string[],
    private readonly programOf: (key: string, seed: number) => Scenario,
    private readonly options: SeriesOptions,
  ) {}

  /** @param rule null: whichever it is */
  medians(program: string, rule: RuleId | null): Medians {
    return Object.fromEntries(searchStrategies.map((name) => [name, this.median(name, program, rule)]));
  }

  /** The same of one strategy. */
  median(name: string, program: string, rule: RuleId | null): number | null {
    // There is one default schedule.
    const { series, maxRuns } = name === 'run to completion' ? { series: 1, maxRuns: 1 } : this.options;
    return medianRuns(series, maxRuns, (nth, limit) => this.runsTo(name, program, rule, nth, limit));
  }

  private runsTo(name: string, program: string, rule: RuleId | null, nth: number, limit: number): number {
    for (let i = 0; i < limit; i++) {
      const broken = this.brokenBy(name, program, 1 + nth * this.options.maxRuns + i);
      if (rule === null ? broken.size > 0 : broken.has(rule)) return i + 1;
    }
    return Number.POSITIVE_INFINITY;
  }

  private brokenBy(name: string, program: string, seed: number): ReadonlySet<RuleId> {
    const key = `${name} | ${program} | ${seed}`;
    const known = this.broken.get(key);
    if (known !== undefined) return known;
    const broken = new Set<RuleId>();
    if (this.options.shouldStop?.()) return broken;
    const scenario = this.programOf(program, seed);
    const setup = setupOf(this.units, scenario);
    const chooser = chooserOf(setup, scenario, strategyNamed(name), seed, this.hints);
    endsOrderly(() => {
      const { violations } = checkRun(setup, chooser, { rules: judgedRules });
      for (const { rule } of violations) broken.add(rule);
    });
    this.broken.set(key, broken);
    return broken;
  }
}

/**
 * The median, the lower of two, of how many runs each of `series` takes; null: above `maxRuns`. A series is only run as
 * far as it can still change that.
 *
 * @param runsTo how many runs a series takes, infinity if more than a limit
 */
export function medianRuns(
  series: number,
  maxRuns: number,
  runsTo: (nth: number, limit: number) => number,
): number | null {
  const middle = Math.floor((series - 1) / 2);
  const found: number[] = [];
  for (let nth = 0; nth < series; nth++) {
    // As many have to be found as stand up to the middle, and these are known: only one that is sooner changes it.
    const limit = found.length > middle ? (found[middle] as number) - 1 : maxRuns;
    if (limit === 0 || found.length + series - nth <= middle) break;
    const runs = runsTo(nth, limit);
    if (runs <= limit) found.push(runs);
    found.sort((a, b) => a - b);
  }
  return found[middle] ?? null;
}
