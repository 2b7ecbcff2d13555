/**
 * Speed of the simulator: operations (the steps of docs/semantics.md) and executions a second, one thread, 4 groups on 3
 * slots. What was reached is in docs/decisions/0052.
 * Usage: npm run bench -- simulator [--json] [--seconds 2] [--only short,refinement] [--revision reference]
 * Rows: three workloads, each strategy, without rules, with all rules, and followed on the reference model too.
 * V8 is set as in the threads in which campaigns run. Each row is run for a while beforehand, and counted in processor
 * time of this process, which says something on a busy machine too; compiling in threads of V8 is part of it.
 */
import { parseArgs } from 'node:util';
import { revisionNamed } from '../../impl/driver/revisions.ts';
import { type Setup, simulate } from '../../impl/simulate.ts';
import { tuneForRuns } from '../../properties/campaign/tune-for-runs.ts';
import { checkRun } from '../../properties/check-run.ts';
import { measureHints } from '../../properties/explore/hints.ts';
import { strategyNamed } from '../../properties/explore/strategies.ts';
import { workloads } from './workloads.ts';

/** One row. `seconds` is processor time. */
interface Row {
  readonly workload: string;
  /** The strategy, and what looks at the run: nothing, `rules`, `rules + refinement`. */
  readonly strategy: string;
  readonly executions: number;
  readonly steps: number;
  readonly seconds: number;
  readonly stepsPerSecond: number;
  readonly executionsPerSecond: number;
  readonly peakMiB: number;
}

const strategies = ['run to completion', 'random walk 0.05', 'PCT depth 3 focused', '2 delays'] as const;
/** Runs a setup by the decisions of a seed; returns its operations. */
type Judge = (setup: Setup, ...chooser: [Parameters<typeof simulate>[1]]) => number;
const judges: readonly (readonly [string, Judge])[] = [
  ['', (setup, chooser) => simulate(setup, chooser).steps],
  [', rules', (setup, chooser) => checkRun(setup, chooser).run.steps],
  [', rules + refinement', (setup, chooser) => checkRun(setup, chooser, { refine: true }).run.steps],
];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    revision: { type: 'string', default: 'reference' },
  },
});
const seconds = Number(values.seconds);
const revision = revisionNamed(values.revision);
const wanted = values.only.split(',').filter((word) => word !== '');
const tasks = workloads.flatMap((workload) =>
  strategies.flatMap((strategy) =>
    judges.map(([judged, judge]) => ({ workload, strategy, judge, name: `${strategy}${judged}` })),
  ),
);
const chosen = tasks.filter((t) => wanted.every((word) => `${t.workload.name} ${t.name}`.includes(word)));
if (revision === null || !(seconds > 0) || chosen.length === 0) {
  console.error(
    '--revision takes the name of one, --seconds a number above 0, --only words of a workload and strategy:',
  );
  console.error(tasks.map((t) => `  ${t.workload.name} ${t.name}`).join('\n'));
  process.exit(2);
}

tuneForRuns();
const rows: Row[] = [];
if (!values.json) console.log('executions/s  operations/s  operations  MiB  workload, strategy');
for (const { workload, strategy: strategyName, judge, name } of chosen) {
  const setup: Setup = { revision, workload, profile: {}, horizonUs: 13_000_000 };
  const strategy = strategyNamed(strategyName);
  const hints = measureHints((chooser) => simulate(setup, chooser));
  let seed = 0;
  const run = (): number => judge(setup, strategy.chooser(++seed, hints));
  const warm = processorSeconds();
  while (processorSeconds() - warm < seconds) run();
  let [executions, steps, peakMiB] = [0, 0, 0];
  const from = processorSeconds();
  let used = 0;
  while (used < seconds) {
    steps += run();
    executions++;
    used = processorSeconds() - from;
    peakMiB = Math.max(peakMiB, process.memoryUsage.rss() / 2 ** 20);
  }
  const row: Row = {
    workload: workload.name,
    strategy: name,
    executions,
    steps,
    seconds: used,
    stepsPerSecond: Math.round(steps / used),
    executionsPerSecond: Math.round(executions / used),
    peakMiB: Math.round(peakMiB),
  };
  rows.push(row);
  if (!values.json) console.log(textOf(row));
}
if (values.json) console.log(JSON.stringify(rows, null, 2));

function textOf({
  workload,
  strategy,
  executions,
  steps,
  stepsPerSecond,
  executionsPerSecond,
  peakMiB,
}: Row): string {
  const figures = [
    String(executionsPerSecond).padStart(12),
    String(stepsPerSecond).padStart(12),
    String(Math.round(steps / executions)).padStart(10),
    String(peakMiB).padStart(3),
  ];
  return `${figures.join('  ')}  ${workload}, ${strategy}`;
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
