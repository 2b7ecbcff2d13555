/**
 * Every schedule of the brief workloads with at most so many delays or preemptions, one line for each program:
 *
 *   npm run bench -- delays [--delays 1] [--preemptions 0] [--revision reference] [--program 'brief entry, default']
 *                           [--seconds 60] [--merge] [--json]
 *
 * `--merge`: of schedules that come to the same but for the order of steps that do not depend on each other, one is
 * gone on with.
 *
 * A program that is not done after `--seconds` of processor time is told as such, with what was run of it.
 */
import { parseArgs } from 'node:util';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Setup } from '../../impl/simulate.ts';
import { briefPrograms, briefWorkloads } from '../../properties/campaign/brief-workloads.ts';
import { spaceOf } from '../../properties/campaign/plan.ts';
import { setupOf } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { judgedRules } from '../../properties/detect/detect.ts';
import { enumerateDelays } from '../../properties/explore/delay-bounded.ts';
import { History, telling } from '../../properties/explore/dpor/history.ts';

const { values } = parseArgs({
  options: {
    delays: { type: 'string' },
    preemptions: { type: 'string' },
    revision: { type: 'string', default: 'reference' },
    program: { type: 'string', multiple: true, default: [...briefPrograms] },
    seconds: { type: 'string', default: '60' },
    merge: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const counting = values.preemptions === undefined ? 'delays' : 'preemptions';
const maxDelays = Number(values.preemptions ?? values.delays ?? 1);
const revision = Object.values(revisions).find(({ name }) => name === values.revision);
if (revision === undefined) throw new Error(`no revision is called ${values.revision}`);
const units = revision.units.map((unit) => unit.name);
const space = spaceOf(briefWorkloads);

for (const program of values.program) {
  const setup = setupOf(units, space.program(program, 0));
  const begun = process.cpuUsage();
  const seconds = (): number => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
  const broken = new Map<string, number>();
  let steps = 0;
  let history: History | null = null;
  const watched = (plain: Setup): Setup => ({
    ...plain,
    attend: (machine, candidates) => {
      history ??= new History(machine);
      history.attend(candidates);
      return false;
    },
    afterStep: (_, step) => {
      history?.stepped(step);
      return false;
    },
  });
  const { runs, byCost, complete } = enumerateDelays(
    (chooser) => {
      if (!values.merge) return checkRun(setup, chooser, { rules: judgedRules });
      history = null;
      return checkRun(
        watched(setup),
        telling(chooser, () => history),
        { rules: judgedRules },
      );
    },
    ({ run, violations }) => {
      steps += run.steps;
      for (const rule of new Set(violations.map((v) => v.rule)))
        broken.set(rule, (broken.get(rule) ?? 0) + 1);
      return false;
    },
    {
      maxDelays,
      maxRuns: Number.MAX_SAFE_INTEGER,
      counting,
      ...(values.merge ? { cameTo: () => history?.text() ?? '' } : {}),
      shouldStop: () => seconds() > Number(values.seconds),
    },
  );
  const row = {
    program,
    revision: revision.name,
    counting,
    bound: maxDelays,
    schedules: runs,
    byCost,
    complete,
    steps,
    broken: Object.fromEntries(broken),
    seconds: Math.round(10 * seconds()) / 10,
  };
  if (values.json) console.log(JSON.stringify(row));
  else {
    const what = complete ? 'every schedule' : `cut off after ${runs} schedules`;
    const rules = [...broken].map(([rule, count]) => `${rule} in ${count}`).join(', ') || 'no rule breaks';
    console.log(
      `${program}: ${what} with at most ${maxDelays} ${counting} (${byCost.join(' + ')}), ${row.seconds} s: ${rules}`,
    );
  }
}
