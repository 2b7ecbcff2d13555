export { check } from './check.ts';
export { CheckpointError, type CheckpointStore, type SavedSearch, type StateColumns } from './checkpoint.ts';
export { EvaluationError } from './evaluation-error.ts';
export { fieldNames, type StateGraph, stateGraph, toAut, toDot, toJson } from './export-graph.ts';
export { type ItfTrace, toItf } from './export-itf.ts';
export { type ActionWitness, witnesses } from './export-witness.ts';
export type { FairFamily, Fairness } from './fairness.ts';
export type { Id, IdType } from './id.ts';
export { idType } from './id.ts';
export type {
  Action,
  ActionDef,
  AlwaysRule,
  Domain,
  EventuallyRule,
  ExtraGuards,
  Guard,
  LeadsToRule,
  Model,
  ModelDef,
  Over,
  Params,
  ParamsOf,
  ParamValue,
  Rule,
  SometimesRule,
  StepRule,
  Words,
} from './model.ts';
export { instancesOf, ModelError, withGuards, withoutGuard, words } from './model.ts';
export { type Helpers, help } from './parallel.ts';
export { type PlainModel, plain, type Successor } from './plain.ts';
export type { ActionResult, CheckResult, InstanceCount, RuleResult, Verdict } from './result.ts';
export { loopLabel } from './result.ts';
export type { Fields, IdSet, RecordType, Scalar, Schema, StateOf, StateSchema } from './schema.ts';
export { array, bool, id, int, oneOf, optional, perId, record, setOf } from './schema.ts';
export type { CheckOptions, Progress } from './search.ts';
export { diff, print, printInstance, printTrace, type Trace, type TraceStep } from './show.ts';
export { type Choice, type Refusal, Walk } from './stepping.ts';
export { checkSymbolically, type SymbolicOptions, type SymbolicProgress } from './symbolic/check.ts';
export type {
  SymbolicActionResult,
  SymbolicLimit,
  SymbolicResult,
  SymbolicRuleResult,
} from './symbolic/result.ts';
export { canonicalForm, idTypesOf, type SymmetryResult } from './symmetry.ts';
export { SymmetryError } from './symmetry-check.ts';
export { OutOfRange } from './values.ts';
