import {
  type Case,
  type ChoiceId,
  choiceIds,
  choices,
  defaultProfile,
  type GroupConfig,
  type Profile,
  type Program,
  type ProtectedModeConfig,
} from './config.ts';

const group = (
  priority: number,
  queues: readonly Program[],
  more: Partial<GroupConfig> = {},
): GroupConfig => ({
  priority,
  queues,
  ...more,
});

/** The answers to part F that are plausible and not the default, together; what never completes or is dead is apart. */
const otherAnswers: Partial<Profile> = {
  F05: 'EXIT, then bit 7',
  F08b: 'waits',
  F08d: 'waits',
  F12: 'the acknowledged one',
  F30: 'EXIT first',
  F35: 'ends the session',
  F38: 'raised at once',
};
const mayNeverComplete: Partial<Profile> = { F04F07: 'may never complete' };
const deadAfterFault: Partial<Profile> = { F18b: 'dead' };

/** An owner with one region against a group that wants normal mode, of lower, equal and higher priority. */
const waiters = (slots: number): readonly Case[] =>
  [0, 1, 2].map((priority) => ({ slots, groups: [group(1, [['P']]), group(priority, [['N']])] }));

/** Single groups: resets, several CSs and regions, what the firmware does not raise again, memory. */
const alone: readonly Case[] = [
  { slots: 1, unrelatedResets: true, groups: [group(1, [['PP']])] },
  { slots: 1, profile: mayNeverComplete, groups: [group(1, [['P'], ['P']])] },
  { slots: 1, profile: mayNeverComplete, groups: [group(1, [['P'], ['N']])] },
  { slots: 1, unrelatedResets: true, profile: { F08a: 'waits' }, groups: [group(1, [['PP']])] },
  { slots: 1, unrelatedResets: true, profile: { F08d: 'waits' }, groups: [group(1, [['PP']])] },
  { slots: 1, profile: otherAnswers, groups: [group(1, [['PP'], ['P']])] },
  { slots: 1, vmOps: true, groups: [group(1, [['PP']], { lifecycle: true })] },
  { slots: 1, deviceSuspends: true, unrelatedResets: true, faults: true, groups: [group(1, [['PN']])] },
  { slots: 1, unrelatedResets: true, groups: [group(1, [['P']], { declared: false })] },
  { slots: 1, vmOps: true, groups: [group(1, [['P']], { declared: false, lifecycle: true })] },
  {
    slots: 1,
    vmOps: true,
    lateHeap: true,
    unrelatedResets: true,
    deviceSuspends: true,
    groups: [group(1, [['P']], { lifecycle: true })],
  },
  { slots: 1, faults: true, groups: [group(1, [['PP']])] },
  {
    slots: 1,
    once: true,
    unrelatedResets: true,
    deviceSuspends: true,
    vmOps: true,
    groups: [group(1, [['P']])],
  },
];

/** A group with a region that comes and goes, together with its buffer. */
const passing = (priority: number, ...queues: readonly Program[]): GroupConfig =>
  group(priority, queues, { lifecycle: true });
/** A group that did not say at its creation that it would ask for protected mode. */
const undeclared = (priority: number, ...queues: readonly Program[]): GroupConfig =>
  group(priority, queues, { declared: false });

/** The default answers to part F, then each other answer that the model knows, alone. */
const oneAnswerEach: readonly Partial<Profile>[] = [
  {},
  ...choiceIds.flatMap((id) =>
    choices[id].filter((value) => value !== defaultProfile[id]).map((value) => ({ [id]: value })),
  ),
];

/** What an answer needs to make a difference, where a group on a slot of its own is not enough. */
const needs: Partial<Record<ChoiceId, Case>> = {
  // A CSG that is saved, and one whose endpoint priority may be the higher one.
  F12: { slots: 2, groups: [group(1, [['P']]), group(0, [['N']])] },
  F30: { slots: 2, groups: [group(1, [['P']]), group(0, [['N']])] },
  // Another CS that is let in.
  F35: { slots: 1, groups: [group(1, [['P'], ['P']])] },
};

/**
 * Each answer to part F alone, in cases that give each rule its occasion under it: who waits for whom, what fails and who
 * is to blame, undeclared use, the life of a buffer; and what the answer itself is about.
 */
