import { alteredUnits } from '../../impl/driver/defects/defect.ts';
import { canary, defects } from '../../impl/driver/defects/index.ts';
import { fixes } from '../../impl/driver/reference/index.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { type Revision, StackError, stack, type Unit } from '../../impl/driver/unit.ts';
import type { Fix } from './cure.ts';

const units: ReadonlyMap<string, Unit> = new Map(
  [
    ...Object.values(revisions).flatMap((r) => r.units),
    ...fixes.map((f) => f.unit),
    ...[...defects, canary].flatMap((defect) => [...alteredUnits(defect).values()]),
  ].map((u) => [u.name, u]),
);
const stacked = new Map<string, Revision>();

/**
 * The driver made of units, lowest first.
 *
 * @throws StackError when a unit is unknown or the units do not fit on each other
 */
export function revisionOf(names: readonly string[]): Revision {
  const key = names.join();
  let revision = stacked.get(key);
  if (revision === undefined) {
    const found = names.map((name) => {
      const unit = units.get(name);
      if (unit === undefined) throw new StackError(`no unit is called ${name}`);
      return unit;
    });
    revision = stack(names.at(-1) ?? 'empty', found);
    stacked.set(key, revision);
  }
  return revision;
}

/** The units that can be stacked. */
export const unitNames: readonly string[] = [...units.keys()];

/** Whether these units fit on each other. */
export function stacks(names: readonly string[]): boolean {
  try {
    revisionOf(names);
    return true;
  } catch (error) {
    if (error instanceof StackError) return false;
    throw error;
  }
}

/** The named fixes that may cure a finding, in the order in which they are stacked. */
export const cureFixes: readonly Fix[] = fixes.map(({ unit }) => ({
  name: unit.name,
  requires: (unit.requires ?? []).filter((name) => fixes.some((f) => f.unit.name === name)),
}));
