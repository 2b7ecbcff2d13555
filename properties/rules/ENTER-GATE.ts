import { atEvents } from '../rule.ts';
import type { Vocabulary } from './vocabulary.ts';

/** ENTER is sent only for a group that may enter: one group, active on a slot, acknowledged, with its buffer. */
export const enterGate = atEvents({
  id: 'ENTER-GATE',
  cite: ['A.2.3-7', 'A.2.3-13', 'B.2-5', 'F01', 'F08'],
  on: ['session'],
  given: (e) => e.kind === 'session' && e.op === 'enterSent',
  then: (_, v) => {
    const missing = missingFor(v);
    return missing.length === 0 || missing.join('; ');
  },
  instance: (_, v) => v.session?.group ?? 'no group',
});

function missingFor(v: Vocabulary): string[] {
  const missing: string[] = [];
  const let_in = [...v.groups.values()].filter((g) =>
    g.queues.some((q) => q.acknowledged || v.waitsWithBit29(q)),
  );
  const acknowledged = [...v.groups.values()].filter((g) => g.queues.some((q) => q.acknowledged));
  const owner = v.session?.group ?? null;
  if (let_in.length === 0)
    missing.push('no CS was acknowledged since the last EXIT and none waits with bit 29');
  if (acknowledged.length > 1) {
    missing.push(`CSs of ${acknowledged.map((g) => g.facts.id).join(' and ')} were acknowledged`);
  }
  if (owner === null) {
    missing.push('no group is let in');
    return missing;
  }
  const g = v.group(owner);
  if (let_in.length > 0 && !let_in.includes(g)) {
    missing.push(`acknowledged was ${let_in.map((other) => other.facts.id).join(', ')}, not ${owner}`);
  }
  if (g.slot === null) missing.push(`${owner} is on no slot`);
  else if (!g.active)
    missing.push(`START or RESUME of ${owner} is not acknowledged, or a stop was requested`);
  if (v.protectedBuffer(owner) !== 'mapped') {
    missing.push(`the protected suspend buffer of ${owner} is ${v.protectedBuffer(owner)}`);
  }
  return missing;
}
