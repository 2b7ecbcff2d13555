import { type Defect, defective } from '../../impl/driver/defects/index.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { generatedKey } from '../campaign/plan.ts';
import { setupOf } from '../campaign/simulator-subject.ts';
import type { RuleId } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { LenientReplay } from '../explore/replay.ts';
import { mixture } from '../explore/strategies.ts';
import { judgedRules, type Kill, programs } from './detect.ts';
import { furtherRules, hints } from './hints.ts';
import { defectivePrograms, searchDefect } from './record.ts';
import { type Medians, type SeriesOptions, Soonest } from './soonest.ts';

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
   * How soon each strategy breaks any rule on the program of `kill`. Empty where only the reference model objects, whose
   * runs are too slow for that.
   */
  readonly medians: Medians;
  /**
   * How soon the mixture breaks any rule on programs that were drawn, a new one for each few runs, and so not chosen for the
   * defect; null: not within the limit, or only the reference model objects.
   */
  readonly drawn: number | null;
  /** How soon it breaks each of `rules`, on the same program, and what else the defect is known to break, on another. */
  readonly byRule: readonly RuleRow[];
  /** Strategies that break nothing on that program within the limit, on the first other one that suits them. */
  readonly elsewhere: readonly Elsewhere[];
}

/** How soon a strategy breaks any rule on a program that hints name beside the one that showed the defect. */
export interface Elsewhere {
  readonly strategy: string;
  readonly program: string;
  readonly runs: number;
}

/** How soon each strategy breaks one rule on a program. */
export interface RuleRow {
  readonly rule: RuleId;
  readonly program: string;
  readonly medians: Medians;
}

export interface MatrixOptions extends SeriesOptions {
  readonly workloads: readonly Workload[];
  readonly seeds: number;
}

/** Series on drawn programs: few, since these take longer than programs that were made small. */
export const drawnSeries = (series: number): number => Math.min(series, 3);

/** Looks for a defect, then how soon each strategy finds it. */
export function matrixRow(defect: Defect, options: MatrixOptions): MatrixRow {
  const kill = searchDefect(defect, options.workloads, options.seeds, options.shouldStop);
  if (kill === null) return survivor(defect);
  const { id } = defect;
  const units = defective(defect).units.map((unit) => unit.name);
  const followed = kill.violation.rule === 'REFINES';
  const { violations } = checkRun(setupOf(units, kill.scenario), new LenientReplay(kill.decisions), {
    rules: followed ? [...judgedRules, 'REFINES'] : judgedRules,
  });
  const rules = [...new Set(violations.map((v) => v.rule))].sort();
  const found = { id, kill: plainKill(kill), rules };
  if (followed) return { ...found, medians: {}, drawn: null, byRule: [], elsewhere: [] };
  const { program } = kill.execution;
  const programOf = defectivePrograms(defect, programs(options.workloads));
  const soonest = new Soonest(units, programOf, options);
  const onDrawn = new Soonest(units, programOf, { ...options, series: drawnSeries(options.series) });
  const further = Object.entries(furtherRules[id] ?? {}) as [RuleId, string][];
  const where = [...rules.map((rule) => [rule, program] as const), ...further];
  const medians = soonest.medians(program, null);
  const others = (hints[id] ?? []).filter((other) => other !== program);
  return {
    ...found,
    medians,
    drawn: onDrawn.median(mixture.name, generatedKey, null),
    byRule: where.map(([rule, on]) => ({ rule, program: on, medians: soonest.medians(on, rule) })),
    elsewhere: Object.entries(medians).flatMap(([strategy, runs]) =>
      runs === null ? foundOn(soonest, strategy, others) : [],
    ),
  };
}

/** The first of the programs on which the strategy finds something. */
function foundOn(soonest: Soonest, strategy: string, others: readonly string[]): readonly Elsewhere[] {
  for (const program of others) {
    const runs = soonest.median(strategy, program, null);
    if (runs !== null) return [{ strategy, program, runs }];
  }
  return [];
}

/** Every rule that was seen to condemn the defect, be it on another program than the one that showed it first. */
export function condemnedBy({ rules, byRule }: MatrixRow): readonly RuleId[] {
  const seen = byRule.filter(({ medians }) => Object.values(medians).some((runs) => runs !== null));
  return [...new Set([...rules, ...seen.map(({ rule }) => rule)])];
}

/** What is told of an execution that condemns a defect. */
export function plainKill({ violation, execution, runs }: Kill): NonNullable<MatrixRow['kill']> {
  const { strategy, program } = execution;
  return { rule: violation.rule, strategy: strategy.name, program, runs };
}

/** The row of a defect that was not condemned, or not looked for. */
export function survivor({ id }: Defect): MatrixRow {
  return { id, kill: null, rules: [], medians: {}, drawn: null, byRule: [], elsewhere: [] };
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
  for (const row of rows) {
    for (const rule of condemnedBy(row)) kills.set(rule, (kills.get(rule) ?? new Set()).add(row.id));
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
