import { watching } from '../rule.ts';

/** At most one owner; it is live and on slot from before ENTER until EXIT is raised or a reset takes over. */
export const owner = watching(
  { id: 'OWNER', cite: ['A.1.3', 'B.2-5', 'B.2-14', 'C.8'], on: ['session', 'group'] },
  (verdicts) => ({
    observe(e, v) {
      const s = v.session;
      if (e.kind === 'session' && e.op === 'enterSent') {
        verdicts.given++;
        const before = v.lastSession;
        const overlaps = before !== null && before.endedBySeq === e.seq && !before.exitRaised;
        if (s?.group === null) verdicts.violated(e, 'no group', 'ENTER is sent and nobody is let in');
        if (overlaps && before.group !== e.group) {
          verdicts.violated(e, e.group ?? 'no group', `${before.group ?? 'no group'} is still the owner`);
        }
        if (e.group !== null && v.group(e.group).slot === null) {
          verdicts.violated(e, e.group, `${e.group} is let in and is on no slot`);
        }
        return;
      }
      if (e.kind !== 'group' || (e.op !== 'unbind' && e.op !== 'release')) return;
      if (s === null || s.group !== e.group || v.resetInFlight || s.exitRaised) return;
      const why = e.op === 'unbind' ? 'is taken off its slot' : 'is freed';
      verdicts.violated(e, e.group, `the owner ${why} before EXIT was raised`);
    },
  }),
);
