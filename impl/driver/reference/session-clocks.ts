import type { Cell } from '../../runtime/cell.ts';
import { JOB_TIMEOUT_US } from '../constants.ts';
import { groupIsIdle } from '../group.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';

interface HeldClocks {
  /** Queues whose job clock stands still because of the present session, by name. */
  readonly queues: Cell<readonly string[]>;
  /** When the last session of each owner ended, microseconds. */
  readonly endedUs: Cell<{ readonly [owner: string]: number }>;
}

const held = new UnitState<HeldClocks>('protm.held_clocks', (d) => ({
  queues: d.machine.cell<readonly string[]>('protm.held_clocks', [], d.state.schedLock),
  endedUs: d.machine.cell<{ readonly [owner: string]: number }>(
    'protm.sessions_ended',
    {},
    d.state.schedLock,
  ),
}));

/**
 * In a session only the owner's job clocks run: the others cannot make progress, nor can what they wait for.
 *
 * Firmware may count a session as time without progress (F20), and its event says nothing of that: in a session it is
 * believed of the owner only, and of any group, the owner of a new session too, only once no session of another ended
 * within a job clock's length. A group that really hangs is found by its job clock, which runs again.
 */
export const sessionClocks: Fix = {
  changes:
    'job clocks of other groups stand still in a session, and its time is no lack of progress of theirs',
  forcedBy: ['INNOCENT-SAFE', 'PRIVILEGE'],
  unit: {
    name: 'session-clocks',
    on: 'P8',
    requires: ['owner-truth'],
    merges: ['ownerReleased'],
    title: 'drm/panthor: stop job clocks in protected mode',
    cite: ['A.3', 'D.5', 'F20'],
    state: [held],
    functions: {
      panthorFwProtmEnter: (d, below) =>
        function* () {
          const owner = protm.of(d).activeGroup.get();
          const stopped: string[] = [];
          for (const group of d.groups.values()) {
            if (group.id === owner) continue;
            for (const queue of group.queues) {
              yield* d.machine.step(`look at the clock of ${queue.ring.name}`);
              if (queue.timeoutAtUs.get() === null) continue;
              yield* d.fn.queueSuspendTimeout(group, queue);
              stopped.push(queue.ring.name);
            }
          }
          held.of(d).queues.set(stopped);
          return yield* below();
        },

      queueResumeTimeout: (d, below) =>
        function* (group, queue) {
          const owner = protm.of(d).activeGroup.get();
          if (owner === null || owner === group.id) {
            yield* below(group, queue);
            return;
          }
          const { queues } = held.of(d);
          if (!queues.get().includes(queue.ring.name)) queues.set([...queues.get(), queue.ring.name]);
        },

      ownerReleased: (d, below) =>
        function* (owner) {
          yield* below(owner);
          const { endedUs } = held.of(d);
          endedUs.set({ ...endedUs.get(), [owner.id]: d.machine.nowUs });
          const names = held.of(d).queues.get();
          held.of(d).queues.set([]);
          for (const group of d.groups.values()) {
            for (const queue of group.queues) {
              const waits = names.includes(queue.ring.name) && queue.inFlightJobs.get().length > 0;
              // Off slot a clock is started by the next bind, but for a queue that is blocked, whose clock runs on.
              const blocked = (group.blockedQueues.get() & (1 << queue.index)) !== 0;
              const runs = group.csgId.get() >= 0 || (blocked && groupIsIdle(group));
              if (waits && runs) yield* d.fn.queueResumeTimeout(group, queue);
            }
          }
        },

      csgSlotProcessProgressTimerLocked: (d, below) =>
        function* (csgId) {
          const group = d.slot(csgId).group.get();
          const owner = protm.of(d).activeGroup.get();
          if (owner !== null && owner !== group) return;
          const sinceUs = d.machine.nowUs - JOB_TIMEOUT_US;
          const ended = Object.entries(held.of(d).endedUs.get());
          if (ended.some(([other, atUs]) => other !== group && atUs > sinceUs)) return;
          yield* below(csgId);
        },
    },
  },
};
