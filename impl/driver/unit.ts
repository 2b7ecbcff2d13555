import type { Driver } from './driver.ts';
import type { DriverFunctions } from './functions.ts';

/**
 * State that a unit adds. `of(driver)` throws when the unit is not in the driver's stack.
 */
export class UnitState<T> {
  constructor(
    readonly name: string,
    /** Makes the cells, once per driver, with their initial values. */
    readonly create: (driver: Driver) => T,
  ) {}

  of(driver: Driver): T {
    return driver.stateOf(this);
  }

  in(driver: Driver): boolean {
    return driver.hasState(this);
  }
}

/** One function of a unit: given the driver (for late-bound calls) and the function of that name below. */
export type FunctionOverride<F> = (driver: Driver, below: F) => F;

export type UnitFunctions = {
  readonly [K in keyof DriverFunctions]?: FunctionOverride<DriverFunctions[K]>;
};

/** A place that reads guarded data without its lock, on purpose or as the driver does. */
export interface LocklessRead {
  /** The cell, and the operation that reads it. */
  readonly cell: RegExp;
  readonly label: RegExp;
  /** Where that is stated, or why it does no harm. */
  readonly source: string;
}

/** A patch of the driver: revisions stack as patches do. */
export interface Unit {
  readonly name: string;
  /** The unit that it is written on top of; null for the base. */
  readonly on: string | null;
  readonly title: string;
  /** Where its behaviour is stated: sections of protocol.md, or the rule that forces it. */
  readonly cite: readonly string[];
  readonly state?: readonly UnitState<unknown>[];
  readonly functions: UnitFunctions;
  /** Further units that must stand below it. */
  readonly requires?: readonly string[];
  readonly conflicts?: readonly string[];
  /** Functions that units outside of `on` and `requires` define too, and that this one wraps knowingly. */
  readonly merges?: readonly (keyof DriverFunctions)[];
  /** Where it reads without a lock on purpose: what races elsewhere is told. */
  readonly lockless?: readonly LocklessRead[];
  /** The unit whose place it takes: it is that unit with a seeded defect. */
  readonly standsFor?: string;
}

/** A stack of units: a driver that can be run. */
export interface Revision {
  readonly name: string;
  readonly units: readonly Unit[];
}

const linkedOnceUnits = new WeakSet<Unit>();

/**
 * Declares units whose functions keep nothing of a run but in cells, and look at the driver only when they are called:
 * they are put together once for many runs. Those of other units are put together anew for each run.
 */
export function linkedOnce(units: readonly Unit[]): readonly Unit[] {
  for (const unit of units) linkedOnceUnits.add(unit);
  return units;
}

export const isLinkedOnce = (unit: Unit): boolean => linkedOnceUnits.has(unit);

/** Units do not fit on each other. */
export class StackError extends Error {}

/**
 * Stacks units, the base first.
 *
 * @throws StackError when a unit stands without what it is on or requires, beside one that it conflicts with,
 *   twice, or redefines a function of an unrelated unit without declaring the merge
 */
export function stack(name: string, units: readonly Unit[]): Revision {
  const below = new Map<string, Unit>();
  for (const unit of units) {
    const place = unit.standsFor ?? unit.name;
    if (below.has(place)) throw new StackError(`${name}: unit ${place} stands twice`);
    for (const needed of [...(unit.on === null ? [] : [unit.on]), ...(unit.requires ?? [])]) {
      if (!below.has(needed)) throw new StackError(`${name}: ${unit.name} needs ${needed} below it`);
    }
    for (const other of below.values()) {
      if (unit.conflicts?.includes(other.name) || other.conflicts?.includes(unit.name)) {
        throw new StackError(`${name}: ${unit.name} conflicts with ${other.name}`);
      }
    }
    checkMerges(name, unit, below);
    below.set(place, unit);
  }
  return { name, units };
}

/** Which units define each function, lowest first. */
export function definitions(revision: Revision): ReadonlyMap<keyof DriverFunctions, readonly string[]> {
  const result = new Map<keyof DriverFunctions, string[]>();
  for (const unit of revision.units) {
    for (const fn of functionNames(unit)) result.set(fn, [...(result.get(fn) ?? []), unit.name]);
  }
  return result;
}

export function functionNames(unit: Unit): readonly (keyof DriverFunctions)[] {
  return Object.keys(unit.functions) as (keyof DriverFunctions)[];
}

function checkMerges(name: string, unit: Unit, below: ReadonlyMap<string, Unit>): void {
  const known = ancestors(unit, below);
  for (const other of below.values()) {
    if (known.has(other.standsFor ?? other.name)) continue;
    for (const fn of functionNames(unit)) {
      if (other.functions[fn] === undefined || unit.merges?.includes(fn)) continue;
      throw new StackError(
        `${name}: ${unit.name} and ${other.name} both define ${fn}: declare it in merges of ${unit.name}`,
      );
    }
  }
}

function ancestors(unit: Unit, below: ReadonlyMap<string, Unit>): ReadonlySet<string> {
  const result = new Set<string>();
  const visit = (u: Unit): void => {
    for (const parent of [...(u.on === null ? [] : [u.on]), ...(u.requires ?? [])]) {
      if (result.has(parent)) continue;
      result.add(parent);
      const next = below.get(parent);
      if (next !== undefined) visit(next);
    }
  };
  visit(unit);
  return result;
}
