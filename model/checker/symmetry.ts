import type { Instance } from './engine.ts';
import type { IdType } from './id.ts';
import { type Layout, layoutOf, pack, unpack } from './layout.ts';
import { type Model, ModelError } from './model.ts';
import { groupOrder, mentions, nodesOf } from './symmetry-cells.ts';
import { labellingOf } from './symmetry-labelling.ts';
import { rowsOf } from './symmetry-rows.ts';

/** What a search needs of a symmetry. States are packed: `words` holds one from `offset` on. */
export interface Symmetry {
  readonly types: readonly IdType[];
  /** Overwrites a state with the one that stands for all that differ from it in the names of ids only. */
  canonicalise(words: Int32Array, offset: number): void;
  /** How many states a canonical one stands for, itself included. */
  orbitSize(words: Int32Array, offset: number): bigint;
}

/** What a search over orbits says of the reduction. */
export interface SymmetryResult {
  /** Names of the id types whose members were taken for interchangeable. */
  readonly types: readonly string[];
  /** Stored states; each stands for all that differ in the names of ids only. */
  readonly orbits: number;
  /** Number of states that the orbits stand for, in decimal, since it may exceed 2^53. */
  readonly unreducedStates: string;
  readonly checked: {
    /** States of the unreduced model on which the model was compared with its permutations, breadth first. */
    readonly states: number;
    /** Whether these were all reachable states, so that the symmetry is proved and not sampled. */
    readonly all: boolean;
    /** Further states compared: some of each level of the reduced search. */
    readonly samples: number;
  };
}

/** The id types of a model, in its state and as domains of parameters, in the order in which it mentions them. */
export function idTypesOf<S>(model: Model<S>): readonly IdType[] {
  const used = new Set(mentions(model.schema).flat());
  for (const { over } of model.actions)
    for (const domain of Object.values(over)) if ('kind' in domain) used.add(domain);
  return [...used];
}

/**
 * Refuses what symmetry cannot be used with. Throws a ModelError for an id type that the model does not use or that is
 * named twice, and for liveness rules.
 */
export function checkSymmetryApplies<S>(model: Model<S>, types: readonly IdType[]): void {
  const used = idTypesOf(model);
  for (const [i, type] of types.entries()) {
    if (types.indexOf(type) !== i) throw new ModelError(`symmetry: "${type.name}" is named twice`);
    if (!used.includes(type))
      throw new ModelError(
        `symmetry: model ${model.name} does not use this id type "${type.name}"; give the very value that its schema is made with`,
      );
  }
  const live = model.rules.find((r) => r.kind === 'eventually' || r.kind === 'leadsTo');
  if (live !== undefined)
    throw new ModelError(
      `symmetry: rule ${live.id} is a liveness rule. A cycle of orbits need not be a cycle of states, and fairness of ` +
        'each instance is lost when instances are exchanged. Check liveness without symmetry, or leave the rule out.',
    );
}

/**
 * The canonical form under all permutations of the members of `types`, each type by itself. Types whose members no
 * cell relates to other members are sorted by row; the others are labelled together.
 */
export function symmetryOf(layout: Layout, types: readonly IdType[]): Symmetry {
  const together = mentions(layout.schema).map((m) => m.filter((type) => types.includes(type)));
  const related = new Set(together.filter((m) => m.length > 1).flat());
  const rows = types.filter((type) => !related.has(type)).map((type) => rowsOf(layout, type));
  const labelling =
    related.size === 0 ? null : labellingOf(layout, nodesOf(types.filter((type) => related.has(type))));
  const order = groupOrder(nodesOf(types));
  return {
    types,
    canonicalise: (words, offset) => {
      for (const r of rows) r.canonicalise(words, offset);
      labelling?.canonicalise(words, offset);
    },
    orbitSize: (words, offset) => {
      let fixing = 1n;
      for (const r of rows)
        for (const run of r.ties(words, offset)) for (let k = 2; k <= run; k++) fixing *= BigInt(k);
      for (const factor of labelling?.automorphisms(words, offset) ?? []) fixing *= BigInt(factor);
      return order / fixing;
    },
  };
}

/**
 * The canonical form of plain states under renaming of the members of `types`: equal for two states if and only if they
 * differ in those names only. The given state is left as it is. Throws a ModelError as `check` does where symmetry
 * does not apply, OutOfRange for a value outside the schema.
 */
export function canonicalForm<S>(model: Model<S>, types: readonly IdType[]): (state: S) => S {
  checkSymmetryApplies(model, types);
  const layout = layoutOf(model.schema);
  const { canonicalise } = symmetryOf(layout, types);
  return (state) => {
    const words = pack(layout, state);
    canonicalise(words, 0);
    return unpack(layout, words, 0) as S;
  };
}

/** Instances of actions, with those put together that differ in the names of members of `types` only. */
export function instanceClasses<S>(
  instances: readonly Instance<S>[],
  types: readonly IdType[],
): readonly { readonly first: Instance<S>; readonly alike: readonly number[] }[] {
  const classes = new Map<string, { first: Instance<S>; alike: number[] }>();
  for (const [i, x] of instances.entries()) {
    const named: [IdType, unknown][] = [];
    const pattern = Object.entries(x.params).map(([name, value]) => {
      const type = types.find((t) => t === x.action.over[name]);
      if (type === undefined) return String(value);
      const known = named.findIndex(([t, v]) => t === type && v === value);
      return `#${known >= 0 ? known : named.push([type, value]) - 1}`;
    });
    const key = [x.actionIndex, ...pattern].join(' ');
    const known = classes.get(key);
    if (known === undefined) classes.set(key, { first: x, alike: [i] });
    else known.alike.push(i);
  }
  return [...classes.values()];
}
