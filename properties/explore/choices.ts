import type { Chooser } from '../../impl/runtime/decision.ts';
import { deriveSeed, Random } from './random.ts';
import { isLate, type Strategy } from './strategy.ts';

export interface ChoiceBounds {
  /** How many wake-ups of one run may be late. */
  readonly late: number;
  /** How many other choices of data of one run may differ from the default. */
  readonly data: number;
}

/**
 * The schedules of `strategy` with choices of data beside them: wake-ups that are late and choices of the
 * profile that are open per event. Each run draws how many of the bound it uses, and spreads them.
 */
export function withChoices(strategy: Strategy, bounds: ChoiceBounds): Strategy {
  const parts = [
    ...(bounds.late > 0 ? [`${bounds.late} late`] : []),
    ...(bounds.data > 0 ? [`${bounds.data} choices`] : []),
  ];
  if (parts.length === 0) return strategy;
  return {
    name: `${strategy.name} + ${parts.join(' + ')}`,
    lateAllowed: strategy.lateAllowed + bounds.late,
    chooser: (seed, hints) => {
      const below = strategy.chooser(seed, hints);
      const random = new Random(deriveSeed(seed, 'choices'));
      const left = { late: random.below(bounds.late + 1), data: random.below(bounds.data + 1) };
      const wanted = left.late + left.data;
      // Twice the even rate: half of the places lie before the middle of the run, so most of the bound is used.
      const rate = wanted === 0 ? 0 : Math.min(0.5, (2 * wanted) / Math.max(hints.choices, 1));
      const chooser: Chooser = {
        pickActivity: (candidates, last) => below.pickActivity(candidates, last),
        pickOption: (choice) => {
          const kind = isLate(choice.name) ? 'late' : 'data';
          if (left[kind] === 0 || !random.chance(rate)) return below.pickOption(choice);
          left[kind]--;
          return 1 + random.below(choice.options.length - 1);
        },
      };
      return chooser;
    },
  };
}
