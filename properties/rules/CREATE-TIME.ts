import type { GroupId } from '../../impl/ids.ts';
import { ms, watching } from '../rule.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Undeclared use that is not answered yet. */
interface Unanswered {
  /** How long the scheduler lock was free since then: whoever holds it may be in the middle of an entry. */
  freeUs: number;
  lastUs: number;
  locked: boolean;
}

/**
 * Protected use is declared at group creation; undeclared use kills the group, and only undeclared use does;
 * who did not declare it takes no protected memory from those who did.
 */
export const createTime = watching(
  { id: 'CREATE-TIME', cite: ['A.1.6', 'G.1', 'A.2.3-3'], on: 'all' },
  (verdicts) => {
    const unanswered = new Map<GroupId, Unanswered>();
    const expire = (at: { seq: number; step: number; tUs: number }, v: Vocabulary): void => {
      for (const [group, use] of unanswered) {
        if (!use.locked) use.freeUs += at.tUs - use.lastUs;
        use.lastUs = at.tUs;
        if (use.freeUs <= v.hostDelayUs) continue;
        unanswered.delete(group);
        const what = `undeclared use of protected mode does not kill the group within ${ms(v.hostDelayUs)} ms of a free scheduler lock`;
        verdicts.violated(at, group, what);
      }
    };
    return {
      observe(e, v) {
        expire(e, v);
        if (e.kind === 'request' && e.op === 'raise') {
          const known = v.group(e.group).facts.declaredProtected || unanswered.has(e.group);
          if (known) return;
          verdicts.given++;
          unanswered.set(e.group, { freeUs: 0, lastUs: e.tUs, locked: v.schedLocked });
        } else if (e.kind === 'memory') {
          if (e.op !== 'alloc') return;
          const group = v.groupOfBuffer(e.buffer);
          if (group === null || group.facts.declaredProtected) return;
          verdicts.given++;
          const what = 'gets a protected suspend buffer, and did not declare protected use';
          verdicts.violated(e, `${group.facts.id} buffer`, what);
        } else if (e.kind === 'lock') {
          for (const use of unanswered.values()) use.locked = v.schedLocked;
        } else if (e.kind === 'group') {
          if (e.op !== 'kill' && e.op !== 'destroy' && e.op !== 'release') return;
          unanswered.delete(e.group);
          if (e.op !== 'kill' || e.cause !== 'undeclaredUse') return;
          if (v.group(e.group).facts.declaredProtected) {
            verdicts.given++;
            verdicts.violated(e, e.group, 'killed for undeclared use, and had declared it');
          }
        } else if (e.kind === 'session' && e.op === 'enterSent' && e.group !== null) {
          if (v.group(e.group).facts.declaredProtected) return;
          verdicts.given++;
          verdicts.violated(
            e,
            `${e.group} entry`,
            'ENTER is sent for a group that did not declare protected use',
          );
        } else if (e.kind === 'reset') {
          unanswered.clear();
        }
      },
      finish(end, v) {
        expire({ ...v.now, tUs: end.observedUntilUs }, v);
      },
    };
  },
);