export const answers: ProtectedModeConfig = {
  name: 'answers',
  cases: oneAnswerEach.flatMap((profile, i) =>
    [
      ...waiters(1),
      { slots: 1, deviceSuspends: true, unrelatedResets: true, faults: true, groups: [group(1, [['P']])] },
      { slots: 1, unrelatedResets: true, groups: [undeclared(1, ['P'])] },
      { slots: 1, vmOps: true, groups: [passing(1, ['P'])] },
      ...choiceIds.flatMap((id) => (id in profile ? (needs[id] ?? []) : [])),
      // No answer is about a late heap.
      ...(i > 0
        ? []
        : [{ slots: 1, vmOps: true, lateHeap: true, unrelatedResets: true, groups: [passing(1, ['P'])] }]),
    ].map((one: Case) => ({ ...one, profile })),
  ),
};

/** One small run for each feature; together they fire every action and give every rule its occasion. */
export const small: ProtectedModeConfig = {
  name: 'small',
  cases: [
    ...alone,
    ...waiters(1),
    { slots: 1, faults: true, profile: deadAfterFault, groups: [group(1, [['P']]), group(2, [['N']])] },
    { slots: 1, profile: { F38: 'raised at once' }, groups: [group(3, [['P', 'P']]), group(3, [['N']])] },
    { slots: 2, groups: [group(1, [['P']]), group(0, [['P']])] },
    {
      slots: 2,
      profile: { ...otherAnswers, F05: 'bit 7, then EXIT' },
      groups: [group(1, [['P']]), group(0, [['N']])],
    },
    {
      slots: 1,
      faults: true,
      profile: { ...mayNeverComplete, ...deadAfterFault },
      groups: [group(1, [['P']]), group(1, [['N']])],
    },
    { slots: 1, groups: [undeclared(1, ['NP']), group(0, [['N']])] },
  ],
};

/** What `small` has with both groups on slots and longer streams. */
const longer: readonly Case[] = [
  ...alone,
  ...waiters(2),
  { slots: 1, groups: [group(1, [['PN']]), group(1, [['N']])] },
  { slots: 1, groups: [group(1, [['PP'], ['P', 'P']])] },
  { slots: 2, profile: otherAnswers, groups: [group(1, [['PP'], ['PP']])] },
  { slots: 2, groups: [group(1, [['P']]), group(0, [['P']])] },
  { slots: 1, groups: [group(3, [['P']]), group(3, [['PN']])] },
  {
    slots: 2,
    profile: { ...otherAnswers, F05: 'bit 7, then EXIT' },
    groups: [group(1, [['P']]), group(0, [['N']])],
  },
  {
    slots: 2,
    faults: true,
    profile: { ...mayNeverComplete, ...deadAfterFault },
    groups: [group(1, [['P']]), group(1, [['N']])],
  },
  { slots: 1, groups: [undeclared(1, ['NP']), group(0, [['N']])] },
];

/** What one verification searches: `small`, and three groups that compete for two slots. */
export const verify: ProtectedModeConfig = {
  name: 'verify',
  cases: [...small.cases, { slots: 2, groups: [group(1, [['P']]), group(1, [['N']]), group(0, [['N']])] }],
};

