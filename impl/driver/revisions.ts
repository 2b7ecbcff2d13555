import { defective, defectiveName, defectNamed } from './defects/index.ts';
import { mainline } from './mainline/index.ts';
import { own } from './own/index.ts';
import { fixes, reference } from './reference/index.ts';
import { rfc2025 } from './rfc-2025/index.ts';
import { series2026 } from './series-2026/index.ts';
import { type Revision, StackError, stack } from './unit.ts';

export { fixes };

/** The revisions that can be run, by name. */
export const revisions: Readonly<
  Record<'mainline' | 'rfc-2025' | 'series-2026' | 'reference' | keyof typeof own, Revision>
> = {
  mainline: stack('mainline', [mainline]),
  'rfc-2025': stack('rfc-2025', rfc2025),
  'series-2026': stack('series-2026', series2026),
  reference,
  ...own,
};

/** A revision with something on it: the reference with a seeded defect, or another one with fixes of the reference. */
export type DefectiveName = `${string}+${string}`;

/**
 * A revision by its name; the reference with a seeded defect, `reference+M69`; another one with named fixes stacked on
 * it, `series-2026+enter-gate`, in the order in which they stack. Null when there is none.
 */
export function revisionNamed(name: string): Revision | null {
  if (isRevision(name)) return revisions[name];
  const [base = '', ...parts] = name.split('+');
  if (!isRevision(base)) return null;
  if (base === reference.name) {
    const defect = parts.length === 1 ? defectNamed(parts[0] ?? '') : null;
    // By its id, so that one defect has one name.
    return defect === null || name !== defectiveName(defect.id) ? null : defective(defect);
  }
  try {
    return withFixes(base, parts);
  } catch (error) {
    if (error instanceof StackError) return null;
    throw error;
  }
}

/**
 * A revision with fixes of the reference stacked on it, called by both, `series-2026+enter-gate`.
 *
 * @throws StackError for a fix that there is not, that stands there already, or that does not fit in this order
 */
export function withFixes(base: keyof typeof revisions, names: readonly string[]): Revision {
  const name = [base, ...names].join('+');
  const added = names.map((wanted) => {
    const fix = fixes.find(({ unit }) => unit.name === wanted);
    if (fix === undefined) throw new StackError(`${name}: no fix is called ${wanted}`);
    return fix.unit;
  });
  return stack(name, [...revisions[base].units, ...added]);
}

const isRevision = (name: string): name is keyof typeof revisions => Object.hasOwn(revisions, name);
