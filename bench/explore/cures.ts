/**
 * How often fixes are taken for cures that only change when things happen:
 *
 *   npm run bench -- cures [part of a file's name]
 *
 * Each single fix, with what it requires, on each stored finding of the posted series.
 */

import { controlled, isShown } from '../../properties/campaign/controlled.ts';
import { closureOf, withFixes } from '../../properties/campaign/cure.ts';
import { rerun } from '../../properties/campaign/rerun.ts';
import { simulatorSubject } from '../../properties/campaign/simulator-subject.ts';
import { curesOf, slowerBy, stacks } from '../../properties/campaign/stack.ts';
import { scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import { manifestOf } from '../../properties/manifests/index.ts';

const OLD = 40;
const subject = simulatorSubject([]);
const { fixes } = curesOf('series-2026');
const part = process.argv[2] ?? '';
const files = manifestOf('series-2026')
  .expected.map((e) => e.counterexample)
  .filter((file) => file.includes(part));
const sum = { pairs: 0, taken: 0, broken: 0, untold: 0, shown: 0, placebos: 0, placebosOf12: 0 };
const seconds = (): number => process.cpuUsage().user / 1e6;
let controlledSeconds = 0;
let oldSeconds = 0;
for (const file of files) {
  const { revision, rule, schedule: decisions, ...rest } = readCounterexample(pathOf(file));
  const { units } = revision;
  const program = scenarioOf({ revision, rule, schedule: decisions, ...rest });
  for (const fix of fixes.filter(({ name }) => !units.includes(name))) {
    const names = closureOf(fixes, [fix]).filter((name) => !units.includes(name));
    const cured = withFixes(units, names, fixes);
    if (!stacks(cured)) continue;
    sum.pairs++;
    const start = seconds();
    const kept = rerun(subject, cured, rule, { program, decisions }, OLD).broken === null;
    oldSeconds += seconds() - start;
    const placebo = rerun(subject, slowerBy(units, names), rule, { program, decisions }, OLD);
    if (placebo.broken === null) sum.placebos++;
    if (placebo.broken === null || placebo.executions > 12) sum.placebosOf12++;
    if (placebo.broken === null) console.log(`${file}: the placebo of ${names.join(' + ')} passes ${OLD}`);
    if (!kept) continue;
    sum.taken++;
    const before = seconds();
    const now = controlled(subject, units, cured, names, { rule, program, decisions });
    controlledSeconds += seconds() - before;
    const own = rest.cure?.fixes.join() === names.join() ? ', its cure' : '';
    if (now === null) sum.broken++;
    else if (isShown(now)) sum.shown++;
    else sum.untold++;
    if (now === null || !isShown(now))
      console.log(
        `${file}: ${names.join(' + ')}${own}: ${now === null ? 'breaks' : `${now.broke} of ${now.executions}`}`,
      );
  }
  console.log(`${file} ${JSON.stringify(sum)} ${oldSeconds.toFixed(0)} s, ${controlledSeconds.toFixed(0)} s`);
}
