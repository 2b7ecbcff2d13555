import type { Instance } from './engine.ts';
import type { IdType } from './id.ts';
import { type Layout, unpack } from './layout.ts';
import { type Model, ModelError, type Params } from './model.ts';
import { diff, printInstance } from './show.ts';
import { type Nodes, nodesOf, permute, type Relation, relationsOf } from './symmetry-cells.ts';
import { idLabel, lowest } from './values.ts';

/** Thrown when a model that was said to be symmetric is not; holds a state and a permutation that show it. */
export class SymmetryError<S> extends ModelError {
  override readonly name = 'SymmetryError';
  /** What tells the ids apart. */
  readonly culprit: { readonly kind: 'initial' | 'terminal' | 'action' | 'rule'; readonly id: string };
  readonly state: S;
  readonly permuted: S;
  constructor(
    model: Model<S>,
    culprit: SymmetryError<S>['culprit'],
    pair: { readonly state: S; readonly permuted: S; readonly exchange: string },
    difference: string,
  ) {
    const show = (s: S): string => {
      const changes = diff(model.schema, lowest(model.schema), s);
      return (changes === '' ? 'all at its lowest' : changes).replace(/^/gm, '    ');
    };
    super(
      `${model.name} is not symmetric: ${culprit.kind} ${culprit.id} tells ids apart that were said to be interchangeable.
${difference}
  the state:
${show(pair.state)}
  the same with ${pair.exchange}:
${show(pair.permuted)}
Name only interchangeable id types in \`symmetry\`, or make the model treat their members alike.`,
    );
    this.culprit = culprit;
    this.state = pair.state;
    this.permuted = pair.permuted;
  }
}

/** A permutation with what it does to instances of actions. */
interface Exchange {
  readonly nodes: Int32Array;
  readonly instances: Int32Array;
  readonly name: string;
}

/** A packed state on which the functions of a model can be called. */
export interface Bench<S> {
  readonly model: Model<S>;
  readonly instances: readonly Instance<S>[];
  readonly layout: Layout;
  /** Holds the state in hand, and after as many words the one before. */
  readonly scratch: Int32Array;
  readonly current: S;
  readonly before: S;
  /** Puts a packed state into both halves of the scratch buffer. */
  put(words: Int32Array, offset: number): void;
  /** Copies what functions wrote into the scratch buffer. */
  pack(): void;
}

/** Everything a model says of one state. `true`, `false`, `-` for "not asked", or the message of an error. */
interface Opinion {
  readonly terminal: string;
  readonly rules: readonly string[];
  /** Per instance: the guard that is false, or an error; empty if it is enabled. */
  readonly refused: string[];
  /** Per instance, if enabled: the packed successor, and what each step rule says of the step. */
  readonly successors: (Int32Array | null)[];
  readonly steps: (readonly string[])[];
}

const ask = (question: () => boolean): string => {
  try {
    return String(question());
  } catch (e) {
    return e instanceof Error ? `error: ${e.message}` : `error: ${String(e)}`;
  }
};

/** Pseudo-random permutations tried beside the generators, so that samples far from closed sets are tried widely. */
const drawn = 8;

/**
 * Compares what a model says of a state with what it says of the permuted state: initial states, guards, successors,
 * rules with their `given`, terminal states. On all states of a closed set, comparison under generators of the group
 * proves that the model is symmetric there.
 */
export class EquivarianceCheck<S> {
  readonly #bench: Bench<S>;
  readonly #nodes: Nodes;
  readonly #relations: readonly Relation[];
  readonly #generators: readonly Exchange[];
  readonly #drawn: readonly Exchange[];
  readonly #image: Int32Array;
  #turn = 0;

