import { describe, expect, it } from 'vitest';
import { simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import { curesOf } from '../../../properties/campaign/stack.ts';
import { byHold, type OtherDriver, type ShownCause, shownOn } from '../../../properties/compare/shown-on.ts';
import { scenarioOf } from '../../../properties/counterexample/counterexample.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { LenientReplay } from '../../../properties/explore/replay.ts';
import { type RevisionName, unitsOf } from '../../../properties/revision.ts';

const subject = simulatorSubject([]);

function storedCause(file: string): ShownCause & { readonly units: readonly string[] } {
  const { rule, cure, schedule, revision, ...of } = readCounterexample(pathOf(file));
  const program = scenarioOf({ rule, cure, schedule, revision, ...of });
  return {
    rule,
    cure: cure?.fixes ?? null,
    execution: { program, decisions: schedule },
    units: revision.units,
  };
}

const driver = (name: RevisionName): OtherDriver => ({
  units: unitsOf(name),
  // Nothing is stacked that might bring something to light: that takes long.
  cures: { ...curesOf(name), use: 'name' },
  met: [],
  known: [],
  lost: [],
});

describe('a cause of one driver on another', () => {
  const gate = storedCause('series-2026/ENTER-GATE.enter-gate.json');

  it('is shown by its own decisions where the other has what breaks', () => {
    const { executions, shown } = shownOn(
      subject,
      gate,
      gate.units,
      driver('series-2026+late-heap' as RevisionName),
      4,
    );
    expect(executions).toBe(1);
    expect(shown).toMatchObject({ under: 'the same decisions', stacked: [] });
  });

  it('is not shown where the other cures it, however it is tried', () => {
    const { executions, shown } = shownOn(subject, gate, gate.units, driver('series-2026+enter-gate'), 6);
    expect(shown).toBeNull();
    expect(executions).toBe(7);
  });

  it('is not taken for another cause of the same rule, which another fix removes', () => {
    // The same violation of the series, as if it were of a driver in which something else had to be cured.
    const other: ShownCause = { ...gate, cure: ['scrub'] };
    expect(
      subject.breaksAt(gate.units, gate.execution.program, new LenientReplay([]), gate.rule),
    ).not.toBeNull();
    expect(shownOn(subject, other, gate.units, driver('series-2026'), 4).shown).toBeNull();
  });

  it('that nothing cures is the same only where nothing known cures the other', () => {
    const open: ShownCause = { ...gate, cure: null };
    const there = driver('series-2026');
    expect(shownOn(subject, open, gate.units, there, 0).shown).not.toBeNull();
    expect(shownOn(subject, open, gate.units, { ...there, known: [['enter-gate']] }, 0).shown).toBeNull();
  });

  it('that nothing cures any more is the same where it breaks for the same instance in the same words', () => {
    const open: ShownCause = { ...gate, cure: null };
    const there = { ...driver('series-2026'), lost: [['enter-gate']] };
    expect(shownOn(subject, open, gate.units, there, 0).shown).toMatchObject({
      under: 'the same decisions',
      lost: ['enter-gate'],
    });
    // What is known to tell it from another cause goes before.
    expect(shownOn(subject, open, gate.units, { ...there, known: [['enter-gate']] }, 0).shown).toBeNull();
    // Another driver breaks the rule for the same instance of the same program, and says otherwise.
    const otherwise = storedCause('defects/M55.ENTER-GATE.json');
    const { rule, execution } = otherwise;
    const said = [otherwise.units, there.units].map((units) =>
      subject
        .run(units, execution.program, new LenientReplay(execution.decisions), [rule])
        .violations.map(({ instance, what }) => [instance, what]),
    );
    expect(said).toEqual([
      [['a.one', expect.stringContaining('a.one and a.two')]],
      [['a.one', expect.stringContaining('no CS was acknowledged')]],
    ]);
    expect(shownOn(subject, { ...otherwise, cure: null }, otherwise.units, there, 0).shown).toBeNull();
  });

  it('has as lost what neither stands on its driver nor removes a cause there', () => {
    const cures = [['enter-gate'], ['exit-answered'], ['owner-truth']];
    const from = { units: unitsOf('series-2026+enter-gate'), cures: [['exit-answered']] };
    expect(byHold(cures, from)).toEqual({
      known: [['enter-gate'], ['exit-answered']],
      lost: [['owner-truth']],
    });
  });

  it('is shown by another schedule where the same decisions keep the rule', () => {
    const late = storedCause('series-2026/FLAG-TRUTH.exit-answered.json');
    const without: ShownCause = { ...late, execution: { ...late.execution, decisions: [] } };
    const there = { ...driver('series-2026'), units: late.units };
    const breaks = subject.breaksAt(late.units, late.execution.program, new LenientReplay([]), late.rule);
    expect(breaks).toBeNull();
    // What its own search met is looked at too.
    const met = { ...there, met: [late.execution] };
    expect(shownOn(subject, without, late.units, met, 0).shown).toMatchObject({ under: 'its own search' });
  });
});
