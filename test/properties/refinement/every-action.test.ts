import { expect, it } from 'vitest';
import { jsonFiles } from '../../../cli/files.ts';
import { readWorkload } from '../../../cli/workload-file.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { protectedMode, small } from '../../../model/protected-mode/index.ts';
import { plan, spaceOf } from '../../../properties/campaign/plan.ts';
import { runBounds } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { notInSimulator } from '../../../properties/refinement/not-in-simulator.ts';

it('the default budget matches every action of the model by some run of the reference, but what the simulator does not have, and breaks nothing', () => {
  const workloads = jsonFiles('properties/workloads').map(readWorkload);
  const space = spaceOf(workloads);
  const left = new Set(protectedMode(small).model.actions.map((a) => a.id));
  const broken: string[] = [];
  for (const { program, strategy, from, count, refine } of plan('default', 1, workloads)) {
    if (refine !== true) continue;
    for (let seed = from; seed < from + count && left.size > Object.keys(notInSimulator).length; seed++) {
      const setup = { revision: revisions.reference, ...space.program(program, seed), ...runBounds };
      const chooser = space.strategy(strategy).chooser(seed, { points: 1_500, choices: 300 });
      const { matchedActions, violations } = checkRun(setup, chooser, { refine: true });
      for (const action of matchedActions.keys()) left.delete(action);
      for (const { rule, instance, what } of violations) broken.push(`${rule} ${instance}: ${what}`);
    }
  }
  expect([...left].sort()).toEqual(Object.keys(notInSimulator).sort());
  expect(broken).toEqual([]);
}, 120_000);
