import type { FairFamily, Fairness } from './fairness.ts';
import type { Id, IdType } from './id.ts';
import { actionFault, modelFault } from './model-faults.ts';
import type { Fields, RecordType, StateSchema } from './schema.ts';

/** A finite domain of a parameter: all members of an id type, or a list of literals. */
export type Domain = IdType | readonly (string | number | boolean)[];
export type Over = Readonly<Record<string, Domain>>;
export type ParamsOf<O extends Over> = {
  readonly [K in keyof O]: O[K] extends IdType<infer N>
    ? Id<N>
    : O[K] extends readonly (infer V)[]
      ? V
      : never;
};
export type ParamValue = symbol | string | number | boolean;
/** Parameters whose names are not known statically, as traces and step rules see them. */
export type Params = Readonly<Record<string, ParamValue>>;

/** A guarded action as its author writes it. */
export interface ActionDef<S, O extends Over> {
  readonly id: string;
  /** Parameters; the action stands for one instance per combination of their values. */
  readonly over?: O;
  /** Named guards, all of which must hold. They are evaluated in this order and must not change the state. */
  readonly when?: Readonly<Record<string, (s: S, params: ParamsOf<O>) => boolean>>;
  /** Changes the state in place; all of it is one atomic step. */
  readonly then: (s: S, params: ParamsOf<O>) => void;
  /** Places in the protocol document that justify the action. */
  readonly cite?: readonly string[];
  /** Each instance by itself is weakly or strongly fair. `ModelDef.fairness` is for the action, or several, as a whole. */
  readonly fairness?: Fairness;
}

export interface Guard<S> {
  readonly name: string;
  readonly holds: (s: S, params: Params) => boolean;
}
/** A guarded action as the checker sees it. */
export interface Action<S> {
  readonly id: string;
  readonly over: Over;
  readonly guards: readonly Guard<S>[];
  readonly then: (s: S, params: Params) => void;
  readonly cite: readonly string[];
  readonly fairness: Fairness | null;
}

interface RuleBase {
  readonly id: string;
  readonly cite?: readonly string[];
}
/** In every reachable state: `given` implies `then`. */
export interface AlwaysRule<S> extends RuleBase {
  readonly kind: 'always';
  readonly given?: (s: S) => boolean;
  readonly then: (s: S) => boolean;
  /** Says of a violating state which thing breaks the rule. */
  readonly instance?: (s: S) => string;
}
/** In every reachable transition: `given` implies `then`. */
export interface StepRule<S> extends RuleBase {
  readonly kind: 'step';
  /** Actions whose transitions are looked at; all when absent. */
  readonly on?: readonly string[];
  readonly given?: (before: S, after: S, action: string, params: Params) => boolean;
  readonly then: (before: S, after: S, action: string, params: Params) => boolean;
  readonly instance?: (before: S, after: S, action: string, params: Params) => string;
}
/** Some reachable state satisfies `then`. */
export interface SometimesRule<S> extends RuleBase {
  readonly kind: 'sometimes';
  readonly then: (s: S) => boolean;
}
/** Every fair behaviour reaches a state that satisfies `then`. */
export interface EventuallyRule<S> extends RuleBase {
  readonly kind: 'eventually';
  readonly then: (s: S) => boolean;
}
/** In every fair behaviour each state that satisfies `given` is one, or is followed by one, that satisfies `then`. */
export interface LeadsToRule<S> extends RuleBase {
  readonly kind: 'leadsTo';
  readonly given: (s: S) => boolean;
  readonly then: (s: S) => boolean;
}
export type Rule<S> = AlwaysRule<S> | StepRule<S> | SometimesRule<S> | EventuallyRule<S> | LeadsToRule<S>;

export interface Model<S> {
  readonly name: string;
  readonly schema: RecordType;
  readonly initial: readonly ((s: S) => void)[];
  readonly actions: readonly Action<S>[];
  readonly rules: readonly Rule<S>[];
  /** Beside what the actions say of their instances. */
  readonly fairness: readonly FairFamily[];
  readonly terminal: ((s: S) => boolean) | null;
  readonly notApplicable: ReadonlySet<string>;
}

export interface ModelDef<S> {
  readonly name: string;
  /** Built with `record`. */
  readonly schema: StateSchema<Fields, S>;
  /** Each function makes one initial state out of the state in which everything has its lowest value. */
  readonly initial: ((s: NoInfer<S>) => void) | readonly ((s: NoInfer<S>) => void)[];
  readonly actions: readonly Action<NoInfer<S>>[];
  readonly rules?: readonly Rule<NoInfer<S>>[];
  /** Fairness of actions as a whole and of families of actions; see `weak` and `strong`. */
  readonly fairness?: readonly FairFamily[];
  /** States in which having no successor is not a deadlock. */
  readonly terminal?: (s: NoInfer<S>) => boolean;
  /** Ids of rules that may be vacuous and of actions that may be dead in this model. */
  readonly notApplicable?: readonly string[];
}

/** Declares a guarded action. Throws a ModelError for one that has not the parts that it must have. */
function action<S, const O extends Over = Record<never, never>>(def: ActionDef<S, O>): Action<S> {
  const fault = actionFault(def);
  if (fault !== null) throw new ModelError(fault);
  // Parameters are erased to `Params`: the checker calls with values drawn from `over`, which is what ParamsOf<O> says.
  const guards = Object.entries(def.when ?? {}).map(([name, holds]) => ({
    name,
    holds: holds as Guard<S>['holds'],
  }));
  return {
    id: def.id,
    over: def.over ?? {},
    guards,
    then: def.then as Action<S>['then'],
    cite: def.cite ?? [],
    fairness: def.fairness ?? null,
  };
}

