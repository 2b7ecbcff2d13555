import type { Terms } from '../terms.ts';

/** What is out of scope in a run does not happen in it (a rule of the model itself). */
export const scope = (t: Terms) =>
  t.step({
    id: 'SCOPE',
    given: (before, after, action) =>
      (before.firmware !== after.firmware && after.firmware === 'hung') ||
      (before.reset !== 'unrelated' && after.reset === 'unrelated') ||
      (before.vmOp === 'none' && after.vmOp !== 'none') ||
      // What a process tries may change nothing, so that the attempt itself is looked at.
      action === 'hostile.attempt' ||
      t.anyGroup((g) => comesOrGoes(before.groups[g].life, after.groups[g].life)),
    then: (before, after, action, params) => {
      if (before.firmware !== after.firmware && after.firmware === 'hung') {
        const faulty = before.faultIrq === 'armed' && after.faultIrq === 'raised';
        return faulty ? after.scope.faults : after.profile.F04F07 === 'may never complete';
      }
      if (before.reset !== 'unrelated' && after.reset === 'unrelated') return after.scope.unrelatedResets;
      if (before.vmOp === 'none' && after.vmOp !== 'none') return after.scope.vmOps;
      return !t.anyGroup(
        (g) =>
          !after.groups[g].lifecycle &&
          (action === 'hostile.attempt'
            ? params.g === g
            : comesOrGoes(before.groups[g].life, after.groups[g].life)),
      );
    },
    instance: (_before, _after, action) => action,
    cite: ['B.8', 'F04', 'F07', 'H.4'],
  });

const comesOrGoes = (before: string, after: string): boolean =>
  before !== after && (before === 'absent' || after === 'destroyed');
