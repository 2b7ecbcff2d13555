import type { GroupState, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** What is out of scope in a run does not happen in it (a rule of the model itself). */
export const scope = (t: Terms) => {
  const breaksDown = (before: State, after: State): boolean =>
    before.firmware !== after.firmware && (after.firmware === 'hung' || after.firmware === 'faulted');
  const asksForReset = (before: State, after: State): boolean =>
    before.reset !== 'unrelated' && after.reset === 'unrelated';
  const beginsVmOp = (before: State, after: State): boolean =>
    before.vmOp === 'none' && after.vmOp !== 'none';
  const asksForSuspend = (before: State, after: State): boolean =>
    before.power === 'on' && after.power !== 'on';

  /** Faults do what F18b says; without one the firmware is lost only where F04 and F07 say so. */
  const mayBreakDown = (before: State, after: State): boolean => {
    const faults = before.faultIrq === 'armed' && after.faultIrq === 'raised';
    if (!faults) return after.firmware === 'hung' && after.profile.F04F07 === 'may never complete';
    return after.scope.faults && (after.firmware === 'hung') === (after.profile.F18b === 'dead');
  };

  /** Where it happens once at most it is remembered. */
  const counts = (what: keyof State['spent'], before: State, after: State): boolean =>
    !before.spent[what] && after.spent[what] === after.scope.once;

  return t.step({
    id: 'SCOPE',
    given: (before, after, action) =>
      breaksDown(before, after) ||
      asksForReset(before, after) ||
      beginsVmOp(before, after) ||
      asksForSuspend(before, after) ||
      before.heap !== after.heap ||
      // What a process tries may change nothing, so that the attempt itself is looked at.
      action === 'hostile.attempt' ||
      t.anyGroup((g) => comesOrGoes(before.groups[g], after.groups[g])),
    then: (before, after, action, params) => {
      if (breaksDown(before, after)) return mayBreakDown(before, after);
      if (asksForReset(before, after)) return after.scope.unrelatedResets && counts('reset', before, after);
      if (beginsVmOp(before, after)) return after.scope.vmOps && counts('vmOp', before, after);
      if (asksForSuspend(before, after))
        return after.scope.deviceSuspends && counts('suspend', before, after);
      if (before.heap !== after.heap) return after.scope.lateHeap;
      return !t.anyGroup(
        (g) =>
          !after.groups[g].lifecycle &&
          (action === 'hostile.attempt' ? params.g === g : comesOrGoes(before.groups[g], after.groups[g])),
      );
    },
    instance: (_before, _after, action) => action,
    cite: ['B.8', 'F04', 'F07', 'F18b', 'H.4', 'D.6'],
  });
};

/** A group, or its buffer before it. */
const comesOrGoes = (before: GroupState, after: GroupState): boolean =>
  (before.life !== after.life && (before.life === 'absent' || after.life === 'destroyed')) ||
  (before.buffer.pages === 'none' && after.buffer.pages !== 'none');