/** Features in company: some case has any two of them (`features.ts`). */
const together: readonly Case[] = [
  {
    slots: 1,
    faults: true,
    unrelatedResets: true,
    deviceSuspends: true,
    profile: { ...otherAnswers, ...mayNeverComplete },
    groups: [group(1, [['P']]), undeclared(1, ['P'])],
  },
  {
    slots: 1,
    vmOps: true,
    faults: true,
    unrelatedResets: true,
    profile: deadAfterFault,
    groups: [group(3, [['P'], ['P']])],
  },
  {
    slots: 1,
    vmOps: true,
    lateHeap: true,
    unrelatedResets: true,
    deviceSuspends: true,
    profile: otherAnswers,
    groups: [passing(3, ['P', 'P'])],
  },
  {
    slots: 1,
    vmOps: true,
    lateHeap: true,
    faults: true,
    unrelatedResets: true,
    profile: { ...mayNeverComplete, ...deadAfterFault },
    groups: [passing(1, ['P'], ['N'])],
  },
  {
    slots: 1,
    vmOps: true,
    lateHeap: true,
    unrelatedResets: true,
    groups: [passing(1, ['P']), undeclared(0, ['NP'])],
  },
  {
    slots: 1,
    vmOps: true,
    lateHeap: true,
    deviceSuspends: true,
    groups: [passing(1, ['P']), undeclared(1, ['N'])],
  },
  {
    slots: 2,
    vmOps: true,
    lateHeap: true,
    deviceSuspends: true,
    groups: [passing(1, ['P']), undeclared(2, ['N'])],
  },
  {
    slots: 1,
    faults: true,
    unrelatedResets: true,
    profile: { ...mayNeverComplete, ...deadAfterFault },
    groups: [group(1, [['PN']]), group(3, [['PN']])],
  },
  {
    slots: 1,
    deviceSuspends: true,
    profile: otherAnswers,
    groups: [group(1, [['P', 'P'], ['N']]), undeclared(0, ['PN'])],
  },
  { slots: 1, groups: [group(1, [['P'], ['N']]), undeclared(1, ['N'])] },
  {
    slots: 2,
    faults: true,
    profile: { ...mayNeverComplete, ...deadAfterFault },
    groups: [group(1, [['P', 'P']]), group(2, [['N']])],
  },
  {
    slots: 1,
    faults: true,
    deviceSuspends: true,
    profile: { ...otherAnswers, ...deadAfterFault },
    groups: [group(3, [['P', 'P']]), undeclared(3, ['P'])],
  },
  { slots: 1, groups: [group(1, [['P']]), group(2, [['N']]), group(1, [['N']])] },
  { slots: 2, unrelatedResets: true, groups: [group(3, [['P']]), undeclared(1, ['NP'])] },
  { slots: 2, groups: [group(1, [['P']]), undeclared(0, ['P'], ['N'])] },
  // What of the owner was not let in, while others are saved, and while they are not restored yet after EXIT.
  { slots: 2, profile: { F30: 'EXIT first' }, groups: [group(1, [['P'], ['N']]), group(0, [['N']])] },
];

/** Longer streams, every pair of features, every answer to part F alone. */
export const medium: ProtectedModeConfig = {
  name: 'medium',
  cases: [...longer, ...together, ...answers.cases],
};

/** What becomes of what is promised (`liveness/`): each case is decided by itself. */
export const live: ProtectedModeConfig = {
  name: 'live',
  cases: [
    ...waiters(1),
    { slots: 1, groups: [group(1, [['PN']]), group(1, [['P']])] },
    { slots: 1, groups: [group(1, [['PP'], ['N']]), group(0, [['N']])] },
    { slots: 2, profile: otherAnswers, groups: [group(1, [['P'], ['P']]), group(1, [['N']])] },
    { slots: 2, groups: [group(1, [['P']]), group(0, [['P']])] },
    { slots: 1, groups: [undeclared(1, ['P']), group(0, [['N']])] },
    { slots: 1, vmOps: true, groups: [passing(1, ['PP'])] },
    {
      slots: 1,
      once: true,
      faults: true,
      unrelatedResets: true,
      deviceSuspends: true,
      vmOps: true,
      profile: mayNeverComplete,
      groups: [group(1, [['PP']])],
    },
  ],
};

/** All that happens once in the large scope. */
const once: Partial<Case> = { once: true, unrelatedResets: true, deviceSuspends: true, vmOps: true };

/**
 * Three groups with two queues each on two slots, which ask for protected mode and want normal mode; one reset, one
 * device suspend, one page-table operation, and every answer to part F alone. It is counted to its end as sets of
 * states (bench/model/large-count.ts), state by state down to a level, and `largeParts` to their ends (bench/model/scopes.ts).
 */
export const large: ProtectedModeConfig = {
  name: 'large',
  cases: oneAnswerEach.map((profile) => ({
    ...once,
    slots: 2,
    // What the firmware does after a fault needs one.
    faults: 'F18b' in profile,
    profile,
    groups: [group(1, [['P'], ['N']]), group(1, [['N'], ['PN']]), undeclared(2, ['N'], ['N'])],
  })),
};

/**
 * What the large scope does, with the default answers, while user space leaves some queues or a group alone and some
 * events do not happen: each has one of the three things that make it large, and is searched to its end.
 */
export const largeParts: readonly ProtectedModeConfig[] = [
  {
    name: 'large, three groups',
    cases: [{ slots: 2, groups: [group(1, [['P']]), group(1, [['N']]), undeclared(2, ['N'])] }],
  },
  {
    name: 'large, two queues',
    cases: [{ slots: 2, groups: [group(1, [['P'], ['N']]), undeclared(2, ['N'], ['N'])] }],
  },
  {
    name: 'large, all events',
    cases: [{ ...once, slots: 2, groups: [group(1, [['P']]), undeclared(2, ['N'])] }],
  },
];
