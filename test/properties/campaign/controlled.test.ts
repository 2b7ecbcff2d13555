import { describe, expect, test } from 'vitest';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { controlled, isShown } from '../../../properties/campaign/controlled.ts';
import { withFixes } from '../../../properties/campaign/cure.ts';
import { rerun } from '../../../properties/campaign/rerun.ts';
import { simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import { curesOf, slowerBy, stacks } from '../../../properties/campaign/stack.ts';
import type { RuleId } from '../../../properties/catalogue.ts';
import { scenarioOf } from '../../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';

const subject = simulatorSubject([]);
const { fixes } = curesOf('series-2026');

/** A stored finding as what cures are tried on. */
function stored(file: string) {
  const counterexample = readCounterexample(pathOf(file));
  const { rule, revision, schedule: decisions } = counterexample;
  return { units: revision.units, broken: { rule, program: scenarioOf(counterexample), decisions } };
}

const race = stored('series-2026/FLAG-TRUTH.exit-answered.json');
const slower = (names: readonly string[]): readonly string[] => slowerBy(race.units, names);
const onRace = (cured: readonly string[], names: readonly string[]) =>
  controlled(subject, race.units, cured, slower(names), race.broken);

describe('a race between an exit and the tick that enters', () => {
  test('is cured by what answers the exit first, and a driver that is only slower there breaks the rule', () => {
    const names = ['exit-answered'];

    const control = onRace(withFixes(race.units, names, fixes), names);

    expect(control).not.toBeNull();
    if (control === null) return;
    expect(isShown(control)).toBe(true);
    expect(control.broke).toBeLessThanOrEqual(control.of);
    expect(control.executions).toBeGreaterThanOrEqual(control.of);
  });

  test('is not cured by what makes it rare: its schedule and 39 others keep the rule, one near it does not', () => {
    const names = ['owner-truth', 'quiet-session'];
    const cured = withFixes(race.units, names, fixes);
    const { rule, ...execution } = race.broken;

    expect(rerun(subject, cured, rule, execution, 40).broken).toBeNull();
    expect(onRace(cured, names)).toBeNull();
  });

  test('is not cured by a placebo', () => {
    expect(onRace(slower(['exit-answered']), ['exit-answered'])).toBeNull();
  });
});

test('a placebo of each fix stacks and takes longer, and breaks whatever rule the driver broke', () => {
  const { units, broken } = stored('series-2026/NO-PROFILE.quiet-profile.json');
  const rules: readonly RuleId[] = ['NO-PROFILE', 'ENTER-GATE', 'CREATE-TIME'];
  const runOf = (stack: readonly string[]) => subject.run(stack, broken.program, runToCompletion, rules);
  const brokenIn = (stack: readonly string[]) => runOf(stack).violations.map(({ rule }) => rule);
  const { steps } = runOf(units);
  const longer = fixes.map(({ name }) => {
    const stack = slowerBy(units, [name]);
    expect(stacks(stack), name).toBe(true);
    expect(brokenIn(stack), name).toEqual(brokenIn(units));
    return runOf(stack).steps - steps;
  });
  expect(brokenIn(units).length).toBeGreaterThan(0);
  expect(longer.filter((more) => more > 0).length).toBeGreaterThan(fixes.length / 2);
});

test('a rebase has a placebo: what either stack of patches changes takes longer, and the same rules break', () => {
  const { units, broken } = stored('rfc-2025/TIMELY.series-2026.json');
  const runOf = (stack: readonly string[]) => subject.run(stack, broken.program, runToCompletion, ['TIMELY']);
  const placebo = slowerBy(units, ['series-2026', 'enter-gate']);
  expect(stacks(placebo)).toBe(true);
  const [posted, slow] = [runOf(units), runOf(placebo)];
  const rulesOf = ({ violations }: typeof posted): readonly RuleId[] => violations.map(({ rule }) => rule);
  expect(rulesOf(posted)).toEqual(['TIMELY']);
  expect(rulesOf(slow)).toEqual(['TIMELY']);
  expect(slow.steps).toBeGreaterThan(posted.steps);
});
