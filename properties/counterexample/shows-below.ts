import type { Manifest } from '../manifests/manifest.ts';
import { breaksOn } from './breaks-on.ts';
import type { Counterexample } from './counterexample.ts';

/**
 * Whether what was found on units of somebody's own shows under the same decisions without them: then it is a finding about what
 * they stand on, be its cause stored or not.
 */
export function showsBelow({ below }: Manifest, counterexample: Counterexample): boolean {
  if (below === undefined || below.own.length === 0) return false;
  const units = counterexample.revision.units.filter((unit) => !below.own.includes(unit));
  return breaksOn(units, counterexample);
}
