import { own as ownRevisions } from '../../impl/driver/own/index.ts';
import { functionNames, type Revision } from '../../impl/driver/unit.ts';
import { isOfProject } from '../../properties/campaign/stack.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { showsWithout } from '../../properties/counterexample/shows-below.ts';
import type { OwnUnit } from '../story/story.ts';

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
  const names = mine.map(({ name }) => name);
  return showsWithout(names, counterexample) ? null : top;
}

/** The units of a stack that revisions of somebody's own put on top of what they stand on, lowest first. */
function ownUnits(stack: readonly string[], own: Revisions): readonly OwnUnit[] {
  return stack.flatMap((name): readonly OwnUnit[] => {
    for (const [revision, { units }] of Object.entries(own)) {
      const unit = units.find((one) => one.name === name);
      if (unit === undefined || isOfProject(unit)) continue;
      return [{ name, file: `impl/driver/own/${revision}.ts`, functions: functionNames(unit) }];
    }
    return [];
  });
}
