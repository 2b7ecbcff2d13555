import { chosenIn } from '../../properties/explore/choices.ts';
import { plural } from '../../properties/plural.ts';

/** Strategies by name; those that only decide choices of another beforehand are counted beside it. */
export function strategiesTold(names: readonly string[]): readonly string[] {
  const ways = new Map<string, number>();
  for (const name of names) {
    const of = chosenIn(name)?.strategy;
    if (of !== undefined) ways.set(of, (ways.get(of) ?? 0) + 1);
  }
  return [
    ...names.filter((name) => chosenIn(name) === null),
    ...[...ways].map(([name, n]) => `${name} with choices decided beforehand (${plural(n, 'way')})`),
  ];
}
