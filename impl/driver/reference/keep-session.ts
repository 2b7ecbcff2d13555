import { TICK_PERIOD_US } from '../constants.ts';
import type { Driver } from '../driver.ts';
import { type Group, groupCanRun, groupIsIdle } from '../group.ts';
import { protm } from '../series-2026/protm-state.ts';
import type { Fix } from './fix.ts';
import { session } from './owner-truth.ts';

/**
 * Whether a group has jobs that the scheduler has not been told of yet: submitted and not run, H.4. One that waits for
 * a fence does not count: the fence may be that of the very session that would be held back for it. Nor does one behind
 * a job that is blocked: it would not run either, and when the scheduler is told it does nothing, D.5.
 */
export function hasQueuedJobs(d: Driver, group: Group): boolean {
  const blocked = group.blockedQueues.get();
  return group.queues.some(
    ({ index, entity }) =>
      (blocked & (1 << index)) === 0 && entity.get().some(({ job }) => !d.job(job).held.get()),
  );
}

/** The groups other than `owner` that would run if they could, the latest submissions included. */
export function waitingGroups(d: Driver, owner: Group): readonly Group[] {
  return [...d.groups.values()].filter(
    (g) => g !== owner && groupCanRun(g) && (!groupIsIdle(g) || hasQueuedJobs(d, g)),
  );
}

/** The time at which a group of equal priority is due, microseconds. */
function rotationUs(d: Driver): number {
  return (session.of(d).sinceUs.get() ?? d.machine.nowUs) + TICK_PERIOD_US;
}

/**
 * A tick that finds the owner still first touches no slot, since any request to one throws the session out. A
 * tick that finds somebody else first ends the session before it touches any.
 */
export const keepSession: Fix = {
  changes: 'a tick in a session sends nothing unless another group is due, and then ends the session first',
  forcedBy: ['NO-THRASH', 'FE-a', 'FE-b', 'ACK-BEFORE'],
  unit: {
    name: 'keep-session',
    on: 'P8',
    requires: ['exit-answered', 'owner-truth'],
    title: 'drm/panthor: leave slots alone in protected mode',
    cite: ['A.2.5', 'B.5', 'C.6-5'],
    functions: {
      tickBegin: (d, below) =>
        function* (ctx) {
          if (!(yield* below(ctx))) return false;
          const id = protm.of(d).activeGroup.get();
          if (id === null) return true;
          const owner = d.group(id);
          const reason = yield* d.fn.sessionEndReason(owner);
          if (reason === null) {
            const recheckUs = d.fn.sessionRecheckUs(owner);
            if (recheckUs !== null) yield* d.fn.tickRearm(Math.max(0, recheckUs - d.machine.nowUs));
            return false;
          }
          d.log(`protected mode of ${id} ends: ${reason}`);
          if ((yield* d.fn.endSession()) === 0) {
            ctx.nowUs = d.machine.nowUs;
            return true;
          }
          yield* d.fn.panthorDeviceScheduleReset('no exit from protected mode');
          return false;
        },

      tickEnterProtm: (d, below) =>
        function* (ctx) {
          yield* below(ctx);
          // The session is looked at by the next tick, which knows its deadlines.
          if (protm.of(d).activeGroup.get() !== null) ctx.stopTick = false;
        },

      sessionEndReason: (d) =>
        function* (owner) {
          yield* d.machine.step('look who waits');
          if (!groupCanRun(owner)) return 'its group cannot run any more';
          for (const group of waitingGroups(d, owner)) {
            if (group.priority > owner.priority) return `${group.id} has a higher priority`;
            if (group.priority === owner.priority && d.machine.nowUs >= rotationUs(d)) {
              return `it is the turn of ${group.id}`;
            }
          }
          return null;
        },

      sessionRecheckUs: (d) => (owner) =>
        waitingGroups(d, owner).some((g) => g.priority === owner.priority) ? rotationUs(d) : null,
    },
  },
};
