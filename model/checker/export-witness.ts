import type { Model } from './model.ts';
import { plain } from './plain.ts';
import { goAlong } from './retrace.ts';
import { type CheckOptions, Search } from './search.ts';
import type { Trace } from './show.ts';

/** How an action can happen first. */
export interface ActionWitness<S> {
  readonly action: string;
  /** A shortest trace whose last step is the action; null if no state that was searched enables it. */
  readonly trace: Trace<S> | null;
}
export interface Witnesses<S> {
  readonly witnesses: readonly ActionWitness<S>[];
  /** Whether a missing trace means that the action is dead: every reachable state was searched. */
  readonly exhaustive: boolean;
  /** States that were found until the last action had fired. */
  readonly states: number;
}

/** States that are searched between two looks at which actions have fired. */
const block = 4096;

export interface WitnessOptions extends Pick<CheckOptions, 'maxStates' | 'maxMemoryBytes'> {
  /** Only these actions are looked for. Default: all. */
  readonly actions?: readonly string[];
  /** Called now and then; returning false ends the search: what was not met is unknown. */
  readonly onProgress?: (progress: {
    readonly states: number;
    /** Actions that have fired, of those that are looked for. */
    readonly met: number;
  }) => boolean | undefined;
}

/** A shortest way to each action, ties broken as in a search. Ends as soon as every one that is looked for has fired. */
export function witnesses<S>(
  model: Model<S>,
  { actions, onProgress, ...limits }: WitnessOptions = {},
): Witnesses<S> {
  const search = new Search(model, limits);
  const { engine, instances } = search;
  search.seed();
  const firedActions = () =>
    new Set(instances.flatMap((x, i) => ((engine.fired[i] ?? 0) > 0 ? [x.actionIndex] : [])));
  const wanted = model.actions.flatMap(({ id }, a) => (actions?.includes(id) === false ? [] : [a]));
  const met = () => {
    const fired = firedActions();
    return wanted.filter((a) => fired.has(a)).length;
  };
  const missing = () => met() < wanted.length;
  let goOn = true;
  while (goOn && missing() && engine.head() < engine.states() && engine.stopReason() === 0) {
    search.run(Math.min(engine.states(), engine.head() + block));
    goOn = onProgress?.({ states: engine.states(), met: met() }) !== false;
  }
  const exhaustive = !missing() || (engine.stopReason() === 0 && engine.head() === engine.states());
  // States are numbered by their distance, so the first that enables an action is a nearest one. The last that
  // was looked at has number `head` where a limit ended the search in the midst of its successors.
  const fired = firedActions();
  const first = new Map<number, { readonly state: number; readonly instance: number }>();
  for (let x = 0; first.size < fired.size; x++) {
    const n = engine.expand(x);
    for (let k = 0; k < n; k++) {
      const instance = engine.who[k] ?? 0;
      const action = instances[instance]?.actionIndex ?? -1;
      if (!first.has(action)) first.set(action, { state: x, instance });
    }
  }
  const list = wanted.map((a) => {
    const at = first.get(a);
    const trace = at === undefined ? null : [...search.traceTo(at.state), search.fire(at.state, at.instance)];
    return { action: model.actions[a]?.id ?? '', trace };
  });
  const calls = plain(model);
  for (const { trace } of list) if (trace !== null) goAlong(calls, trace);
  return { witnesses: list, exhaustive, states: engine.states() };
}
