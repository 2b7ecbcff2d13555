import { json, written } from './export-values.ts';
import { type Graph, graphOf } from './graph.ts';
import { type Model, ModelError } from './model.ts';
import { type CheckOptions, Search } from './search.ts';
import { printInstance } from './show.ts';
import { type Cell, cellsOf, printValue, readCell } from './values.ts';

/** Transitions with their labels. States are numbered as a search finds them. */
export interface LabelledGraph {
  readonly edges: Graph;
  /** The initial states are numbers 0 to `initial` - 1. */
  readonly initial: number;
  /** Action instances as they are printed, `enter(g=group1)`; `edges.who` are numbers into it. */
  readonly labels: readonly string[];
  /** Ids of the actions that the labels are instances of. */
  readonly actions: readonly string[];
}

/** States that are searched between two looks at whether to go on. */
const block = 4096;

/** All reachable states and transitions of a model; those that were found where the search was ended. */
export interface StateGraph<S> extends LabelledGraph {
  readonly model: Model<S>;
  stateOf(x: number): S;
}

/**
 * Explores a model completely, for export.
 * @param onProgress called now and then; returning false ends the search, and the graph is that of what was found: of
 *   its first `edges.expanded` states only are the successors known
 * @throws ModelError if there are more than `maxStates` states
 */
export function stateGraph<S>(
  model: Model<S>,
  maxStates: number,
  onProgress?: CheckOptions['onProgress'],
): StateGraph<S> {
  const search = new Search(model, { maxStates });
  const { engine } = search;
  search.seed();
  const initial = engine.states();
  let wanted = true;
  for (let level = 0; wanted && engine.head() < engine.states() && engine.stopReason() === 0; level++)
    for (const end = engine.states(); wanted && engine.head() < end && engine.stopReason() === 0; ) {
      search.run(Math.min(end, engine.head() + block));
      wanted = onProgress?.({ states: engine.states(), expanded: engine.head(), level }) !== false;
    }
  if (engine.stopReason() !== 0)
    throw new ModelError(
      `the graph of "${model.name}" has more than ${maxStates} states: raise maxStates (--max-states), or draw a few fields of it (--fields)`,
    );
  const transitions = engine.fired.reduce((n, x) => n + x, 0);
  return {
    model,
    edges: graphOf(engine, transitions),
    initial,
    labels: search.instances.map(({ action, params }) => printInstance(action.id, action.over, params)),
    actions: search.instances.map(({ action }) => action.id),
    stateOf: (x) => search.stateOf(x),
  };
}

interface Edge {
  readonly from: number;
  readonly who: number;
  readonly to: number;
}

function* edgesOf({ edges }: LabelledGraph): Generator<Edge> {
  for (let from = 0; from < edges.states; from++)
    for (let e = edges.offsets[from] ?? 0; e < (edges.offsets[from + 1] ?? 0); e++)
      yield { from, who: edges.who[e] ?? 0, to: edges.targets[e] ?? 0 };
}

/**
 * The graph in the Aldebaran format of CADP and mCRL2 (cadp.inria.fr/man/aut.html), line by line. The format has
 * one first state, so several initial states hang on a state 0 of their own by transitions labelled `initially`.
 * @throws ModelError for a graph of a search that was ended, which the format cannot tell from a whole one
 */
export function* toAut(graph: LabelledGraph): Generator<string> {
  const { edges, initial, labels } = graph;
  if (edges.expanded < edges.states)
    throw new ModelError('the Aldebaran format cannot say that a graph is a part of one');
  const root = initial > 1 ? 1 : 0;
  const extra = root === 1 ? initial : 0;
  yield `des (0, ${edges.targets.length + extra}, ${edges.states + root})\n`;
  for (let x = 0; x < extra; x++) yield `(0, "initially", ${x + root})\n`;
  const texts = labels.map((label) => JSON.stringify(asciiLabel(label)));
  for (const { from, who, to } of edgesOf(graph)) yield `(${from + root}, ${texts[who]}, ${to + root})\n`;
}

