import { functionNames } from '../../impl/driver/unit.ts';
import { cName, isPatch, partsOf, patchName } from '../c-names.ts';
import type { Item, Page } from './page.ts';
import { allStored, causesSection } from './stored.ts';
import { units } from './unit.ts';

const all = [...new Set(units.flatMap(functionNames))];

/** The driver's functions as the C code spells them, `tick_work`. */
export const driverFunctions: readonly string[] = [...new Set(all.map(cName))];

/** A function of the driver by its C name: which patches and fixes change it or a part of it, and what breaks in it. */
export function functionPage(name: string): Page {
  const own = new Set([...all.filter((fn) => cName(fn) === name), ...partsOf({ function: name })]);
  const [first, ...others] = units.filter((unit) => functionNames(unit).some((fn) => own.has(fn)));
  return {
    title: `${name}(), a function of the driver`,
    says: first === undefined ? [] : [`It comes with ${unitName(first.name)}.`],
    sections: [
      {
        heading: 'Patches and fixes that change it',
        items: others.map((unit): Item => [unit.name, unit.title]),
      },
      causesSection(
        'Findings that break in it',
        allStored().filter(({ counterexample }) => counterexample.story.at(-1)?.includes(` ${name}()`)),
      ),
    ],
    tries: first === undefined ? [] : [[`npm run explain -- ${first.name}`, 'explains what it comes with']],
  };
}

const unitName = (unit: string): string => (isPatch(unit) ? `${unit}, patch ${patchName(unit)}` : unit);
