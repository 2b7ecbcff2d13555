import { expect, test } from 'vitest';
import { check, type Model, withGuards, withoutGuard } from '../../../model/checker/index.ts';
import { type Case, protectedMode, type State } from '../../../model/protected-mode/index.ts';
import { plainly } from '../../../model/protected-mode/plainly.ts';
import { possibleBesideSaved } from '../../../model/protected-mode/possible.ts';

/** An owner with a CS that is to enter and one that goes on in normal mode, and a group that is saved meanwhile. */
const beside: Case = {
  slots: 2,
  groups: [
    { priority: 1, queues: [['P'], ['N']] },
    { priority: 0, queues: [['N'], []] },
  ],
};
const { model, terms } = protectedMode({ name: 'beside', cases: [beside] });

const ruled = [...model.rules, ...plainly(terms)];

/** The model's rule that is to notice, and the one that says it without words. */
const noticing = [
  'FROZEN',
  'PLAINLY, what was not let in issues and finishes nothing from the sample until all is restored',
];
const brokenIn = (m: Model<State>): readonly string[] =>
  check({ ...m, rules: ruled.filter(({ id }) => noticing.includes(id)) }).perRule.flatMap((r) =>
    r.violations > 0 ? [r.id] : [],
  );
/** The model in which a CS issues a normal command also where `more` does not forbid it. */
const issuing = (more: (s: State) => boolean): Model<State> => {
  const free = withoutGuard(model, 'gpu.issueNormal', 'the CS is not halted');
  return {
    ...free,
    actions: free.actions.map((a) => (a.id === 'gpu.issueNormal' ? withGuards(a, { allowed: more }) : a)),
  };
};

test('a CS of the owner that was not let in issues nothing from the sample until all is restored', () => {
  // F11 where bit 7 is set, B.2-10 from the sample on: the firmware resumes the sampled CSs only.
  for (const more of [
    (s: State) => !s.protmActive && s.firmware !== 'leaving',
    (s: State) => !s.protmActive && s.firmware !== 'entering',
  ])
    expect(brokenIn(issuing(more))).toEqual(noticing);
});

test('it goes on until the sample, and once the saved CSGs are restored, before EXIT is raised or after', () => {
  const issuesIn = (id: string, where: (s: State) => boolean) =>
    terms.step({
      id,
      on: ['gpu.issueNormal'],
      given: (before) => before.owner !== null && where(before),
      then: () => true,
    });
  const goesOn = [
    issuesIn('until the sample', (s) => s.driver === 'entering' && s.firmware === 'normal'),
    issuesIn('before EXIT', (s) => s.driver === 'entered' && s.firmware === 'leaving'),
    issuesIn('after EXIT', (s) => s.driver === 'entered' && s.firmware === 'left'),
  ];
  const whereOthersAreSaved = possibleBesideSaved(terms);
  const { perRule } = check({ ...model, rules: [...ruled, ...goesOn, ...whereOthersAreSaved] });
  expect(perRule.flatMap((r) => (r.violations > 0 ? [r.id] : []))).toEqual([]);
  const asked = perRule.slice(ruled.length);
  expect(asked.map((r) => [r.id, r.givenCount > 0])).toEqual([
    ...goesOn.map((r) => [r.id, true]),
    // EXIT comes after restoring.
    ...whereOthersAreSaved.map((r) => [r.id, false]),
  ]);
});

test('where EXIT comes before restoring, EXIT ends that, and the owner goes on while others are still saved', () => {
  const first = protectedMode({ name: 'beside', cases: [{ ...beside, profile: { F30: 'EXIT first' } }] });
  const rules = possibleBesideSaved(first.terms);
  const { perRule } = check({ ...first.model, rules });
  expect(perRule.map((r) => r.givenCount > 0)).toEqual(rules.map(() => true));
});

test('where an entry never comes to its end it stays halted until the reset, and nothing more is asked', () => {
  const lost = protectedMode({
    name: 'lost',
    cases: [
      {
        slots: 1,
        profile: { F04F07: 'may never complete' },
        groups: [{ priority: 1, queues: [['P'], ['NP']] }],
      },
    ],
  });
  const rules = [...lost.model.rules, ...plainly(lost.terms)];
  const notices = (m: Model<State>): readonly string[] =>
    check({ ...m, rules }).perRule.flatMap((r) => (r.violations > 0 ? [r.id] : []));
  expect(notices(lost.model)).toEqual([]);
  const whileLost = (action: string, guard: string): Model<State> => {
    const free = withoutGuard(lost.model, action, guard);
    const allowed = (s: State): boolean =>
      s.firmware === 'normal' || (s.firmware === 'hung' && !s.protmActive);
    return {
      ...free,
      actions: free.actions.map((a) => (a.id === action ? withGuards(a, { allowed }) : a)),
    };
  };
  expect(notices(whileLost('gpu.issueNormal', 'the CS is not halted'))).toEqual(noticing);
  expect(notices(whileLost('firmware.reachRegion', 'the firmware answers'))).toEqual(['FROZEN']);
});
