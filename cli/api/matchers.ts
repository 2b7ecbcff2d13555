import type { Revision } from '../../impl/driver/unit.ts';
import { byNearness } from '../../impl/nearest.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { catalogue, type HeadlineId, headlines, type RuleId, ruleIds } from '../../properties/catalogue.ts';
import type { CheckedRun } from '../../properties/check-run.ts';
import { mixture } from '../../properties/explore/strategies.ts';
import { plural } from '../../properties/plural.ts';
import type { Violation } from '../../properties/rule.ts';
import { said } from '../story/said.ts';
import { storyParts } from '../story/story.ts';
import { execute, storedWorkloads } from './execute.ts';

/** What a matcher answers; vitest and jest ask for this form. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Whether a run keeps a rule, or all rules of a headline. A run in which nothing happened that the rule speaks of
 * does not keep it: it says nothing.
 *
 * @throws Error for a rule that there is not
 */
export function keepsRule(run: CheckedRun, rule: RuleId | HeadlineId): MatcherResult {
  const rules = partsOf(rule);
  const broken = run.violations.filter((violation) => rules.includes(violation.rule));
  const [first] = broken;
  if (first !== undefined) {
    return { pass: false, message: () => `expected the run to keep ${rule}, but ${told(run, first)}` };
  }
  const judged = rules.filter((id) => (run.given.get(id) ?? 0) > 0);
  if (judged.length === 0) {
    const why = 'nothing happened in it that the rule speaks of (vacuous)';
    return { pass: false, message: () => `expected the run to keep ${rule}, but ${why}` };
  }
  return {
    pass: true,
    message: () => `expected the run to break ${rule}, but it keeps ${judged.join(', ')}`,
  };
}

function partsOf(rule: string): readonly RuleId[] {
  const parts = ruleIds.filter((id) => id === rule || catalogue[id].partOf?.some((head) => head === rule));
  if (parts.length > 0) return parts;
  const near = byNearness(rule, [...ruleIds, ...Object.keys(headlines)]).slice(0, 3);
  throw new Error(`no rule is called ${rule}; nearest: ${near.join(', ')}`);
}

/** What is searched when a driver is held against the reference model. */
export interface RefineOptions {
  /** Those of `storedWorkloads` by default. */
  readonly workloads?: readonly Workload[];
  /** Executions of each workload; 5 by default. Each costs some tenths of a second. */
  readonly executions?: number;
  /** Of the search; 1 by default. The same seed gives the same answer. */
  readonly seed?: number;
}

/** Whether every step of a driver that can be seen is one that the reference model allows, in some executions. */
export function refinesModel(revision: Revision, options: RefineOptions = {}): MatcherResult {
  const { workloads = storedWorkloads(), executions = 5, seed = 1 } = options;
  let steps = 0;
  for (const workload of workloads) {
    for (let nth = 0; nth < executions; nth++) {
      const run = execute(
        { revision, workload, schedule: mixture.name, seed: seed + nth },
        { rules: ['REFINES'] },
      );
      const [first] = run.violations;
      if (first !== undefined) {
        const where = `on ${workload.name} with seed ${seed + nth}`;
        return {
          pass: false,
          message: () => `expected the driver to refine the model, but ${where} ${told(run, first)}`,
        };
      }
      steps += run.given.get('REFINES') ?? 0;
    }
  }
  if (steps === 0) {
    const why = 'no execution had a step that can be seen (vacuous)';
    return { pass: false, message: () => `expected the driver to refine the model, but ${why}` };
  }
  const searched = `${plural(executions, 'execution')} of each of ${plural(workloads.length, 'workload')}`;
  return {
    pass: true,
    message: () => `expected the driver to leave the model, but it was not found in ${searched}`,
  };
}

/** A violation with the steps that lead to it. */
function told({ run: { events } }: CheckedRun, violation: Violation): string {
  const { rule, instance, what, tUs } = violation;
  const unknown = { stacked: [], needs: [], faults: [], lateWakeUps: 0, minimal: '', replay: '' } as const;
  const meta = { ...unknown, revision: 'the driver', units: [], nearest: null, cure: null };
  const rows = storyParts(events, violation, meta).steps.map(
    (step) => `  ${(step.tUs / 1000).toFixed(1).padStart(8)} ${step.column.title.padEnd(22)} ${step.text}`,
  );
  return `${rule} (${instance}) breaks at ${tUs / 1000} ms: ${said(what)}\n${rows.join('\n')}  BROKEN`;
}

/** The matchers by name, for `expect.extend` of vitest or jest. */
export const matchers = { toKeep: keepsRule, toRefineModel: refinesModel } as const;
