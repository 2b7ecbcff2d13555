import type { IdType } from './id.ts';
import type { RecordType, Scalar, Schema, SetType } from './schema.ts';
import { type Cell, cardinality, cellsOf, encode, OutOfRange, PlainSet } from './values.ts';

/** A copy of a plain state, and its canonical string, by code that is generated for one schema. */
export interface PlainCode<S> {
  clone(state: S): S;
  /** The numbers of all leaves' values, one code unit or two each. Throws OutOfRange for one outside the schema. */
  key(state: S): string;
}

export function plainCode<S>(schema: RecordType): PlainCode<S> {
  const sets: IdType[] = [];
  const cells = cellsOf(schema);
  const fail = (i: number, value: unknown): never => {
    throw new OutOfRange((cells[i] as Cell).name, value);
  };
  const make = new Function(
    'PlainSet',
    'sets',
    'cells',
    'encode',
    'fail',
    `'use strict';
    return {
      clone: (s) => (${copied(schema, 's', sets)}),
      key: (s) => {
        let x, ${cells.map((_, i) => `c${i}`).join()};
        ${cells.map(numbered).join('\n')}
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

/** Statements that find a leaf's number. */
function numbered(cell: Cell, i: number): string {
  const at = `s${cell.path.map((k) => `[${JSON.stringify(k)}]`).join('')}`;
  return `x = ${at}; ${checked(cell.type, i)}`;
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
