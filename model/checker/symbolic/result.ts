import type { Rule } from '../model.ts';
import type { Verdict } from '../result.ts';
import type { Trace } from '../show.ts';

/** What ended something before it was done: memory, a function that does too many different things, or the caller. */
export type SymbolicLimit = 'memory' | 'rows' | 'caller';

export interface SymbolicRuleResult<S> {
  readonly id: string;
  readonly kind: Rule<S>['kind'];
  /** `unknown (truncated)` for a rule that was not asked of all states or steps; `why` says why. */
  readonly verdict: Exclude<Verdict, 'dead'>;
  readonly why?: SymbolicLimit | 'liveness';
  /** As in RuleResult. */
  readonly givenCount: bigint;
  readonly violations: bigint;
  /** A shortest way to a state that breaks it, or with a step that does; missing if there was no memory to find it. */
  readonly counterexample?: Trace<S>;
  /** A shortest way to a state that a `sometimes` rule asks for. */
  readonly witness?: Trace<S>;
  /** The rule's own text about the violating state. */
  readonly instance?: string;
}

export interface SymbolicActionResult {
  readonly id: string;
  /** States in which some instance is enabled. */
  readonly enabled: bigint;
  /** Transitions. */
  readonly fired: bigint;
  /** Transitions of each instance, in the order of parameters. */
  readonly perInstance: readonly bigint[];
}

/** What a search over sets found. All counts are exact. */
export interface SymbolicResult<S> {
  readonly model: string;
  /** The worst of all, as in CheckResult; `unknown (truncated)` also where a rule was not asked of all. */
  readonly verdict: Verdict;
  readonly states: bigint;
  readonly transitions: bigint;
  readonly perAction: readonly SymbolicActionResult[];
  readonly perRule: readonly SymbolicRuleResult<S>[];
  /** As in CheckResult; null if a limit was met before all states were looked at. */
  readonly deadlocks: { readonly count: bigint; readonly trace?: Trace<S> } | null;
  /** These three as in CheckResult. */
  readonly deadActions: readonly string[];
  readonly unreachedActions: readonly string[];
  readonly vacuousRules: readonly string[];
  /** What ended the search before all states were found; then states are some of them, and no rule is asked. */
  readonly truncatedBy?: SymbolicLimit;
  /** Nodes of the diagram of all states, and its levels, which are the cells that change. */
  readonly nodes: number;
  readonly levels: number;
  /** How often guards and effect of an instance were called to find the states. */
  readonly calls: number;
  readonly memoryBytes: number;
}
