/**
 * How often fixes are taken for cures that only change when things happen:
 *
 *   npm run bench -- cures [--executions 12] [part of a file's name]
 *
 * Each single fix, with what it requires, on each stored finding of the posted series: whether the finding's schedule
 * and so many of all strategies keep the rule with it, and whether those near the schedule do too (controlled.ts). The
 * same of its placebo, which is no cure whatever it seems to remove.
 */
import { parseArgs } from 'node:util';
import { controlled, isShown } from '../../properties/campaign/controlled.ts';
import { closureOf, withFixes } from '../../properties/campaign/cure.ts';
import { rerun } from '../../properties/campaign/rerun.ts';
import { simulatorSubject } from '../../properties/campaign/simulator-subject.ts';
import { curesOf, slowerBy, stacks } from '../../properties/campaign/stack.ts';
import { scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import { manifestOf } from '../../properties/manifests/index.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { executions: { type: 'string', default: '12' } },
});
const [part = ''] = positionals;
const subject = simulatorSubject([]);
const { fixes } = curesOf('series-2026');
const seconds = { strategies: 0, near: 0 };
const tally = new Map<string, number>();

/** The processor time that something takes, added up by what it is. */
function timed<T>(what: keyof typeof seconds, body: () => T): T {
  const start = process.cpuUsage().user;
  const result = body();
  seconds[what] += (process.cpuUsage().user - start) / 1e6;
  return result;
}

for (const { counterexample: file, cure } of manifestOf('series-2026').expected) {
  if (!file.includes(part)) continue;
  const counterexample = readCounterexample(pathOf(file));
  const { revision, rule, schedule: decisions } = counterexample;
  const { units } = revision;
  const broken = { rule, program: scenarioOf(counterexample), decisions };
  const keeps = (stack: readonly string[]): boolean =>
    rerun(subject, stack, rule, broken, Number(values.executions)).broken === null;
  const nearIt = (stack: readonly string[], placebo: readonly string[]): string => {
    const control = controlled(subject, units, stack, placebo, broken);
    return control === null ? 'breaks near it' : isShown(control) ? 'is shown' : 'is not told from timing';
  };
  const removing: (readonly string[])[] = [];
  const sets = fixes
    .filter(({ name }) => !units.includes(name))
    .map((fix) => closureOf(fixes, [fix]).filter((name) => !units.includes(name)))
    .toSorted((a, b) => a.length - b.length);
  const told: string[] = [];
  const count = (what: string, names: readonly string[]): void => {
    tally.set(what, (tally.get(what) ?? 0) + 1);
    if (!what.endsWith('keeps the rule, is shown') && !what.endsWith(': breaks it'))
      told.push(`  ${names.join(' + ')}, ${what}`);
  };
  for (const names of sets) {
    const placebo = slowerBy(units, names);
    if (!keeps(placebo)) count('placebo: breaks it', names);
    else count(`placebo: keeps the rule, ${nearIt(placebo, placebo)}`, names);
    const cured = withFixes(units, names, fixes);
    if (!stacks(cured) || removing.some((smaller) => smaller.every((name) => names.includes(name)))) continue;
    const isOwn = names.join() === cure.join() ? 'its cure' : 'another fix';
    const kept = timed('strategies', () => keeps(cured));
    if (!kept && isOwn === 'another fix') count(`${isOwn}: breaks it`, names);
    else {
      if (kept) removing.push(names);
      const near = timed('near', () => nearIt(cured, placebo));
      count(`${isOwn}: ${kept ? 'keeps the rule' : 'breaks it elsewhere'}, ${near}`, names);
    }
  }
  console.log([file, ...told].join('\n'));
}
console.log('');
for (const [what, n] of [...tally].toSorted()) console.log(`${n} ${what}`);
console.log(
  `processor time: all strategies ${seconds.strategies.toFixed(0)} s, near ${seconds.near.toFixed(0)} s`,
);
