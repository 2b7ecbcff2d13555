import type { Chooser, Decision } from '../../impl/runtime/decision.ts';
import type { RuleId } from '../catalogue.ts';
import { enumerateDelays } from '../explore/delay-bounded.ts';
import { measureHints } from '../explore/hints.ts';
import { near } from '../explore/near.ts';
import { deriveSeed } from '../explore/random.ts';
import { type Hints, isLateDecision, noHints } from '../explore/strategy.ts';
import { mergeRaces, type Races } from '../races/look.ts';
import type { Violation } from '../rule.ts';
import { decisionsOf, ScheduleRecorder } from '../shrink/schedule.ts';
import { distinct, type Failure, failureAt } from './failure.ts';
import {
  type Cell,
  cellText,
  type EveryWithin,
  everyName,
  type Outcome,
  type RareRun,
  type Subject,
} from './subject.ts';

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
  /** How often the rule's given left out what it would have been judged by; absent: never. */
  readonly leftOut?: number;
}

/** How many executions came to each thing (see `reachedBy`), and the seed of the first that did, in its cell. */
export type Reached = Readonly<Record<string, readonly [executions: number, seed: number]>>;

/** A search of every schedule of a program within a bound, as far as it was done. */
export interface Enumerated {
  readonly program: string;
  readonly strategy: string;
  readonly parts: number;
  /** The parts that were run to their end, from 1. */
  readonly done: readonly number[];
  readonly schedules: number;
}

/** The result of a cell, or of several merged in the order of their keys. Plain data. */
export interface CellResult {
  readonly executions: number;
  readonly steps: number;
  /** Executions that were ended at the bound on steps; absent: none was. */
  readonly cut?: number;
  /** The most late wake-ups that any execution took. */
  readonly mostLate: number;
  readonly rules: Readonly<Partial<Record<RuleId, RuleTally>>>;
  /** How often each model action was matched. */
  readonly actions: Readonly<Record<string, number>>;
  readonly consulted: readonly string[];
  readonly reached: Reached;
  readonly enumerated: readonly Enumerated[];
  /** For each rule the violation with the fewest decisions, the first of several. */
  readonly found: readonly RawFinding[];
  /** Executions that ended in an exception, one for each different one; they count nowhere else. */
  readonly failed: readonly Failure[];
  /** Races of the executions that were looked at for them; absent: none was. */
  readonly races?: Races;
}

export const emptyResult: CellResult = {
  executions: 0,
  steps: 0,
  mostLate: 0,
  rules: {},
  actions: {},
  consulted: [],
  reached: {},
  enumerated: [],
  found: [],
  failed: [],
};

/**
 * Runs the executions of a cell on a stack of units. Stops early, with fewer executions, if told so. One that ends in an
 * exception is set down as failed, and the others are run.
 *
 * @throws what a driver of somebody's own throws
 */
export function runCell<P>(
  subject: Subject<P>,
  units: readonly string[],
  cell: Cell,
  rules: readonly RuleId[],
  shouldStop: () => boolean = () => false,
): CellResult {
  const judged = cell.refine ? rules : rules.filter((rule) => rule !== 'REFINES');
  const tally = new Tally();
  const execute = (program: P, below: Chooser): Execution => {
    const chooser = new ScheduleRecorder(below);
    const outcome = subject.run(units, program, chooser, judged);
    return { outcome, decisions: decisionsOf(chooser) };
  };
  const attempt: Attempt = (part, what) => {
    try {
      what();
    } catch (error) {
      tally.addFailed(failureAt(units, { ...cell, ...part }, 'the run', error));
    }
  };
  if (cell.every !== undefined) runEvery(subject, cell, cell.every, execute, attempt, tally, shouldStop);
  else if (cell.near !== undefined)
    runNear(subject, units, cell, cell.near, execute, attempt, tally, shouldStop);
  else runSeeds(subject, units, cell, execute, attempt, tally, shouldStop);
  return tally.result();
}

/** Runs a part of a cell; what it throws is set down as failed there. */
type Attempt = (part: Partial<Cell>, what: () => void) => void;

