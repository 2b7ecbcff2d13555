import type { Chooser } from '../../impl/runtime/decision.ts';
import type { RuleId } from '../catalogue.ts';
import type { Strategy } from '../explore/strategy.ts';
import { plural } from '../plural.ts';
import type { Races } from '../races/look.ts';
import type { Violation } from '../rule.ts';
import type { Pass } from '../shrink/core.ts';

/** What one execution showed. */
export interface Outcome {
  readonly violations: readonly Violation[];
  readonly given: ReadonlyMap<RuleId, number>;
  /** How often a rule's given left out what it would have been judged by; absent: never. */
  readonly leftOut?: ReadonlyMap<RuleId, number>;
  readonly matchedActions: ReadonlyMap<string, number>;
  /** Open choices of part F that the run consulted. */
  readonly consulted: ReadonlySet<string>;
  /** Whatever else the run came to that is counted: texts, see `reachedBy`. */
  readonly reached: ReadonlySet<string>;
  readonly steps: number;
  /** It was ended at the bound on steps; absent: it came to its end. */
  readonly cut?: true;
}

/**
 * What a campaign searches: something that can be run with a stack of units, a program and a chooser. The same
 * arguments give the same outcome.
 */
export interface Subject<P> {
  /** Runs a program and judges it by the rules. */
  run(units: readonly string[], program: P, chooser: Chooser, rules: readonly RuleId[]): Outcome;
  /**
   * The step at which the rule breaks first, or null if it does not within `maxSteps`; by default within the
   * bounds that `run` has. Does not run on after it did.
   */
  breaksAt(
    units: readonly string[],
    program: P,
    chooser: Chooser,
    rule: RuleId,
    maxSteps?: number,
  ): number | null;
  /**
   * That two runs of one schedule are the same, for a stack of which that is not known; absent: it is of all.
   *
   * @param where the execution, in words
   * @throws NotRepeatable naming the first step at which they part
   */
  repeats?(units: readonly string[], program: P, chooser: () => Chooser, where: string): void;
  /**
   * The races of an execution, where one is to be looked at; absent, or null: it is not.
   *
   * @param cell the execution alone
   */
  races?(units: readonly string[], program: P, chooser: Chooser, cell: Cell): Races | null;
  /** Whether these units fit on each other. */
  stacks(units: readonly string[]): boolean;
  /** The stack with what fixes would change taking longer, and doing what it did. */
  slowerBy(units: readonly string[], fixes: readonly string[]): readonly string[];
  /** Ways to make a program smaller, of structure first, then of assumptions. */
  readonly passes: readonly Pass<P>[];
  /** The programs and strategies that cells name. */
  readonly space: Space<P>;
}

/** What the keys of cells stand for. */
export interface Space<P> {
  strategy(name: string): Strategy;
  /** The program of a key; a fixed one is the same object for all seeds, a generated one depends on them. */
  program(key: string, seed: number): P;
}

/** A block of executions. A cell is a pure function of its key and of the stack of units. */
export interface Cell {
  readonly strategy: string;
  readonly program: string;
  /** Seeds `from` to `from + count - 1`. */
  readonly from: number;
  readonly count: number;
  /** Follow the runs on the reference model (REFINES) too, which costs ten times the rest. */
  readonly refine?: true;
  /** Every schedule within a bound, instead of one for each seed: `from` and `count` are of its parts, from 1. */
  readonly every?: EveryWithin;
  /** Schedules near that of an execution that came to something rare; the strategy of the cell ends them. */
  readonly near?: RareRun;
}

/** An execution of the cell's program that came to something rare. */
export interface RareRun {
  readonly strategy: string;
  readonly seed: number;
}

/** All schedules of a program that have at most `bound` delays or preemptions, divided into parts. */
export interface EveryWithin {
  readonly counting: 'delays' | 'preemptions';
  readonly bound: number;
  readonly parts: number;
}

/** What a search of every schedule is called, where a strategy is named: `every schedule with at most 2 delays`. */
export function everyName({ counting, bound }: Pick<EveryWithin, 'counting' | 'bound'>): string {
  return `every schedule with at most ${plural(bound, counting.slice(0, -1))}`;
}

/** What the schedules of a cell are, for a report. */
export function strategyOf({ strategy, near }: Cell): string {
  return near === undefined ? strategy : 'near rare runs';
}

/** The text that identifies a cell: `PCT depth 3 | video-playback, default | 1 to 50`. */
export function cellText({ strategy, program, from, count, refine, every, near }: Cell): string {
  const of = every === undefined ? '' : ` of ${every.parts} parts`;
  const beside = near === undefined ? '' : ` near ${near.strategy} ${near.seed}`;
  return `${strategy} | ${program} | ${from} to ${from + count - 1}${of}${beside}${refine ? ' | refined' : ''}`;
}

const CELL = /^(.+?) \| (.+) \| (\d+) to (\d+)(?: of (\d+) parts)?(?: near (.+) (\d+))?( \| refined)?$/;
const EVERY = /^every schedule with at most (\d+) (delay|preemption)s?$/;

/** The cell that a text identifies; null where it identifies none: seeds and parts count from 1. */
export function parseCell(text: string): Cell | null {
  const [, strategy, program, from, to, parts, near, seed, refined] = CELL.exec(text) ?? [];
  if (strategy === undefined || program === undefined) return null;
  const [, bound, counted] = EVERY.exec(strategy) ?? [];
  if ((parts === undefined) !== (bound === undefined)) return null;
  const counting = counted === 'delay' ? 'delays' : 'preemptions';
  const count = Number(to) - Number(from) + 1;
  if (count < 1 || Number(from) < 1 || (parts !== undefined && Number(to) > Number(parts))) return null;
  return {
    strategy,
    program,
    from: Number(from),
    count,
    ...(refined !== undefined && { refine: true }),
    ...(parts !== undefined && { every: { counting, bound: Number(bound), parts: Number(parts) } }),
    ...(near !== undefined && { near: { strategy: near, seed: Number(seed) } }),
  };
}
