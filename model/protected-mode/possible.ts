import type { StepRule } from '../checker/index.ts';
import type { GroupId, State } from './state.ts';
import type { Terms } from './terms.ts';

/**
 * What must stay possible. Rules say what must not happen, so that a model in which less happens keeps them all; these
 * are steps that each alternative of a guard is there for. Each is a rule that is never broken and has its occasion only
 * in such a step: without one it is vacuous. They are stated of the small scope, which has every feature.
 */
export function possibilities(t: Terms): readonly StepRule<State>[] {
  const possible = (
    what: string,
    step: (before: State, after: State, action: string) => boolean,
  ): StepRule<State> => t.step({ id: `POSSIBLE, ${what}`, given: step, then: () => true });
  /** A period passes; where nobody waits through it nothing else tells. */
  const passes = (what: string, where: (s: State) => boolean): StepRule<State> =>
    possible(what, (before, _after, action) => action === 'time.tick' && where(before));
  const isToBeReset = (s: State): boolean => s.protmActive && s.reset !== 'none';
  const anySaved = (s: State): boolean => t.anyGroup((g) => s.groups[g].saved);
  const anyOfAll = (
    holds: (g: Parameters<typeof t.head>[1], q: Parameters<typeof t.head>[2]) => boolean,
  ): boolean => t.anyGroup((g) => t.anyQueue((q) => holds(g, q)));
  const finishesNormal = (before: State, after: State, who: (g: GroupId) => boolean): boolean =>
    anyOfAll((g, q) => {
      const moves = after.groups[g].queues[q].position > before.groups[g].queues[q].position;
      return moves && who(g) && t.head(before, g, q) === 'normal';
    });
  const entersNow = (before: State, after: State): boolean =>
    before.driver !== 'entering' && after.driver === 'entering';
  const confirms = (before: State, after: State): boolean =>
    before.driver === 'entering' && after.driver === 'entered' && after.reset === 'none';
  const forces = (before: State, after: State): boolean =>
    before.forcing === 'none' && after.forcing !== 'none';
  const raisesExit = (before: State, after: State): boolean => !before.exitEvent && after.exitEvent;
  const beginsReset = (before: State, after: State): boolean =>
    before.reset !== 'running' && after.reset === 'running';

  return [
    possible('a CS that was left waiting is found by its status', (before, after) =>
      anyOfAll((g, q) => {
        const was = before.groups[g].queues[q];
        return !was.recorded && was.waits && !was.event && after.groups[g].queues[q].recorded;
      }),
    ),
    possible('a request is found by its status before it is raised', (before, after) =>
      anyOfAll((g, q) => {
        const was = before.groups[g].queues[q];
        return !was.recorded && !was.waits && !was.event && after.groups[g].queues[q].recorded;
      }),
    ),
    possible(
      'ENTER for one that has not the highest endpoint priority',
      (before, after) => entersNow(before, after) && after.first !== after.owner,
    ),
    possible(
      'an entry is confirmed by bit 7 alone',
      (before, after) => confirms(before, after) && before.protmActive && !before.exitEvent,
    ),
    possible(
      'an entry is confirmed by EXIT alone',
      (before, after) => confirms(before, after) && !before.protmActive && before.exitEvent,
    ),
    possible(
      'a session without progress is ended for a higher group',
      (before, after) => forces(before, after) && after.forcing === 'rank' && !before.progressed,
    ),
    possible(
      'a session without progress is ended for another reason while an equal group is top',
      (before, after) =>
        forces(before, after) && after.forcing !== 'rank' && !before.progressed && t.topIsEqual(before),
    ),
    possible(
      'an exit is forced for a reset that has nothing to do with the session',
      (before, after) => forces(before, after) && after.forcing === 'reset' && before.reset === 'unrelated',
    ),
    possible(
      'an exit is forced for a device suspend',
      (before, after) => forces(before, after) && after.forcing === 'suspend',
    ),
    possible(
      'an exit is forced for a VM operation',
      (before, after) => forces(before, after) && after.forcing === 'vmOp',
    ),
    possible(
      'CSGs are restored before EXIT',
      (before, after) => anySaved(before) && !anySaved(after) && after.firmware === 'leaving',
    ),
    possible(
      'EXIT comes before CSGs are restored',
      (before, after) => raisesExit(before, after) && !after.protmActive && anySaved(after),
    ),
    possible(
      'a reset for a session begins',
      (before, after) => beginsReset(before, after) && before.reset === 'forSession',
    ),
    possible(
      'a reset ends a session of a firmware that does not answer',
      (before, after) =>
        beginsReset(before, after) && before.driver === 'entered' && before.firmware === 'hung',
    ),
    possible(
      'an owner asks for another region during its session',
      (before, after) =>
        after.protmActive &&
        anyOfAll((g, q) => !before.groups[g].queues[q].event && after.groups[g].queues[q].event),
    ),
    possible(
      'a CS of the owner finishes a normal command until the acknowledgements are sampled',
      (before, after) =>
        finishesNormal(before, after, (g) => g === before.owner && before.firmware === 'normal'),
    ),
    possible(
      'a CS of the owner that was not let in finishes a normal command once all is restored, before EXIT is raised',
      (before, after) =>
        before.firmware === 'leaving' && !anySaved(before) && ownersOtherGoesOn(t, before, after),
    ),
    possible('a CSG that is not saved yet finishes a normal command while another enters', (before, after) =>
      finishesNormal(before, after, (g) => g !== before.owner && before.firmware === 'entering'),
    ),
    possible(
      'an equal group ends the session of a real-time owner that asks again in it, and asks for nothing itself',
      (before, after) => {
        const { owner } = before;
        if (owner === null || !forces(before, after) || after.forcing !== 'rank') return false;
        return (
          before.groups[owner].priority === 3 &&
          t.asks(before, owner) &&
          t.anyGroup((g) => t.arePeers(before, owner, g) && t.canRun(before, g) && !t.asks(before, g))
        );
      },
    ),
    possible('an equal group waits as long as it may', (before, after) =>
      t.anyGroup(
        (g) =>
          after.groups[g].waited > before.groups[g].waited &&
          after.groups[g].waited === t.limits.equalWaitsTicks &&
          t.besideOwner(after, g) === 'equal',
      ),
    ),
    passes(
      'a period passes at the residence limit where a reset will end the session',
      (s) => isToBeReset(s) && s.residence === t.longestSession,
    ),
    passes(
      'a period passes while an equal group is overdue where a reset will end the session',
      (s) =>
        isToBeReset(s) &&
        t.anyGroup(
          (g) =>
            t.waitsForNormalMode(s, g) &&
            s.groups[g].waited >= t.limits.equalWaitsTicks &&
            t.besideOwner(s, g) === 'equal',
        ),
    ),
    passes(
      'a period passes while a higher group is overdue where a reset will end the session',
      (s) =>
        isToBeReset(s) &&
        t.anyGroup(
          (g) =>
            t.waitsForNormalMode(s, g) &&
            s.groups[g].waited >= t.limits.higherWaitsTicks &&
            t.besideOwner(s, g) === 'higher',
        ),
    ),
    passes(
      'a period passes after another group became top than the one that was not served',
      (s) => s.unserved >= t.limits.unservedTicks && !t.topIsUnserved(s),
    ),
    possible(
      'a session is interrupted that has begun no region, and saves nothing',
      (before, after) =>
        t.beginsToLeave(before, after) &&
        after.exitForced &&
        t.anyGroup((g) => t.inSession(before, g) && !after.groups[g].buffer.dirty),
    ),
    possible('a group that declares nothing is created without a buffer', (before, after) =>
      t.anyGroup(
        (g) =>
          before.groups[g].life === 'absent' &&
          after.groups[g].life === 'live' &&
          !after.groups[g].declared &&
          !after.groups[g].buffer.mapped,
      ),
    ),
    possible('a group that was killed is destroyed', (before, after) =>
      t.anyGroup((g) => before.groups[g].life === 'killed' && after.groups[g].life === 'destroyed'),
    ),
    possible(
      'the device is suspended with no reset pending',
      (before, after) => t.powersDown(before, after) && before.reset === 'none',
    ),
    possible(
      'the device is suspended with a reset pending',
      (before, after) => t.powersDown(before, after) && before.reset === 'unrelated',
    ),
    possible(
      'a resume does what a pending reset would have done',
      (before, after) => t.resumes(before, after) && before.reset === 'unrelated',
    ),
    possible(
      'a fast resume: a section that the firmware lacks is not loaded though there is a heap',
      (before, after) => t.resumes(before, after) && after.heap && !after.section,
    ),
  ];
}

