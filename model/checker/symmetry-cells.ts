import type { IdType } from './id.ts';
import { type Column, type Layout, maskOf, type Place } from './layout.ts';
import type { RecordType, Scalar, Schema, SetType } from './schema.ts';

/**
 * The members of some id types, numbered through: a node is a member. A permutation is an array that has for each
 * node the node that takes its place; members of one type stay in that type.
 */
export interface Nodes {
  readonly types: readonly IdType[];
  readonly count: number;
  /** Node number of the first member of a type. Throws for a type that is not among them. */
  first(type: IdType): number;
}

export function nodesOf(types: readonly IdType[]): Nodes {
  const firsts = new Map<IdType, number>();
  let count = 0;
  for (const type of types) {
    firsts.set(type, count);
    count += type.count;
  }
  return {
    types,
    count,
    first: (type) => {
      const n = firsts.get(type);
      if (n === undefined) throw new Error(`no nodes of type ${type.name}`);
      return n;
    },
  };
}

/** How the bits of a cell speak of nodes: not at all, as the number of one (0 is null if `nullable`), or as a set. */
export type CellValue =
  | { readonly kind: 'plain' }
  | { readonly kind: 'node'; readonly first: number; readonly nullable: 0 | 1 }
  | { readonly kind: 'set'; readonly first: number; readonly size: number };

/**
 * All cells of one column that a permutation touches, because nodes are keys on the way to them or are in them.
 * Cell c is element c of the column.
 */
export interface Relation {
  readonly column: Column;
  readonly cells: number;
  /** Nodes among the keys of a cell. */
  readonly arity: number;
  /** The nodes in a cell's keys: `keys[c * arity + j]`. */
  readonly keys: Int32Array;
  /** What the other keys contribute to the number of a cell: equal for the cells that a permutation can exchange. */
  readonly base: Int32Array;
  /** A cell's number is its base plus, for each key j, `strides[j]` times (the key minus `firsts[j]`). */
  readonly strides: readonly number[];
  readonly firsts: readonly number[];
  readonly value: CellValue;
}

type Dimension = { readonly count: number; readonly by: IdType | null };

function* leaves(
  type: Schema,
  name: string,
  dimensions: readonly Dimension[],
): Generator<{ name: string; type: Scalar | SetType; dimensions: readonly Dimension[] }> {
  switch (type.kind) {
    case 'record':
      for (const [f, t] of Object.entries(type.fields))
        yield* leaves(t, name === '' ? f : `${name}.${f}`, dimensions);
      return;
    case 'perId':
      yield* leaves(type.element, `${name}.*`, [...dimensions, { count: type.by.count, by: type.by }]);
      return;
    case 'array':
      yield* leaves(type.element, `${name}.*`, [...dimensions, { count: type.length, by: null }]);
      return;
    default:
      yield { name, type, dimensions };
  }
}

function cellValue(type: Scalar | SetType, nodes: Nodes): CellValue {
  const inner = type.kind === 'optional' ? type.of : type;
  if ((inner.kind !== 'id' && inner.kind !== 'set') || !nodes.types.includes(inner.of))
    return { kind: 'plain' };
  const first = nodes.first(inner.of);
  return inner.kind === 'set'
    ? { kind: 'set', first, size: inner.of.count }
    : { kind: 'node', first, nullable: type.kind === 'optional' ? 1 : 0 };
}

/** The id types that one column of a schema speaks of, one entry for each place where it does. */
export function mentions(schema: RecordType): readonly (readonly IdType[])[] {
  return [...leaves(schema, '', [])].map(({ type, dimensions }) => {
    const inner = type.kind === 'optional' ? type.of : type;
    const inValue = inner.kind === 'id' || inner.kind === 'set' ? [inner.of] : [];
    return [...dimensions.flatMap((d) => (d.by === null ? [] : [d.by])), ...inValue];
  });
}

