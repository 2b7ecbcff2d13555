import type { RecordType, Scalar, Schema, SetType } from './schema.ts';
import {
  type Cell,
  cardinality,
  cellsOf,
  decode,
  encode,
  lowest,
  OutOfRange,
  printType,
  readCell,
  writeCell,
} from './values.ts';

/** Where one leaf lies in a packed state. */
export interface Place {
  readonly word: number;
  readonly shift: number;
}

/**
 * One declared leaf with all its elements, that is one per combination of the ids and indices of the containers
 * around it. Elements of one leaf lie side by side, so that a guard that looks at all of them touches few words.
 */
export interface Column {
  /** Declared path without indices, for instance `groups.pending`. */
  readonly name: string;
  readonly type: Scalar | SetType;
  readonly widthBits: number;
  /** By element number, the last index changing fastest. */
  readonly places: readonly Place[];
  /** By element number too: names of the cells, as printed. */
  readonly elements: readonly string[];
}

export interface Layout {
  readonly schema: RecordType;
  readonly words: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** All cells with their places, in the order of declaration. */
  readonly cells: readonly { readonly cell: Cell; readonly place: Place; readonly widthBits: number }[];
}

const widthOf = (type: Scalar | SetType): number =>
  type.kind === 'set' ? type.of.count : Math.ceil(Math.log2(cardinality(type)));

function* declaredLeaves(
  type: Schema,
  name: string,
  elements: number,
): Generator<[string, Scalar | SetType, number]> {
  switch (type.kind) {
    case 'record':
      for (const [f, t] of Object.entries(type.fields))
        yield* declaredLeaves(t, name === '' ? f : `${name}.${f}`, elements);
      return;
    case 'perId':
      yield* declaredLeaves(type.element, `${name}.*`, elements * type.by.count);
      return;
    case 'array':
      yield* declaredLeaves(type.element, `${name}.*`, elements * type.length);
      return;
    default:
      yield [name, type, elements];
  }
}

/**
 * Packs the leaves of a schema into 32-bit words so that none straddles two. Runs of elements are placed longest
 * first, each in the first word with room.
 */
export function layoutOf(schema: RecordType): Layout {
  const leaves = [...declaredLeaves(schema, '', 1)];
  const runs: { name: string; first: number; count: number; width: number }[] = [];
  for (const [name, type, elements] of leaves) {
    const width = widthOf(type);
    const perWord = width === 0 ? elements : Math.floor(32 / width);
    for (let first = 0; first < elements; first += perWord)
      runs.push({ name, first, count: Math.min(perWord, elements - first), width });
  }
  const order = runs.map((run, i) => ({ run, i, bits: run.count * run.width }));
  order.sort((a, b) => b.bits - a.bits || a.i - b.i);
  const used: number[] = [0];
  const places = new Map<string, Place[]>(leaves.map(([name]) => [name, []]));
  for (const { run, bits } of order) {
    let word = used.findIndex((u) => u + bits <= 32);
    if (word < 0) word = used.push(0) - 1;
    const start = used[word] ?? 0;
    used[word] = start + bits;
    const column = places.get(run.name) ?? [];
    for (let k = 0; k < run.count; k++) column[run.first + k] = { word, shift: (start + k * run.width) % 32 };
  }
  const columns = new Map<string, Column & { readonly elements: string[] }>();
  for (const [name, type] of leaves)
    columns.set(name, {
      name,
      type,
      widthBits: widthOf(type),
      places: places.get(name) ?? [],
      elements: [],
    });
  const cells = cellsOf(schema).map((cell) => {
    const name = cell.path.map((k) => (typeof k === 'number' ? '*' : k)).join('.');
    const column = columns.get(name) as Column & { readonly elements: string[] };
    const element = column.elements.push(cell.name) - 1;
    return { cell, place: column.places[element] as Place, widthBits: column.widthBits };
  });
  return { schema, words: used.length, columns, cells };
}

export const maskOf = (widthBits: number): number => (widthBits === 32 ? -1 : (1 << widthBits) - 1);

/** The plain state that lies packed in `words` from `offset` on. */
export function unpack(layout: Layout, words: Int32Array, offset: number): unknown {
  const state = lowest(layout.schema);
  for (const { cell, place, widthBits } of layout.cells) {
    const code = (((words[offset + place.word] ?? 0) >>> place.shift) & maskOf(widthBits)) >>> 0;
    writeCell(state, cell, decode(cell.type, code));
  }
  return state;
}

/** A plain state packed into words. Throws OutOfRange for a value outside the schema. */
export function pack(layout: Layout, state: unknown): Int32Array {
  const words = new Int32Array(layout.words);
  for (const { cell, place } of layout.cells) {
    const value = readCell(state, cell);
    const code = encode(cell.type, value);
    if (code < 0) throw new OutOfRange(cell.name, value, printType(cell.type));
    words[place.word] = (words[place.word] ?? 0) | (code << place.shift);
  }
  return words;
}