/** A CS of the owner that the firmware did not let in finishes a normal command. */
const ownersOtherGoesOn = (t: Terms, { owner, groups }: State, after: State): boolean =>
  owner !== null &&
  t.anyQueue((q) => {
    const { sampled, position } = groups[owner].queues[q];
    return !sampled && after.groups[owner].queues[q].position > position;
  });

/** What must stay possible where the medium scope has it and the small one has not. */
export const possibleInMedium = (t: Terms): readonly StepRule<State>[] => [
  ...possibleBesideEquals(t),
  ...possibleBesideSaved(t),
];

/** Of an owner with another CS that goes on in normal mode, beside a CSG that is saved meanwhile (F30). */
export function possibleBesideSaved(t: Terms): readonly StepRule<State>[] {
  return [
    t.step({
      id: 'POSSIBLE, a CS of the owner that was not let in finishes a normal command after EXIT, before all is restored',
      on: ['gpu.finishNormal'],
      given: (before, after) =>
        before.firmware === 'left' &&
        t.anyGroup((g) => before.groups[g].saved) &&
        ownersOtherGoesOn(t, before, after),
      then: () => true,
      cite: ['F11', 'F30'],
    }),
  ];
}

/** Of groups that come and go beside their equals, which the medium scope has and the small one has not. */
export function possibleBesideEquals(t: Terms): readonly StepRule<State>[] {
  return [
    t.step({
      // As the kernel adds it to the tail of its list.
      id: 'POSSIBLE, a group that is created comes after one of its priority that was there',
      on: ['user.createGroup'],
      given: (before, after) =>
        t.anyGroup(
          (g) =>
            before.groups[g].life === 'absent' &&
            after.groups[g].life === 'live' &&
            t.anyGroup(
              (h) =>
                before.groups[h].life === 'live' &&
                after.groups[h].priority === after.groups[g].priority &&
                after.groups[h].turn < after.groups[g].turn,
            ),
        ),
      then: () => true,
      cite: ['A.2.2-1', 'D.5'],
    }),
  ];
}
