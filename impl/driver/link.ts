import { framed } from '../runtime/frame.ts';
import type { Driver } from './driver.ts';
import type { DriverFunctions } from './functions.ts';
import { functionNames, type Revision } from './unit.ts';

/** A unit's function before it is given the driver and the function below. */
type Override = (driver: Driver, below: unknown) => unknown;
type Layers = readonly Override[];
type RecordClass = new (driver: Driver) => DriverFunctions;

const records = new WeakMap<Revision, RecordClass>();

/**
 * The record of a driver's functions: each unit's function is given the one below it. What the units define is worked out
 * once for each revision, and a function is put together when it is first called: a run uses some of several hundred.
 */
export function linkFunctions(driver: Driver, revision: Revision): DriverFunctions {
  let record = records.get(revision);
  if (record === undefined) {
    record = recordOf(revision);
    records.set(revision, record);
  }
  return new record(driver);
}

/** A class of which each function is a property, linked when it is first read. */
function recordOf(revision: Revision): RecordClass {
  const layers = new Map<string, Override[]>();
  for (const unit of revision.units) {
    for (const name of functionNames(unit)) {
      layers.set(name, [...(layers.get(name) ?? []), unit.functions[name] as Override]);
    }
  }
  class Linked {
    readonly linked: unknown[] = new Array<unknown>(layers.size).fill(undefined);
    readonly driver: Driver;

    constructor(driver: Driver) {
      this.driver = driver;
    }
  }
  for (const [i, [name, overrides]] of [...layers].entries()) {
    Object.defineProperty(Linked.prototype, name, {
      get(this: Linked): unknown {
        this.linked[i] ??= linked(this.driver, name, overrides);
        return this.linked[i];
      },
      set(this: Linked, value: unknown) {
        this.linked[i] = value;
      },
    });
  }
  // What no unit defines is found in the prototype of the prototype only, so that the trap is in nobody's way.
  const missing = (_: object, name: string | symbol): never => {
    throw new Error(`${revision.name} has no function ${String(name)}`);
  };
  Object.setPrototypeOf(Linked.prototype, new Proxy({}, { get: missing }));
  return Linked as unknown as RecordClass;
}

function nothingBelow(name: string): unknown {
  return () => {
    throw new Error(`nothing below defines ${name}`);
  };
}

function linked(driver: Driver, name: string, overrides: Layers): unknown {
  let below = nothingBelow(name);
  for (const override of overrides) below = framed(override(driver, below), driver.machine);
  return below;
}
