import { parametersUsed } from './action-code.ts';
import { type Action, instancesOf, type Params } from './model.ts';

type Holds<S> = (state: S, params: Params) => boolean;

/** Instances that agree in their first parameters, with the guards that look at no others. */
interface Branch<S> {
  readonly guards: readonly Holds<S>[];
  /** Of any of the instances below. */
  readonly params: Params;
  /** Empty: this is one instance. */
  readonly below: readonly Branch<S>[];
}

/**
 * Finds the parameters for which all guards of an action hold, in the order of its instances. As in the search, a guard
 * is asked as soon as the parameters are fixed that it and the guards before it look at.
 */
export function enabledInstances<S>(action: Action<S>): (state: S) => Params[] {
  const names = Object.keys(action.over);
  const instances = instancesOf(action.over);
  const levels = levelsOf(action, names);
  const branch = (group: readonly Params[], depth: number): Branch<S> => {
    const guards = action.guards.filter((_, i) => levels[i] === depth).map((g) => g.holds);
    const name = names[depth];
    const below = name === undefined ? [] : runsOf(group, name).map((run) => branch(run, depth + 1));
    return { guards, params: group[0] as Params, below };
  };
  if (instances.length === 0) return () => [];
  const root = branch(instances, 0);
  return (state) => {
    const found: Params[] = [];
    collect(root, state, found);
    return found;
  };
}

function collect<S>({ guards, params, below }: Branch<S>, state: S, found: Params[]): void {
  for (const holds of guards) if (!holds(state, params)) return;
  if (below.length === 0) found.push(params);
  for (const branch of below) collect(branch, state, found);
}

/** For each guard how many parameters are fixed when it is asked. */
function levelsOf<S>({ guards, over }: Action<S>, names: readonly string[]): readonly number[] {
  let level = 0;
  return guards.map((g) => {
    level = Math.max(level, ...parametersUsed(g.holds, over).map((name) => names.indexOf(name) + 1));
    return level;
  });
}

/** Instances one after another that agree in a parameter. */
function runsOf(instances: readonly Params[], name: string): readonly (readonly Params[])[] {
  const runs: Params[][] = [];
  for (const params of instances) {
    const run = runs.at(-1);
    if (run !== undefined && run[0]?.[name] === params[name]) run.push(params);
    else runs.push([params]);
  }
  return runs;
}
