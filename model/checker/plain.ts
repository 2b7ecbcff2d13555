import { enabledInstances } from './enabled-instances.ts';
import { instancesOf, type Model, ModelError, type Params } from './model.ts';
import { plainCode } from './plain-code.ts';
import { diff, print } from './show.ts';
import { lowest } from './values.ts';

/** A step of a plain model. */
export interface Successor<S> {
  readonly action: string;
  readonly params: Params;
  readonly state: S;
}

/** The same model over ordinary objects: slower than a search, but a state can come from anywhere. */
export interface PlainModel<S> {
  readonly model: Model<S>;
  /** The initial states, in the order of the model. */
  initial(): S[];
  /** The state in which everything has its lowest value. */
  lowest(): S;
  /** All successors, in the order of actions and parameters. Throws OutOfRange if an action leaves the schema. */
  successors(state: S): Successor<S>[];
  /** True, or the name of the first guard that is false. Throws a ModelError for an unknown action. */
  enabled(state: S, action: string, params: Params): true | string;
  /** The parameter values for which all guards of an action hold, in order. */
  enabledInstances(state: S, action: string): readonly Params[];
  /** The state after an action, whether or not it is enabled. Throws OutOfRange if it leaves the schema. */
  apply(state: S, action: string, params: Params): S;
  /** The parameter values of an action, in order. */
  instances(action: string): readonly Params[];
  /** A string that is equal for equal states and only for these. Throws OutOfRange for a value outside the schema. */
  key(state: S): string;
  clone(state: S): S;
  /** Makes `to` equal to `from`: a clone into what is there. */
  copy(from: S, to: S): void;
  print(state: S): string;
  /** The fields that differ, one a line, as `field: before -> after`. */
  diff(before: S, after: S): string;
}

/** The plain side of a model. */
export function plain<S>(model: Model<S>): PlainModel<S> {
  const { clone, copy, key } = plainCode<S>(model.schema);
  const byId = new Map(
    model.actions.map((action) => {
      const enabledIn = enabledInstances(action);
      return [action.id, { action, enabledIn, instances: instancesOf(action.over) }] as const;
    }),
  );
  const entry = (id: string) => {
    const e = byId.get(id);
    if (e === undefined) throw new ModelError(`there is no action "${id}"`);
    return e;
  };
  const low = (): S => lowest(model.schema) as S;
  const apply = (state: S, id: string, params: Params): S => {
    const next = clone(state);
    entry(id).action.then(next, params);
    key(next); // for its range check
    return next;
  };
  const enabled = (state: S, id: string, params: Params): true | string => {
    for (const g of entry(id).action.guards) if (!g.holds(state, params)) return g.name;
    return true;
  };
  return {
    model,
    lowest: low,
    initial: () =>
      model.initial.map((init) => {
        const s = low();
        init(s);
        key(s);
        return s;
      }),
    successors: (state) => {
      const out: Successor<S>[] = [];
      for (const [id, { enabledIn }] of byId)
        for (const params of enabledIn(state))
          out.push({ action: id, params, state: apply(state, id, params) });
      return out;
    },
    enabled,
    enabledInstances: (state, id) => entry(id).enabledIn(state),
    apply,
    instances: (id) => entry(id).instances,
    key,
    clone,
    copy,
    print: (state) => print(model.schema, state),
    diff: (before, after) => diff(model.schema, before, after),
  };
}
