import type { Driver } from './driver.ts';
import { functionNames, type Unit, type UnitFunctions } from './unit.ts';

/** What the placebo of a unit is called: `enter-gate, only slower`. */
export const slowerName = (unit: string): string => `${unit}, only slower`;

type AnyFunction = (...args: never[]) => unknown;
type Override = (driver: Driver, below: AnyFunction) => AnyFunction;

/**
 * The placebo of a unit: what it changes is as below it, with an operation before and one after that do nothing. What
 * this removes was removed by timing. Functions that the unit makes no switch points in stay as they are.
 */
export function slower(unit: Unit): Unit {
  const changed = functionNames(unit);
  // The table of functions keeps each override under the name of the function that it is typed for.
  const overrides = changed.map((name) => [name, delayed(unit.functions[name] as Override, name)] as const);
  return {
    name: slowerName(unit.name),
    on: unit.on,
    title: `${unit.title}: without what it does`,
    cite: [],
    merges: changed,
    functions: Object.fromEntries(overrides) as UnitFunctions,
  };
}

function delayed(ofUnit: Override, name: string): Override {
  return (d, below) => {
    if (!isGeneratorFunction(ofUnit(d, below))) return below;
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
