import type { Faults } from '../../impl/firmware/parts.ts';
import type { Profile } from '../../impl/profile/choices.ts';
import type { Decision } from '../../impl/runtime/decision.ts';
import type { Secrets } from '../../impl/simulate.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import type { Scenario } from '../campaign/scenario.ts';
import type { Minimality } from '../campaign/shrink-finding.ts';
import type { RuleId } from '../catalogue.ts';

/** One execution that breaks a rule: everything that is needed to run it again, and what is known about it. */
export interface Counterexample {
  readonly rule: RuleId;
  readonly instance: string;
  /** One line: what was seen. */
  readonly what: string;
  /** The name of the revision and all units of the stack, lowest first: fixes may be among them. */
  readonly revision: { readonly name: string; readonly units: readonly string[] };
  /** The choices of part F that it needs, other than the default; how many wake-ups are late. */
  readonly needs: { readonly choices: Profile; readonly late: number };
  readonly faults: Faults;
  /** The protected content in which its two runs differ, where that is not the plain one: for rules over pairs. */
  readonly secrets?: Secrets;
  readonly workload: Workload;
  readonly schedule: readonly Decision[];
  readonly minimal: Minimality;
  /** The nearest schedule that keeps the rule; null when the default schedule breaks it. */
  readonly nearest: string | null;
  readonly breaking: Breaking;
  /** The smallest fixes that remove it, and executions re-run with them that keep the rule. */
  readonly cure: { readonly fixes: readonly string[]; readonly rerun: number } | null;
  readonly status: 'reproduces' | 'stale';
  /** The events that tell it, a row of text each. */
  readonly story: readonly string[];
}

/** Where in the run the rule breaks, and what the breaking step changed. */
export interface Breaking {
  readonly step: number;
  readonly tUs: number;
  readonly activity: string;
  readonly operation: string;
  readonly changes: readonly { readonly cell: string; readonly before: string; readonly after: string }[];
}

/** What a counterexample runs, without driver and schedule. */
export function scenarioOf({ workload, faults, needs, secrets }: Counterexample): Scenario {
  return { workload, faults, profile: needs.choices, ...(secrets === undefined ? {} : { secrets }) };
}
