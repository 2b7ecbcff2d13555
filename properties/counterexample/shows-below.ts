import { stacks } from '../campaign/stack.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { breaksOn } from './breaks-on.ts';
import type { Counterexample } from './counterexample.ts';

/** Whether the rule breaks under the same decisions without some units of the stack, if the others fit on each other without them. */
export function showsWithout(left: readonly string[], counterexample: Counterexample): boolean {
  const bare = counterexample.revision.units.filter((unit) => !left.includes(unit));
  return stacks(bare) && breaksOn(bare, counterexample);
}

/**
 * Whether what was found on units of somebody's own shows without them too: then it is a finding about what they stand on, be its
 * cause stored or not.
 */
export const showsBelow = ({ below }: Manifest, counterexample: Counterexample): boolean =>
  below !== undefined && below.own.length > 0 && showsWithout(below.own, counterexample);
