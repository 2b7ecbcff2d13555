import type { Driver } from './driver.ts';
import { functionNames, type Unit, type UnitFunctions } from './unit.ts';

/** What the placebo of a unit is called: `enter-gate, only slower`. */
export const slowerName = (unit: string): string => `${unit}, only slower`;

type AnyFunction = (...args: never[]) => unknown;
type Override = (driver: Driver, below: AnyFunction) => AnyFunction;

/**
 * The placebo of units: what they change is as below it, with an operation before and one after that do nothing. What
 * this removes was removed by timing. Functions that no unit makes switch points in stay as they are. It fits on any
 * stack.
 *
 * @param name of what it is the placebo of
 * @param units what that changes: a fix, or the patches that a rebase takes away and brings
 */
export function slower(name: string, units: readonly Unit[]): Unit {
  const changed = [...new Set(units.flatMap(functionNames))];
  const overrides = changed.map((fn) => {
    // The table of functions keeps each override under the name of the function that it is typed for.
    const defined = units.flatMap((unit) => (unit.functions[fn] as Override | undefined) ?? []);
    return [fn, delayed(defined, fn)] as const;
  });
  return {
    name: slowerName(name),
    on: null,
    title: `${name}: without what it does`,
    cite: [],
    merges: changed,
    functions: Object.fromEntries(overrides) as UnitFunctions,
  };
}

function delayed(defined: readonly Override[], name: string): Override {
  return (d, below) => {
    if (!defined.some((override) => isGeneratorFunction(override(d, below)))) return below;
    return function* (...args) {
      yield* d.machine.step(`before ${name}`);
      const done = below(...args);
      const result: unknown = isGenerator(done) ? yield* done : done;
      yield* d.machine.step(`after ${name}`);
      return result;
    };
  };
}

const generatorFunction: unknown = Object.getPrototypeOf(function* () {});

const isGeneratorFunction = (f: AnyFunction): boolean => Object.getPrototypeOf(f) === generatorFunction;

const isGenerator = (result: unknown): result is Generator =>
  typeof result === 'object' && result !== null && 'next' in result && Symbol.iterator in result;
