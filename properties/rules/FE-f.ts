import { watching } from '../rule.ts';
import { RESIDENCE_LIMIT_US } from './bounds.ts';
import type { Session } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A session that the host ended for a group of equal priority has made progress: a command of its region was executed
 * in it, and time passed since.
 */
export const feF = watching({ id: 'FE-f', cite: ['C.6-5', 'B.5'], on: ['session'] }, (verdicts) => {
  /** The session that is being ended so. */
  let ending: Session | null = null;
  let endedUs = 0;
  return {
    observe(e, v) {
      if (e.kind !== 'session') return;
      if (e.op === 'exitForced') {
        ending = endedForAnEqual(v, e.cause) ? v.session : null;
        endedUs = e.tUs;
      } else if (e.op === 'left' && ending !== null && ending === v.session) {
        verdicts.given++;
        const { group, progress } = ending;
        const passed = progress && endedUs > (ending.enteredUs ?? 0);
        ending = null;
        if (passed || group === null) return;
        verdicts.violated(
          e,
          group,
          'its session is ended for a group of the same priority before it executed anything',
        );
      }
    },
  };
});

/** An exit that the host asked for, when a group of equal priority waited and nothing else called for it. */
function endedForAnEqual(v: Vocabulary, cause: string | null): boolean {
  const s = v.session;
  if (s?.group == null || s.enteredUs === null || v.power !== 'on') return false;
  if (v.resetInFlight || v.deviceGoes || v.memoryOpInFlight) return false;
  if (cause !== 'ping' && cause !== 'csgRequest') return false;
  if (v.nowUs - s.enteredUs >= RESIDENCE_LIMIT_US) return false;
  const owner = v.group(s.group);
  const waiting = [...v.groups.values()].filter((g) => g !== owner && v.waitsSinceUs(g) !== null);
  if (!v.canRun(owner) || waiting.some((g) => g.facts.priority > owner.facts.priority)) return false;
  return waiting.some((g) => g.facts.priority === owner.facts.priority);
}
