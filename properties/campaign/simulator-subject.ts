import type { Setup } from '../../impl/simulate.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { checkRun } from '../check-run.ts';
import { racesOf } from '../races/look.ts';
import { generatedKey, spaceOf } from './plan.ts';
import type { SubjectSource } from './pool.ts';
import { reachedBy } from './reached.ts';
import { refuseParting } from './repeats.ts';
import { type Scenario, scenarioPasses } from './scenario.ts';
import { hasUnitsOfOthers, revisionOf, slowerBy, stacks } from './stack.ts';
import { cellText, type Subject } from './subject.ts';

/**
 * Bounds of a run. The horizon is beyond every deadline of a rule (job clock 5 s, residence 2 s). A driver that
 * goes in circles is cut off after some operations: what it does wrong it does soon, or it is a finding of a
 * rule with a deadline in another run.
 */
export const runBounds = { horizonUs: 13_000_000, maxSteps: 6_000 } as const;

/** What a run of a scenario on a stack of units is set up with. */
export function setupOf(units: readonly string[], scenario: Scenario): Setup {
  return { revision: revisionOf(units), ...scenario, ...runBounds };
}

/** The simulator as what a campaign searches. */
export function simulatorSubject(workloads: readonly Workload[]): Subject<Scenario> {
  return {
    run: (units, scenario, chooser, rules) => {
      const checked = checkRun(setupOf(units, scenario), chooser, { rules });
      const { violations, given, leftOut, matchedActions, consulted } = checked;
      const reached = reachedBy(checked);
      const { steps, end } = checked.run;
      const cut = end === 'steps' ? ({ cut: true } as const) : {};
      return { violations, given, leftOut, matchedActions, consulted, reached, steps, ...cut };
    },
    breaksAt: (units, scenario, chooser, rule, maxSteps = runBounds.maxSteps) => {
      const setup = { ...setupOf(units, scenario), maxSteps: Math.min(maxSteps, runBounds.maxSteps) };
      const { violations } = checkRun(setup, chooser, { rules: [rule], stopAtFirst: true });
      return violations.find((v) => v.rule === rule)?.step ?? null;
    },
    repeats: (units, scenario, chooser, where) => refuseParting(setupOf(units, scenario), chooser, where),
    races: (units, scenario, chooser, cell) => {
      const setup = setupOf(units, scenario);
      // Of units that were looked at some runs are enough: those that are followed on the model cost most anyway.
      const isSample = cell.refine === true && cell.program === generatedKey;
      return isSample || hasUnitsOfOthers(setup.revision) ? racesOf(setup, chooser, cellText(cell)) : null;
    },
    stacks,
    slowerBy,
    passes: scenarioPasses,
    space: spaceOf(workloads),
  };
}

/** Where the threads of a pool find the subject. */
export function subjectSource(workloads: readonly Workload[]): SubjectSource {
  return { subjectModule: import.meta.url, subjectExport: 'simulatorSubject', subjectArgument: workloads };
}