interface Execution {
  readonly outcome: Outcome;
  readonly decisions: readonly Decision[];
}

function runSeeds<P>(
  subject: Subject<P>,
  units: readonly string[],
  cell: Cell,
  execute: (program: P, chooser: Chooser) => Execution,
  attempt: Attempt,
  tally: Tally,
  shouldStop: () => boolean,
): void {
  const strategy = subject.space.strategy(cell.strategy);
  let hintsFor: P | null = null;
  let hints = noHints;
  for (let seed = cell.from; seed < cell.from + cell.count && !shouldStop(); seed++) {
    attempt({ from: seed, count: 1 }, () => {
      const program = subject.space.program(cell.program, seed);
      if (seed === cell.from) {
        // Before any other run: what is remembered of one may be the same from then on.
        const unaware = (): Chooser => strategy.chooser(deriveSeed(seed, cell.strategy), noHints);
        subject.repeats?.(units, program, unaware, `in ${cellText({ ...cell, from: seed, count: 1 })}`);
      }
      if (program !== hintsFor) {
        hints = hintsOf(subject, units, program);
        hintsFor = program;
        const same = strategy.chooser(deriveSeed(seed, cell.strategy), hints);
        tally.addRaces(subject.races?.(units, program, same, { ...cell, from: seed, count: 1 }) ?? null);
      }
      const chooser = strategy.chooser(deriveSeed(seed, cell.strategy), hints);
      tally.addExecution(cell, seed, execute(program, chooser));
    });
  }
}

/** Runs near an execution, which is run again first, to know its decisions. */
function runNear<P>(
  subject: Subject<P>,
  units: readonly string[],
  cell: Cell,
  rare: RareRun,
  execute: (program: P, chooser: Chooser) => Execution,
  attempt: Attempt,
  tally: Tally,
  shouldStop: () => boolean,
): void {
  attempt({}, () => {
    const program = subject.space.program(cell.program, rare.seed);
    const hints = measureHints((chooser) => subject.run(units, program, chooser, []));
    const strategy = subject.space.strategy(rare.strategy);
    const base = new ScheduleRecorder(strategy.chooser(deriveSeed(rare.seed, rare.strategy), hints));
    subject.run(units, program, base, []);
    const then = subject.space.strategy(cell.strategy);
    for (let seed = cell.from; seed < cell.from + cell.count && !shouldStop(); seed++) {
      attempt({ from: seed, count: 1 }, () => {
        const after = then.chooser(deriveSeed(seed, cell.strategy), hints);
        const nearBy = deriveSeed(seed, 'near', rare.seed);
        const chooser = near(decisionsOf(base), base.trace.length, after, nearBy);
        tally.addExecution(cell, rare.seed, execute(program, chooser));
      });
    }
  });
}

function runEvery<P>(
  subject: Subject<P>,
  cell: Cell,
  every: EveryWithin,
  execute: (program: P, chooser: Chooser) => Execution,
  attempt: Attempt,
  tally: Tally,
  shouldStop: () => boolean,
): void {
  const { counting, bound, parts } = every;
  for (let part = cell.from; part < cell.from + cell.count && !shouldStop(); part++) {
    attempt({ from: part, count: 1 }, () => {
      const program = subject.space.program(cell.program, part);
      const limits = { maxDelays: bound, maxRuns: Number.MAX_SAFE_INTEGER, counting, shouldStop };
      const { runs, complete } = enumerateDelays(
        (chooser) => execute(program, chooser),
        (execution) => {
          tally.addExecution(cell, part, execution);
          return false;
        },
        { ...limits, part: { nth: part - 1, of: parts } },
      );
      const done = complete ? [part] : [];
      tally.addEnumerated({
        program: cell.program,
        strategy: everyName(every),
        parts,
        done,
        schedules: runs,
      });
    });
  }
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
    tally.cut += result.cut ?? 0;
    tally.mostLate = Math.max(tally.mostLate, result.mostLate);
    for (const [rule, more] of Object.entries(result.rules)) tally.addRule(rule as RuleId, more);
    for (const [action, count] of Object.entries(result.actions)) tally.addAction(action, count);
    for (const id of result.consulted) tally.consulted.add(id);
    for (const [thing, [count, seed]] of Object.entries(result.reached)) tally.addReached(thing, count, seed);
    for (const enumerated of result.enumerated) tally.addEnumerated(enumerated);
    for (const finding of result.found) tally.addFound(finding);
    for (const failure of result.failed) tally.addFailed(failure);
    tally.addRaces(result.races ?? null);
  }
  return tally.result();
}

