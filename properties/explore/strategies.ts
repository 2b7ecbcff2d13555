import { chosenIn, withChoices, withChosen } from './choices.ts';
import { delayBounded } from './delay-bounded.ts';
import { pct } from './pct.ts';
import { portfolio, type Share } from './portfolio.ts';
import { randomWalk } from './random-walk.ts';
import { runToCompletion, type Strategy } from './strategy.ts';
import { uniformWalk } from './uniform-walk.ts';

const orderly: readonly Share[] = [
  { strategy: randomWalk(0.5), parts: 2 },
  { strategy: randomWalk(0.05), parts: 3 },
  { strategy: pct(2), parts: 2 },
  { strategy: pct(3, { focus: true }), parts: 2 },
  { strategy: delayBounded(2), parts: 2 },
  { strategy: delayBounded(5), parts: 2 },
];
const bounds = { late: 2, data: 2 };

/** PCT wins on rare scenarios, walks on breadth, few delays on orderly lives: each seed goes to one of them. */
export const mixture: Strategy = portfolio('mixture', [
  ...orderly,
  ...orderly.map(({ strategy, parts }) => ({ strategy: withChoices(strategy, bounds), parts })),
]);

/** A host on which work items are late again and again. */
export const loadedHost: Strategy = withChoices(randomWalk(0.05), { late: 40, data: 0 });

const usual: readonly Strategy[] = [
  runToCompletion,
  mixture,
  loadedHost,
  ...orderly.flatMap(({ strategy }) => [strategy, withChoices(strategy, bounds)]),
];

/** What only the deep search tries, and whoever names it. */
const deep: readonly Strategy[] = [
  uniformWalk,
  withChoices(uniformWalk, bounds),
  pct(4, { focus: true }),
  pct(5, { focus: true }),
];

/** What no search takes by itself: each depth of PCT, its change points drawn from the whole run. */
const named: readonly Strategy[] = [pct(1), pct(3), pct(4), pct(5)];

const all: readonly Strategy[] = [...usual, ...deep, ...named];

/** The strategy of a name, with choices that are decided beforehand or without. Throws on an unknown one. */
export function strategyNamed(name: string): Strategy {
  const chosen = chosenIn(name);
  if (chosen !== null) return withChosen(strategyNamed(chosen.strategy), chosen.chosen);
  const found = all.find((s) => s.name === name);
  if (found === undefined) throw new Error(`no strategy is called ${name}: ${strategyNames.join('; ')}`);
  return found;
}

/** The strategies that can be named. */
export const strategyNames: readonly string[] = all.map((s) => s.name);

/** The strategies of the deep search. */
export const searchStrategies: readonly string[] = [...usual, ...deep].map((s) => s.name);

/** The strategies of a search that is not deep. */
export const usualStrategies: readonly string[] = usual.map((s) => s.name);
