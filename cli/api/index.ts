/**
 * protm-check as a library: the simulated driver and its runs, the rules, the strategies, and the model checker.
 *
 * The vitest matchers come with `import 'protm-check/vitest'`.
 */
export { fixes, revisions } from '../../impl/driver/revisions.ts';
export { type LocklessRead, type Revision, stack, type Unit, UnitState } from '../../impl/driver/unit.ts';
export type { SimEvent } from '../../impl/events.ts';
export { openChoices, type Profile } from '../../impl/profile/choices.ts';
export type { Choice, Chooser, Decision } from '../../impl/runtime/decision.ts';
export type { Setup } from '../../impl/simulate.ts';
export type { Workload } from '../../impl/userspace/workload.ts';
export { decodeWorkload, WorkloadError } from '../../impl/userspace/workload-file.ts';
export { arbitraryState } from '../../model/checker/arbitrary.ts';
export * from '../../model/checker/index.ts';
export { revisionOf } from '../../properties/campaign/stack.ts';
export { catalogue, type HeadlineId, headlines, type RuleId, ruleIds } from '../../properties/catalogue.ts';
export type { CheckedRun } from '../../properties/check-run.ts';
export type { Counterexample } from '../../properties/counterexample/counterexample.ts';
export { decodeCounterexample, encodeCounterexample } from '../../properties/counterexample/format.ts';
export { type Replayed, replay } from '../../properties/counterexample/replay.ts';
export { strategyNamed, strategyNames } from '../../properties/explore/strategies.ts';
export type { Hints, Strategy } from '../../properties/explore/strategy.ts';
export * as arbitraries from '../../properties/generate/arbitraries.ts';
export type { Race, RacyAccess } from '../../properties/races/detector.ts';
export type { MetRace, Races } from '../../properties/races/look.ts';
export type { Violation } from '../../properties/rule.ts';
export { type Execution, execute, racesIn, storedWorkloads } from './execute.ts';
export { keepsRule, type MatcherResult, matchers, type RefineOptions, refinesModel } from './matchers.ts';
export { referenceModel, type ScopeName } from './model.ts';
