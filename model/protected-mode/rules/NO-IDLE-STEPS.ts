import type { GroupState, QueueState, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** What a process tries, and a tick period in which nobody waits, leave no trace in the state. */
const traceless: readonly string[] = ['hostile.attempt', 'time.tick'];

/** Whatever happens changes something, beside what changes with other things only (a rule of the model itself). */
export const noIdleSteps = (t: Terms) => {
  const sameSystem = (a: State, b: State): boolean =>
    a.driver === b.driver &&
    a.firmware === b.firmware &&
    a.forcing === b.forcing &&
    a.owner === b.owner &&
    a.reset === b.reset &&
    a.power === b.power &&
    a.heap === b.heap &&
    a.section === b.section &&
    a.offered === b.offered &&
    a.vmOp === b.vmOp &&
    a.first === b.first &&
    a.enterRequest === b.enterRequest &&
    a.exitEvent === b.exitEvent &&
    a.protmActive === b.protmActive &&
    a.exitForced === b.exitForced &&
    a.faultIrq === b.faultIrq &&
    a.residence === b.residence;
  const sameGroup = (a: GroupState, b: GroupState): boolean =>
    a.csg === b.csg &&
    a.idle === b.idle &&
    a.turn === b.turn &&
    a.life === b.life &&
    a.saved === b.saved &&
    a.cause === b.cause &&
    sameBuffer(a.buffer, b.buffer) &&
    !t.anyQueue((q) => !sameQueue(a.queues[q], b.queues[q]));
  return t.step({
    id: 'NO-IDLE-STEPS',
    given: (_before, _after, action) => !traceless.includes(action),
    then: (before, after) =>
      !sameSystem(before, after) || t.anyGroup((g) => !sameGroup(before.groups[g], after.groups[g])),
    instance: (_before, _after, action) => action,
  });
};

const sameBuffer = (a: GroupState['buffer'], b: GroupState['buffer']): boolean =>
  a.pages === b.pages && a.mapped === b.mapped && a.tlb === b.tlb && a.dirty === b.dirty;

const sameQueue = (a: QueueState, b: QueueState): boolean =>
  a.submitted === b.submitted &&
  a.position === b.position &&
  a.issued === b.issued &&
  a.running === b.running &&
  a.event === b.event &&
  a.recorded === b.recorded &&
  a.acknowledged === b.acknowledged &&
  a.waits === b.waits;
