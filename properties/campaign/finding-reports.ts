import { type RuleId, ruleIds } from '../catalogue.ts';
import { type Counterexample, countAssumed } from '../counterexample/counterexample.ts';
import { showsBelow } from '../counterexample/shows-below.ts';
import type { Expected, Manifest } from '../manifests/manifest.ts';
import type { FindingReport } from '../verify-report.ts';
import { causeOf } from './stack.ts';
import { isKnown, sameCause } from './verdicts.ts';

/**
 * What is told of a revision's findings, one for each cause: what is stored of it, what else its manifest foresees,
 * and what it does not. A cause is told by its smallest counterexample, a stored one where there is any: so every page
 * and report tells it by the same. REFINES, which speaks of the model, tells one only where no other rule does.
 *
 * @param stored stored counterexamples of the manifest that replay
 * @param found counterexamples of this search
 * @param truncated whether the search was stopped
 */
export function findingReports(
  manifest: Manifest,
  stored: readonly Counterexample[],
  found: readonly Counterexample[],
  truncated: boolean,
): readonly FindingReport[] {
  const others = found.filter((c) => !manifest.expected.some((e) => isOf(e, c)));
  const known = new Set(
    others.filter((c) =>
      isKnown(manifest, { ...ruleAndCure(c), ofBelow: showsBelow(manifest, c) }, truncated),
    ),
  );
  const isStored = new Set(stored);
  const tells = (a: Counterexample, b: Counterexample): number =>
    Number(isStored.has(b)) - Number(isStored.has(a)) ||
    Number(a.rule === 'REFINES') - Number(b.rule === 'REFINES') ||
    sizeOf(a) - sizeOf(b);
  return [
    ...byCause([...stored, ...known], tells, true),
    ...byCause(
      others.filter((c) => !known.has(c)),
      tells,
      false,
    ),
  ];
}

function ruleAndCure({ rule, cure }: Counterexample): Parameters<typeof isKnown>[1] {
  return { rule, cure: cure?.fixes ?? null };
}

/** Whether a counterexample shows, in another way, what the manifest expects: the same rule, the same cure. */
function isOf(expected: Expected, { rule, cure }: Counterexample): boolean {
  return expected.rule === rule && sameCause(expected, { cure: cure?.fixes ?? null });
}

/**
 * One finding for each cause. What has no cure stands alone.
 *
 * @param tells the order of the counterexamples of a cause: the first tells it
 */
function byCause(
  counterexamples: readonly Counterexample[],
  tells: (a: Counterexample, b: Counterexample) => number,
  expected: boolean,
): readonly FindingReport[] {
  const causes = new Map<string, Counterexample[]>();
  for (const c of counterexamples) {
    const key = c.cure === null ? `no cure: ${c.rule}` : causeOf(c.cure.fixes);
    causes.set(key, [...(causes.get(key) ?? []), c]);
  }
  return [...causes.values()].map((group) => {
    const [smallest, ...others] = group.sort(tells) as [Counterexample, ...Counterexample[]];
    return { counterexample: smallest, others, expected };
  });
}

/** The smaller, the easier to believe: assumptions first, then decisions, then the length of the program. */
export function sizeOf(counterexample: Counterexample): number {
  const { schedule, workload } = counterexample;
  return countAssumed(counterexample) * 1e6 + schedule.length * 1e4 + JSON.stringify(workload).length;
}

/** The rules that the cause of a finding breaks beside the one that tells it, in the order of the catalogue. */
export function alsoBroken({ counterexample, others }: FindingReport): readonly RuleId[] {
  const broken = new Set(others.map(({ rule }) => rule));
  return ruleIds.filter((rule) => broken.has(rule) && rule !== counterexample.rule);
}
