/**
 * A digest of everything that runs of the simulator give, for work on its speed: the same before and after.
 * Usage: npm run bench -- digest [--runs 200] [--revisions reference,series-2026] [--each]
 * Generated scenarios, every strategy in turn, each revision; every third run is followed on the reference model, every
 * third keeps hashes. With `--each` a line for each run, to compare two of them by `diff`.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Setup } from '../../impl/simulate.ts';
import { drawScenario } from '../../properties/campaign/plan.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { type CheckedRun, checkRun } from '../../properties/check-run.ts';
import { measureHints } from '../../properties/explore/hints.ts';
import { Random } from '../../properties/explore/random.ts';
import { searchStrategies, strategyNamed } from '../../properties/explore/strategies.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    revisions: { type: 'string', default: Object.keys(revisions).join() },
    each: { type: 'boolean', default: false },
  },
});
const wanted = values.revisions.split(',');
const runs = Number(values.runs);
const strangers = wanted.filter((name) => !Object.hasOwn(revisions, name));
if (strangers.length > 0 || !Number.isInteger(runs) || runs < 1) {
  console.error(`--revisions takes ${Object.keys(revisions).join(', ')}; --runs a number from 1`);
  process.exit(2);
}

const total = createHash('sha256');
let [events, steps] = [0, 0];
for (let seed = 1; seed <= runs; seed++) {
  for (const name of wanted) {
    const text = runText(seed, revisions[name as keyof typeof revisions]);
    total.update(text);
    if (values.each) {
      console.log(`${seed} ${name} ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`);
    }
  }
}
console.log(`${runs * wanted.length} runs, ${steps} steps, ${events} events`);
console.log(total.digest('hex'));

/** Everything that the run of a seed shows, as text. */
function runText(seed: number, revision: Setup['revision']): string {
  const scenario = drawScenario(new Random(seed));
  const strategy = strategyNamed(searchStrategies[seed % searchStrategies.length] as string);
  let footprints = 0;
  const setup: Setup = {
    revision,
    ...scenario,
    ...runBounds,
    hashing: seed % 3 === 1,
    afterStep: (_, step) => {
      if (step.index % 16 === 0) footprints ^= hash(JSON.stringify(step.footprint) + step.activity.digest);
      return false;
    },
  };
  const hints = measureHints((chooser) => checkRun(setup, chooser, { rules: [] }));
  // The measuring run is part of the digest, whatever the strategy asks for.
  void hints.points;
  const checked = checkRun(setup, strategy.chooser(seed, hints), { refine: seed % 3 === 0 });
  steps += checked.run.steps;
  events += checked.run.events.length;
  return `${textOf(checked)}${footprints}\n`;
}

function textOf({ run, ...judged }: CheckedRun): string {
  const { end, events, decisions, steps, nowUs } = run;
  const { stateHash, version, choicesMade } = run.system.machine;
  return JSON.stringify(
    { end, events, decisions, steps, nowUs, stateHash, version, choicesMade, ...judged },
    (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value),
  );
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readInt32LE(0);
}