/** The columns that a permutation of `nodes` touches. */
export function relationsOf(layout: Layout, nodes: Nodes): readonly Relation[] {
  const out: Relation[] = [];
  for (const { name, type, dimensions } of leaves(layout.schema, '', [])) {
    const value = cellValue(type, nodes);
    const column = layout.columns.get(name);
    if (column === undefined) throw new Error(`no column ${name}`);
    const strides = dimensions.map((_, d) => dimensions.slice(d + 1).reduce((n, x) => n * x.count, 1));
    const own = [...dimensions.entries()].flatMap(([d, { by }]) =>
      by !== null && nodes.types.includes(by) ? [{ d, first: nodes.first(by), stride: strides[d] ?? 1 }] : [],
    );
    if (own.length === 0 && value.kind === 'plain') continue;
    const cells = column.places.length;
    const keys = new Int32Array(cells * own.length);
    const base = new Int32Array(cells);
    for (let c = 0; c < cells; c++) {
      base[c] = c;
      for (const [j, { d, first, stride }] of own.entries()) {
        const index = Math.floor(c / stride) % (dimensions[d]?.count ?? 1);
        keys[c * own.length + j] = first + index;
        base[c] = (base[c] ?? 0) - index * stride;
      }
    }
    out.push({
      column,
      cells,
      arity: own.length,
      keys,
      base,
      strides: own.map((x) => x.stride),
      firsts: own.map((x) => x.first),
      value,
    });
  }
  return out;
}

/** What a cell's bits become under a permutation. */
export function movedCode(value: CellValue, code: number, permutation: Int32Array): number {
  switch (value.kind) {
    case 'plain':
      return code;
    case 'node':
      return code < value.nullable
        ? code
        : (permutation[value.first + code - value.nullable] ?? 0) - value.first + value.nullable;
    case 'set': {
      let out = 0;
      for (let rest = code; rest !== 0; rest &= rest - 1)
        out |= 1 << ((permutation[value.first + 31 - Math.clz32(rest & -rest)] ?? 0) - value.first);
      return out;
    }
  }
}

/** The number of the cell to which a permutation takes cell `c`. */
export function movedCell(r: Relation, c: number, permutation: Int32Array): number {
  let out = r.base[c] ?? 0;
  for (let j = 0; j < r.arity; j++)
    out += (r.strides[j] ?? 0) * ((permutation[r.keys[c * r.arity + j] ?? 0] ?? 0) - (r.firsts[j] ?? 0));
  return out;
}

/** The bits of cell `c` in a packed state. */
export function readBits(r: Relation, c: number, words: Int32Array, offset: number): number {
  const place = r.column.places[c];
  if (place === undefined) throw new Error(`column ${r.column.name} is too short`);
  return ((words[offset + place.word] ?? 0) >>> place.shift) & maskOf(r.column.widthBits);
}

/**
 * A function that writes the packed state that `permutation` makes of another one. Everything that can be is worked
 * out once: what is left is to move runs of bits, and to translate what holds a node.
 * @returns copies from `from`, where the state begins at `fromOffset`, to `to`, which must be another array
 */
export function permuter(
  layout: Layout,
  relations: readonly Relation[],
  permutation: Int32Array,
): (from: Int32Array, fromOffset: number, to: Int32Array, toOffset: number) => void {
  const moves: number[] = [];
  const translations: Int32Array[] = [];
  const clear = new Int32Array(layout.words).fill(-1);
  const plain = Int32Array.of();
  for (const r of relations) {
    const { value } = r;
    const { places, widthBits } = r.column;
    const mask = maskOf(widthBits);
    const codes =
      value.kind === 'node'
        ? Int32Array.from({ length: 2 ** widthBits }, (_, code) => movedCode(value, code, permutation))
        : plain;
    for (let c = 0; c < r.cells; c++) {
      const a = places[c] as Place;
      const b = places[movedCell(r, c, permutation)] as Place;
      clear[b.word] = (clear[b.word] as number) & ~(mask << b.shift);
      if (value.kind === 'set')
        for (let i = 0; i < value.size; i++) {
          moves.push(
            a.word,
            a.shift + i,
            1,
            b.word,
            b.shift + (permutation[value.first + i] as number) - value.first,
          );
          translations.push(plain);
        }
      else {
        moves.push(a.word, a.shift, mask, b.word, b.shift);
        translations.push(codes);
      }
    }
  }
  const table = Int32Array.from(moves);
  return (from, fromOffset, to, toOffset) => {
    for (let w = 0; w < clear.length; w++)
      to[toOffset + w] = (from[fromOffset + w] as number) & (clear[w] as number);
    for (let m = 0, k = 0; m < translations.length; m++, k += 5) {
      let code =
        ((from[fromOffset + (table[k] as number)] as number) >>> (table[k + 1] as number)) &
        (table[k + 2] as number);
      const translation = translations[m] as Int32Array;
      if (translation !== plain) code = translation[code] as number;
      const w = toOffset + (table[k + 3] as number);
      to[w] = (to[w] as number) | (code << (table[k + 4] as number));
    }
  };
}

const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

/** Number of permutations of these nodes: the product of the factorials of the counts. */
export const groupOrder = (nodes: Nodes): bigint =>
  nodes.types.reduce((n, type) => n * factorial(type.count), 1n);
