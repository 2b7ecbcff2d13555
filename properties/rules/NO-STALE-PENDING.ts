import { watching } from '../rule.ts';
import { csNames } from './cs-names.ts';

/**
 * A request that the host recorded vanishes with the group's unbind, termination or reset, and is never taken
 * for another group's.
 */
export const noStalePending = watching(
  {
    id: 'NO-STALE-PENDING',
    cite: ['A.1.3', 'A.2.3-10', 'C.2', 'F08', 'F09'],
    on: ['group', 'request', 'reset'],
  },
  (verdicts) => {
    let unbound: { id: string; seq: number; step: number; tUs: number }[] = [];
    return {
      observe(e, v) {
        if (e.kind === 'request' && e.op === 'note') {
          verdicts.given++;
          const q = v.group(e.group).queues[e.queue];
          if (q !== undefined && q.raisedSeq === null) {
            verdicts.violated(
              e,
              `${e.group}:${e.queue}`,
              'a request is recorded that this group did not raise',
            );
          }
        } else if (e.kind === 'group' && e.op === 'unbind') {
          verdicts.given++;
          unbound.push({ id: e.group, seq: e.seq, step: e.step, tUs: e.tUs });
        } else if (e.kind === 'reset' && e.op === 'end') {
          verdicts.given++;
          for (const id of v.groups.keys()) unbound.push({ id, seq: e.seq, step: e.step, tUs: e.tUs });
        }
      },
      afterStep(v) {
        // The driver clears under the lock in which it unbinds: judged once that lock is free.
        if (unbound.length === 0 || v.peek === null || v.schedLocked) return;
        for (const at of unbound) {
          const g = [...v.groups.values()].find((other) => other.facts.id === at.id);
          if (g === undefined || g.slot !== null) continue;
          const recorded = v.peek.recordedRequests(g.facts.id);
          if (recorded !== 0) {
            verdicts.violated(
              at,
              at.id,
              `off slot, and PROTM_PENDING of ${csNames(recorded)} is still noted`,
            );
          }
        }
        unbound = [];
      },
    };
  },
);
