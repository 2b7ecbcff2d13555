import type { Case, GroupConfig, Profile, Program, ProtectedModeConfig } from './config.ts';

const group = (
  priority: number,
  queues: readonly Program[],
  more: Partial<GroupConfig> = {},
): GroupConfig => ({
  priority,
  queues,
  ...more,
});

/** Every choice of part F that is plausible and not the default, together. */
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

/** An owner with one region against a group that wants normal mode, of lower, equal and higher priority. */
const waiters = (slots: number): readonly Case[] =>
  [0, 1, 2].map((priority) => ({ slots, groups: [group(1, [['P']]), group(priority, [['N']])] }));

/** Single groups: resets, several CSs and regions, what the firmware does not raise again, memory. */
const alone: readonly Case[] = [
  { slots: 1, unrelatedResets: true, groups: [group(1, [['PP']])] },
  { slots: 1, groups: [group(1, [['P'], ['P']])] },
  { slots: 1, groups: [group(1, [['P'], ['N']])] },
  { slots: 1, profile: { F08a: 'waits' }, groups: [group(1, [['PP']])] },
  { slots: 1, profile: otherAnswers, groups: [group(1, [['PP'], ['P']])] },
  { slots: 1, vmOps: true, groups: [group(1, [['PP']], { lifecycle: true })] },
  { slots: 1, deviceSuspends: true, unrelatedResets: true, groups: [group(1, [['PN']])] },
  {
    slots: 1,
    vmOps: true,
    lateHeap: true,
    unrelatedResets: true,
    deviceSuspends: true,
    groups: [group(1, [['P']], { lifecycle: true })],
  },
  { slots: 1, faults: true, groups: [group(1, [['PP']])] },
];

/** One small run for each feature; together they fire every action and give every rule its occasion. */
export const small: ProtectedModeConfig = {
  name: 'small',
  cases: [
    ...alone,
    ...waiters(1),
    { slots: 1, groups: [group(3, [['P']]), group(3, [['P']])] },
    { slots: 2, groups: [group(1, [['P']]), group(0, [['P']])] },
    {
      slots: 2,
      profile: { ...otherAnswers, F05: 'bit 7, then EXIT' },
      groups: [group(1, [['P']]), group(0, [['N']])],
    },
    { slots: 1, faults: true, profile: mayNeverComplete, groups: [group(1, [['P']]), group(1, [['N']])] },
    { slots: 1, groups: [group(1, [['NP']], { declared: false }), group(0, [['N']])] },
  ],
};

/** Both groups on slots, longer streams, faults with something to freeze. */
export const medium: ProtectedModeConfig = {
  name: 'medium',
  cases: [
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
    { slots: 2, faults: true, profile: mayNeverComplete, groups: [group(1, [['P']]), group(1, [['N']])] },
    { slots: 1, groups: [group(1, [['NP']], { declared: false }), group(0, [['N']])] },
  ],
};

/** Medium, and three groups that compete for two slots: two that ask for protected mode, one that waits. */
export const large: ProtectedModeConfig = {
  name: 'large',
  cases: [...medium.cases, { slots: 2, groups: [group(1, [['P']]), group(1, [['N']]), group(0, [['N']])] }],
};
