import type { Faults } from '../../impl/firmware/parts.ts';
import { DEFAULT_HEAP, specialIn } from '../../impl/memory/dma-heap.ts';
import type { ChoiceId, Profile } from '../../impl/profile/choices.ts';
import type { Decision } from '../../impl/runtime/decision.ts';
import type { Secrets } from '../../impl/simulate.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import type { Controlled } from '../campaign/controlled.ts';
import type { Scenario } from '../campaign/scenario.ts';
import type { Minimality } from '../campaign/shrink-finding.ts';
import type { RuleId } from '../catalogue.ts';
import type { PointOfNoReturn } from '../shrink/no-return.ts';

/** One execution that breaks a rule: everything that is needed to run it again, and what is known about it. */
export interface Counterexample {
  readonly rule: RuleId;
  readonly instance: string;
  /** One line: what was seen. */
  readonly what: string;
  /** The name of the revision and all units of the stack, lowest first: fixes may be among them. */
  readonly revision: { readonly name: string; readonly units: readonly string[] };
  /** The choices of part F that it needs, other than the default; how many wake-ups are late. */
  readonly needs: {
    readonly choices: Profile;
    readonly late: number;
    /** Searches with less than that; absent: none was done. */
    readonly searched?: readonly SearchWithout[];
    /** Other plausible answers of firmware with which the rule never broke; absent: none was tried. */
    readonly removing?: readonly RemovingAnswer[];
  };
  readonly faults: Faults;
  /** The protected content in which its two runs differ, where that is not the plain one: for rules over pairs. */
  readonly secrets?: Secrets;
  readonly workload: Workload;
  readonly schedule: readonly Decision[];
  readonly minimal: Minimality;
  /** The nearest schedule that keeps the rule; null when the default schedule breaks it. */
  readonly nearest: string | null;
  readonly breaking: Breaking;
  /** The last decision from which scheduling alone could still have kept the rule; absent: not looked for. */
  readonly noReturn?: NoReturn;
  /**
   * The smallest fixes that remove it, executions re-run with them that keep the rule, and what their placebo came to
   * near its schedule; absent: that was not tried.
   */
  readonly cure: {
    readonly fixes: readonly string[];
    readonly rerun: number;
    readonly control?: Controlled;
  } | null;
  readonly status: 'reproduces' | 'stale';
  /** The events that tell it, a row of text each. */
  readonly story: readonly string[];
}

/** A search without some of the assumptions, in which the rule never broke for the same cause. */
export interface SearchWithout {
  /** Those that were left out: `F04`, the name of a fault, `late`. */
  readonly without: readonly string[];
  readonly executions: number;
}

/** A plausible answer to a question of part F with which a program, run again, keeps the rule. */
export interface RemovingAnswer {
  readonly id: ChoiceId;
  readonly option: string;
  readonly executions: number;
}

/** A point of no return and where in the run it is. */
export interface NoReturn extends Omit<PointOfNoReturn, 'last'> {
  readonly last:
    | (Omit<NonNullable<PointOfNoReturn['last']>, 'at'> & { readonly step: number; readonly tUs: number })
    | null;
}

/** Where in the run the rule breaks, and what the breaking step changed. */
export interface Breaking {
  readonly step: number;
  readonly tUs: number;
  readonly activity: string;
  readonly operation: string;
  readonly changes: readonly { readonly cell: string; readonly before: string; readonly after: string }[];
}

/** What a counterexample assumes beside the posted code, as it is stored. */
export type Assumed = Pick<Counterexample, 'needs' | 'faults' | 'secrets'> & {
  readonly workload: Pick<Workload, 'heap'>;
};

/** How many assumptions that are: answers to part F, late wake-ups, faults, what is special in the heap, secrets. */
export function countAssumed({ needs: { choices, late }, faults, workload, secrets = {} }: Assumed): number {
  const parts = [choices, faults, secrets].map((part) => Object.keys(part).length);
  return parts.reduce((sum, n) => sum + n, late + specialIn(workload.heap ?? DEFAULT_HEAP).length);
}

/** What a counterexample runs, without driver and schedule. */
export function scenarioOf({ workload, faults, needs, secrets }: Counterexample): Scenario {
  return { workload, faults, profile: needs.choices, ...(secrets === undefined ? {} : { secrets }) };
}
