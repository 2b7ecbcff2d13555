import { defective, defectiveName, defectNamed } from './defects/index.ts';
import { mainline } from './mainline/index.ts';
import { fixes, reference } from './reference/index.ts';
import { rfc2025 } from './rfc-2025/index.ts';
import { series2026 } from './series-2026/index.ts';
import { type Revision, stack } from './unit.ts';

export { fixes };

/** The revisions that can be run, by name. */
export const revisions: Readonly<Record<'mainline' | 'rfc-2025' | 'series-2026' | 'reference', Revision>> = {
  mainline: stack('mainline', [mainline]),
  'rfc-2025': stack('rfc-2025', rfc2025),
  'series-2026': stack('series-2026', series2026),
  reference,
};

/** What the revision of a name is called when a seeded defect stands behind it. */
export type DefectiveName = `${string}+${string}`;

/** A revision by its name, or the reference with a seeded defect, `reference+M69`; null when there is none. */
export function revisionNamed(name: string): Revision | null {
  if (Object.hasOwn(revisions, name)) return revisions[name as keyof typeof revisions];
  const [base, ...ids] = name.split('+');
  const defect = base === reference.name && ids.length === 1 ? defectNamed(ids[0] ?? '') : null;
  // By its id, so that one defect has one name.
  return defect === null || name !== defectiveName(defect.id) ? null : defective(defect);
}
