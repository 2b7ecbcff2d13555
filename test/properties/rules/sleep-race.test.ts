import { expect, test } from 'vitest';
import { closureOf, withFixes } from '../../../properties/campaign/cure.ts';
import { OneMore } from '../../../properties/campaign/neighbours.ts';
import { simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import { curesOf } from '../../../properties/campaign/stack.ts';
import { scenarioOf } from '../../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { LenientReplay } from '../../../properties/explore/replay.ts';
import { unitsOf } from '../../../properties/revision.ts';

/** What is stored of the RFC: a tick that was waiting for sched.lock runs between the suspend of all groups and HALT. */
const counterexample = readCounterexample(pathOf('rfc-2025/EXACTLY-ONCE.series-2026.json'));
const program = scenarioOf(counterexample);

/** Of so many schedules near it, in how many a command is issued twice. */
function broken(units: readonly string[], of: number): number {
  const subject = simulatorSubject([]);
  let count = 0;
  for (let n = 0; n < of; n++) {
    const chooser = new OneMore(new LenientReplay(counterexample.schedule), n * 7, 1);
    if (subject.breaksAt(units, program, chooser, counterexample.rule) !== null) count++;
  }
  return count;
}

const { fixes } = curesOf('series-2026');
const seriesWith = (...names: readonly string[]): readonly string[] => {
  const wanted = closureOf(
    fixes,
    fixes.filter(({ name }) => names.includes(name)),
  );
  return withFixes(unitsOf('series-2026'), wanted, fixes);
};

test('a tick in the sleep of the system makes commands run twice in mainline, without any protected group', () => {
  const groups = program.workload.processes.flatMap((process) => process.groups);
  expect(groups.map((group) => group.protected)).not.toContain(true);
  expect(broken(unitsOf('mainline'), 10)).toBeGreaterThan(5);
});

test('the series hides it behind entries that nobody asked for: without these it is there until no tick runs', () => {
  expect(broken(unitsOf('series-2026'), 10)).toBe(0);
  expect(broken(seriesWith('enter-gate'), 10)).toBeGreaterThan(3);
  expect(broken(seriesWith('enter-gate', 'quiet-suspend'), 10)).toBe(0);
  expect(broken(unitsOf('reference'), 10)).toBe(0);
});
