import type { IdType } from './id.ts';
import type { RecordType, Scalar, Schema, SetType } from './schema.ts';
import { type Cell, cardinality, cellsOf, encode, OutOfRange, PlainSet, printType } from './values.ts';

/** A copy of a plain state, and its canonical string, by code that is generated for one schema. */
export interface PlainCode<S> {
  clone(state: S): S;
  /** Makes `to` equal to `from`. */
  copy(from: S, to: S): void;
  /** The numbers of all leaves' values, one code unit or two each. Throws OutOfRange for one outside the schema. */
  key(state: S): string;
}

export function plainCode<S>(schema: RecordType): PlainCode<S> {
  const sets: IdType[] = [];
  const cells = cellsOf(schema);
  const fail = (i: number, value: unknown): never => {
    const { name, type } = cells[i] as Cell;
    throw new OutOfRange(name, value, printType(type));
  };
  const assigned = ([from, to]: readonly string[], type: Scalar | SetType): string =>
    type.kind === 'set' ? `${to}.bits = ${from}.bits;` : `${to} = ${from};`;
  let leaves = 0;
  const make = new Function(
    'PlainSet',
    'sets',
    'cells',
    'encode',
    'fail',
    `'use strict';
    return {
      clone: (s) => (${copied(schema, 's', sets)}),
      copy: (s0, t0) => { ${eachLeaf(schema, ['s', 't'], assigned)} },
      key: (s0) => {
        let x, ${cells.map((_, i) => `c${i}`).join()};
        ${eachLeaf(schema, ['s'], ([place], type) => `x = ${place}; ${checked(type, leaves++)}`)}
        return String.fromCharCode(${cells.map(units).join()});
      },
    };`,
  );
  return make(PlainSet, sets, cells, encode, fail) as PlainCode<S>;
}

/** An expression for a deep copy of what `from` says. */
function copied(type: Schema, from: string, sets: IdType[]): string {
  switch (type.kind) {
    case 'record': {
      const fields = Object.entries(type.fields).map(([f, t]) => {
        const name = JSON.stringify(f);
        return `${name}: ${copied(t, `${from}[${name}]`, sets)}`;
      });
      return `{ ${fields.join(', ')} }`;
    }
    case 'perId':
    case 'array': {
      const length = type.kind === 'perId' ? type.by.count : type.length;
      const elements = Array.from({ length }, (_, i) => copied(type.element, `${from}[${i}]`, sets));
      return `[${elements.join(', ')}]`;
    }
    case 'set':
      return `new PlainSet(sets[${sets.push(type.of) - 1}], ${from}.bits)`;
    default:
      return from;
  }
}

/**
 * Statements about the leaves of what some states hold in the same place, in the order of declaration.
 *
 * @param states names of variables that hold it, each followed by `depth`: an object is looked up once for all its leaves
 */
function eachLeaf(
  type: Schema,
  states: readonly string[],
  leaf: (places: readonly string[], type: Scalar | SetType) => string,
  depth = 0,
): string {
  const statements = (partsOf(type) ?? []).map(([name, part]) => {
    const places = states.map((s) => `${s}${depth}[${JSON.stringify(name)}]`);
    if (partsOf(part) === null) return leaf(places, part as Scalar | SetType);
    const held = places.map((place, i) => `${states[i]}${depth + 1} = ${place}`);
    return `{ const ${held.join(', ')}; ${eachLeaf(part, states, leaf, depth + 1)} }`;
  });
  return statements.join('\n');
}

/** What a type is made of; null: it is a leaf. */
function partsOf(type: Schema): readonly (readonly [string | number, Schema])[] | null {
  switch (type.kind) {
    case 'record':
      return Object.entries(type.fields);
    case 'perId':
      return Array.from({ length: type.by.count }, (_, i) => [i, type.element] as const);
    case 'array':
      return Array.from({ length: type.length }, (_, i) => [i, type.element] as const);
    default:
      return null;
  }
}

function checked(type: Scalar | SetType, i: number): string {
  const fail = `fail(${i}, x)`;
  switch (type.kind) {
    case 'bool':
      return `c${i} = x === false ? 0 : x === true ? 1 : ${fail};`;
    case 'int':
      return `if (!Number.isInteger(x) || x < ${type.low} || x > ${type.high}) ${fail}; c${i} = x - ${type.low};`;
    case 'oneOf': {
      const tests = type.values.map((value, code) => `x === ${JSON.stringify(value)} ? ${code} : `);
      return `c${i} = ${tests.join('')}${fail};`;
    }
    default:
      return `c${i} = encode(cells[${i}].type, x); if (c${i} < 0) ${fail};`;
  }
}

/** The code units of a leaf's number: as many for each of its values, so that no two states have the same. */
function units({ type }: Cell, i: number): string {
  return cardinality(type) <= 0x1_0000 ? `c${i}` : `c${i} & 0xffff, c${i} >>> 16`;
}
