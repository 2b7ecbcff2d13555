/**
 * Which edges of the model's small scope runs of the simulator took:
 *
 *   npm run bench -- adequacy [--seconds 60] [--seed 1] [--missed] [--json]
 *
 * Follows runs of `reference` on the model for so much processor time: of the cases of the scope themselves, drawn, and
 * of the cells of the deep plan that are followed, one in eight. Half of them go near a run that took an edge first.
 * `--missed` lists the edges that no run took.
 */
import { parseArgs } from 'node:util';
import { jsonFiles } from '../../cli/files.ts';
import { readWorkload } from '../../cli/workload-file.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Decision } from '../../impl/runtime/decision.ts';
import { small } from '../../model/protected-mode/index.ts';
import { planRound, spaceOf } from '../../properties/campaign/plan.ts';
import type { Scenario } from '../../properties/campaign/scenario.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { withChoices } from '../../properties/explore/choices.ts';
import { near } from '../../properties/explore/near.ts';
import { deriveSeed, Random } from '../../properties/explore/random.ts';
import { randomWalk } from '../../properties/explore/random-walk.ts';
import { loadedHost, mixture } from '../../properties/explore/strategies.ts';
import { drawScopeRun } from '../../properties/generate/scope-run.ts';
import { adequacyOf, edgeOf, edgesOfModel, reasonMissed } from '../../properties/refinement/edges.ts';
import { decisionsOf, ScheduleRecorder } from '../../properties/shrink/schedule.ts';

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
const cells = planRound('deep', Number(values.seed), workloads, 0).filter((cell) => cell.refine === true);

/** Work items and interrupt threads that are late whenever they can be, and whoever runs in between. */
const sluggishHost = withChoices(randomWalk(0.3), { late: 200, data: 40 });
const strategies = [mixture, loadedHost, sluggishHost, sluggishHost];

interface Rare {
  readonly scenario: Scenario;
  readonly decisions: readonly Decision[];
  readonly points: number;
}
const random = new Random(Number(values.seed));
const corpus: Rare[] = [];
const taken = new Set<string>();
let executions = 0;
let unexplained = 0;

function drawOne(nth: number): Scenario {
  const cell = cells[(nth >> 3) % cells.length];
  if (nth % 8 === 0 && cell !== undefined) return space.program(cell.program, cell.from + nth);
  return drawScopeRun(random, random.pick(small.cases));
}

for (; seconds() - modelSeconds < Number(values.seconds); executions++) {
  const seed = deriveSeed(Number(values.seed), executions);
  const strategy = random.pick(strategies).chooser(seed, { points: 600, choices: 150 });
  const rare = corpus.length > 0 && random.chance(0.5) ? random.pick(corpus) : null;
  const scenario = rare?.scenario ?? drawOne(executions);
  const below = rare === null ? strategy : near(rare.decisions, rare.points, strategy, seed);
  const chooser = new ScheduleRecorder(below);
  const fresh = new Set<string>();
  const setup = { revision: revisions.reference, ...scenario, ...runBounds };
  const { violations } = checkRun(setup, chooser, {
    rules: ['REFINES'],
    onModelStep: (before, action, own) => {
      for (const edge of [edgeOf(before, action), edgeOf(own, action)]) {
        if (!taken.has(edge) && model.has(edge)) fresh.add(edge);
        taken.add(edge);
      }
    },
  });
  unexplained += violations.filter(({ rule }) => rule === 'REFINES').length;
  if (fresh.size > 0)
    corpus.push({ scenario, decisions: decisionsOf(chooser), points: chooser.trace.length });
}

const { edges, taken: hit, byAction, missed, beyond } = adequacyOf(model, taken);
const groups = new Map<string, string[]>();
for (const edge of missed) groups.set(reasonMissed(edge), [...(groups.get(reasonMissed(edge)) ?? []), edge]);
const reasons = [...groups].sort(([, a], [, b]) => b.length - a.length);
if (values.json) {
  const byReason = Object.fromEntries(reasons.map(([reason, all]) => [reason, all.length]));
  console.log(JSON.stringify({ edges, taken: hit, executions, beyond, unexplained, byReason, missed }));
} else {
  const percent = (some: number, of: number): number => Math.round((1000 * some) / of) / 10;
  console.log(
    `${hit} of ${edges} edges of the small scope (${percent(hit, edges)} %) in ${executions} executions, ${Math.round(seconds())} s`,
  );
  console.log(`${beyond} more that the small scope does not have; ${unexplained} steps without explanation`);
  console.log('missed, by reason:');
  for (const [reason, all] of reasons) console.log(`  ${all.length}: ${reason}`);
  console.log('taken, by action:');
  for (const [action, { taken: some, of }] of [...byAction].sort((a, b) => (a[0] < b[0] ? -1 : 1)))
    console.log(`  ${action}: ${some} of ${of}`);
  if (values.missed) for (const edge of missed) console.log(`missed: ${edge}`);
}
