import type { Failure } from './campaign/failure.ts';
import type { Growth } from './campaign/growth.ts';
import type { Apart, Never } from './campaign/never-asked.ts';
import type { Declared } from './campaign/reachable.ts';
import type { RuleVerdict } from './campaign/verdicts.ts';
import type { Counterexample } from './counterexample/counterexample.ts';
import type { CanaryReport } from './detect/canary.ts';
import type { Races } from './races/look.ts';

/**
 * What a verification found. Plain data without times: the same seed, budget and revisions give the same bytes.
 */
export interface VerifyReport {
  readonly version: 1;
  readonly seed: number;
  readonly budget: Budget;
  /** The search was interrupted, or some of it failed: what was not found may still be there. */
  readonly truncated: boolean;
  /** A driver that each run must condemn: where one does not, the rest of the report proves nothing. */
  readonly canary: CanaryReport;
  readonly model: readonly ModelReport[];
  readonly revisions: readonly RevisionReport[];
  readonly choices: readonly ChoiceCoverage[];
}

/** `smoke`: hardly more than whether everything works together. */
export type Budget = 'smoke' | 'default' | 'deep';

/** The exhaustive search of the reference model in one scope. */
export interface ModelReport {
  readonly scope: string;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** What ended the search before it was done; null: nothing did. */
  readonly truncatedBy: string | null;
  readonly rules: readonly ModelRuleReport[];
  /** Actions that never fired and are not declared not applicable, of a search that found all states. */
  readonly deadActions: readonly string[];
  /** The same of a search that a depth or another limit ended: nothing is claimed of them. */
  readonly unreachedActions: readonly string[];
}

export interface ModelRuleReport {
  readonly rule: string;
  readonly word: string;
  readonly given: number;
  /** The shortest trace into a violation, a line per step; empty when there is none. */
  readonly trace: readonly string[];
}

/** The search of one revision of the driver in the simulator. */
export interface RevisionReport {
  readonly revision: string;
  readonly units: readonly string[];
  readonly verdicts: readonly RuleVerdict[];
  /** One for each distinct cause, the smallest counterexample of each. */
  readonly findings: readonly FindingReport[];
  readonly explored: Explored;
  /** Stored counterexamples that were replayed, and those that no longer show. */
  readonly replayed: readonly { readonly file: string; readonly stale: string | null }[];
  /** Exceptions that were met, one of each: what would have come after them is not known. */
  readonly failed: readonly Failure[];
}

export interface FindingReport {
  readonly counterexample: Counterexample;
  /** Further counterexamples of the cause: what the same smallest cure removes. */
  readonly others: readonly Counterexample[];
  /** Whether the manifest of the revision lists it. */
  readonly expected: boolean;
}

/** What was searched, for the claims that rest on it. */
export interface Explored {
  readonly executions: number;
  readonly steps: number;
  /** Executions that were ended at the bound on steps: what would have come later in them was not judged. */
  readonly cut: number;
  /** The most late wake-ups of one execution: allowed, and met. */
  readonly lateAllowed: number;
  readonly mostLate: number;
  readonly strategies: readonly string[];
  readonly workloads: readonly string[];
  readonly profiles: readonly string[];
  /** What a race detector saw in executions of the revision as it is. */
  readonly races: Races;
  /** How often each action of the model was matched by a visible step. */
  readonly matchedActions: Readonly<Record<string, number>>;
  /** Actions of the model that no visible step was explained by; all of them where runs are not followed. */
  readonly unmatchedActions: readonly string[];
  readonly reached: Reached;
  /** How that grew, by executions. */
  readonly growth: Growth;
  /** Whether the search with all cures stacked came to an end without anything new. */
  readonly exhausted: boolean;
  /** The stacks that were searched one after the other, and how many executions each had. */
  readonly epochs: readonly { readonly units: readonly string[]; readonly executions: number }[];
}

/** What executions came to, and how strong a "not found" is. */
export interface Reached {
  /** Rounds of the plan that were searched to their end. */
  readonly rounds: number;
  /** Different things that executions came to, and those that one execution alone came to. */
  readonly things: number;
  readonly once: number;
  /** Plausible answers to part F, other than the default, that a run consulted, of those that the revision lets matter. */
  readonly answers: {
    readonly reached: number;
    readonly of: number;
    readonly missed: readonly string[];
    /** The others, with the reason. */
    readonly never: readonly Never[];
  };
  /**
   * Every two of them but those that are never consulted together, with the reason: a pair counts only in a run that
   * consulted both.
   */
  readonly pairs: {
    readonly reached: number;
    readonly of: number;
    /** Those that no run took together, though each of the two was taken: `F01 = ... & F32 = ...`. */
    readonly missed: readonly string[];
    readonly apart: readonly Apart[];
  };
  /** What the revision is declared to come to, and what of that no run came to: each is a verdict `dead`. */
  readonly declared: { readonly of: number; readonly dead: readonly Declared[] };
  /** Programs of which every schedule within a bound was run. */
  readonly every: readonly {
    readonly program: string;
    /** `every schedule with at most 1 delay`. */
    readonly strategy: string;
    readonly schedules: number;
  }[];
}

/** One open choice of part F: whether any run consulted it, and how many findings hang on its answer. */
export interface ChoiceCoverage {
  readonly id: string;
  readonly question: string;
  readonly carried: boolean;
  readonly consulted: boolean;
  readonly findings: number;
  /** Findings whose severity hangs on it: the rule that makes them so bad breaks with an answer other than the story's. */
  readonly severities: number;
}
