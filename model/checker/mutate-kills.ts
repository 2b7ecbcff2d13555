import { check } from './check.ts';
import { type Graph, graphOf } from './graph.ts';
import { maskOf } from './layout.ts';
import type { Action, Model, Params, Rule } from './model.ts';
import { ModelError } from './model.ts';
import { type EffectMutation, type Mutation, mutant, mutationName, variableOf } from './mutate.ts';
import { EvaluationError, Search } from './search.ts';
import { cardinality, OutOfRange } from './values.ts';

/** A model with its complete graph. */
export interface Explored<S> {
  readonly model: Model<S>;
  readonly graph: Graph;
  /** Initial states are the first. */
  readonly initialStates: number;
  /** Packed states, `layout.words` each. */
  readonly words: Int32Array;
  /** With the rules of the model, to look at single steps. */
  readonly search: Search<S>;
}

/** Searches a model to its end, whatever its rules say. Throws a ModelError if `maxStates` do not suffice. */
export function explore<S>(model: Model<S>, maxStates = 4_000_000): Explored<S> {
  const walk = new Search({ ...model, rules: [] }, { maxStates });
  const { engine } = walk;
  walk.seed();
  while (engine.head() < engine.states() && engine.stopReason() === 0) walk.run(engine.states());
  if (engine.stopReason() !== 0) throw new ModelError(`${model.name} has more than ${maxStates} states`);
  const transitions = engine.fired.reduce((n, x) => n + x, 0);
  return {
    model,
    graph: graphOf(engine, transitions),
    initialStates: walk.levels[0] ?? 0,
    words: engine.words(),
    search: new Search(model, {}),
  };
}

/** Whether two models with one schema have the same states, in the same order, and the same transitions. */
export function sameGraph<S>(a: Explored<S>, b: Explored<S>): boolean {
  const same = (x: ArrayLike<number>, y: ArrayLike<number>, length: number): boolean => {
    for (let i = 0; i < length; i++) if (x[i] !== y[i]) return false;
    return true;
  };
  const n = a.graph.states;
  const transitions = a.graph.targets.length;
  return (
    n === b.graph.states &&
    transitions === b.graph.targets.length &&
    same(a.words, b.words, n * a.search.accessors.layout.words) &&
    same(a.graph.offsets, b.graph.offsets, n + 1) &&
    same(a.graph.targets, b.graph.targets, transitions) &&
    same(a.graph.who, b.graph.who, transitions)
  );
}

interface CellBits {
  readonly variable: string;
  readonly word: number;
  readonly mask: number;
  readonly values: number;
}

/** Where the variables of one instance of an action lie in a packed state. */
function bitsOf<S>(search: Search<S>, action: Action<S>, params: Params): readonly CellBits[] {
  return search.accessors.layout.cells.map(({ cell, place, widthBits }) => ({
    variable: variableOf(search.model.schema, cell, action.over, params),
    word: place.word,
    mask: maskOf(widthBits) << place.shift,
    values: cardinality(cell.type),
  }));
}

/**
 * Everything that can be broken in a model: each guard deleted, each guard negated, and each variable that an action
 * was seen to change, in some transition of the graph, left alone or given another value of its domain.
 */
export function mutationsOf<S>(base: Explored<S>): readonly Mutation[] {
  const { model, search, graph, words } = base;
  const width = search.accessors.layout.words;
  const changed = new Int32Array(search.instances.length * width);
  for (let x = 0; x < graph.states; x++)
    for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
      const from = x * width;
      const to = (graph.targets[e] ?? 0) * width;
      const at = (graph.who[e] ?? 0) * width;
      for (let w = 0; w < width; w++)
        changed[at + w] = (changed[at + w] ?? 0) | ((words[from + w] ?? 0) ^ (words[to + w] ?? 0));
    }
  return model.actions.flatMap((action, a): Mutation[] => {
    const guards = action.guards.flatMap((g): Mutation[] =>
      (['deleted', 'negated'] as const).map((how) => ({
        kind: 'guard',
        action: action.id,
        guard: g.name,
        how,
      })),
    );
    const values = new Map<string, number>();
    for (const [i, instance] of search.instances.entries())
      if (instance.actionIndex === a)
        for (const bits of bitsOf(search, action, instance.params))
          if (((changed[i * width + bits.word] ?? 0) & bits.mask) !== 0)
            values.set(bits.variable, bits.values);
    const effects = [...values].flatMap(([variable, n]): Mutation[] => {
      const effect = { kind: 'effect', action: action.id, variable } as const;
      const leftAlone: Mutation = { ...effect, how: 'left alone' };
      return n > 2 ? [leftAlone, { ...effect, how: 'another value' }] : [leftAlone];
    });
    return [...guards, ...effects];
  });
}

