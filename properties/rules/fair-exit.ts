import type { RuleId } from '../catalogue.ts';
import { Deadlines, type Rule, watching } from '../rule.ts';
import { CSG_ACK_LIMIT_US, FORCED_EXIT_LIMIT_US } from './bounds.ts';
import { seqsOf } from './rests-on.ts';
import type { GroupView } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The common shape of FE-a, FE-b and FE-c: while GPU protected, a group that waits and stands so to the owner
 * is owed the end of the session, or a reset, or that the device is shut down, within T plus what the part of the rule adds. Counted from when it
 * waits and the GPU is protected: before, the entry has limits of its own.
 */
export function exitOwedTo(
  id: RuleId,
  cite: readonly string[],
  concerns: (waiting: GroupView, owner: GroupView) => boolean,
  addedUs: number,
): Rule {
  return watching({ id, cite, on: 'all' }, (verdicts) => {
    const deadlines = new Deadlines(verdicts);
    return {
      observe(e, v) {
        deadlines.expire(e);
        const s = v.session;
        if (!v.gpuProtected || s === null || s.group === null || v.reset === 'running' || v.isShutDown) {
          deadlines.settleAll(v.nowUs);
          return;
        }
        const owner = v.group(s.group);
        for (const g of v.groups.values()) {
          if (g === owner || !concerns(g, owner)) continue;
          const { id: name } = g.facts;
          const waitsSinceUs = v.waitsSinceUs(g);
          if (waitsSinceUs === null) deadlines.settle(name, v.nowUs);
          else if (!deadlines.has(name)) {
            const sinceUs = Math.max(waitsSinceUs, v.gpuProtectedSinceUs);
            const what = `${name} waits beside the session of ${owner.facts.id}, which is not ended`;
            deadlines.owe(name, sinceUs, exitLimitUs(v) + addedUs, what, seqsOf(g.idleSeq));
          }
        }
      },
      finish(end, v) {
        deadlines.finish(end, v.now);
      },
    };
  });
}

/** T: host delay, acknowledgement limits that may be in flight, forced-exit limit. */
function exitLimitUs(v: Vocabulary): number {
  const requests = v.schedLocked || v.tickSinceSeq !== null ? 2 * v.slots.length * CSG_ACK_LIMIT_US : 0;
  return v.hostDelayUs + requests + FORCED_EXIT_LIMIT_US;
}
