import { choiceIds, openChoices } from '../impl/profile/choices.ts';
import { noMemo, remembered } from './campaign/memo.ts';
import { hangsOn } from './counterexample/hangs-on.ts';
import { runCanary } from './detect/canary.ts';
import { scopesOf, searchModel } from './search-model.ts';
import { hangsOnAnswer, severityOfCause } from './severity.ts';
import { onModel, type VerifyOptions } from './verify-options.ts';
import type { ChoiceCoverage, FindingReport, VerifyReport } from './verify-report.ts';
import { searchRevisions } from './verify-revision.ts';

/**
 * Verifies the model and revisions of the driver: searches the model, replays stored counterexamples, searches
 * each revision in the simulator, shrinks and cures what breaks for a reason that is not known yet.
 *
 * The report holds no times: the same options give the same bytes, unless the search was stopped.
 */
export function verify(options: VerifyOptions): VerifyReport {
  const { seed, budget, shouldStop, given, modelTimeUp, memo } = options;
  const canary = remembered(memo ?? noMemo, 'canary', shouldStop, () => runCanary([], 0, shouldStop));
  const modelStops = (): boolean => shouldStop() || (modelTimeUp?.() ?? false);
  const model = searchModel(budget, modelStops, onModel(options), scopesOf(budget), given?.model, memo);
  const results = searchRevisions(options.revisions, options);
  const consulted = new Set(results.flatMap((r) => r.consulted));
  const findings = results.flatMap((r) => r.report.findings);
  return {
    version: 1,
    seed,
    budget,
    // What is given a time says how far it came; without one whole round there are no verdicts to give.
    truncated:
      shouldStop() ||
      results.some(({ report }) => report.explored.reached.rounds === 0 || report.failed.length > 0),
    canary,
    model,
    revisions: results.map((r) => r.report),
    choices: choiceIds.map((id) => choiceCoverage(id, consulted.has(id), findings)),
  };
}

function choiceCoverage(
  id: (typeof choiceIds)[number],
  consulted: boolean,
  findings: readonly FindingReport[],
): ChoiceCoverage {
  const { question, carried } = openChoices[id];
  const hanging = findings.filter((f) => hangsOn(f.counterexample, id)).length;
  const decided = findings.filter(({ counterexample, others }) =>
    hangsOnAnswer(severityOfCause(counterexample, others), id),
  );
  return { id, question, carried, consulted, findings: hanging, severities: decided.length };
}
