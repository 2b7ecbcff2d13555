import { type Decision, decisionText } from '../../impl/runtime/decision.ts';
import type { Setup } from '../../impl/simulate.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import type { Finding } from '../campaign/campaign.ts';
import type { Scenario } from '../campaign/scenario.ts';
import { setupOf } from '../campaign/simulator-subject.ts';
import { inStackOrder } from '../campaign/stack.ts';
import type { RuleId } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { LenientReplay, StrictReplay } from '../explore/replay.ts';
import { isLateDecision } from '../explore/strategy.ts';
import { breakingOf } from './breaking.ts';
import type { Counterexample } from './counterexample.ts';

/** The counterexample of a finding that was shrunk. Throws if it does not replay. */
export function makeCounterexample(
  revision: string,
  finding: Pick<Finding<Scenario>, 'rule' | 'shrunk' | 'units' | 'cure' | 'rerun'> &
    Partial<Pick<Finding<Scenario>, 'control'>>,
): Counterexample {
  const { rule, shrunk, units, cure, rerun, control = null } = finding;
  if (shrunk === null) throw new Error(`the finding on ${rule} was not shrunk: its cause is known`);
  const { program, decisions, minimality } = shrunk;
  const setup = setupOf(units, program);
  const chooser = new StrictReplay(decisions);
  const violation = checkRun(setup, chooser, { refine: rule === 'REFINES' }).violations.find(
    (v) => v.rule === rule,
  );
  chooser.finish();
  if (violation === undefined) throw new Error(`${rule} does not break when its counterexample is replayed`);
  return {
    rule,
    instance: violation.instance,
    what: violation.what,
    revision: { name: revision, units },
    needs: {
      choices: program.profile,
      late: decisions.filter(isLateDecision).length,
    },
    faults: program.faults,
    ...(Object.keys(program.secrets ?? {}).length === 0 ? {} : { secrets: program.secrets }),
    workload: minimality.runs > 0 ? named(program.workload) : program.workload,
    schedule: decisions,
    minimal: minimality,
    nearest: nearestOf(setup, rule, decisions),
    breaking: breakingOf(setup, new StrictReplay(decisions), violation),
    cure:
      cure === null ? null : { fixes: inStackOrder(cure), rerun, ...(control === null ? {} : { control }) },
    status: 'reproduces',
    story: [],
  };
}

/** The schedule without the last decision, where that keeps the rule; null where it does not, or there is no decision. */
export function nearestOf(setup: Setup, rule: RuleId, decisions: readonly Decision[]): string | null {
  const last = decisions.at(-1);
  if (last === undefined) return null;
  const without = new LenientReplay(decisions.slice(0, -1));
  const { violations } = checkRun(setup, without, { rules: [rule] });
  return violations.some((v) => v.rule === rule) ? null : `without the decision ${decisionText(last)}`;
}

/** A shrunk workload no longer is what its note says. */
function named(workload: Workload): Workload {
  const name = workload.name.replace(/-shrunk$/, '');
  return { ...workload, name: `${name}-shrunk`, note: `What is left of ${name}.` };
}
