import type { IdType } from './id.ts';
import { unpack } from './layout.ts';
import { type Model, ModelError } from './model.ts';
import { diff, print, printInstance } from './show.ts';
import { type Nodes, nodesOf, permuter, relationsOf } from './symmetry-cells.ts';
import { answers, type Bench, Opinion } from './symmetry-opinion.ts';
import { idLabel, lowest } from './values.ts';

/** Thrown when a model that was said to be symmetric is not; holds a state and a permutation of it that show it. */
export class SymmetryError<S> extends ModelError {
  override readonly name = 'SymmetryError';
  /** What tells the ids apart. */
  readonly culprit: Culprit;
  readonly state: S;
  readonly permuted: S;
  constructor(model: Model<S>, found: Difference, pair: { state: S; permuted: S; exchange: string }) {
    const lines = (x: unknown): string[] => print(model.schema, x).split('\n');
    const told = (x: unknown, unlike: unknown): string => {
      const known = lines(unlike);
      return lines(x)
        .flatMap((line, i) => (line === known[i] ? [] : [`\n    ${line}`]))
        .join('');
    };
    const first = told(pair.state, lowest(model.schema)) || '\n    everything has its lowest value';
    const second = told(pair.permuted, pair.state) || '\n    nothing differs';
    const verb = found.culprit.id === 'states' ? 'tell' : 'tells';
    super(
      `${model.name} is not symmetric: ${found.culprit.kind} ${found.culprit.id} ${verb} ids apart that were said to be interchangeable.
  ${found.text}
  The first state:${first}
  The second, with ${pair.exchange}:${second}
Name only interchangeable id types in \`symmetry\`, or make the model treat their members alike.`,
    );
    this.culprit = found.culprit;
    this.state = pair.state;
    this.permuted = pair.permuted;
  }
}

interface Culprit {
  readonly kind: 'initial' | 'terminal' | 'action' | 'rule';
  readonly id: string;
}
interface Difference {
  readonly culprit: Culprit;
  readonly text: string;
}

/** A permutation of ids with what it does to states and to instances of actions. */
interface Exchange {
  move(from: Int32Array, fromOffset: number, to: Int32Array, toOffset: number): void;
  /** Number of the instance with the permuted parameters, or -1. */
  readonly instances: Int32Array;
  readonly name: string;
}

/** Pseudo-random permutations that are tried besides the generators where the states compared are not all. */
const drawn = 8;

/**
 * Compares what a model says of a state with what it says of the permuted state: initial states, guards, successors,
 * rules with their `given`, terminal states. If it agrees under generators of the group on all states of a set that
 * permutations do not leave, it agrees there under every permutation.
 */
export class EquivarianceCheck<S> {
  readonly #bench: Bench<S>;
  readonly #nodes: Nodes;
  readonly #generators: readonly Exchange[];
  /** Generators and drawn permutations. */
  readonly #exchanges: readonly Exchange[];
  readonly #mine: Opinion<S>;
  readonly #theirs: Opinion<S>;
  readonly #permuted: Int32Array;
  readonly #image: Int32Array;
  #turn = 0;

  constructor(bench: Bench<S>, types: readonly IdType[]) {
    this.#bench = bench;
    this.#nodes = nodesOf(types);
    this.#mine = new Opinion(bench);
    this.#theirs = new Opinion(bench);
    this.#permuted = new Int32Array(bench.layout.words);
    this.#image = new Int32Array(bench.layout.words);
    this.#generators = generators(this.#nodes).map((p) => this.#exchange(p));
    this.#exchanges = [...this.#generators, ...draw(this.#nodes, drawn).map((p) => this.#exchange(p))];
  }