class Tally {
  executions = 0;
  steps = 0;
  cut = 0;
  mostLate = 0;
  readonly consulted = new Set<string>();
  private readonly rules = new Map<RuleId, RuleTally>();
  private readonly actions = new Map<string, number>();
  private readonly reached = new Map<string, readonly [number, number]>();
  private readonly enumerated = new Map<string, Enumerated>();
  private readonly found = new Map<RuleId, RawFinding>();
  private failed: readonly Failure[] = [];
  private races: Races | null = null;

  addExecution(cell: Cell, seed: number, { outcome, decisions }: Execution): void {
    this.executions++;
    this.steps += outcome.steps;
    if (outcome.cut) this.cut++;
    const late = decisions.filter(isLateDecision).length;
    this.mostLate = Math.max(this.mostLate, late);
    for (const [rule, given] of outcome.given) this.addRule(rule, { given });
    for (const [rule, leftOut] of outcome.leftOut ?? []) this.addRule(rule, { leftOut });
    for (const [action, count] of outcome.matchedActions) this.addAction(action, count);
    for (const id of outcome.consulted) this.consulted.add(id);
    for (const thing of outcome.reached) this.addReached(thing, 1, seed);
    for (const rule of new Set(outcome.violations.map((v) => v.rule)))
      this.addRule(rule, { violatedRuns: 1 });
    for (const violation of outcome.violations) this.addFound({ cell, seed, violation, decisions });
  }

  /** A part that was done before adds nothing. */
  addEnumerated(more: Enumerated): void {
    const key = `${more.strategy} | ${more.program} | ${more.parts}`;
    const before = this.enumerated.get(key);
    if (before === undefined) this.enumerated.set(key, more);
    else if (!more.done.every((part) => before.done.includes(part)) || more.done.length === 0) {
      const done = [...new Set([...before.done, ...more.done])].sort((a, b) => a - b);
      this.enumerated.set(key, { ...before, done, schedules: before.schedules + more.schedules });
    }
  }

  addRule(rule: RuleId, { given = 0, violatedRuns = 0, leftOut = 0 }: Partial<RuleTally>): void {
    const before = this.rules.get(rule) ?? { given: 0, violatedRuns: 0 };
    const allLeftOut = (before.leftOut ?? 0) + leftOut;
    this.rules.set(rule, {
      given: before.given + given,
      violatedRuns: before.violatedRuns + violatedRuns,
      ...(allLeftOut > 0 && { leftOut: allLeftOut }),
    });
  }

  addReached(thing: string, executions: number, seed: number): void {
    const [before, first] = this.reached.get(thing) ?? [0, seed];
    this.reached.set(thing, [before + executions, first]);
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

  addFailed(failure: Failure): void {
    this.failed = distinct([...this.failed, failure]);
  }

  addRaces(more: Races | null): void {
    if (more !== null) this.races = this.races === null ? more : mergeRaces([this.races, more]);
  }

  result(): CellResult {
    return {
      executions: this.executions,
      steps: this.steps,
      ...(this.cut > 0 && { cut: this.cut }),
      mostLate: this.mostLate,
      rules: sorted(this.rules),
      actions: sorted(this.actions),
      consulted: [...this.consulted].sort(),
      reached: sorted(this.reached),
      enumerated: [...this.enumerated.values()],
      found: [...this.found.values()],
      failed: this.failed,
      ...(this.races !== null && { races: this.races }),
    };
  }
}

function sorted<V>(map: ReadonlyMap<string, V>): Record<string, V> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
