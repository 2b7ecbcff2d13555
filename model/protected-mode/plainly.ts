import type { Rule } from '../checker/index.ts';
import type { GroupId, State } from './state.ts';
import type { Terms } from './terms.ts';

/**
 * What guards and rules say in one and the same word (`terms.ts`) agrees also where the word is wrong. These rules say it
 * once more without the word, over variables alone, so that a wrong word is noticed. They are asked where words are
 * broken (bench/model/sources.ts); the model keeps them, as a test shows.
 */
export function plainly(t: Terms): readonly Rule<State>[] {
  const { groups, queues } = t;
  const anyQueueOf = (
    s: State,
    g: GroupId,
    holds: (queue: State['groups'][GroupId]['queues'][(typeof queues)[number]]) => boolean,
  ): boolean => queues.some((q) => holds(s.groups[g].queues[q]));
  const mayCompete = (s: State, g: GroupId): boolean => s.groups[g].life === 'live' && !s.groups[g].idle;
  const isUrgent = (s: State, g: GroupId): boolean =>
    s.groups[g].priority === 3 && anyQueueOf(s, g, (queue) => queue.recorded);
  const hasRequest = (s: State, g: GroupId): boolean =>
    anyQueueOf(s, g, ({ event, recorded, waits }) => event || recorded || waits);
  /** Of two groups of which neither holds the GPU; a later turn is worse. */
  const comesBefore = (s: State, g: GroupId, h: GroupId): boolean => {
    if (isUrgent(s, g) !== isUrgent(s, h)) return isUrgent(s, g);
    const by = s.groups[g].priority - s.groups[h].priority;
    return by > 0 || (by === 0 && s.groups[g].turn < s.groups[h].turn);
  };

  return [
    t.step({
      id: 'PLAINLY, who is chosen competes, and nobody comes before',
      on: ['driver.choose'],
      then: (before, after) => {
        const { owner } = after;
        return (
          owner !== null &&
          mayCompete(before, owner) &&
          !groups.some((h) => h !== owner && mayCompete(before, h) && comesBefore(before, h, owner))
        );
      },
      cite: ['A.3', 'C.6-4'],
    }),
    t.step({
      id: 'PLAINLY, a period is counted as unserved where the first of those who compete has a request that nothing answers',
      on: ['time.tick'],
      then: (before, after) => {
        const waits =
          (before.driver === 'none' || before.driver === 'chosen') &&
          before.power === 'on' &&
          before.reset === 'none' &&
          groups.some(
            (g) =>
              mayCompete(before, g) &&
              hasRequest(before, g) &&
              !groups.some((h) => h !== g && mayCompete(before, h) && comesBefore(before, h, g)),
          );
        return waits ? after.unserved > before.unserved : after.unserved === 0;
      },
      cite: ['A.2.3'],
    }),
    t.step({
      id: 'PLAINLY, a period of a session is counted for who has a normal command next and is not the owner',
      on: ['time.tick'],
      given: (before) => before.protmActive && before.reset === 'none',
      then: (before, after) =>
        groups.every((g) => {
          const was = before.groups[g];
          const waits =
            g !== before.owner &&
            was.life === 'live' &&
            queues.some((q) => t.head(before, g, q) === 'normal');
          return waits ? after.groups[g].waited > was.waited : after.groups[g].waited === 0;
        }),
      cite: ['C.6'],
    }),
    t.step({
      id: 'PLAINLY, what was not let in finishes nothing from the sample to the end of the exit',
      on: ['gpu.finishNormal', 'gpu.finishProtected'],
      then: (before, after) => {
        const { firmware } = before;
        const isChanging = firmware === 'entering' || firmware === 'leaving';
        return groups.every(
          (g) =>
            (!before.protmActive && !(isChanging && before.owner === g)) ||
            queues.every((q) => {
              const was = before.groups[g].queues[q];
              return was.sampled || was.position === after.groups[g].queues[q].position;
            }),
        );
      },
      cite: ['F11'],
    }),
    // What rank is there for, and what nothing else asks for.
    t.step({
      id: 'POSSIBLE, a real-time group that asks is chosen before one whose turn it is',
      given: (before, after) => {
        const { owner } = after;
        return (
          before.owner === null &&
          owner !== null &&
          isUrgent(before, owner) &&
          groups.some(
            (h) =>
              h !== owner &&
              mayCompete(before, h) &&
              before.groups[h].priority === 3 &&
              before.groups[h].turn < before.groups[owner].turn,
          )
        );
      },
      then: () => true,
      cite: ['C.6'],
    }),
  ];
}
