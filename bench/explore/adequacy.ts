/**
 * Which edges of the model's small scope runs of the simulator took:
 *
 *   npm run bench -- adequacy [--seconds 60] [--seed 1] [--driver reference] [--missed] [--json]
 *
 * Follows runs on the model for so much processor time: of the cases of the scope themselves, drawn, and of the cells of
 * the deep plan that are followed, one in sixteen. Three in five go near a run that took an edge first, half of these with
 * a fault or a sleep of the system at a moment at which something happened in it; in half of all runs some activities
 * are held back. Half of the runs
 * are of `reference`, the others of the other revisions and of the reference with a seeded defect: a driver that keeps
 * fewer locks or waits elsewhere takes steps that the reference never does. With `--driver` all are of that one.
 *
 * What is missed is told by why (`properties/refinement/missed.ts`). `--missed` lists the edges that no run took.
 */
import { parseArgs } from 'node:util';
import { jsonFiles } from '../../cli/files.ts';
import { readWorkload } from '../../cli/workload-file.ts';
import { defects } from '../../impl/driver/defects/index.ts';
import { revisionNamed } from '../../impl/driver/revisions.ts';
import type { Revision } from '../../impl/driver/unit.ts';
import type { Decision } from '../../impl/runtime/decision.ts';
import { small } from '../../model/protected-mode/index.ts';
import { planRound, spaceOf } from '../../properties/campaign/plan.ts';
import type { Scenario } from '../../properties/campaign/scenario.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { withChoices } from '../../properties/explore/choices.ts';
import { near } from '../../properties/explore/near.ts';
import { holdingBack, postponing } from '../../properties/explore/postponing.ts';
import { deriveSeed, Random } from '../../properties/explore/random.ts';
import { randomWalk } from '../../properties/explore/random-walk.ts';
import { loadedHost, mixture } from '../../properties/explore/strategies.ts';
import { coincide, type Moments, momentsOf } from '../../properties/generate/coincide.ts';
import { drawScopeRun } from '../../properties/generate/scope-run.ts';
import { adequacyOf, edgeOf, edgesOfModel, faceIn } from '../../properties/refinement/edges.ts';
import { Missed, reasonNeverMet } from '../../properties/refinement/missed.ts';
import { decisionsOf, ScheduleRecorder } from '../../properties/shrink/schedule.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    driver: { type: 'string' },
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
const strategies = [mixture, loadedHost, sluggishHost, postponing(2), postponing(5)];

const others = ['series-2026', 'rfc-2025', ...defects.map(({ id }) => `reference+${id}`)];
const driverOf = (name: string): Revision => {
  const revision = revisionNamed(name);
  if (revision === null) throw new Error(`no driver is called ${name}`);
  return revision;
};

