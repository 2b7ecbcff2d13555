import type { GroupId, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** What the variables that record the past say is what happened (a rule of the model itself). */
export const history = (t: Terms) => {
  const entered = (before: State, after: State): boolean =>
    before.driver !== 'entering' && after.driver === 'entering';

  const progressedTruly = (before: State, after: State): boolean => {
    const protectedProgress = t.anyGroup((g) =>
      t.anyQueue((q) => {
        const was = before.groups[g].queues[q];
        const is = after.groups[g].queues[q];
        return was.sampled && (is.issued > was.issued || is.position > was.position);
      }),
    );
    return after.progressed === (!entered(before, after) && (before.progressed || protectedProgress));
  };

  /** Ticks are counted from the moment that they are about, by ticks only, to one beyond their limit. */
  const countsTruly = (before: State, after: State, ticks: boolean): boolean => {
    if (!after.protmActive && (after.residence > 0 || t.anyGroup((g) => after.groups[g].waited > 0)))
      return false;
    const inSession = ticks && before.protmActive && before.reset === 'none';
    const longest = t.longestSession + 1;
    const residence = Math.min(before.residence + Number(inSession), longest);
    if (after.protmActive && after.residence !== residence) return false;
    const waits = (g: GroupId): number => {
      if (!t.canRun(after, g) || (inSession && !t.waitsForNormalMode(before, g))) return 0;
      return Math.min(before.groups[g].waited + Number(inSession), longest);
    };
    if (after.protmActive && t.anyGroup((g) => after.groups[g].waited !== waits(g))) return false;
    if (ticks) {
      const unserved = Math.min(before.unserved + 1, t.limits.unservedTicks + 1);
      return after.unserved === (t.topIsUnserved(before) ? unserved : 0);
    }
    const answered = entered(before, after) || after.reset === 'running';
    return after.unserved === (answered ? 0 : before.unserved);
  };

  /** What ended for the sake of others is owed to all who waited, until they make progress, enter or are gone. */
  const owesTruly = (before: State, after: State): boolean =>
    !t.anyGroup((g) => {
      const was = before.groups[g];
      const is = after.groups[g];
      const goesOn = (was.saved && !is.saved) || (was.csg === 'starting' && is.csg === 'active');
      const normalProgress = t.anyQueue((q) => {
        if (t.head(before, g, q) !== 'normal') return false;
        return is.queues[q].issued > was.queues[q].issued || (goesOn && was.queues[q].running);
      });
      const settled = !t.canRun(after, g) || (entered(before, after) && after.owner === g);
      const incurred =
        t.beginsToLeave(before, after) &&
        after.exitForced &&
        (before.forcing === 'rank' || before.forcing === 'residence') &&
        t.waitsForNormalMode(before, g);
      const stays = (was.owed || incurred) && !settled && (!normalProgress || after.reset === 'running');
      return is.owed !== stays;
    });

  /** An exit is forced if a request interrupts regions, and is remembered as such until it is complete. */
  const forcedTruly = (before: State, after: State): boolean => {
    if (t.beginsToLeave(before, after)) {
      const ended = t.anyGroup((g) =>
        t.anyQueue((q) => after.groups[g].queues[q].position > before.groups[g].queues[q].position),
      );
      if (before.forcing === 'none' || ended) return !after.exitForced;
      return after.exitForced || !t.anyGroup((g) => t.inSession(before, g));
    }
    const goesOn = after.firmware === 'leaving' || after.firmware === 'left';
    return after.exitForced === (goesOn && before.exitForced);
  };

  /** What a buffer held is wiped once nothing reaches it any more. */
  const scrubs = (before: State, after: State, g: GroupId): boolean =>
    before.groups[g].buffer.dirty && !after.groups[g].buffer.dirty;
  const scrubbedTruly = (before: State, after: State): boolean =>
    !t.anyGroup((g) => scrubs(before, after, g) && before.groups[g].buffer.tlb);

  return t.step({
    id: 'HISTORY',
    given: (before, after, action) =>
      action === 'time.tick' ||
      before.firmware !== after.firmware ||
      before.protmActive ||
      entered(before, after) ||
      t.anyGroup((g) => before.groups[g].owed || after.groups[g].owed || scrubs(before, after, g)) ||
      before.unserved !== after.unserved,
    then: (before, after, action) =>
      progressedTruly(before, after) &&
      countsTruly(before, after, action === 'time.tick') &&
      owesTruly(before, after) &&
      forcedTruly(before, after) &&
      scrubbedTruly(before, after),
    instance: (before, after, action) =>
      [
        progressedTruly(before, after) ? '' : 'progressed',
        countsTruly(before, after, action === 'time.tick') ? '' : 'ticks',
        owesTruly(before, after) ? '' : 'owed',
        forcedTruly(before, after) ? '' : 'exitForced',
        scrubbedTruly(before, after) ? '' : 'dirty',
      ]
        .filter((what) => what !== '')
        .join(', '),
  });
};