  constructor(bench: Bench<S>, types: readonly IdType[]) {
    this.#bench = bench;
    this.#nodes = nodesOf(types);
    this.#relations = relationsOf(bench.layout, this.#nodes);
    this.#image = new Int32Array(bench.layout.words);
    const generators: Int32Array[] = [];
    for (const type of types) {
      const first = this.#nodes.first(type);
      const n = type.count;
      // The exchange of two and the rotation of all generate every permutation; with two members they are the same.
      if (n > 1)
        generators.push(this.#permutation((v) => (v === first ? v + 1 : v === first + 1 ? v - 1 : v)));
      if (n > 2)
        generators.push(
          this.#permutation((v) => (v < first || v >= first + n ? v : first + ((v - first + 1) % n))),
        );
    }
    this.#generators = generators.map((p) => this.#exchange(p));
    let seed = 1;
    const dice = (n: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
      return (seed >>> 8) % n;
    };
    this.#drawn = Array.from({ length: drawn }, () => {
      const p = this.#permutation((v) => v);
      for (const type of types)
        for (let i = type.count - 1; i > 0; i--) {
          const a = this.#nodes.first(type) + i;
          const b = this.#nodes.first(type) + dice(i + 1);
          const held = p[a] as number;
          p[a] = p[b] as number;
          p[b] = held;
        }
      return this.#exchange(p);
    });
  }

  #permutation(image: (node: number) => number): Int32Array {
    return Int32Array.from({ length: this.#nodes.count }, (_, v) => image(v));
  }

  #exchange(nodes: Int32Array): Exchange {
    const { instances } = this.#bench;
    const key = (i: Instance<S>, params: Params): string =>
      `${i.actionIndex} ${Object.values(params).map(String).join(' ')}`;
    const numbers = new Map(instances.map((i, k) => [key(i, i.params), k]));
    const moved = instances.map((i) => {
      const params = Object.fromEntries(
        Object.entries(i.params).map(([name, value]) => {
          const type = this.#nodes.types.find((t) => t === i.action.over[name]);
          if (type === undefined) return [name, value];
          const first = this.#nodes.first(type);
          return [name, type.at((nodes[first + type.indexOf(value as never)] as number) - first)];
        }),
      );
      return numbers.get(key(i, params)) ?? -1;
    });
    const parts = this.#nodes.types.flatMap((type) =>
      type.ids.flatMap((_, i) => {
        const first = this.#nodes.first(type);
        const to = (nodes[first + i] as number) - first;
        return to === i ? [] : [`${idLabel(type, i)} -> ${idLabel(type, to)}`];
      }),
    );
    return { nodes, instances: Int32Array.from(moved), name: parts.join(', ') };
  }

  #permuted(words: Int32Array, offset: number, by: Exchange): Int32Array {
    permute(this.#bench.layout, this.#relations, by.nodes, words, offset, this.#image, 0);
    return this.#image;
  }

  /** What the model says of a packed state. */
  #opinion(words: Int32Array, offset: number): Opinion {
    const { model, instances, layout, scratch, current, before, put, pack } = this.#bench;
    put(words, offset);
    const terminal = model.terminal === null ? '-' : ask(() => model.terminal?.(current) ?? false);
    const rules = model.rules.map((rule) => {
      if (rule.kind !== 'always' && rule.kind !== 'sometimes') return '-';
      const given = rule.kind === 'sometimes' ? 'true' : ask(() => rule.given?.(current) ?? true);
      return given === 'true' ? ask(() => rule.then(current)) : given.replace('false', '-');
    });
    const out: Opinion = { terminal, rules, refused: [], successors: [], steps: [] };
    for (const { action, params } of instances) {
      let refused = '';
      for (const g of action.guards) {
        const holds = ask(() => g.holds(current, params));
        if (holds === 'true') continue;
        refused = holds === 'false' ? g.name : holds;
        break;
      }
      let steps: string[] = [];
      let successor: Int32Array | null = null;
      if (refused === '') {
        const failure = ask(() => {
          action.then(current, params);
          pack();
          return true;
        });
        if (failure !== 'true') refused = failure;
        else {
          successor = scratch.slice(0, layout.words);
          steps = model.rules.map((rule) => {
            if (rule.kind !== 'step' || (rule.on !== undefined && !rule.on.includes(action.id))) return '-';
            const given = ask(() => rule.given?.(before, current, action.id, params) ?? true);
            if (given !== 'true') return given.replace('false', '-');
            return ask(() => rule.then(before, current, action.id, params));
          });
        }
        put(words, offset);
      }
      out.refused.push(refused);
      out.successors.push(successor);
      out.steps.push(steps);
    }
    return out;
  }

  /** Throws a SymmetryError if a permuted initial state is not an initial state. */
  initial(states: readonly Int32Array[]): void {
    const known = new Set(states.map(String));
    for (const words of states)
      for (const by of this.#generators) {
        if (known.has(String(this.#permuted(words, 0, by)))) continue;
        throw this.#error(
          { kind: 'initial', id: 'states' },
          words,
          0,
          by,
          '  The first state is initial, the second is not: add it, or begin where all ids are alike.',
        );
      }
  }

  /**
   * Compares a state with permutations of it. Throws a SymmetryError.
   * @param under `all`: generators of the group and a drawn permutation; `one`: a drawn one only
   */
  state(words: Int32Array, offset: number, under: 'all' | 'one'): void {
    const mine = this.#opinion(words, offset);
    const next = this.#drawn[this.#turn++ % drawn] as Exchange;
    for (const by of under === 'all' ? [...this.#generators, next] : [next]) {
      const theirs = this.#opinion(this.#permuted(words, offset, by).slice(), 0);
      const found = this.#difference(mine, theirs, by);
      if (found !== null) throw this.#error(found.culprit, words, offset, by, `  ${found.text}`);
    }
  }

  #difference(
    mine: Opinion,
    theirs: Opinion,
    by: Exchange,
  ): { culprit: SymmetryError<S>['culprit']; text: string } | null {
    const { model, instances, layout } = this.#bench;
    const words: Readonly<Record<string, string>> = { '-': 'not asked (its given is false)' };
    const says = (x: string): string => words[x] ?? x;
    if (mine.terminal !== theirs.terminal)
      return {
        culprit: { kind: 'terminal', id: 'states' },
        text: `terminal is ${says(mine.terminal)} in the first state and ${says(theirs.terminal)} in the second.`,
      };
    for (const [r, rule] of model.rules.entries())
      if (mine.rules[r] !== theirs.rules[r])
        return {
          culprit: { kind: 'rule', id: rule.id },
          text: `${rule.id} is ${says(mine.rules[r] ?? '')} in the first state and ${says(theirs.rules[r] ?? '')} in the second.`,
        };
    for (const [i, { action, params }] of instances.entries()) {
      const j = by.instances[i] ?? -1;
      const other = instances[j];
      const name = printInstance(action.id, action.over, params);
      const culprit = { kind: 'action', id: action.id } as const;
      if (other === undefined)
        return { culprit, text: `${name} has no counterpart: a parameter ranges over some ids of a type.` };
      const otherName = printInstance(action.id, action.over, other.params);
      const a = mine.refused[i] ?? '';
      const b = theirs.refused[j] ?? '';
      // Which guard is the first to be false may differ; an error is a difference of its own.
      if ((a === '') !== (b === '') || a.startsWith('error: ') !== b.startsWith('error: ')) {
        const state = (x: string): string =>
          x === '' ? 'is enabled' : x.startsWith('error: ') ? `ends in an ${x}` : `is refused by "${x}"`;
        return {
          culprit,
          text: `${name} ${state(a)} in the first state, ${otherName} ${state(b)} in the second.`,
        };
      }
      const s = mine.successors[i];
      const t = theirs.successors[j];
      if (s === null || s === undefined || t === null || t === undefined) continue;
      const image = this.#permuted(s, 0, by);
      if (t.some((w, k) => w !== image[k])) {
        const change = diff(model.schema, unpack(layout, image, 0), unpack(layout, t, 0));
        return {
          culprit,
          text: `${otherName} in the second state does not do what ${name} does in the first. Expected -> found:\n${change.replace(/^/gm, '    ')}`,
        };
      }
      for (const [r, rule] of model.rules.entries())
        if (mine.steps[i]?.[r] !== theirs.steps[j]?.[r])
          return {
            culprit: { kind: 'rule', id: rule.id },
            text: `${rule.id} is ${says(mine.steps[i]?.[r] ?? '')} of ${name} from the first state and ${says(theirs.steps[j]?.[r] ?? '')} of ${otherName} from the second.`,
          };
    }
    return null;
  }

  #error(
    culprit: SymmetryError<S>['culprit'],
    words: Int32Array,
    offset: number,
    by: Exchange,
    difference: string,
  ): SymmetryError<S> {
    const { layout, model } = this.#bench;
    const state = unpack(layout, words, offset) as S;
    const permuted = unpack(layout, this.#permuted(words, offset, by), 0) as S;
    return new SymmetryError(model, culprit, { state, permuted, exchange: by.name }, difference);
  }
}
