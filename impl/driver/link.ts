import { type CallStack, type Frames, framed } from '../runtime/frame.ts';
import { Driver } from './driver.ts';
import type { DriverFunctions } from './functions.ts';
import { functionNames, isLinkedOnce, type Revision } from './unit.ts';

/** A unit's function before it is given the driver and the function below. */
type Override = (driver: Driver, below: unknown) => unknown;
type Layers = readonly Override[];
/** The record of functions of a driver. */
type Linked = DriverFunctions & { readonly driver: Driver };
type RecordClass = new (driver: Driver) => Linked;

/** The calls of the driver's running activity. A class: getters of literals are as many shapes to V8. */
class DriverCalls implements CallStack {
  constructor(private readonly driver: Driver) {}

  get frames(): Frames {
    return this.driver.machine.frames;
  }
}

const records = new WeakMap<Revision, RecordClass>();
/** Records that were used by a run that is over. */
const unused = new WeakMap<Revision, Linked[]>();

/**
 * The record of a driver's functions: each unit's function is given the one below it. What the units define is worked out
 * once for each revision, and a function is put together when it is first called: a run uses some of several hundred.
 *
 * The functions are given a stand-in with the parts of the driver, so that they can be used by another one later: V8 keeps
 * a description of the objects that a generator function makes with that function, and code that met many is slow.
 */
export function linkFunctions(driver: Driver, revision: Revision): DriverFunctions {
  const linked = unused.get(revision)?.pop() ?? new (recordClass(revision))(standIn());
  Object.assign(linked.driver, driver, { fn: linked });
  return linked;
}

/** The run is over: nobody calls a function of its driver any more, so that another one of its revision may have them. */
export function unlinkFunctions({ fn, revision }: Driver): void {
  if (!revision.units.every(isLinkedOnce)) return;
  const free = unused.get(revision);
  if (free === undefined) unused.set(revision, [fn as Linked]);
  else free.push(fn as Linked);
}

/** What functions know as the driver: it has the driver's methods, and the parts of the one of this run. */
function standIn(): Driver {
  return Object.create(Driver.prototype) as Driver;
}

function recordClass(revision: Revision): RecordClass {
  let record = records.get(revision);
  if (record === undefined) {
    record = recordOf(revision);
    records.set(revision, record);
  }
  return record;
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
    readonly calls: CallStack;

    constructor(driver: Driver) {
      this.driver = driver;
      this.calls = new DriverCalls(driver);
    }
  }
  for (const [i, [name, overrides]] of [...layers].entries()) {
    Object.defineProperty(Linked.prototype, name, {
      get(this: Linked): unknown {
        this.linked[i] ??= linked(this.driver, this.calls, name, overrides);
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

function linked(driver: Driver, calls: CallStack, name: string, overrides: Layers): unknown {
  let below = nothingBelow(name);
  for (const override of overrides) below = framed(override(driver, below), calls);
  return below;
}
