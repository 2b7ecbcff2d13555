import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { phasedName } from '../../../properties/campaign/asking-phases.ts';
import { planRound } from '../../../properties/campaign/plan.ts';
import {
  askableOf,
  type Declared,
  declaredReachable,
  missedOf,
  storedWorkloads,
} from '../../../properties/campaign/reachable.ts';
import {
  answerPairs,
  plausibleAnswers,
  questionOf,
  strengthOf,
} from '../../../properties/campaign/reached.ts';
import { mergeResults, runCell } from '../../../properties/campaign/run-cell.ts';
import { simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import type { Cell } from '../../../properties/campaign/subject.ts';
import { type RevisionName, unitsOf } from '../../../properties/revision.ts';

const subject = simulatorSubject([]);
/** What the default plan does whatever the workloads and the seed: without any, and without what is drawn. */
const asking = (revision: RevisionName): readonly Cell[] =>
  planRound('default', 7, [], 0, revision).filter(({ program }) => program.startsWith('asks '));
const reachedBy = (revision: RevisionName): Readonly<Record<string, unknown>> =>
  mergeResults(asking(revision).map((cell) => runCell(subject, unitsOf(revision), cell, []))).reached;
const deeply = ['reference', 'series-2026', 'rfc-2025'] as const;
const things = (declared: readonly Declared[]): readonly string[] => declared.map(({ thing }) => thing);

/** The others are held to it by each `npm run verify`. */
const revisions = (process.env.DEEP ?? '') === '' ? (['reference'] as const) : deeply;

it.each(revisions)(
  'every answer that %s lets matter is consulted by any default search, and none of the others',
  (revision) => {
    const reached = reachedBy(revision);
    const { answers, never, pairs: together, apart } = askableOf(revision);
    const { missed, pairs, allPairs, apart: apartOnly } = strengthOf(reached, answers, together);
    expect(missed).toEqual([]);
    expect(plausibleAnswers.filter((one) => !answers.includes(one) && `choice ${one}` in reached)).toEqual(
      [],
    );
    for (const { asked, why } of never) {
      expect(why.length, asked.join()).toBeGreaterThan(20);
      for (const id of asked)
        expect(plausibleAnswers.some((one) => one === id || one.startsWith(`${id} `))).toBe(true);
    }
    // Two answers that a revision lets matter are met together by some execution, whichever two.
    expect([apartOnly, pairs]).toEqual([[], allPairs]);
    const counted = new Set(together.map(([a, b]) => `${a} & ${b}`));
    const left = answerPairs(answers).filter(([a, b]) => !counted.has(`${a} & ${b}`));
    expect(left.filter(([a, b]) => `choices ${a} & ${b}` in reached)).toEqual([]);
    for (const { answer, why } of apart) {
      expect([answers.includes(answer), why.length > 20]).toEqual([true, true]);
      expect(left.some((pair) => pair.includes(answer))).toBe(true);
    }
    // Nor do answers of calls and kinds of events depend on what is drawn; who interrupts whom does.
    const declared = declaredReachable(revision, []).filter(({ thing }) => !thing.startsWith('switch '));
    expect(declared.length).toBeGreaterThan(revision === 'reference' ? 100 : 30);
    expect(things(missedOf(declared, reached))).toEqual([]);
    const planted = { thing: 'answer MMAP EIO', source: 'nowhere' };
    expect(missedOf([...declared, planted], reached)).toEqual([planted]);
  },
);

it('actions of the model are declared where the stored workloads are searched, and nothing of a defective driver', () => {
  const files = readdirSync('properties/workloads').map((file) => file.replace('.json', ''));
  expect(storedWorkloads).toEqual(files);
  const more = declaredReachable('reference', files).length - declaredReachable('reference', []).length;
  expect(more).toBeGreaterThan(50);
  expect(declaredReachable('reference+M69', files)).toEqual([]);
  expect(askableOf('reference+M69').answers).toEqual(plausibleAnswers);
});

it.each([
  ['series-2026', 'F27 = yes'],
  ['series-2026', 'F19 = never acknowledged & F27 = yes'],
  ['rfc-2025', 'F27 = yes'],
  ['rfc-2025', 'F19 = never acknowledged & F27 = yes'],
] as const)('on %s nothing of sessions is asked with %s', (revision, row) => {
  const program = `${phasedName(['plain', 'beside', 'faults', 'empty'])}, ${row}`;
  const cell = { strategy: 'run to completion', program, from: 1, count: 1 };
  const { consulted, reached } = runCell(subject, unitsOf(revision), cell, []);
  expect('event session enterSent' in reached).toBe(true);
  expect('event session entered' in reached).toBe(false);
  const apart = askableOf(revision).apart.filter(({ answer }) => row.includes(answer));
  expect(apart.map(({ answer }) => answer).sort()).toEqual(row.split(' & '));
  const [least = []] = apart
    .map(({ answer, leaves }) => [...leaves, questionOf(answer)])
    .sort((a, b) => a.length - b.length);
  const asked = new Set(consulted.filter((id) => plausibleAnswers.some((one) => questionOf(one) === id)));
  expect([...asked].filter((id) => !least.includes(id))).toEqual([]);
});

it('groups that stand on slots before they have work are let in by the series once they asked', () => {
  const program = `${phasedName(['warm', 'reads', 'past', 'nested'])}, F01 = never acknowledged & F25 = fault`;
  const cell = { strategy: 'mixture', program, from: 1, count: 12 };
  const { reached } = runCell(subject, unitsOf('series-2026'), cell, []);
  expect('choices F01 = never acknowledged & F25 = fault' in reached).toBe(true);
});

it.each([
  ['stands', 'F20 = runs', ' & a GPU at 1 GHz'],
  ['blocks', 'F36 = exit', ''],
  ['blocks', 'F37 = for the owner', ''],
  ['parts', 'F35 = ends the session', ''],
  ['strays', 'F14 = progress lost', ''],
  ['overtaken', 'F12 = the acknowledged one', ' & F08b = waits'],
  ['surpassed', 'F12 = the acknowledged one', ' & F08b = waits'],
  ['kept', 'F08d = waits', ' & F18b = dead'],
  ['pulled', 'F17 = times out', ''],
  ['stalls', 'F16 = completes', ' & F04 = never'],
] as const)(
  'the series goes in no circle before %s, after a job of no length, takes %s by its default schedule',
  (phase, answer, more) => {
    const program = `${phasedName(['cool', phase])}, ${answer}${more}`;
    const cell = { strategy: 'run to completion', program, from: 1, count: 1 };
    const { reached } = runCell(subject, unitsOf('series-2026'), cell, []);
    expect(`choice ${answer}` in reached).toBe(true);
  },
);

it('a VM operation as firmware switches after a forced exit leaves its region locked at the entry of the series', () => {
  const program = `${phasedName(['lockedAt'])}, F32 = stalls until unlocked & F04 = 40 ms & F16 = any`;
  const reached = (strategy: string): boolean => {
    const cell = { strategy, program, from: 1, count: 1 };
    return 'choice F32 = stalls until unlocked' in runCell(subject, unitsOf('series-2026'), cell, []).reached;
  };
  // Its LOCK completes and its UNLOCK stalls, or both stall.
  expect(reached('run to completion; choice 1 = completes')).toBe(true);
  expect(reached('run to completion')).toBe(false);
});

/** What two answers together have shown, docs/decisions/0031: each of these broke the rule. */
it.each([
  [
    'REF-SAFE',
    'a group that is destroyed in a reset, and was saved at the entry',
    /^asks in phases beside clock plain, F16 = /,
  ],
  [
    'PRIVILEGE',
    'an owner that waits for a sync object in its region',
    /^asks in phases beside waits, F15 = lost & F36 = /,
  ],
] as const)('the reference keeps %s: %s', (rule, _, program) => {
  const cells = planRound('deep', 7, [], 0).filter((cell) => program.test(cell.program));
  expect(cells.length).toBeGreaterThan(0);
  const { rules } = mergeResults(cells.map((cell) => runCell(subject, unitsOf('reference'), cell, [rule])));
  expect(rules[rule]?.given).toBeGreaterThan(0);
  expect(rules[rule]?.violatedRuns).toBe(0);
});
