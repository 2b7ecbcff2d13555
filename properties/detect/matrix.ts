import { type Defect, defective } from '../../impl/driver/defects/index.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { setupOf } from '../campaign/simulator-subject.ts';
import type { RuleId } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { LenientReplay } from '../explore/replay.ts';
import { searchStrategies, strategyNamed } from '../explore/strategies.ts';
import type { Hints } from '../explore/strategy.ts';
import { detect, type Execution, judgedRules, type Kill, programs } from './detect.ts';
import { defectivePrograms, searchDefect, until } from './record.ts';

/** One defect in the kill matrix. Plain data. */
export interface MatrixRow {
  readonly id: string;
  /** The first execution that condemns it, and how many it took; null: none did. */
  readonly kill: {
    readonly rule: RuleId;
    readonly program: string;
    readonly strategy: string;
    readonly runs: number;
  } | null;
  /** Every rule that this execution breaks. */
  readonly rules: readonly RuleId[];
  /**
   * By strategy: the median of the runs to the first detection on the program of `kill`; null: not within the limit.
   * Empty where only the reference model objects, whose runs are too slow for that.
   */
  readonly medians: Readonly<Record<string, number | null>>;
}

export interface MatrixOptions {
  readonly workloads: readonly Workload[];
  readonly seeds: number;
  /** How often each strategy begins anew. */
  readonly series: number;
  /** Runs of a strategy without a detection, at most. */
  readonly maxRuns: number;
  /** Asked before each execution; the row then says nothing. */
  readonly shouldStop?: () => boolean;
}

/** Looks for a defect, then how soon each strategy finds it. */
export function matrixRow(defect: Defect, options: MatrixOptions): MatrixRow {
  const { shouldStop = () => false } = options;
  const kill = searchDefect(defect, options.workloads, options.seeds, shouldStop);
  if (kill === null) return survivor(defect);
  const units = defective(defect).units.map((unit) => unit.name);
  const followed = kill.violation.rule === 'REFINES';
  const rules: readonly RuleId[] = followed ? [...judgedRules, 'REFINES'] : judgedRules;
  const { violations } = checkRun(setupOf(units, kill.scenario), new LenientReplay(kill.decisions), {
    rules,
  });
  const programOf = defectivePrograms(defect, programs(options.workloads));
  const { program: shownOn } = kill.execution;
  const hints = new Map<Scenario, Hints>();
  const medians = (followed ? [] : searchStrategies).map((name) => {
    // There is one default schedule.
    const [series, maxRuns] = name === 'run to completion' ? [1, 1] : [options.series, options.maxRuns];
    return [name, medianRuns(series, maxRuns, (nth, limit) => runsTo(name, nth, limit))] as const;
  });
  return {
    id: defect.id,
    kill: plainKill(kill),
    rules: [...new Set(violations.map((v) => v.rule))].sort(),
    medians: Object.fromEntries(medians),
  };

  function runsTo(name: string, nth: number, limit: number): number {
    const strategy = strategyNamed(name);
    const executions = Array.from(
      { length: limit },
      (_, i): Execution => ({ strategy, program: shownOn, seed: 1 + nth * options.maxRuns + i }),
    );
    return (
      detect(units, until(executions, shouldStop), programOf, rules, hints)?.runs ?? Number.POSITIVE_INFINITY
    );
  }
}

/** What is told of an execution that condemns a defect. */
export function plainKill({ violation, execution, runs }: Kill): NonNullable<MatrixRow['kill']> {
  const { strategy, program } = execution;
  return { rule: violation.rule, strategy: strategy.name, program, runs };
}

/** The row of a defect that was not condemned, or not looked for. */
export function survivor({ id }: Defect): MatrixRow {
  return { id, kill: null, rules: [], medians: {} };
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

/** A rule whose kills another rule has too: it could be left out, and every defect here would still be condemned. */
export interface Contained {
  readonly rule: RuleId;
  readonly within: RuleId;
  readonly kills: number;
}

/** The rules whose set of kills is contained in that of another; of two with equal sets each in the other. */
export function containedRules(rows: readonly MatrixRow[]): readonly Contained[] {
  const kills = new Map<RuleId, Set<string>>();
  for (const { id, rules } of rows) {
    for (const rule of rules) kills.set(rule, (kills.get(rule) ?? new Set()).add(id));
  }
  const contained: Contained[] = [];
  for (const [rule, mine] of kills) {
    for (const [other, theirs] of kills) {
      if (other === rule || ![...mine].every((id) => theirs.has(id))) continue;
      contained.push({ rule, within: other, kills: mine.size });
    }
  }
  return contained;
}
