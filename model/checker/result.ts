import type { Params, Rule } from './model.ts';
import type { Trace } from './show.ts';
import type { SymmetryResult } from './symmetry.ts';

/** What a search claims; see the table of verdicts in docs/checker.md. Worst last but for `unknown`. */
export type Verdict =
  | 'holds (exhaustive)'
  | `holds to depth ${number}`
  | `not reached to depth ${number}`
  | 'violated'
  | 'vacuous'
  | 'dead'
  | 'unknown (truncated)';

/** How short the loop of a lasso is: its stem alone is a shortest one. */
export const loopLabel = 'short, not minimal' as const;

/** One combination of parameters; with symmetry one for all that differ in the names of ids only. */
export interface InstanceCount {
  readonly params: Params;
  /** Transitions taken. */
  readonly fired: number;
  /** States that were first reached by it. */
  readonly newStates: number;
}
export interface ActionResult {
  readonly id: string;
  /** States in which some instance is enabled. */
  readonly enabled: number;
  readonly fired: number;
  readonly newStates: number;
  readonly perInstance: readonly InstanceCount[];
}
export interface RuleResult<S> {
  readonly id: string;
  readonly kind: Rule<S>['kind'];
  /** States (transitions, for a step rule) in which `given` held. For `sometimes`: 1 if a witness was found. */
  readonly givenCount: number;
  /** States (transitions) that break the rule. */
  readonly violations: number;
  readonly verdict: Verdict;
  /** Shortest trace into the violation. For a lasso: stem and loop, see `loopStart`. */
  readonly counterexample?: Trace<S>;
  /** Of a lasso: number of the step whose state the last step returns to; if it is the last one, the system stays there. */
  readonly loopStart?: number;
  /** Of a lasso that goes round: what is claimed of the length of its loop. */
  readonly loop?: typeof loopLabel;
  /** Shortest trace to a state that a `sometimes` rule asks for. */
  readonly witness?: Trace<S>;
  /** The rule's own text about the violating state. */
  readonly instance?: string;
}
export interface CheckResult<S> {
  readonly model: string;
  readonly verdict: Verdict;
  readonly states: number;
  readonly transitions: number;
  /** Number of the last level; initial states are level 0. */
  readonly depth: number;
  readonly perLevel: readonly number[];
  readonly perAction: readonly ActionResult[];
  readonly perRule: readonly RuleResult<S>[];
  /** States without a successor that the model does not call terminal, and the shortest trace to the first. */
  readonly deadlocks: { readonly count: number; readonly trace?: Trace<S> };
  /** Of a search that found all states: actions that never fired and are not declared not applicable. */
  readonly deadActions: readonly string[];
  /** The same of a search that a depth or another limit ended: nothing is claimed of them. */
  readonly unreachedActions: readonly string[];
  /** Of a search that found all states: rules whose given never held and that are not declared not applicable. */
  readonly vacuousRules: readonly string[];
  /**
   * What ended the search before it was done: a limit, or the first violation. `memory` also if all states were found
   * but there was no room to decide liveness; then all other verdicts and counts are those of a search that was done.
   */
  readonly truncatedBy?: 'states' | 'memory' | 'depth' | 'violation' | 'caller';
  /** Of a search with symmetry. Its states are orbits, and all figures but the length of traces count orbits. */
  readonly symmetry?: SymmetryResult;
  /** Of states and index; of the edges and arrays for liveness, where it was decided. */
  readonly memoryBytes: number;
}
