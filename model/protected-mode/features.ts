import { type Case, choiceIds, defaultProfile, type GroupConfig } from './config.ts';

const asks = (g: GroupConfig): boolean =>
  g.queues.some((program) => program.some((job) => job.includes('P')));
const wantsNormal = (g: GroupConfig): boolean =>
  g.queues.some((program) => program.some((job) => job.includes('N')));
/** Some two groups are so, the first of which asks for protected mode. */
const pairOf = (c: Case, holds: (owner: GroupConfig, other: GroupConfig) => boolean): boolean =>
  c.groups.some((a) => asks(a) && c.groups.some((b) => a !== b && holds(a, b)));

/**
 * What a case may have or not have, beside what is in every session: request, acknowledgement, the gap before bit 7,
 * exits at the end of a region and forced ones, what is suspended and returns. That two of them work together is
 * searched where a case has both.
 */
const features = {
  'several queues': (c) => c.groups.some((g) => g.queues.length > 1),
  'several regions': (c) =>
    c.groups.some((g) => g.queues.some((p) => p.filter((j) => /P/.test(j)).length > 1)),
  'a lower group waits': (c) => pairOf(c, (a, b) => wantsNormal(b) && b.priority < a.priority),
  'a higher group waits': (c) => pairOf(c, (a, b) => wantsNormal(b) && b.priority > a.priority),
  rotation: (c) => pairOf(c, (a, b) => a.priority === b.priority),
  'fewer slots than groups': (c) => c.groups.length > c.slots,
  'groups to save at an entry': (c) => c.slots > 1 && c.groups.length > 1,
  'real-time': (c) => c.groups.some((g) => g.priority === 3 && asks(g)),
  'VM operations': (c) => c.vmOps === true,
  'creation, destruction, hostile attempts': (c) => c.groups.some((g) => g.lifecycle === true),
  'undeclared use': (c) => c.groups.some((g) => asks(g) && g.declared === false),
  'late heap': (c) => c.lateHeap === true,
  faults: (c) => c.faults === true,
  'dead after a fault': (c) => c.faults === true && c.profile?.F18b === 'dead',
  'exits that never come': (c) => c.profile?.F04F07 === 'may never complete',
  'unrelated resets': (c) => c.unrelatedResets === true,
  'device suspends': (c) => c.deviceSuspends === true,
  'other answers to part F': (c) =>
    choiceIds.some(
      (id) =>
        !['F04F07', 'F18b'].includes(id) && (c.profile?.[id] ?? defaultProfile[id]) !== defaultProfile[id],
    ),
} as const satisfies Readonly<Record<string, (c: Case) => boolean>>;
export type Feature = keyof typeof features;
export const featureNames = Object.keys(features) as readonly Feature[];

/** The features of a case. */
export function featuresOf(c: Case): readonly Feature[] {
  return featureNames.filter((f) => features[f](c));
}
