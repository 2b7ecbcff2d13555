import { StackError } from '../../impl/driver/unit.ts';
import { setupOf } from '../campaign/simulator-subject.ts';
import { type CheckedRun, checkRun } from '../check-run.ts';
import { ReplayDivergence, StrictReplay } from '../explore/replay.ts';
import type { Violation } from '../rule.ts';
import { type Counterexample, scenarioOf } from './counterexample.ts';

/** A stored counterexample, run again. */
export interface Replayed {
  /** Null when it could not be run to its end. */
  readonly checked: CheckedRun | null;
  /** The violation that it shows; null when it is stale. */
  readonly violation: Violation | null;
  /** Why it does not show any more; null when it does. */
  readonly stale: string | null;
}

/** Runs a counterexample strictly, all rules watching. The same file gives the same run each time. */
export function replay(counterexample: Counterexample): Replayed {
  const { revision, schedule, rule, instance } = counterexample;
  const chooser = new StrictReplay(schedule);
  let checked: CheckedRun;
  try {
    checked = checkRun(setupOf(revision.units, scenarioOf(counterexample)), chooser, {
      refine: rule === 'REFINES',
    });
    chooser.finish();
  } catch (error) {
    if (error instanceof ReplayDivergence || error instanceof StackError) {
      return { checked: null, violation: null, stale: error.message };
    }
    throw error;
  }
  const ofRule = checked.violations.filter((v) => v.rule === rule);
  const violation = ofRule.find((v) => v.instance === instance) ?? null;
  if (violation !== null) return { checked, violation, stale: null };
  const [other] = ofRule;
  const stale = other === undefined ? `${rule} holds` : `${rule} breaks for ${other.instance} instead`;
  return { checked, violation: null, stale };
}
