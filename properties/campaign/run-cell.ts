import type { Decision } from '../../impl/runtime/decision.ts';
import type { RuleId } from '../catalogue.ts';
import { measureHints } from '../explore/hints.ts';
import { deriveSeed } from '../explore/random.ts';
import { type Hints, isLate } from '../explore/strategy.ts';
import type { Violation } from '../rule.ts';
import { decisionsOf, ScheduleRecorder } from '../shrink/schedule.ts';
import type { Cell, Subject } from './subject.ts';

/** A violation as a search met it, before shrinking. */
export interface RawFinding {
  readonly cell: Cell;
  readonly seed: number;
  readonly violation: Violation;
  readonly decisions: readonly Decision[];
}

/** What is known of one rule after some executions. */
export interface RuleTally {
  /** How often the given happened, in all executions together. */
  readonly given: number;
  /** Executions in which the rule was violated. */
  readonly violatedRuns: number;
}

/** The result of a cell, or of several merged in the order of their keys. Plain data. */
export interface CellResult {
  readonly executions: number;
  readonly steps: number;
  /** The most late wake-ups that any execution took. */
  readonly mostLate: number;
  readonly rules: Readonly<Partial<Record<RuleId, RuleTally>>>;
  /** How often each model action was matched. */
  readonly actions: Readonly<Record<string, number>>;
  readonly consulted: readonly string[];
  /** For each rule the violation with the fewest decisions, the first of several. */
  readonly found: readonly RawFinding[];
}

export const emptyResult: CellResult = {
  executions: 0,
  steps: 0,
  mostLate: 0,
  rules: {},
  actions: {},
  consulted: [],
  found: [],
};

/** Runs the executions of a cell on a stack of units. Stops early, with fewer executions, if told so. */
export function runCell<P>(
  subject: Subject<P>,
  units: readonly string[],
  cell: Cell,
  rules: readonly RuleId[],
  shouldStop: () => boolean = () => false,
): CellResult {
  const strategy = subject.space.strategy(cell.strategy);
  const judged = cell.refine ? rules : rules.filter((rule) => rule !== 'REFINES');
  const tally = new Tally();
  let hintsFor: P | null = null;
  let hints: Hints = { points: 0, choices: 0 };
  for (let seed = cell.from; seed < cell.from + cell.count && !shouldStop(); seed++) {
    const program = subject.space.program(cell.program, seed);
    if (program !== hintsFor) {
      hints = hintsOf(subject, units, program);
      hintsFor = program;
    }
    const chooser = new ScheduleRecorder(strategy.chooser(deriveSeed(seed, cell.strategy), hints));
    const outcome = subject.run(units, program, chooser, judged);
    tally.executions++;
    tally.steps += outcome.steps;
    const decisions = decisionsOf(chooser);
    const late = decisions.filter((d) => d.kind === 'value' && isLate(d.name)).length;
    tally.mostLate = Math.max(tally.mostLate, late);
    for (const [rule, given] of outcome.given) tally.addRule(rule, given, 0);
    for (const [action, count] of outcome.matchedActions) tally.addAction(action, count);
    for (const id of outcome.consulted) tally.consulted.add(id);
    for (const rule of new Set(outcome.violations.map((v) => v.rule))) tally.addRule(rule, 0, 1);
    for (const violation of outcome.violations) tally.addFound({ cell, seed, violation, decisions });
  }
  return tally.result();
}

/** Measured before, by subject, program and stack: cells of other strategies run the same programs. */
const measured = new WeakMap<object, WeakMap<object, Map<string, Hints>>>();

function hintsOf<P>(subject: Subject<P>, units: readonly string[], program: P): Hints {
  const measure = (): Hints => measureHints((chooser) => subject.run(units, program, chooser, []));
  if (typeof program !== 'object' || program === null) return measure();
  const byProgram = measured.get(subject) ?? new WeakMap<object, Map<string, Hints>>();
  measured.set(subject, byProgram);
  const byStack = byProgram.get(program) ?? new Map<string, Hints>();
  byProgram.set(program, byStack);
  const stack = units.join();
  const hints = byStack.get(stack) ?? measure();
  byStack.set(stack, hints);
  return hints;
}

/** One result for several cells. */
export function mergeResults(results: readonly CellResult[]): CellResult {
  const tally = new Tally();
  for (const result of results) {
    tally.executions += result.executions;
    tally.steps += result.steps;
    tally.mostLate = Math.max(tally.mostLate, result.mostLate);
    for (const [rule, { given, violatedRuns }] of Object.entries(result.rules)) {
      tally.addRule(rule as RuleId, given, violatedRuns);
    }
    for (const [action, count] of Object.entries(result.actions)) tally.addAction(action, count);
    for (const id of result.consulted) tally.consulted.add(id);
    for (const finding of result.found) tally.addFound(finding);
  }
  return tally.result();
}

class Tally {
  executions = 0;
  steps = 0;
  mostLate = 0;
  readonly consulted = new Set<string>();
  private readonly rules = new Map<RuleId, RuleTally>();
  private readonly actions = new Map<string, number>();
  private readonly found = new Map<RuleId, RawFinding>();

  addRule(rule: RuleId, given: number, violatedRuns: number): void {
    const before = this.rules.get(rule) ?? { given: 0, violatedRuns: 0 };
    this.rules.set(rule, {
      given: before.given + given,
      violatedRuns: before.violatedRuns + violatedRuns,
    });
  }

  addAction(action: string, count: number): void {
    this.actions.set(action, (this.actions.get(action) ?? 0) + count);
  }

  addFound(finding: RawFinding): void {
    const { rule } = finding.violation;
    const before = this.found.get(rule);
    if (before === undefined || finding.decisions.length < before.decisions.length)
      this.found.set(rule, finding);
  }

  result(): CellResult {
    return {
      executions: this.executions,
      steps: this.steps,
      mostLate: this.mostLate,
      rules: sorted(this.rules),
      actions: sorted(this.actions),
      consulted: [...this.consulted].sort(),
      found: [...this.found.values()],
    };
  }
}

function sorted<V>(map: ReadonlyMap<string, V>): Record<string, V> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
