/**
 * Choices of data beside a schedule: a bounded number of a run differ from the default, wherever they come.
 * As delays and preemptions are bounded: M. Emmi, S. Qadeer, Z. Rakamaric: Delay-Bounded Scheduling. POPL 2011, and
 * M. Musuvathi, S. Qadeer: Iterative Context Bounding for Systematic Testing of Multithreaded Programs. PLDI 2007.
 * Departures: these bound schedules, this bounds data, with a bound of its own for late wake-ups; and how many of the
 * bound a run uses is drawn, as is where.
 */
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

/**
 * The schedules of `strategy` with some choices of data decided beforehand: the nth that is not how late a wake-up comes,
 * from 1, takes the option, if it has it. So what a profile leaves open per event is decided for one event alone: `choice 3
 * = never` for the last of three entries, after everything else was asked.
 */
export function withChosen(strategy: Strategy, chosen: ReadonlyMap<number, string>): Strategy {
  const parts = [...chosen].map(([nth, option]) => `choice ${nth} = ${option}`);
  return {
    name: [strategy.name, ...parts].join('; '),
    lateAllowed: strategy.lateAllowed,
    chooser: (seed, hints) => {
      const below = strategy.chooser(seed, hints);
      let nth = 0;
      return {
        pickActivity: (candidates, last) => below.pickActivity(candidates, last),
        pickOption: (choice) => {
          const drawn = below.pickOption(choice);
          if (isLate(choice.name)) return drawn;
          nth++;
          const index = choice.options.indexOf(chosen.get(nth) ?? '');
          return index < 0 ? drawn : index;
        },
      };
    },
  };
}

/** What `withChosen` put behind a strategy's name; null: nothing. */
export function chosenIn(
  name: string,
): { readonly strategy: string; readonly chosen: ReadonlyMap<number, string> } | null {
  const [strategy = '', ...parts] = name.split('; ');
  const chosen = parts.map((part) => /^choice (\d+) = (.+)$/.exec(part));
  if (parts.length === 0 || chosen.includes(null)) return null;
  return { strategy, chosen: new Map(chosen.map((one) => [Number(one?.[1]), one?.[2] ?? ''])) };
}