interface Rare {
  readonly revision: Revision;
  readonly scenario: Scenario;
  readonly decisions: readonly Decision[];
  readonly points: number;
  readonly moments: Moments;
}
const random = new Random(Number(values.seed));
/** Activities that runs had, without who they work for: half of the runs hold some of them back. */
const kinds = new Set<string>();
const kindOf = (path: string): string => path.replace(/\(.*|[/.]\d+$/g, '');
const corpus: Rare[] = [];
const taken = new Set<string>();
const why = new Missed();
const byReference = new Set<string>();
let executions = 0;
const unexplained = new Map<string, number>();

function drawOne(nth: number): Pick<Rare, 'revision' | 'scenario'> {
  const { driver = random.chance(0.5) ? 'reference' : random.pick(others) } = values;
  const revision = driverOf(driver);
  const cell = cells[(nth >> 4) % cells.length];
  if (nth % 16 === 0 && cell !== undefined)
    return { revision, scenario: space.program(cell.program, cell.from + nth) };
  return { revision, scenario: drawScopeRun(random, random.pick(small.cases)) };
}

for (; seconds() - modelSeconds < Number(values.seconds); executions++) {
  const seed = deriveSeed(Number(values.seed), executions);
  const strategy = random.pick(strategies).chooser(seed, { points: 600, choices: 150 });
  const rare = corpus.length > 0 && random.chance(0.6) ? random.pick(corpus) : null;
  const { revision, scenario: drawn } = rare ?? drawOne(executions);
  const meets = rare !== null && random.chance(0.5);
  const scenario = meets ? coincide(random, drawn, rare.moments) : drawn;
  const below = rare === null ? strategy : near(rare.decisions, rare.points, strategy, seed);
  const held = new Set([...kinds].filter(() => random.chance(1.5 / kinds.size)));
  const holding = random.chance(0.5) ? holdingBack((path) => held.has(kindOf(path)), below) : below;
  const chooser = new ScheduleRecorder(holding);
  const fresh = new Set<string>();
  const isReference = revision.name === 'reference';
  const take = (edge: string): void => {
    if (!taken.has(edge) && model.has(edge)) fresh.add(edge);
    taken.add(edge);
    why.met(edge);
    if (isReference) byReference.add(edge);
  };
  const { run, violations } = checkRun({ revision, ...scenario, ...runBounds }, chooser, {
    rules: ['REFINES'],
    onModelStep: (before, action, own) => {
      take(edgeOf(before, action));
      take(edgeOf(own, action));
    },
    onOwnStep: (before, action, moment) => {
      take(edgeOf(before, action));
      if (isReference) why.took(before, action, moment);
    },
  });
  for (const { rule, instance } of isReference ? violations : [])
    if (rule === 'REFINES') unexplained.set(instance, (unexplained.get(instance) ?? 0) + 1);
  for (const { path } of run.system.machine.activities) kinds.add(kindOf(path));
  if (fresh.size === 0) continue;
  const decisions = decisionsOf(chooser);
  corpus.push({
    revision,
    scenario,
    decisions,
    points: chooser.trace.length,
    moments: momentsOf(run.events),
  });
}
const { edges, taken: hit, byAction, missed, beyond } = adequacyOf(model, taken);
/** Why an edge is missed: no run of any driver stood so; a lock that is held then; or neither is known. */
function reasonMissed(edge: string): string {
  if (!why.isMet(edge)) return `no run stood so: ${reasonNeverMet(edge)}`;
  const lock = why.lockInTheWay(edge);
  if (lock !== null) return `${lock} is held whenever the reference stands so, and the step needs it`;
  return 'a run stood so, and did not take the step';
}
const groups = new Map<string, string[]>();
for (const edge of missed) groups.set(reasonMissed(edge), [...(groups.get(reasonMissed(edge)) ?? []), edge]);
const reasons = [...groups].sort(([, a], [, b]) => b.length - a.length);
const stood = [...model].filter((edge) => why.isMet(edge));
const faces = new Set([...model].map(faceIn));
const met = new Set(stood.map(faceIn));
if (values.json) {
  const byReason = Object.fromEntries(reasons.map(([reason, all]) => [reason, all.length]));
  console.log(
    JSON.stringify({
      edges,
      taken: hit,
      executions,
      beyond,
      reference: adequacyOf(model, byReference).taken,
      unexplained: [...unexplained],
      byReason,
      missed,
    }),
  );
} else {
  const percent = (some: number, of: number): number => Math.round((1000 * some) / of) / 10;
  console.log(
    `${hit} of ${edges} edges of the small scope (${percent(hit, edges)} %) in ${executions} executions, ${Math.round(seconds())} s`,
  );
  const { taken: mine } = adequacyOf(model, byReference);
  console.log(`${mine} of them (${percent(mine, edges)} %) by runs of the reference`);
  const under = stood.length;
  console.log(
    `runs stood in ${met.size} of ${faces.size} ways; of ${under} edges from there they took ${percent(hit, under)} %`,
  );
  console.log(`${beyond} more that the small scope does not have`);
  for (const [instance, count] of unexplained)
    console.log(`of the reference without explanation: ${count} ${instance}`);
  console.log('missed, by reason:');
  for (const [reason, all] of reasons) console.log(`  ${all.length}: ${reason}`);
  console.log('taken, by action:');
  for (const [action, { taken: some, of }] of [...byAction].sort((a, b) => (a[0] < b[0] ? -1 : 1)))
    console.log(`  ${action}: ${some} of ${of}`);
  if (values.missed) for (const edge of missed) console.log(`missed: ${edge}`);
}