/** What notices a mutation in the very step in which it first shows. */
export interface FirstDeviations {
  /** Rules that are broken by such a step, or by the state that it leads to, in the order of the model. */
  readonly rules: readonly string[];
  /** A variable that leaves its range. */
  readonly range: string | null;
  /** Steps looked at. */
  readonly looked: number;
}

/**
 * Whether a rule over states or steps speaks of, and is broken by, the step that lies between the buffers of a search,
 * or the state that it leads to.
 */
export function judgeStep<S>(
  { accessors }: Search<S>,
  rule: Rule<S>,
  action: string,
  params: Params,
): { readonly speaks: boolean; readonly broken: boolean } {
  const current = accessors.current as S;
  const before = accessors.before as S;
  if (rule.kind === 'always') {
    const speaks = rule.given?.(current) ?? true;
    return { speaks, broken: speaks && !rule.then(current) };
  }
  if (rule.kind !== 'step' || !(rule.on?.includes(action) ?? true)) return { speaks: false, broken: false };
  const speaks = rule.given?.(before, current, action, params) ?? true;
  return { speaks, broken: speaks && !rule.then(before, current, action, params) };
}

/**
 * Takes each step in which a mutant first does what the original does not, on the original's graph: the states on
 * the way to it are reached by unbroken steps only, so that whatever is seen is of the mutant itself. It costs a
 * fraction of a search; a defect that shows later only is left to that.
 * @param most steps to look at, in breadth-first order
 * @param visit called with both ends of the step in the buffers of the search, or with the field that leaves its range
 * @returns the number of steps looked at
 */
export function eachFirstDeviation<S>(
  base: Explored<S>,
  mutation: Mutation,
  most: number,
  visit: (action: string, params: Params, range: string | null) => void,
): number {
  const { model, search, graph, words } = base;
  const { engine, accessors, instances } = search;
  const broken = mutant(model, mutation).actions.find((a) => a.id === mutation.action);
  if (broken === undefined) throw new ModelError(`there is no action "${mutation.action}"`);
  const own = instances.flatMap((x, i) => (x.action.id === mutation.action ? [{ i, params: x.params }] : []));
  const isOwn = new Uint8Array(instances.length);
  for (const { i } of own) isOwn[i] = 1;
  const width = accessors.layout.words;
  const variableBits = mutation.kind === 'effect' ? masksOf(search, mutation) : null;
  const deviates = (x: number, e: number): boolean => {
    const who = graph.who[e] ?? 0;
    if (isOwn[who] === 0) return false;
    if (mutation.kind === 'guard') return mutation.how === 'negated';
    const from = x * width;
    const to = (graph.targets[e] ?? 0) * width;
    for (let w = 0; w < width; w++)
      if ((((words[from + w] ?? 0) ^ (words[to + w] ?? 0)) & (variableBits?.[who * width + w] ?? 0)) !== 0)
        return true;
    return false;
  };

  const current = accessors.current as S;
  let looked = 0;
  const look = (x: number, params: Params): void => {
    looked += 1;
    engine.put(words, x * width);
    let range: string | null = null;
    try {
      broken.then(current, params);
      engine.pack();
    } catch (e) {
      if (!(e instanceof OutOfRange)) throw e;
      range = e.field;
    }
    visit(broken.id, params, range);
  };
  const newlyEnabled = (x: number, params: Params): boolean => {
    engine.put(words, x * width);
    const target = instances[own[0]?.i ?? 0]?.action;
    return (
      broken.guards.every((g) => g.holds(current, params)) &&
      !(target?.guards.every((g) => g.holds(current, params)) ?? false)
    );
  };

  const seen = new Uint8Array(graph.states);
  const queue = new Uint32Array(graph.states);
  let end = 0;
  for (let x = 0; x < base.initialStates; x++) {
    seen[x] = 1;
    queue[end++] = x;
  }
  for (let at = 0; at < end && looked < most; at++) {
    const x = queue[at] ?? 0;
    if (mutation.kind === 'guard') for (const { params } of own) if (newlyEnabled(x, params)) look(x, params);
    for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
      if (deviates(x, e)) {
        if (mutation.kind === 'effect') look(x, instances[graph.who[e] ?? 0]?.params ?? {});
        continue;
      }
      const y = graph.targets[e] ?? 0;
      if (seen[y] === 1) continue;
      seen[y] = 1;
      queue[end++] = y;
    }
  }
  return looked;
}

