import type { Terms } from '../terms.ts';

/**
 * Time, in tick periods. A driver that keeps the bounds lets no period pass while something is overdue; the guards
 * say so, and everything else may take as long as it likes.
 */
export function timeActions(t: Terms) {
  const { limits } = t;
  const overdue =
    (beside: 'higher' | 'equal', ticks: number) =>
    (s: Parameters<typeof t.top>[0]): boolean =>
      t.anyGroup(
        (g) => s.groups[g].waited >= ticks && t.waitsForNormalMode(s, g) && t.besideOwner(s, g) === beside,
      );
  const higherOverdue = overdue('higher', limits.higherWaitsTicks);
  const equalOverdue = overdue('equal', limits.equalWaitsTicks);
  return [
    t.action({
      id: 'time.tick',
      when: {
        'no group of higher priority waits overdue': (s) =>
          !s.protmActive || s.reset !== 'none' || !higherOverdue(s),
        'no group of equal priority waits overdue': (s) =>
          !s.protmActive || s.reset !== 'none' || !equalOverdue(s),
        'the residence limit is not reached': (s) =>
          !s.protmActive || s.reset !== 'none' || s.residence < t.longestSession,
        "the top group's request is not overdue": (s) =>
          s.unserved < limits.unservedTicks || !t.topIsUnserved(s),
        'a choice is carried out or given up': (s) => s.driver !== 'chosen',
      },
      then: (s) => {
        if (s.protmActive && s.reset === 'none') {
          s.residence = Math.min(s.residence + 1, t.longestSession + 1);
          for (const g of t.groups)
            s.groups[g].waited = t.waitsForNormalMode(s, g)
              ? Math.min(s.groups[g].waited + 1, t.longestSession + 1)
              : 0;
        }
        s.unserved = t.topIsUnserved(s) ? Math.min(s.unserved + 1, limits.unservedTicks + 1) : 0;
      },
      cite: ['A.1.5', 'D.4'],
    }),
  ];
}