type Body<R extends { readonly kind: string }> = Omit<R, 'kind'>;

/**
 * The vocabulary of a model, bound to its state type. It is bound because TypeScript cannot infer the state type for
 * a call nested in the object literal that holds the schema.
 */
export interface Words<S> {
  /** Declares a guarded action. */
  action<const O extends Over = Record<never, never>>(def: ActionDef<S, O>): Action<S>;
  /** A rule over states: wherever `given` holds, `then` must. */
  always(rule: Body<AlwaysRule<S>>): AlwaysRule<S>;
  /** A rule over transitions. */
  step(rule: Body<StepRule<S>>): StepRule<S>;
  /** A state that must be reachable; the shortest witness is reported. */
  sometimes(rule: Body<SometimesRule<S>>): SometimesRule<S>;
  /** A state that every fair behaviour must reach. */
  eventually(rule: Body<EventuallyRule<S>>): EventuallyRule<S>;
  /** A response that every fair behaviour must give. */
  leadsTo(rule: Body<LeadsToRule<S>>): LeadsToRule<S>;
  /** Weak fairness of the steps of some actions together, for each value of some parameters. */
  weak(family: Body<FairFamily>): FairFamily;
  /** Strong fairness of the same. */
  strong(family: Body<FairFamily>): FairFamily;
  /** Puts a model together. Throws a ModelError if ids repeat or refer to nothing, or a part is not what it must be. */
  defineModel(def: ModelDef<S>): Model<S>;
}

/**
 * The vocabulary for the state type of `schema`, as in `const { action, always, defineModel } = words(schema)`.
 * Files that know the state type S but no schema value write `words<S>()`.
 */
export function words<S>(_schema?: StateSchema<Fields, S>): Words<S> {
  return {
    action,
    always: (rule) => ({ kind: 'always', ...rule }),
    step: (rule) => ({ kind: 'step', ...rule }),
    sometimes: (rule) => ({ kind: 'sometimes', ...rule }),
    eventually: (rule) => ({ kind: 'eventually', ...rule }),
    leadsTo: (rule) => ({ kind: 'leadsTo', ...rule }),
    weak: (family) => ({ kind: 'weak', ...family }),
    strong: (family) => ({ kind: 'strong', ...family }),
    defineModel,
  };
}

/** Thrown for a model that contradicts itself, before or during a search. */
export class ModelError extends Error {
  override readonly name: string = 'ModelError';
}

/**
 * The answer of a guard or rule. A promise, or nothing from a body that forgets to return, is neither true nor false,
 * whatever JavaScript takes it for: a ModelError.
 */
export function yesOrNo(answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer;
  const what = isThenable(answer) ? 'a promise' : String(answer);
  throw new ModelError(`the answer is ${what}, not true or false`);
}

function isThenable(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'then' in answer;
}

function defineModel<S>(def: ModelDef<S>): Model<S> {
  const initial = typeof def.initial === 'function' ? [def.initial] : (def.initial ?? []);
  const fault = modelFault(def, initial);
  if (fault !== null) throw new ModelError(fault);
  return {
    name: def.name,
    schema: def.schema,
    initial,
    actions: def.actions,
    rules: def.rules ?? [],
    fairness: def.fairness ?? [],
    terminal: def.terminal ?? null,
    notApplicable: new Set(def.notApplicable ?? []),
  };
}

/** The same model with one named guard of one action deleted. Throws a ModelError if there is no such guard. */
export function withoutGuard<S>(model: Model<S>, actionId: string, guardName: string): Model<S> {
  const target = model.actions.find((a) => a.id === actionId);
  if (target === undefined) throw new ModelError(`there is no action "${actionId}"`);
  if (!target.guards.some((g) => g.name === guardName))
    throw new ModelError(`action ${actionId} has no guard "${guardName}"`);
  const mutant = { ...target, guards: target.guards.filter((g) => g.name !== guardName) };
  return {
    ...model,
    name: `${model.name} without ${actionId}/${guardName}`,
    actions: model.actions.map((a) => (a === target ? mutant : a)),
  };
}

/** A guard to add to an action, as its author writes it; for which parameters is the action's business. */
export type ExtraGuards<S, P> = Readonly<Record<string, (s: S, params: P) => boolean>>;

/**
 * The action with more guards, which come last.
 * @throws ModelError if it has one of that name
 */
export function withGuards<S, P extends Params>(action: Action<S>, more: ExtraGuards<S, P>): Action<S> {
  const guards = Object.entries(more).map(([name, holds]) => {
    if (action.guards.some((g) => g.name === name))
      throw new ModelError(`action ${action.id} has a guard "${name}"`);
    // As in `action`: parameters are erased.
    return { name, holds: holds as Guard<S>['holds'] };
  });
  return { ...action, guards: [...action.guards, ...guards] };
}

/** All combinations of an action's parameter values, the last parameter changing fastest. */
export function instancesOf(over: Over): Params[] {
  let out: Record<string, ParamValue>[] = [{}];
  for (const [name, domain] of Object.entries(over)) {
    const values: readonly ParamValue[] = 'kind' in domain ? domain.ids : domain;
    out = out.flatMap((p) => values.map((v) => ({ ...p, [name]: v })));
  }
  return out;
}