/**
 * What notices a mutant at the steps in which it first does what the original does not; it tells of all rules at once.
 * @param most steps to look at
 */
export function firstDeviations<S>(base: Explored<S>, mutation: Mutation, most = 20_000): FirstDeviations {
  const { rules } = base.model;
  const noticed = new Set<string>();
  let range: string | null = null;
  const looked = eachFirstDeviation(base, mutation, most, (action, params, field) => {
    range ??= field;
    if (field !== null) return;
    for (const rule of rules)
      if (!noticed.has(rule.id) && judgeStep(base.search, rule, action, params).broken) noticed.add(rule.id);
  });
  return { rules: rules.map((r) => r.id).filter((id) => noticed.has(id)), range, looked };
}

/** The bits of the mutated variable, per instance and word. */
function masksOf<S>(search: Search<S>, mutation: EffectMutation): Int32Array {
  const width = search.accessors.layout.words;
  const out = new Int32Array(search.instances.length * width);
  for (const [i, { action, params }] of search.instances.entries())
    if (action.id === mutation.action)
      for (const { variable, word, mask } of bitsOf(search, action, params))
        if (variable === mutation.variable) out[i * width + word] = (out[i * width + word] ?? 0) | mask;
  return out;
}

/** What becomes of a mutant in one scope. */
export type Fate =
  /** A rule, a deadlock or the range of a variable notices it. */
  | { readonly fate: 'killed'; readonly by: string }
  /** Only the reports of the search tell: this action never fires, this rule is vacuous. */
  | { readonly fate: 'dead'; readonly by: string }
  /** Nothing is different, state for state and transition for transition. */
  | { readonly fate: 'same graph' }
  /** It behaves in another way and nothing notices. */
  | { readonly fate: 'hole'; readonly states: number }
  /** The search was not finished. */
  | { readonly fate: 'unknown'; readonly states: number };

/** Searches a mutant until something notices, or to the end. */
export function fateOf<S>(base: Explored<S>, mutation: Mutation, maxStates = 4_000_000): Fate {
  const broken = mutant(base.model, mutation);
  try {
    const result = check(broken, { maxStates, stopAtFirst: true });
    const rule = result.perRule.find((r) => r.violations > 0);
    if (rule !== undefined) return { fate: 'killed', by: rule.id };
    if (result.deadlocks.count > 0) return { fate: 'killed', by: 'deadlock' };
    if (result.truncatedBy !== undefined) return { fate: 'unknown', states: result.states };
    const dead = result.deadActions[0] ?? result.vacuousRules[0];
    if (dead !== undefined) return { fate: 'dead', by: dead };
    const { states, targets } = base.graph;
    const sameSize = result.states === states && result.transitions === targets.length;
    // The accessors are shared with the original's search, whose states are copies of their own.
    if (sameSize && sameGraph(base, explore(broken, maxStates))) return { fate: 'same graph' };
    return { fate: 'hole', states: result.states };
  } catch (e) {
    if (!(e instanceof EvaluationError) || e.field === undefined) throw e;
    return { fate: 'killed', by: `range of ${e.field}` };
  }
}

/** A scope in which mutants are judged; it is explored when it is needed. */
export interface Arena<S> {
  readonly name: string;
  readonly base: () => Explored<S>;
}

/** A line of the table of mutants. */
export interface MutantRow {
  readonly mutant: string;
  readonly fate: Fate['fate'];
  /** All rules that notice it at its first step, or what a search came upon first. */
  readonly by: readonly string[];
  /** `first step`, or the scope that was searched. */
  readonly seen: string;
}

/**
 * Judges a mutant by its first deviations in the first scope, then by searching the scopes one after another until one
 * kills it. What is dead in one is not looked for in the next.
 */
export function judge<S>(arenas: readonly Arena<S>[], mutation: Mutation): MutantRow {
  const name = mutationName(mutation);
  const [first] = arenas;
  if (first === undefined) throw new ModelError('there is no scope to judge mutants in');
  const { rules, range } = firstDeviations(first.base(), mutation);
  const by = range === null ? rules : [...rules, `range of ${range}`];
  if (by.length > 0) return { mutant: name, fate: 'killed', by, seen: 'first step' };
  let row: MutantRow = { mutant: name, fate: 'unknown', by: [], seen: first.name };
  for (const arena of arenas) {
    const fate = fateOf(arena.base(), mutation);
    const noticed = fate.fate === 'killed' || fate.fate === 'dead';
    row = { mutant: name, fate: fate.fate, by: noticed ? [fate.by] : [], seen: arena.name };
    if (noticed || fate.fate === 'unknown') break;
  }
  return row;
}
