import type { IdType } from './id.ts';
import { ModelError } from './model.ts';
import type { ArrayType, IdSet, PerIdType, RecordType, Scalar, Schema, SetType } from './schema.ts';

/** A leaf of a state: a scalar or a set, with the way to it. */
export interface Cell {
  /** As printed, for instance `groups[group1].pending`. */
  readonly name: string;
  /** Keys to follow in a plain state. */
  readonly path: readonly (string | number)[];
  readonly type: Scalar | SetType;
}

export const idLabel = (type: IdType, index: number): string => `${type.name}${index}`;

/** Names of the elements of a container, as printed, for instance `groups[group1]`. */
export function elementNames(type: PerIdType | ArrayType, name: string): readonly string[] {
  const labels =
    type.kind === 'perId'
      ? type.by.ids.map((_, i) => idLabel(type.by, i))
      : Array.from({ length: type.length }, (_, i) => String(i));
  return labels.map((label) => `${name}[${label}]`);
}

function* cellsUnder(type: Schema, name: string, path: readonly (string | number)[]): Generator<Cell> {
  switch (type.kind) {
    case 'record':
      for (const [f, t] of Object.entries(type.fields))
        yield* cellsUnder(t, name === '' ? f : `${name}.${f}`, [...path, f]);
      return;
    case 'perId':
    case 'array':
      for (const [i, element] of elementNames(type, name).entries())
        yield* cellsUnder(type.element, element, [...path, i]);
      return;
    default:
      yield { name, path, type };
  }
}

/** All leaves of a schema, in the order of declaration. */
export function cellsOf(schema: RecordType): readonly Cell[] {
  return [...cellsUnder(schema, '', [])];
}

/** Number of values a leaf can take; a set of n ids counts 2^n. */
export function cardinality(type: Scalar | SetType): number {
  switch (type.kind) {
    case 'bool':
      return 2;
    case 'int':
      return type.high - type.low + 1;
    case 'oneOf':
      return type.values.length;
    case 'id':
      return type.of.count;
    case 'optional':
      return 1 + cardinality(type.of);
    case 'set':
      return 2 ** type.of.count;
  }
}

/** The number of a value among those of its type, 0 being the lowest, or -1 if it is none of them. */
export function encode(type: Scalar | SetType, value: unknown): number {
  switch (type.kind) {
    case 'bool':
      return value === false ? 0 : value === true ? 1 : -1;
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) && value >= type.low && value <= type.high
        ? value - type.low
        : -1;
    case 'oneOf':
      return type.values.indexOf(value as string);
    case 'id':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < type.of.count
        ? value
        : -1;
    case 'optional': {
      if (value === null) return 0;
      const present = encode(type.of, value);
      return present < 0 ? -1 : present + 1;
    }
    case 'set':
      return value instanceof PlainSet && value.type === type.of ? value.bits >>> 0 : -1;
  }
}

/** The inverse of `encode`. */
export function decode(type: Scalar | SetType, code: number): unknown {
  switch (type.kind) {
    case 'bool':
      return code !== 0;
    case 'int':
      return code + type.low;
    case 'oneOf':
      return type.values[code];
    case 'id':
      return code;
    case 'optional':
      return code === 0 ? null : decode(type.of, code - 1);
    case 'set':
      return new PlainSet(type.of, code | 0);
  }
}

export function printValue(type: Scalar | SetType, value: unknown): string {
  switch (type.kind) {
    case 'id':
      return idLabel(type.of, value as number);
    case 'optional':
      return value === null ? 'null' : printValue(type.of, value);
    case 'set':
      return `{${[...(value as PlainSet)].map((x) => idLabel(type.of, x as unknown as number)).join(' ')}}`;
    default:
      return String(value);
  }
}

/** A set of ids in a plain state. */
export class PlainSet implements IdSet {
  readonly type: IdType;
  bits: number;
  constructor(type: IdType, bits = 0) {
    this.type = type;
    this.bits = bits;
  }
  #bit(id: IdSet extends Iterable<infer X> ? X : never): number {
    return 1 << this.type.indexOf(id);
  }
  has(id: Parameters<IdSet['has']>[0]): boolean {
    return (this.bits & this.#bit(id)) !== 0;
  }
  add(id: Parameters<IdSet['has']>[0]): void {
    this.bits |= this.#bit(id);
  }
  delete(id: Parameters<IdSet['has']>[0]): void {
    this.bits &= ~this.#bit(id);
  }
  clear(): void {
    this.bits = 0;
  }
  get size(): number {
    return [...this].length;
  }
  *[Symbol.iterator](): Iterator<Parameters<IdSet['has']>[0]> {
    for (const x of this.type.ids) if (this.has(x)) yield x;
  }
}

type Plain = Record<string | number, unknown>;

/** The plain state in which everything has its lowest value. */
export function lowest(type: Schema): unknown {
  switch (type.kind) {
    case 'record': {
      const out: Plain = {};
      for (const [f, t] of Object.entries(type.fields)) out[f] = lowest(t);
      return out;
    }
    case 'perId':
      return Array.from({ length: type.by.count }, () => lowest(type.element));
    case 'array':
      return Array.from({ length: type.length }, () => lowest(type.element));
    default:
      return decode(type, 0);
  }
}

/** What a cell of a plain state holds. */
export function readCell(state: unknown, cell: Cell): unknown {
  let at = state;
  for (const k of cell.path) at = (at as Plain)[k];
  return at;
}

/** Puts a value into a cell of a plain state. */
export function writeCell(state: unknown, cell: Cell, value: unknown): void {
  let at = state as Plain;
  const last = cell.path.length - 1;
  for (let i = 0; i < last; i++) at = at[cell.path[i] as string] as Plain;
  at[cell.path[last] as string] = value;
}

/** A write outside of the schema: of a value that is none of the field's, or to an element that is none. */
export class OutOfRange extends ModelError {
  override readonly name = 'OutOfRange';
  readonly field: string;
  readonly value: unknown;
  /** @param why what there is instead, or all that is to be told */
  constructor(field: string, value: unknown, why: string | { readonly told: string }) {
    super(typeof why === 'object' ? why.told : `${field} := ${String(value)} is out of range: ${why}`);
    this.field = field;
    this.value = value;
  }
}

/** A type as its author writes it. */
export function printType(type: Scalar | SetType): string {
  switch (type.kind) {
    case 'bool':
      return 'bool';
    case 'int':
      return `int(${type.low}, ${type.high})`;
    case 'oneOf':
      return `oneOf(${type.values.map((v) => `'${v}'`).join(', ')})`;
    case 'id':
      return `an id of ${type.of.name}, of which there are ${type.of.count}`;
    case 'optional':
      return `null or ${printType(type.of)}`;
    case 'set':
      return `ids of ${type.of.name}, of which there are ${type.of.count}`;
  }
}
