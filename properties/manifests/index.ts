import type { Manifest } from './manifest.ts';

const manifests: readonly Manifest[] = [];

/** What is known of a revision; nothing is expected of one without a manifest. */
export function manifestOf(revision: string): Manifest {
  return manifests.find((m) => m.revision === revision) ?? { revision, expected: [], may: [] };
}
