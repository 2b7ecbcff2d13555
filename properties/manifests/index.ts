import { fixes, revisionNamed } from '../../impl/driver/revisions.ts';
import { mainline } from './mainline.ts';
import type { Manifest } from './manifest.ts';
import { rfc2025 } from './rfc-2025.ts';
import { series2026 } from './series-2026.ts';

const manifests: readonly Manifest[] = [mainline, rfc2025, series2026];

/**
 * What is known of a revision. Of one without a manifest, as `series-2026+enter-gate` or one of somebody's own, nothing
 * is demanded; what the posted revision on which it stands is known to break is foreseen, but for what it cures.
 */
export function manifestOf(revision: string): Manifest {
  const own = manifests.find((m) => m.revision === revision);
  if (own !== undefined) return own;
  const units = unitsOf(revision);
  const [below] = manifests
    .filter((m) => unitsOf(m.revision).every((unit) => units.includes(unit)))
    .toSorted((a, b) => unitsOf(b.revision).length - unitsOf(a.revision).length);
  if (below === undefined) return { revision, expected: [], may: [] };
  const above = units.filter((unit) => !unitsOf(below.revision).includes(unit));
  const others = above.filter((unit) => !fixes.some((fix) => fix.unit.name === unit));
  const expected = below.expected.filter(({ cure }) => !cure.every((fix) => units.includes(fix)));
  return { revision, expected: [], may: below.may, below: { expected, own: others } };
}

/** The units of a revision; one that a seeded defect changes stands for the unit that it is made of. None of an unknown one. */
const unitsOf = (revision: string): readonly string[] =>
  (revisionNamed(revision)?.units ?? []).map(({ name }) => name.split('+')[0] ?? name);

/** Every revision that has a manifest. */
export const manifestRevisions: readonly string[] = manifests.map((m) => m.revision);