  #exchange(nodes: Int32Array): Exchange {
    const { instances, layout } = this.#bench;
    const key = (action: number, values: readonly unknown[]): string =>
      [action, ...values.map(String)].join(' ');
    const numbers = new Map(instances.map((x, i) => [key(x.actionIndex, Object.values(x.params)), i]));
    const to = (type: IdType, index: number): number => {
      const first = this.#nodes.first(type);
      return (nodes[first + index] as number) - first;
    };
    const moved = instances.map(({ action, actionIndex, params }) => {
      const values = Object.entries(params).map(([name, value]) => {
        const type = this.#nodes.types.find((t) => t === action.over[name]);
        return type === undefined ? value : to(type, type.ids.indexOf(value as never));
      });
      return numbers.get(key(actionIndex, values)) ?? -1;
    });
    const parts = this.#nodes.types.flatMap((type) =>
      type.ids.flatMap((_, i) => {
        const j = to(type, i);
        return j === i ? [] : [`${idLabel(type, j)} for ${idLabel(type, i)}`];
      }),
    );
    return {
      move: permuter(layout, relationsOf(layout, this.#nodes), nodes),
      instances: Int32Array.from(moved),
      name: parts.join(', '),
    };
  }

  /** Throws a SymmetryError if a permuted initial state is not an initial state. */
  initial(states: readonly Int32Array[]): void {
    const known = new Set(states.map(String));
    for (const words of states)
      for (const by of this.#generators) {
        by.move(words, 0, this.#permuted, 0);
        if (known.has(String(this.#permuted))) continue;
        const text =
          'The first state is initial and the second is not. Make it one too, or begin where all ids are alike.';
        throw this.#error({ culprit: { kind: 'initial', id: 'states' }, text }, words, 0, by);
      }
  }

  /**
   * Compares a state with permutations of it. Throws a SymmetryError.
   * @param under the generators of the group, or one permutation, another one each time; `sample` is for a state that stands
   * for its orbit: what is asked of the state alone, which takes little, is compared under all permutations then
   */
  state(words: Int32Array, offset: number, under: 'generators' | 'one' | 'sample'): void {
    this.#mine.form(words, offset);
    const next = this.#exchanges[this.#turn++ % this.#exchanges.length];
    for (const by of under === 'generators' ? this.#generators : next === undefined ? [] : [next]) {
      by.move(words, offset, this.#permuted, 0);
      this.#theirs.form(this.#permuted, 0);
      const found = this.#difference(by);
      if (found !== null) throw this.#error(found, words, offset, by);
    }
    if (under !== 'sample') return;
    for (const by of this.#exchanges) {
      by.move(words, offset, this.#permuted, 0);
      this.#theirs.formOfState(this.#permuted, 0);
      const found = this.#ofState();
      if (found !== null) throw this.#error(found, words, offset, by);
    }
  }

  #ofState(): Difference | null {
    const { model } = this.#bench;
    const a = this.#mine;
    const b = this.#theirs;
    if (a.terminal !== b.terminal)
      return { culprit: { kind: 'terminal', id: 'states' }, text: says('terminal', a.terminal, b.terminal) };
    for (const [r, { id }] of model.rules.entries())
      if (a.rules[r] !== b.rules[r])
        return { culprit: { kind: 'rule', id }, text: says(`rule ${id}`, a.rules[r], b.rules[r]) };
    return null;
  }

  #difference(by: Exchange): Difference | null {
    const ofState = this.#ofState();
    if (ofState !== null) return ofState;
    const { instances } = this.#bench;
    for (let i = 0; i < instances.length; i++) {
      const found = this.#ofStep(i, by.instances[i] as number, by);
      if (found !== null) return found;
    }
    return null;
  }

  /** Compares instance i in the state with instance j in the permuted one. */
  #ofStep(i: number, j: number, by: Exchange): Difference | null {
    const { model, layout } = this.#bench;
    const a = this.#mine;
    const b = this.#theirs;
    if (j < 0)
      return this.#ofAction(
        i,
        `${this.#name(i)} has no counterpart: a parameter ranges over some ids of a type only.`,
      );
    if (a.enabled[i] !== b.enabled[j])
      return this.#ofAction(i, `${this.#fate(a, i)} in the first state, ${this.#fate(b, j)} in the second.`);
    if (a.enabled[i] !== 1) return null;
    by.move(a.successors, i * layout.words, this.#image, 0);
    for (let w = 0; w < layout.words; w++) {
      if (this.#image[w] === b.successors[j * layout.words + w]) continue;
      const wanted = unpack(layout, this.#image, 0);
      const change = diff(model.schema, wanted, unpack(layout, b.successors, j * layout.words));
      const text = `${this.#name(j)} in the second state should do what ${this.#name(i)} does in the first. Expected -> found:\n`;
      return this.#ofAction(i, text + change.replace(/^/gm, '    '));
    }
    const rules = model.rules.length;
    for (let r = 0; r < rules; r++) {
      const x = a.steps[i * rules + r];
      const y = b.steps[j * rules + r];
      if (x === y) continue;
      const id = model.rules[r]?.id ?? '';
      const text = `rule ${id} is ${answers[x ?? 0]} of ${this.#name(i)} from the first state and ${answers[y ?? 0]} of ${this.#name(j)} from the second.`;
      return { culprit: { kind: 'rule', id }, text };
    }
    return null;
  }

  #ofAction(instance: number, text: string): Difference {
    return { culprit: { kind: 'action', id: this.#bench.instances[instance]?.action.id ?? '' }, text };
  }

  #name(instance: number): string {
    const x = this.#bench.instances[instance];
    return x === undefined ? '' : printInstance(x.action.id, x.action.over, x.params);
  }

  #fate(opinion: Opinion<S>, instance: number): string {
    const name = this.#name(instance);
    const guard = this.#bench.instances[instance]?.action.guards[opinion.refusedBy[instance] ?? 0]?.name;
    const enabled = opinion.enabled[instance];
    return `${name} ${enabled === 1 ? 'is enabled' : enabled === 0 ? `is refused by "${guard}"` : 'ends in an error'}`;
  }

  #error(found: Difference, words: Int32Array, offset: number, by: Exchange): SymmetryError<S> {
    const { layout, model } = this.#bench;
    by.move(words, offset, this.#permuted, 0);
    const state = unpack(layout, words, offset) as S;
    const permuted = unpack(layout, this.#permuted, 0) as S;
    return new SymmetryError(model, found, { state, permuted, exchange: by.name });
  }
}

const says = (what: string, x: number | undefined, y: number | undefined): string =>
  `${what} is ${answers[x ?? 0]} in the first state and ${answers[y ?? 0]} in the second.`;

/** Permutations from which all can be composed: per type the exchange of two members and the rotation of all. */
function generators(nodes: Nodes): Int32Array[] {
  const identity = Int32Array.from({ length: nodes.count }, (_, v) => v);
  return nodes.types.flatMap((type) => {
    const first = nodes.first(type);
    const n = type.count;
    const exchange = identity.map((v) => (v === first ? v + 1 : v === first + 1 ? v - 1 : v));
    const rotation = identity.map((v) => (v < first || v >= first + n ? v : first + ((v - first + 1) % n)));
    return n === 1 ? [] : n === 2 ? [exchange] : [exchange, rotation];
  });
}

/** At most `count` permutations, drawn by a fixed sequence of pseudo-random numbers; none leaves all as it is. */
function draw(nodes: Nodes, count: number): Int32Array[] {
  let seed = 1;
  const dice = (n: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return (seed >>> 8) % n;
  };
  const all = Array.from({ length: count }, () => {
    const p = Int32Array.from({ length: nodes.count }, (_, v) => v);
    for (const type of nodes.types)
      for (let i = type.count - 1; i > 0; i--) {
        const a = nodes.first(type) + i;
        const b = nodes.first(type) + dice(i + 1);
        [p[a], p[b]] = [p[b] as number, p[a] as number];
      }
    return p;
  });
  return all.filter((p) => p.some((to, from) => to !== from));
}
