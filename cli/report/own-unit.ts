import { own as ownRevisions } from '../../impl/driver/own/index.ts';
import { fixes, reference } from '../../impl/driver/reference/index.ts';
import { rfc2025 } from '../../impl/driver/rfc-2025/index.ts';
import { functionNames, type Revision } from '../../impl/driver/unit.ts';
import { stacks } from '../../properties/campaign/stack.ts';
import { breaksOn } from '../../properties/counterexample/breaks-on.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import type { OwnUnit } from '../story/story.ts';

/** Patches that were posted, fixes, and what they stand on. */
const ofOthers: ReadonlySet<string> = new Set(
  [...rfc2025, ...reference.units, ...fixes.map((fix) => fix.unit)].map((unit) => unit.name),
);

type Revisions = Readonly<Record<string, Revision>>;

/**
 * The unit of somebody's own that a violation is to be laid at: the topmost of the stack, if the same decisions keep the
 * rule without such units. Null where there is none, or where what it stands on breaks the rule too.
 */
export function blamedUnit(counterexample: Counterexample, own: Revisions = ownRevisions): OwnUnit | null {
  const { revision } = counterexample;
  const mine = ownUnits(revision.units, own);
  const top = mine.at(-1);
  if (top === undefined) return null;
  const bare = revision.units.filter((unit) => mine.every(({ name }) => name !== unit));
  return stacks(bare) && breaksOn(bare, counterexample) ? null : top;
}

/** The units of a stack that revisions of somebody's own put on top of what they stand on, lowest first. */
function ownUnits(stack: readonly string[], own: Revisions): readonly OwnUnit[] {
  return stack.flatMap((name): readonly OwnUnit[] => {
    for (const [revision, { units }] of Object.entries(own)) {
      const unit = units.find((one) => one.name === name);
      if (unit === undefined || ofOthers.has(name)) continue;
      return [{ name, file: `impl/driver/own/${revision}.ts`, functions: functionNames(unit) }];
    }
    return [];
  });
}
