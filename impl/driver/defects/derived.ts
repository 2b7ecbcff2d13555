import type { DriverFunctions } from '../functions.ts';
import { fixes, reference } from '../reference/index.ts';
import type { Unit } from '../unit.ts';
import type { Change, Defect } from './defect.ts';

type FunctionName = keyof DriverFunctions;

/** Takes a unit's part in functions away, so that what stands below it is all that is done. */
function without(unit: Unit, names: readonly FunctionName[]): Change {
  const handBackBelow = (_driver: unknown, _unit: unknown, below: unknown): unknown => below;
  const functions = Object.fromEntries(names.map((name) => [name, handBackBelow]));
  return { unit: unit.name, functions: functions as Change['functions'] };
}

/** The functions of a unit that a unit below it defines too. */
function partsOf(unit: Unit): readonly FunctionName[] {
  const below = reference.units.slice(0, reference.units.indexOf(unit));
  const names = Object.keys(unit.functions) as FunctionName[];
  return names.filter((name) => below.some((other) => other.functions[name] !== undefined));
}

/**
 * The reference with one fix left out, but for what others stand on, and with one function of a fix left out: each
 * guard, effect, acknowledgement and lock that the fixes add, one at a time.
 */
export const derivedDefects: readonly Defect[] = fixes.flatMap(({ unit, changes, forcedBy }) => {
  const parts = partsOf(unit);
  const whole: Defect = {
    id: `no-${unit.name}`,
    name: `no-${unit.name}`,
    wrong: `left out: ${changes}`,
    breaks: forcedBy,
    changes: [without(unit, parts)],
  };
  if (parts.length === 1) return [whole];
  const single = parts.map(
    (name): Defect => ({
      id: `${unit.name}.${name}`,
      name: `${unit.name}.${name}`,
      wrong: `${name} lacks what is done there so that ${changes}`,
      breaks: forcedBy,
      changes: [without(unit, [name])],
    }),
  );
  return [whole, ...single];
});
