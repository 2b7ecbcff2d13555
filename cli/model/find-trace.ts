import { check, plain, type Trace, type TraceStep, witnesses } from '../../model/checker/index.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { counted } from '../progress.ts';
import type { FindTrace } from './session.ts';
import type { AnyModel } from './source.ts';

/** A trace as plain data, which one thread can hand to another: states have functions. */
export interface Path {
  /** Number of the initial state, in the order of the model. */
  readonly initial: number;
  readonly steps: readonly { readonly action: string; readonly params: TraceStep<unknown>['params'] }[];
}

export interface PathSearch {
  readonly maxStates: number;
  /** Returning false ends the search. */
  readonly onProgress: (states: number) => boolean;
}

/**
 * Looks for the counterexample or the witness of a rule, or for a shortest way to an action.
 *
 * @returns null where the search was ended before it came to one
 * @throws UsageError where there is none
 */
export function findPath(model: AnyModel, name: string, { maxStates, onProgress }: PathSearch): Path | null {
  let ended = false;
  const watch = ({ states }: { readonly states: number }): boolean => {
    ended = !onProgress(states);
    return !ended;
  };
  if (model.rules.some((r) => r.id === name)) {
    const only = { ...model, rules: model.rules.filter((r) => r.id === name) };
    const [rule] = check(only, { maxStates, onProgress: watch }).perRule;
    const trace = rule?.counterexample ?? rule?.witness;
    if (trace !== undefined) return pathOf(model, trace);
    if (ended) return null;
    throw new UsageError(`there is no way to ${name}: ${rule?.verdict}`);
  }
  const found = witnesses(model, { maxStates, actions: [name], onProgress: watch });
  const trace = found.witnesses[0]?.trace ?? null;
  if (trace !== null) return pathOf(model, trace);
  if (ended) return null;
  const never = found.exhaustive ? 'can never happen' : `did not happen in ${counted(maxStates, 'state')}`;
  throw new UsageError(`${name} ${never}`);
}

function pathOf(model: AnyModel, [first, ...steps]: Trace<unknown>): Path {
  const { initial, print } = plain(model);
  const text = first === undefined ? '' : print(first.state);
  return {
    initial: initial().findIndex((state) => print(state) === text),
    steps: steps.flatMap(({ action, params }) => (action === null ? [] : [{ action, params }])),
  };
}

/** The trace that a path takes through the model. */
function traceOf(model: AnyModel, { initial, steps }: Path): Trace<unknown> {
  const { initial: states, apply } = plain(model);
  const trace: TraceStep<unknown>[] = [{ action: null, params: {}, state: states()[initial] }];
  for (const { action, params } of steps)
    trace.push({ action, params, state: apply(trace.at(-1)?.state, action, params) });
  return trace;
}

/**
 * Finds traces by the name of a rule or an action; searches when first asked, and keeps what it found.
 * What it returns throws `UsageError` for an unknown name and where there is no such trace.
 *
 * @param find searches as `findPath` does
 */
export function traceFinder(model: AnyModel, find: (name: string) => Promise<Path | null>): FindTrace {
  const known = new Map<string, Trace<unknown>>();
  const names = [...model.rules, ...model.actions].map(({ id }) => id);
  return async (name) => {
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    if (!names.includes(name))
      throw new UsageError(`no rule or action "${name}": ${suggestion(name, names)}`);
    const path = await find(name);
    if (path === null) return null;
    const trace = traceOf(model, path);
    known.set(name, trace);
    return trace;
  };
}
