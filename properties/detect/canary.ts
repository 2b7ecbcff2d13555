import { canary, type Defect, defective } from '../../impl/driver/defects/index.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { setupOf } from '../campaign/simulator-subject.ts';
import type { RuleId } from '../catalogue.ts';
import { checkRun } from '../check-run.ts';
import { searchStrategies, strategyNamed } from '../explore/strategies.ts';
import { defaultRow } from '../generate/profile.ts';
import { judgedRules, programs } from './detect.ts';
import { smallWorkloads } from './workloads.ts';

/** Executions of the canary that were not condemned by each rule that it breaks: in words; none if all were. */
export interface CanaryReport {
  readonly executions: number;
  readonly missed: readonly string[];
}

/**
 * Runs the canary by every strategy on every workload and on generated ones: each run must condemn it.
 *
 * @param shouldStop asked before each run; then it speaks of the runs until there
 * @param driver what has to be condemned in its place
 */
export function runCanary(
  workloads: readonly Workload[],
  generated: number,
  shouldStop: () => boolean = () => false,
  driver: Defect = canary,
): CanaryReport {
  const units = defective(driver).units.map((unit) => unit.name);
  const programOf = programs(workloads);
  const keys = [...smallWorkloads, ...workloads].map(({ name }) => `${name}, ${defaultRow.name}`);
  const missed: string[] = [];
  let executions = 0;
  const look = (strategy: string, program: string, seed: number): void => {
    if (shouldStop()) return;
    executions++;
    const chooser = strategyNamed(strategy).chooser(seed, { points: 500, choices: 50 });
    const { violations } = checkRun(setupOf(units, programOf(program, seed)), chooser, {
      rules: judgedRules,
    });
    const broken = new Set<RuleId>(violations.map((v) => v.rule));
    for (const rule of driver.breaks) {
      if (!broken.has(rule as RuleId)) missed.push(`${rule}: ${strategy} of ${program}, seed ${seed}`);
    }
  };
  // Each workload by one strategy, each strategy on some workload: every pair would cost minutes.
  keys.forEach((program, i) => {
    look(searchStrategies[i % searchStrategies.length] ?? '', program, 1);
  });
  searchStrategies.forEach((strategy, i) => {
    look(strategy, keys[i % keys.length] ?? '', 2);
  });
  for (let seed = 1; seed <= generated; seed++) look('mixture', 'generated', 4 * seed);
  return { executions, missed };
}
