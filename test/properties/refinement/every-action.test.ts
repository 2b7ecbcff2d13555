import { expect, it } from 'vitest';
import { jsonFiles } from '../../../cli/files.ts';
import { readWorkload } from '../../../cli/workload-file.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { protectedMode, small } from '../../../model/protected-mode/index.ts';
import { plan, spaceOf } from '../../../properties/campaign/plan.ts';
import { runBounds } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';

const workloads = jsonFiles('properties/workloads').map(readWorkload);
const space = spaceOf(workloads);
/** Few of the generated workloads have another heap than the usual: more seeds than the default budget has. */
const MOST_HEAP_SEEDS = 4_000;
const heapActions = ['driver.findHeap', 'driver.offer', 'driver.dropHeap'];

it('generated runs of the reference match every action of the model, and break nothing', () => {
  const left = new Set(protectedMode(small).model.actions.map((a) => a.id));
  const broken: string[] = [];
  const run = (program: string, strategy: string, seed: number): void => {
    const setup = { revision: revisions.reference, ...space.program(program, seed), ...runBounds };
    const chooser = space.strategy(strategy).chooser(seed, { points: 1_500, choices: 300 });
    const { matchedActions, violations } = checkRun(setup, chooser, { refine: true });
    for (const action of matchedActions.keys()) left.delete(action);
    for (const { rule, instance, what } of violations)
      broken.push(`${program} ${strategy} ${seed}: ${rule} ${instance}: ${what}`);
  };
  const cells = plan('default', 1, workloads).filter((cell) => cell.refine === true);
  const generated = cells.find(({ program }) => program === 'generated');
  if (generated === undefined) throw new Error('the default budget follows no generated run');
  for (let i = 0; i < MOST_HEAP_SEEDS && heapActions.some((a) => left.has(a)); i++) {
    const { program, strategy, from } = generated;
    if (space.program(program, from + i).workload.heap !== undefined) run(program, strategy, from + i);
  }
  for (const { program, strategy, from, count } of cells)
    for (let seed = from; seed < from + count && left.size > 0; seed++) run(program, strategy, seed);
  expect([...left]).toEqual([]);
  expect(broken).toEqual([]);
}, 240_000);