/** Labels are 7-bit ASCII on one line and cannot contain quotes or escapes. */
const asciiLabel = (label: string): string => label.replace(/["\\]/g, "'").replace(/[^\x20-\x7e]/g, '?');

/** The graph as JSON: states by number, edges as `[from, label number, to]`; in pieces, for files of any size. */
export function* toJson<S>(graph: StateGraph<S>): Generator<string> {
  const { model, edges, initial, labels } = graph;
  const head = {
    model: model.name,
    states: edges.states,
    // Of the states from this number on the search was ended before it saw their edges.
    ...(edges.expanded < edges.states && { expanded: edges.expanded }),
    transitions: edges.targets.length,
    initial,
    labels,
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"state":[`;
  for (let x = 0; x < edges.states; x++)
    yield `${x === 0 ? '' : ','}\n${JSON.stringify(written(model.schema, graph.stateOf(x), json))}`;
  yield '],\n"edges":[';
  let first = true;
  for (const { from, who, to } of edgesOf(graph)) {
    yield `${first ? '' : ','}\n[${from},${who},${to}]`;
    first = false;
  }
  yield ']}\n';
}

export interface DotOptions {
  /**
   * Fields to look at, as printed or as declared (`groups[group0].pending`, `groups`): states that agree on them are
   * one node, and steps that change none of them are left out. Without it every state is a node.
   */
  readonly fields?: readonly string[];
}

/**
 * The graph for Graphviz, line by line. Initial nodes have a double border, nodes with a state that breaks a state
 * rule are red and named after it. Where the search was ended, nodes with states whose successors were not looked at
 * are dashed.
 * @throws ModelError for a field that the model does not have
 */
export function* toDot<S>(graph: StateGraph<S>, options: DotOptions = {}): Generator<string> {
  const { model, edges, initial } = graph;
  const cells = options.fields === undefined ? null : chosen(model, options.fields);
  const nodeOf = new Uint32Array(edges.states);
  const nodes: { label: string; initial: boolean; open: boolean; broken: Set<string> }[] = [];
  const known = new Map<string, number>();
  for (let x = 0; x < edges.states; x++) {
    const state = graph.stateOf(x);
    const label =
      cells === null ? String(x) : cells.map((c) => `${c.name}: ${printedValue(state, c)}`).join('\n');
    const node =
      known.get(label) ?? nodes.push({ label, initial: false, open: false, broken: new Set() }) - 1;
    known.set(label, node);
    nodeOf[x] = node;
    const of = nodes[node];
    if (of === undefined) throw new Error(`no node ${node}`);
    if (x < initial) of.initial = true;
    if (x >= edges.expanded) of.open = true;
    for (const r of model.rules)
      if (r.kind === 'always' && (r.given?.(state) ?? true) && !r.then(state)) of.broken.add(r.id);
  }
  yield `digraph ${JSON.stringify(model.name)} {\n  node [shape=box];\n`;
  for (const [n, { label, broken, ...node }] of nodes.entries()) {
    const text = [label, ...[...broken].map((r) => `breaks ${r}`)].join('\n');
    const looks = `${node.initial ? ', peripheries=2' : ''}${node.open ? ', style=dashed' : ''}${broken.size > 0 ? ', color=red' : ''}`;
    yield `  ${n} [label=${JSON.stringify(text)}${looks}];\n`;
  }
  if (cells === null)
    for (const { from, who, to } of edgesOf(graph))
      yield `  ${from} -> ${to} [label=${JSON.stringify(graph.labels[who])}];\n`;
  else yield* mergedEdges(graph, nodeOf);
  yield '}\n';
}

/** One line for each pair of nodes that steps lead between, labelled with the actions that do. */
function* mergedEdges(graph: LabelledGraph, nodeOf: Uint32Array): Generator<string> {
  const between = new Map<string, Set<string>>();
  for (const { from, who, to } of edgesOf(graph)) {
    const a = nodeOf[from] ?? 0;
    const b = nodeOf[to] ?? 0;
    if (a === b) continue;
    const key = `${a} -> ${b}`;
    const actions = between.get(key) ?? new Set();
    between.set(key, actions.add(graph.actions[who] ?? ''));
  }
  for (const [pair, actions] of between)
    yield `  ${pair} [label=${JSON.stringify([...actions].join('\n'))}];\n`;
}

/** What `fields` can name: each cell as it is printed, and all that encloses it (`groups`, `groups[group0]`). */
export function fieldNames<S>(model: Model<S>): readonly string[] {
  const names = cellsOf(model.schema).flatMap(({ name }) => [
    ...[...name.matchAll(/[.[]/g)].map(({ index }) => name.slice(0, index)),
    name,
  ]);
  return [...new Set(names)];
}

const printedValue = (state: unknown, cell: Cell): string => printValue(cell.type, readCell(state, cell));

function chosen(model: Model<never>, fields: readonly string[]): readonly Cell[] {
  const cells = cellsOf(model.schema);
  return fields.flatMap((field) => {
    const own = cells.filter(
      ({ name }) => name === field || name.startsWith(`${field}.`) || name.startsWith(`${field}[`),
    );
    if (own.length === 0) {
      const names = Object.keys(model.schema.fields).join(', ');
      throw new ModelError(`"${model.name}" has no field "${field}"; the outermost are: ${names}`);
    }
    return own;
  });
}
