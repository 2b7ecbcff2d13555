import { ms, watching } from '../rule.ts';
import { RESIDENCE_LIMIT_US } from './bounds.ts';
import { placed, placedBy } from './placed.ts';
import type { GroupView, Session } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A session that the host ended for a group of equal priority has made progress: a command of its region was executed
 * in it, and time passed since.
 */
export const feF = watching({ id: 'FE-f', cite: ['C.6-5', 'B.5'], on: ['session'] }, (verdicts) => {
  /** The session that is being ended so, for whom, and who that is in words. */
  let ending: { session: Session; rival: GroupView; told: string } | null = null;
  let endedUs = 0;
  return {
    observe(e, v) {
      if (e.kind !== 'session') return;
      if (e.op === 'exitForced') {
        const rival = equalThatEnds(v, e.cause);
        ending =
          rival === null || v.session === null
            ? null
            : {
                session: v.session,
                rival,
                told: `${placed(rival)}, ready since ${ms(v.waitsSinceUs(rival) ?? e.tUs)} ms`,
              };
        endedUs = e.tUs;
      } else if (e.op === 'left' && ending !== null && ending.session === v.session) {
        verdicts.given++;
        const { session, rival, told } = ending;
        const { group, progress, enteredUs } = session;
        const heldUs = endedUs - (enteredUs ?? 0);
        ending = null;
        if ((progress && heldUs > 0) || group === null) return;
        verdicts.violated(
          e,
          group,
          `its session is ended ${ms(heldUs)} ms after it began, before it executed anything, for a group of the same priority: ${told}`,
          placedBy(rival),
        );
      }
    },
  };
});

/** Of an exit that the host asked for, the group of equal priority that waited; null where another thing called for it. */
function equalThatEnds(v: Vocabulary, cause: string | null): GroupView | null {
  const s = v.session;
  if (s?.group == null || s.enteredUs === null || v.power !== 'on') return null;
  if (v.resetInFlight || v.deviceGoes || v.memoryOpInFlight) return null;
  if (cause !== 'ping' && cause !== 'csgRequest') return null;
  if (v.nowUs - s.enteredUs >= RESIDENCE_LIMIT_US) return null;
  const owner = v.group(s.group);
  const waiting = [...v.groups.values()].filter((g) => g !== owner && v.waitsSinceUs(g) !== null);
  if (!v.canRun(owner) || waiting.some((g) => g.facts.priority > owner.facts.priority)) return null;
  return waiting.find((g) => g.facts.priority === owner.facts.priority) ?? null;
}
