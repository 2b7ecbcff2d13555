import { entryActions } from './actions/entry.ts';
import { exitActions } from './actions/exit.ts';
import { failureActions } from './actions/failure.ts';
import { heapActions } from './actions/heap.ts';
import { memoryActions } from './actions/memory.ts';
import { powerActions } from './actions/power.ts';
import { schedulingActions } from './actions/scheduling.ts';
import { streamActions } from './actions/streams.ts';
import { timeActions } from './actions/time.ts';
import type { ProtectedModeConfig } from './config.ts';
import { initialStates } from './initial.ts';
import { rulesOf } from './rules/index.ts';
import { termsOf } from './terms.ts';

/**
 * The reference model of protected mode: what a driver, a firmware and a GPU that keep all rules may do together.
 * @param config groups, streams, slots, profiles and bounds; see `ProtectedModeConfig`
 * @returns the model, and the vocabulary that rules and abstraction functions need
 * @throws RangeError for a configuration that contradicts itself
 */
export function protectedMode(config: ProtectedModeConfig) {
  const terms = termsOf(config);
  const model = terms.defineModel({
    name: `protected mode, ${config.name}`,
    schema: terms.schema,
    initial: initialStates(terms),
    actions: [
      ...schedulingActions(terms),
      ...streamActions(terms),
      ...entryActions(terms),
      ...exitActions(terms),
      ...failureActions(terms),
      ...memoryActions(terms),
      ...heapActions(terms),
      ...powerActions(terms),
      ...timeActions(terms),
    ],
    rules: rulesOf(terms),
  });
  return { model, terms };
}

export { attempts } from './actions/memory.ts';
export type {
  Case,
  ChoiceId,
  GroupConfig,
  Job,
  Limits,
  Profile,
  Program,
  ProtectedModeConfig,
} from './config.ts';
export { choiceIds, choices, defaultLimits, defaultProfile, stressAnswers } from './config.ts';
export { type Feature, featureNames, featuresOf } from './features.ts';
export { choicesLeftOut, clausesLeftOut } from './left-out.ts';
export {
  madeOf,
  type NotStated,
  notStated,
  onlyInTheEnd,
  ownRules,
  type RuleKind,
} from './rules/catalogue.ts';
export { answers, large, largeParts, live, medium, small, verify } from './scopes.ts';
export type { GroupId, GroupState, KillCause, QueueId, QueueState, State } from './state.ts';
export { historyVariables } from './state.ts';
export { type BufferPhase, bufferPhases, type Terms } from './terms.ts';
export { type Unrealizable, unrealizable } from './unrealizable.ts';
