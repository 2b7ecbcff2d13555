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
  const runsBeside = (s: State, g: unknown): readonly GroupId[] =>
    groups.filter((h) => h !== g && ['active', 'suspending', 'terminating'].includes(s.groups[h].csg));
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
      id: 'PLAINLY, what was not let in issues and finishes nothing from the sample until all is restored',
      on: ['gpu.issueNormal', 'gpu.finishNormal', 'gpu.finishProtected'],
      then: (before, after) => {
        const { firmware } = before;
        const isRestoring = firmware === 'leaving' && groups.some((g) => before.groups[g].saved);
        const isChanging = firmware === 'entering' || firmware === 'hung' || isRestoring;
        return groups.every(
          (g) =>
            (!before.protmActive && !(isChanging && before.owner === g)) ||
            queues.every((q) => {
              const was = before.groups[g].queues[q];
              const is = after.groups[g].queues[q];
              return was.sampled || (was.position === is.position && was.issued === is.issued);
            }),
        );
      },
      cite: ['F11'],
    }),
    t.step({
      id: 'PLAINLY, by its status is found what stands at a region with equal bits, and not in a session',
      on: ['driver.findWaiting'],
      then: (before, after) =>
        groups.every((g) =>
          queues.every((q) => {
            const was = before.groups[g].queues[q];
            if (was.recorded === after.groups[g].queues[q].recorded) return true;
            return !was.event && !was.sampled && !before.protmActive && t.head(before, g, q) === 'protected';
          }),
        ),
      cite: ['F08b'],
    }),
    t.step({
      id: 'PLAINLY, what is inside a region is saved when the session is interrupted',
      on: ['firmware.leaveForced'],
      then: (before, after) =>
        groups.every(
          (g) =>
            !before.groups[g].buffer.mapped ||
            after.groups[g].buffer.dirty ||
            !queues.some((q) => {
              const { sampled, running, position } = before.groups[g].queues[q];
              const next = t.command(before, g, q);
              return sampled && next !== null && (running || position > next.start);
            }),
        ),
      cite: ['B.2-12'],
    }),
    t.step({
      id: 'PLAINLY, nothing is asked of a CSG while a session goes on that nothing has ended',
      on: ['driver.start', 'driver.suspend', 'driver.terminate'],
      then: ({ driver, forcing, exitEvent }) => driver !== 'entered' || forcing !== 'none' || exitEvent,
      cite: ['C.6'],
    }),
    t.step({
      id: 'PLAINLY, a reset kills for a cause',
      on: ['driver.beginReset'],
      then: (before, after) =>
        groups.every(
          (g) =>
            before.groups[g].life !== 'live' ||
            after.groups[g].life !== 'killed' ||
            before.groups[g].cause !== 'none' ||
            // What was not entered in time is told by the reset itself.
            after.groups[g].cause !== 'none' ||
            before.owner === g,
        ),
      cite: ['D.6'],
    }),
    t.step({
      id: 'PLAINLY, the highest endpoint priority passes to who runs, when who had it stops',
      on: ['firmware.ackStop'],
      given: (before, _after, _action, { g }) => before.first === g && runsBeside(before, g).length > 0,
      then: (before, { first }, _action, { g }) => first !== null && runsBeside(before, g).includes(first),
      cite: ['B.4'],
    }),
    t.step({
      id: 'PLAINLY, the highest endpoint priority passes to nobody, when another stops or nobody else runs',
      on: ['firmware.ackStop'],
      given: (before, _after, _action, { g }) => before.first !== g || runsBeside(before, g).length === 0,
      then: (before, { first }, _action, { g, heir }) =>
        heir === g && first === (before.first === g ? null : before.first),
      cite: ['B.4'],
    }),
    t.step({
      id: 'PLAINLY, without progress a session is not ended for rank where its equal comes first',
      on: ['driver.forceExit'],
      given: (before, after) => after.forcing === 'rank' && !before.progressed,
      then: (before) => {
        const { owner, driver } = before;
        if (owner === null || driver === 'none' || driver === 'chosen') return true;
        // Further requests of the owner do not lift it.
        const comesFirst = (g: GroupId, h: GroupId): boolean => {
          const lifted = (x: GroupId): boolean => x !== owner && isUrgent(before, x);
          if (lifted(g) !== lifted(h)) return lifted(g);
          const by = before.groups[g].priority - before.groups[h].priority;
          return by > 0 || (by === 0 && before.groups[g].turn < before.groups[h].turn);
        };
        const first = groups.find(
          (g) =>
            mayCompete(before, g) &&
            groups.every((h) => h === g || !mayCompete(before, h) || comesFirst(g, h)),
        );
        return (
          first === undefined ||
          first === owner ||
          before.groups[owner].life !== 'live' ||
          before.groups[first].priority !== before.groups[owner].priority
        );
      },
      cite: ['C.6-5'],
    }),
    t.step({
      id: 'POSSIBLE, a CSG is asked to suspend while an exit is forced',
      on: ['driver.suspend'],
      given: (before) => before.driver === 'entered' && before.forcing !== 'none' && !before.exitEvent,
      then: () => true,
      cite: ['B.5'],
    }),
    t.step({
      id: 'POSSIBLE, an exit is forced before the entry is confirmed',
      on: ['driver.forceExit'],
      given: (before) => before.driver === 'entering' && before.protmActive,
      then: () => true,
      cite: ['B.5'],
    }),
    t.step({
      id: 'POSSIBLE, an exit is forced of a session that has left already',
      on: ['driver.forceExit'],
      given: (before) => before.driver === 'entered' && !before.protmActive,
      then: () => true,
      cite: ['B.5'],
    }),
    t.step({
      id: 'PLAINLY, who enters leaves nobody of its priority or above without the progress that is owed',
      on: ['driver.sendEnter'],
      then: ({ owner, groups: before }) =>
        owner !== null &&
        groups.every((g) => g === owner || !before[g].owed || before[g].priority < before[owner].priority),
      cite: ['C.6'],
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
