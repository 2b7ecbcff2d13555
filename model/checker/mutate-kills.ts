import { check } from './check.ts';
import { EvaluationError } from './evaluation-error.ts';
import { type Graph, graphOf } from './graph.ts';
import { maskOf } from './layout.ts';
import type { Action, Model, Params, Rule } from './model.ts';
import { ModelError } from './model.ts';
import { type Mutation, mutant, mutationName, variableOf } from './mutate.ts';
import { Search } from './search.ts';
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
export function explore<S>(model: Model<S>, maxStates = 8_000_000): Explored<S> {
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

const instanceKey = <S>({ action, params }: Search<S>['instances'][number]): string =>
  [action.id, ...Object.entries(params).map(([name, value]) => `${name}=${String(value)}`)].join(' ');

/** Whether two models with one schema have the same states, in the same order, and the same transitions. */
export function sameGraph<S>(a: Explored<S>, b: Explored<S>): boolean {
  const same = (x: ArrayLike<number>, y: ArrayLike<number>, length: number): boolean => {
    for (let i = 0; i < length; i++) if (x[i] !== y[i]) return false;
    return true;
  };
  const n = a.graph.states;
  const transitions = a.graph.targets.length;
  // A parameter that has fewer values numbers its instances in another way.
  const numbers = new Map(a.search.instances.map((one, i) => [instanceKey(one), i]));
  const inA = b.search.instances.map((one) => numbers.get(instanceKey(one)) ?? -1);
  const sameInstances = (): boolean => {
    for (let e = 0; e < transitions; e++) if (a.graph.who[e] !== inA[b.graph.who[e] ?? 0]) return false;
    return true;
  };
  return (
    n === b.graph.states &&
    transitions === b.graph.targets.length &&
    same(a.words, b.words, n * a.search.accessors.layout.words) &&
    same(a.graph.offsets, b.graph.offsets, n + 1) &&
    same(a.graph.targets, b.graph.targets, transitions) &&
    sameInstances()
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
  /** What ends such a step: `range of` a variable that leaves it, or `it throws`. */
  readonly fault: string | null;
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

/** What a walk over the first deviations of a broken model met. */
export interface Deviations {
  /** Steps that do what the original does not, as far as they were looked at, and steps that are not there any more. */
  readonly looked: number;
  readonly lost: number;
  /**
   * Where steps are only lost the walk is of all that the broken model does: actions that never happen, and whether it
   * comes to a state that it can not leave.
   */
  readonly dead: readonly string[];
  readonly stuck: boolean;
  /** Of each set of marks, all bits of the steps that are still there. */
  readonly marked: readonly number[];
}

/**
 * Takes each step in which a broken model first does what the original does not, on the original's graph: the states on
 * the way to it are reached by unbroken steps only, so that whatever is seen is of the broken model itself. It costs a
 * fraction of a search; a defect that shows later only is left to that.
 * @param broken has the actions of the original, and a schema that is packed alike; those that are the very same
 * objects are not looked at
 * @param most steps to look at, in breadth-first order
 * @param visit called with both ends of the step in the buffers of the search, or with what ends the step, and with
 * the number of the state that it is taken in; false ends the walk
 * @param marks sets of 32 marks each, a word for each step of the original graph, to tell which kinds of steps are left
 */
export function eachFirstDeviation<S>(
  base: Explored<S>,
  broken: Model<S>,
  most: number,
  visit: (action: string, params: Params, fault: string | null, from: number) => boolean,
  marks: readonly Uint32Array[] = [],
): Deviations {
  const { model, search, graph, words } = base;
  const { engine, accessors, instances } = search;
  const { scratch, layout } = accessors;
  const width = layout.words;
  const actionIn = ({ actions }: Model<S>, id: string): Action<S> => {
    const action = actions.find((a) => a.id === id);
    if (action === undefined) throw new ModelError(`there is no action "${id}"`);
    return action;
  };
  const own = instances.flatMap(({ action: { id }, params }, i) => {
    const action = actionIn(broken, id);
    const whole = actionIn(model, id);
    if (action === whole) return [];
    return [
      { i, params, action, guards: action.guards !== whole.guards, effect: action.then !== whole.then },
    ];
  });
  const current = accessors.current as S;
  /** Edge of each instance out of the state that is looked at, or -1. */
  const edgeOf = new Int32Array(instances.length).fill(-1);
  const seen = new Uint8Array(graph.states);
  const queue = new Uint32Array(graph.states);
  let end = 0;
  for (let x = 0; x < base.initialStates; x++) {
    seen[x] = 1;
    queue[end++] = x;
  }
  const fires = new Uint8Array(instances.length);
  let looked = 0;
  let lost = 0;
  let stuck = false;
  const marked = marks.map(() => 0);
  let goesOn = true;
  for (let at = 0; at < end && looked < most && goesOn; at++) {
    const x = queue[at] ?? 0;
    const from = graph.offsets[x] ?? 0;
    const to = graph.offsets[x + 1] ?? 0;
    for (let e = from; e < to; e++) edgeOf[graph.who[e] ?? 0] = e;
    for (const { i, params, action, guards, effect } of own) {
      const edge = edgeOf[i] ?? -1;
      const was = edge >= 0;
      if (!was && !guards) continue;
      engine.put(words, x * width);
      let fault: string | null = null;
      try {
        const is = guards ? action.guards.every((g) => g.holds(current, params)) : was;
        if (!is) {
          if (was) {
            lost += 1;
            edgeOf[i] = -1;
          }
          continue;
        }
        if (was && !effect) continue;
        action.then(current, params);
        engine.pack();
      } catch (e) {
        fault = e instanceof OutOfRange ? `range of ${e.field}` : 'it throws';
      }
      if (was && fault === null) {
        const target = (graph.targets[edge] ?? 0) * width;
        let w = 0;
        while (w < width && scratch[w] === words[target + w]) w += 1;
        if (w === width) continue;
      }
      edgeOf[i] = -1;
      looked += 1;
      goesOn = visit(action.id, params, fault, x);
      if (!goesOn) break;
    }
    let leaves = to === from;
    for (let e = from; e < to; e++) {
      const who = graph.who[e] ?? 0;
      const y = graph.targets[e] ?? 0;
      if (edgeOf[who] === -1) continue;
      edgeOf[who] = -1;
      leaves = true;
      fires[who] = 1;
      for (let i = 0; i < marked.length; i++) marked[i] = (marked[i] ?? 0) | (marks[i]?.[e] ?? 0);
      if (seen[y] === 1) continue;
      seen[y] = 1;
      queue[end++] = y;
    }
    if (!leaves) stuck = true;
  }
  const fired = new Set(instances.flatMap(({ action }, i) => (fires[i] === 1 ? [action.id] : [])));
  return { looked, lost, stuck, marked, dead: model.actions.map((a) => a.id).filter((id) => !fired.has(id)) };
}

/**
 * What notices a mutant at the steps in which it first does what the original does not; it tells of all rules at once.
 * @param most steps to look at
 */
export function firstDeviations<S>(base: Explored<S>, mutation: Mutation, most = 20_000): FirstDeviations {
  const { rules } = base.model;
  const noticed = new Set<string>();
  let fault: string | null = null;
  const { looked } = eachFirstDeviation(base, mutant(base.model, mutation), most, (action, params, ended) => {
    fault ??= ended;
    if (ended === null)
      for (const rule of rules)
        if (!noticed.has(rule.id) && judgeStep(base.search, rule, action, params).broken)
          noticed.add(rule.id);
    return true;
  });
  return { rules: rules.map((r) => r.id).filter((id) => noticed.has(id)), fault, looked };
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
export const fateOf = <S>(base: Explored<S>, mutation: Mutation, maxStates?: number): Fate =>
  fateOfModel(base, mutant(base.model, mutation), maxStates);

/** The same of a model that is broken in any way, if its schema is packed as the original's is. */
function fateOfModel<S>(base: Explored<S>, broken: Model<S>, maxStates = 8_000_000): Fate {
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
    if (!(e instanceof EvaluationError)) throw e;
    return { fate: 'killed', by: e.field === undefined ? 'it throws' : `range of ${e.field}` };
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
  const { rules, fault } = firstDeviations(first.base(), mutation);
  const by = fault === null ? rules : [...rules, fault];
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
