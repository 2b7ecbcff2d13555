import { isKnown } from '../campaign/verdicts.ts';
import type { RuleId } from '../catalogue.ts';
import { manifestOf } from '../manifests/index.ts';
import type { Counterexample } from './counterexample.ts';
import { showsBelow } from './shows-below.ts';

/**
 * Whether the manifest of its revision foresees what a counterexample shows, as every command says it. One that nobody
 * looked into is foreseen where its rule is.
 */
export function isExpected(counterexample: Counterexample): boolean {
  const { rule, cure, revision } = counterexample;
  const manifest = manifestOf(revision.name);
  const found = { rule, cure: cure?.fixes ?? null, ofBelow: showsBelow(manifest, counterexample) };
  return isKnown(manifest, found, isAsMet(counterexample));
}

/** The same of a rule that broke on a revision where no cause is looked for at all. */
export const isExpectedRule = (revision: string, rule: RuleId): boolean =>
  isKnown(manifestOf(revision), { rule, cure: null }, true);

/** Whether a counterexample was left as it was met: nothing was made smaller, and no cure was looked for. */
export const isAsMet = ({ minimal }: Counterexample): boolean => minimal.runs === 0;
