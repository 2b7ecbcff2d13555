/**
 * Which edges of the model's small scope runs of the simulator took:
 *
 *   npm run bench -- adequacy [--seconds 60] [--seed 1] [--missed] [--json]
 *
 * Runs the cells of the deep plan that are followed on the model, on `reference`, for so much processor time. `--missed`
 * lists the edges that no run took.
 */
import { parseArgs } from 'node:util';
import { jsonFiles } from '../../cli/files.ts';
import { readWorkload } from '../../cli/workload-file.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { planRound, spaceOf } from '../../properties/campaign/plan.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { adequacyOf, edgeOf, edgesOfModel } from '../../properties/refinement/edges.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    missed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const begun = process.cpuUsage();
const seconds = (): number => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
};
const model = edgesOfModel();
const modelSeconds = seconds();
const workloads = jsonFiles('properties/workloads').map(readWorkload);
const space = spaceOf(workloads);
const taken = new Set<string>();
let executions = 0;

/** One execution of each followed cell in turn, so that a short time sees all kinds. */
function* runs(): Iterable<{ readonly program: string; readonly strategy: string; readonly seed: number }> {
  const cells = planRound('deep', Number(values.seed), workloads, 0).filter((cell) => cell.refine === true);
  for (let i = 0; ; i++) {
    for (const { program, strategy, from } of cells) yield { program, strategy, seed: from + i };
  }
}

for (const { program, strategy, seed } of runs()) {
  if (seconds() - modelSeconds > Number(values.seconds)) break;
  const setup = { revision: revisions.reference, ...space.program(program, seed), ...runBounds };
  const chooser = space.strategy(strategy).chooser(seed, { points: 1_500, choices: 300 });
  checkRun(setup, chooser, {
    rules: ['REFINES'],
    onModelStep: (before, action) => taken.add(edgeOf(before, action)),
  });
  executions++;
}

const { edges, taken: hit, byAction, missed, beyond } = adequacyOf(model, taken);
if (values.json) console.log(JSON.stringify({ edges, taken: hit, executions, beyond, missed }));
else {
  const percent = Math.round((1000 * hit) / edges) / 10;
  console.log(
    `${hit} of ${edges} edges of the small scope (${percent} %) in ${executions} executions, ${Math.round(seconds())} s`,
  );
  console.log(`${beyond} more that the small scope does not have`);
  for (const [action, { taken: some, of }] of [...byAction].sort((a, b) => (a[0] < b[0] ? -1 : 1)))
    console.log(`  ${action}: ${some} of ${of}`);
  if (values.missed) for (const edge of missed) console.log(`missed: ${edge}`);
}
