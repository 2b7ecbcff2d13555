import { atEvents } from '../rule.ts';
import { placed, placedBy } from './placed.ts';
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
    const owner = ownerOf(v);
    const ahead = owner === null ? null : aheadOf(owner, v);
    if (owner === null || ahead === null) return true;
    const what = `${placed(ahead)} was not idle and ranks before the owner, ${placed(owner)}`;
    return { what, restsOn: [...placedBy(ahead), ...seqsOf(owner.slotSeq)] };
  },
  instance: (_, v) => v.session?.group ?? '',
});

function ownerOf(v: Vocabulary): GroupView | null {
  const owner = v.session?.group ?? null;
  return owner === null ? null : v.group(owner);
}

function aheadOf(owner: GroupView, v: Vocabulary): GroupView | null {
  const { ranking } = v;
  if (ranking === null) return null;
  for (const id of ranking.contenders) {
    const other = v.group(id);
    if (other !== owner && v.outranks(other, owner, ranking)) return other;
  }
  return null;
}
