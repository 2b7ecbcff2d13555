import type { Scalar, Schema } from './schema.ts';
import { idLabel, type PlainSet } from './values.ts';

/** How a target format writes what JSON alone does not tell apart. `inner` is written already. */
export interface Dialect {
  integer(value: number): unknown;
  optional(inner: unknown): unknown;
  set(members: readonly string[]): unknown;
  /** One element for each id, in the order of the ids. */
  perId(elements: readonly (readonly [id: string, value: unknown])[]): unknown;
}

/** Plain JSON: null, arrays for sets, objects by id. */
export const json: Dialect = {
  integer: (value) => value,
  optional: (inner) => inner,
  set: (members) => members,
  perId: (elements) => Object.fromEntries(elements),
};

function scalar(type: Scalar, value: unknown, dialect: Dialect): unknown {
  switch (type.kind) {
    case 'bool':
    case 'oneOf':
      return value;
    case 'int':
      return dialect.integer(value as number);
    case 'id':
      return idLabel(type.of, value as number);
    case 'optional':
      return dialect.optional(value === null ? null : scalar(type.of, value, dialect));
  }
}

/** A plain state, or part of one, as a value that `JSON.stringify` writes in the given dialect. */
export function written(type: Schema, value: unknown, dialect: Dialect): unknown {
  switch (type.kind) {
    case 'record': {
      const fields = value as Readonly<Record<string, unknown>>;
      return Object.fromEntries(
        Object.entries(type.fields).map(([name, t]) => [name, written(t, fields[name], dialect)]),
      );
    }
    case 'array':
      return (value as readonly unknown[]).map((x) => written(type.element, x, dialect));
    case 'perId':
      return dialect.perId(
        (value as readonly unknown[]).map((x, i) => [idLabel(type.by, i), written(type.element, x, dialect)]),
      );
    case 'set':
      return dialect.set([...(value as PlainSet)].map((x) => idLabel(type.of, type.of.indexOf(x))));
    default:
      return scalar(type, value, dialect);
  }
}
