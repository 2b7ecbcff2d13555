import { alteredUnits } from '../../impl/driver/defects/defect.ts';
import { canary, defects } from '../../impl/driver/defects/index.ts';
import { fixes, reference } from '../../impl/driver/reference/index.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { rfc2025 } from '../../impl/driver/rfc-2025/index.ts';
import { slower, slowerName } from '../../impl/driver/slower.ts';
import { isLinkedOnce, type Revision, StackError, stack, type Unit } from '../../impl/driver/unit.ts';
import { type Cures, causeText, type Fix, isSameCure } from './cure.ts';

/** Those of the reference that went wrong on purpose. */
const altered: readonly Unit[] = [...defects, canary].flatMap((defect) => [...alteredUnits(defect).values()]);
const units: ReadonlyMap<string, Unit> = new Map(
  [...Object.values(revisions).flatMap((r) => r.units), ...fixes.map((f) => f.unit), ...altered].map((u) => [
    u.name,
    u,
  ]),
);
/**
 * Revisions that the named fixes do not fit on, and the one that took their place: the fixes stand on that, and so does
 * what cures a finding.
 */
const successors: Readonly<Partial<Record<keyof typeof revisions, keyof typeof revisions>>> = {
  'rfc-2025': 'series-2026',
};
/** Placebos of fixes, and of revisions that took the place of others: no names that anybody stores. */
const placebos: ReadonlyMap<string, Unit> = new Map(
  [
    ...fixes.map(({ unit }) => slower(unit.name, [unit])),
    ...Object.entries(successors).map(([before, after]) => slower(after, rebased(before, after))),
  ].map((unit) => [unit.name, unit] as const),
);
const stacked = new Map<string, Revision>();

/**
 * The driver made of units, lowest first. The name of a revision among them stands for its units in the place of all
 * that stand below: what a finding of another revision is cured by.
 *
 * @throws StackError when a unit is unknown or the units do not fit on each other
 */
export function revisionOf(names: readonly string[]): Revision {
  const key = names.join();
  let revision = stacked.get(key);
  if (revision === undefined) {
    let found: readonly Unit[] = [];
    for (const name of names) {
      const unit = units.get(name) ?? placebos.get(name);
      if (unit !== undefined) found = [...found, unit];
      else if (isRevision(name)) found = revisions[name].units;
      else throw new StackError(`no unit is called ${name}`);
    }
    revision = stack(names.at(-1) ?? 'empty', found);
    stacked.set(key, revision);
  }
  return revision;
}

/** Units of somebody's own in a stack: nobody has said or looked whether they keep something beside the cells. */
export function strangersIn({ units }: Revision): readonly string[] {
  return units
    .filter((unit) => !isLinkedOnce(unit) && !altered.includes(unit) && placebos.get(unit.name) !== unit)
    .map((unit) => unit.name);
}

/** All but the placebos. */
const ofProject: ReadonlySet<Unit> = new Set([
  ...rfc2025,
  ...reference.units,
  ...fixes.map(({ unit }) => unit),
  ...altered,
]);

/** Units of somebody's own in a stack, whatever they are declared to be: nobody has looked where they take locks. */
export function hasUnitsOfOthers({ units }: Revision): boolean {
  return units.some((unit) => !isOfProject(unit) && placebos.get(unit.name) !== unit);
}

/** Whether a unit is a posted patch, a fix, what they stand on, or one of those with a seeded defect. */
export const isOfProject = (unit: Unit): boolean => ofProject.has(unit);

/** The units that can be stacked. */
export const unitNames: readonly string[] = [...units.keys()];

/** What cures a finding, in the order in which it is stacked: a search comes to its parts in any. */
export function inStackOrder(cure: readonly string[]): readonly string[] {
  const place = (name: string): number => fixes.findIndex(({ unit }) => unit.name === name);
  return cure.toSorted((a, b) => place(a) - place(b));
}

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

/**
 * A stack whose driver does what it did, slower wherever fixes would change it, or a revision that took its place: there,
 * wherever either changes what both stand on.
 */
export function slowerBy(units: readonly string[], fixes: readonly string[]): readonly string[] {
  return [...units, ...fixes.map(slowerName)];
}

/** The units that a rebase takes away, and those that it brings. */
function rebased(before: string, after: string): readonly Unit[] {
  const [taken, brought] = [before, after].map((name) => (isRevision(name) ? revisions[name].units : []));
  const apart = (some: readonly Unit[] = [], others: readonly Unit[] = []): readonly Unit[] =>
    some.filter((unit) => !others.includes(unit));
  return [...apart(taken, brought), ...apart(brought, taken)];
}

const namedFixes: readonly Fix[] = fixes.map(({ unit }) => ({
  name: unit.name,
  requires: (unit.requires ?? []).filter((name) => fixes.some((f) => f.unit.name === name)),
}));

/** What may cure the findings of a revision. */
export function curesOf(revision: string): Cures {
  const successor = isRevision(revision) ? successors[revision] : undefined;
  if (successor === undefined) return { fixes: namedFixes, use: 'stack' };
  const onIt = namedFixes.map(({ name, requires }) => ({ name, requires: [successor, ...requires] }));
  return { fixes: [{ name: successor, requires: [] }, ...onIt], use: 'name' };
}

const allCures: readonly Fix[] = [
  ...namedFixes,
  ...Object.values(successors).map((name) => ({ name, requires: [] })),
];

/** Every name that a cure may have. */
export const cureNames: readonly string[] = [...new Set(allCures.map((fix) => fix.name))];

/** The cause that a cure of a finding of the driver tells, as a text. */
export const causeOf = (cure: readonly string[]): string => causeText(allCures, cure);

/** Whether two cures of findings of the driver are of one cause. */
export const isSameCause = (a: readonly string[], b: readonly string[]): boolean =>
  isSameCure(allCures, a, b);

function isRevision(name: string): name is keyof typeof revisions {
  return Object.hasOwn(revisions, name);
}
