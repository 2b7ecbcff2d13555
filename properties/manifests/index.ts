import { mainline } from './mainline.ts';
import type { Manifest } from './manifest.ts';
import { rfc2025 } from './rfc-2025.ts';
import { series2026 } from './series-2026.ts';

const manifests: readonly Manifest[] = [mainline, rfc2025, series2026];

/** What is known of a revision; nothing is expected of one without a manifest. */
export function manifestOf(revision: string): Manifest {
  return manifests.find((m) => m.revision === revision) ?? { revision, expected: [], may: [] };
}

/** Every revision that has a manifest. */
export const manifestRevisions: readonly string[] = manifests.map((m) => m.revision);
