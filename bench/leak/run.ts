/**
 * NO-LEAK on the reference: every program of at most `--commands` commands in a region, every schedule of one program with
 * one delay, and generated scenarios with protected content. Says how many pairs of runs were compared, in how many the
 * content was really loaded, and how many were left out since their control flow depends on it.
 * Usage: npm run bench -- leak [--commands 3] [--delays 1] [--scenarios 300] [--seed 1] [--revision reference] [--json]
 */
import { parseArgs } from 'node:util';
import { revisionNamed } from '../../impl/driver/revisions.ts';
import { type Chooser, runToCompletion } from '../../impl/runtime/decision.ts';
import { drawScenario } from '../../properties/campaign/plan.ts';
import type { Scenario } from '../../properties/campaign/scenario.ts';
import { setupOf } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { enumerateDelays } from '../../properties/explore/delay-bounded.ts';
import { measureHints } from '../../properties/explore/hints.ts';
import { deriveSeed, Random } from '../../properties/explore/random.ts';
import { mixture } from '../../properties/explore/strategies.ts';
import { contentOwners } from '../../properties/leak/pair.ts';
import { playerAnd, programsOf } from './programs.ts';

const { values } = parseArgs({
  options: {
    commands: { type: 'string', default: '3' },
    delays: { type: 'string', default: '1' },
    scenarios: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    revision: { type: 'string', default: 'reference' },
    json: { type: 'boolean', default: false },
  },
});
const revision = revisionNamed(values.revision);
if (revision === null) throw new Error(`no revision is called ${values.revision}`);
const units = revision.units.map((unit) => unit.name);

class Count {
  pairs = 0;
  moved = 0;
  leftOut = 0;
  readonly leaks: string[] = [];

  constructor(readonly what: string) {}

  run(scenario: Scenario, chooser: Chooser, name: string): void {
    const { pairs, violations } = checkRun(setupOf(units, scenario), chooser, { rules: ['NO-LEAK'] });
    for (const { moved, result } of pairs) {
      this.pairs++;
      if (result.kind === 'excluded') this.leftOut++;
      else if (moved) this.moved++;
    }
    for (const { what } of violations) this.leaks.push(`${name}: ${what}`);
  }
}

const scenarioOf = (region: readonly string[]): Scenario => ({
  workload: playerAnd([], region),
  faults: {},
  profile: {},
});

const programs = new Count(`programs of at most ${values.commands} commands`);
for (const region of programsOf(Number(values.commands))) {
  programs.run(scenarioOf(region), runToCompletion, region.join('; '));
}

const schedules = new Count(`schedules with at most ${values.delays} delays`);
const region = ['LOAD film', 'RUN 1 ms', 'STORE screen'];
enumerateDelays(
  (chooser) => schedules.run(scenarioOf(region), chooser, 'a schedule'),
  () => false,
  { maxDelays: Number(values.delays), maxRuns: Number.POSITIVE_INFINITY },
);

const generated = new Count(`generated scenarios with content`);
for (let nth = 0, drawn = 0; drawn < Number(values.scenarios); nth++) {
  const seed = deriveSeed(Number(values.seed), nth);
  const scenario = drawScenario(new Random(seed));
  if (contentOwners(scenario.workload).length === 0) continue;
  drawn++;
  const hints = measureHints((chooser) => void checkRun(setupOf(units, scenario), chooser, { rules: [] }));
  generated.run(scenario, mixture.chooser(seed, hints), `seed ${seed}`);
}

const counts = [programs, schedules, generated];
if (values.json) console.log(JSON.stringify({ revision: values.revision, counts }, null, 1));
else {
  for (const { what, pairs, moved, leftOut, leaks } of counts) {
    const seen = leaks.length === 0 ? 'no leak' : `${leaks.length} LEAKS: ${leaks[0]}`;
    console.log(`${what}: ${pairs} pairs, content loaded in ${moved}, ${leftOut} left out: ${seen}`);
  }
}
