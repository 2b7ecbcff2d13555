import type { Cell } from '../../runtime/cell.ts';
import { protm } from '../series-2026/protm-state.ts';
import { UnitState } from '../unit.ts';
import type { Fix } from './fix.ts';

/** Queues whose job clock stands still because of the present session, by name. */
const held = new UnitState<{ readonly queues: Cell<readonly string[]> }>('protm.held_clocks', (d) => ({
  queues: d.machine.cell<readonly string[]>('protm.held_clocks', [], d.state.schedLock),
}));

/** In a session only the owner's job clocks run: the others cannot make progress, nor can what they wait for. */
export const sessionClocks: Fix = {
  changes: 'job clocks of other groups stand still in a session',
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
          const names = held.of(d).queues.get();
          held.of(d).queues.set([]);
          for (const group of d.groups.values()) {
            for (const queue of group.queues) {
              const waits = names.includes(queue.ring.name) && queue.inFlightJobs.get().length > 0;
              if (waits) yield* d.fn.queueResumeTimeout(group, queue);
            }
          }
        },

      csgSlotProcessProgressTimerLocked: (d, below) =>
        function* (csgId) {
          const owner = protm.of(d).activeGroup.get();
          if (owner === null || owner === d.slot(csgId).group.get()) yield* below(csgId);
        },
    },
  },
};
