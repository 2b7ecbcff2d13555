import { atEvents } from '../rule.ts';
import { seqsOf } from './rests-on.ts';
import type { GroupView } from './views.ts';
import type { Vocabulary } from './vocabulary.ts';

/** At ENTER the owner is the top group, by the ranking that led to this ENTER. */
export const topOnly = atEvents({
  id: 'TOP-ONLY',
  cite: ['A.2.3-7', 'A.3', 'C.6'],
  on: ['session'],
  given: (e) => e.kind === 'session' && e.op === 'enterSent' && e.group !== null,
  then: (_, v) => {
    const ahead = aheadOfOwner(v);
    if (ahead === null) return true;
    const { id, priority } = ahead.facts;
    const what = `${id} (priority ${priority}) was not idle and ranks before the owner`;
    return { what, restsOn: seqsOf(ahead.idleSeq) };
  },
  instance: (_, v) => v.session?.group ?? '',
});

function aheadOfOwner(v: Vocabulary): GroupView | null {
  const owner = v.session?.group ?? null;
  const { ranking } = v;
  if (owner === null || ranking === null) return null;
  const g = v.group(owner);
  for (const id of ranking.contenders) {
    const other = v.group(id);
    if (other !== g && v.outranks(other, g, ranking)) return other;
  }
  return null;
}
