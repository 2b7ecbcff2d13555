import type { Id, IdType } from './id.ts';

/** Truth value. */
export interface BoolType {
  readonly kind: 'bool';
}
/** Integer from `low` to `high`, both included. */
export interface IntType {
  readonly kind: 'int';
  readonly low: number;
  readonly high: number;
}
/** One word of a fixed list. */
export interface OneOfType<V extends string = string> {
  readonly kind: 'oneOf';
  readonly values: readonly V[];
}
/** A member of an id type. */
export interface IdRefType<Name extends string = string> {
  readonly kind: 'id';
  readonly of: IdType<Name>;
}
/** A scalar, or null. */
export interface OptionalType<T extends PresentScalar = PresentScalar> {
  readonly kind: 'optional';
  readonly of: T;
}
/** A set of ids. */
export interface SetType<Name extends string = string> {
  readonly kind: 'set';
  readonly of: IdType<Name>;
}
/** Named fields. */
export interface RecordType<F extends Fields = Fields> {
  readonly kind: 'record';
  readonly fields: F;
}
/** One element for each member of an id type. */
export interface PerIdType<Name extends string = string, E extends Schema = Schema> {
  readonly kind: 'perId';
  readonly by: IdType<Name>;
  readonly element: E;
}
/** A fixed number of elements. */
export interface ArrayType<L extends number = number, E extends Schema = Schema> {
  readonly kind: 'array';
  readonly length: L;
  readonly element: E;
}

export type PresentScalar = BoolType | IntType | OneOfType | IdRefType;
export type Scalar = PresentScalar | OptionalType;
export type Fields = { readonly [name: string]: Schema };
// `element: Schema` would be a circular alias; interfaces defer it.
export type Schema = Scalar | SetType | RecordType | PerIdType | ArrayType;

/** A set of ids inside a state. Iteration is in the order of the id type, whatever was added first. */
export interface IdSet<Name extends string = string> extends Iterable<Id<Name>> {
  readonly size: number;
  has(id: Id<Name>): boolean;
  add(id: Id<Name>): void;
  delete(id: Id<Name>): void;
  clear(): void;
}

type ScalarKeys<F extends Fields> = { [K in keyof F]: F[K] extends Scalar ? K : never }[keyof F];
type Flat<T> = T extends infer O ? { [K in keyof O]: O[K] } : never;
type TupleOf<L extends number, T, R extends T[] = []> = number extends L
  ? T[]
  : R['length'] extends L
    ? R
    : TupleOf<L, T, [...R, T]>;

/** The TypeScript type of the values that a schema declares. Scalars can be assigned; what contains them cannot be replaced. */
export type StateOf<T> = T extends BoolType
  ? boolean
  : T extends IntType
    ? number
    : T extends OneOfType<infer V>
      ? V
      : T extends IdRefType<infer N>
        ? Id<N>
        : T extends OptionalType<infer U>
          ? StateOf<U> | null
          : T extends SetType<infer N>
            ? IdSet<N>
            : T extends RecordType<infer F>
              ? Flat<
                  { -readonly [K in ScalarKeys<F>]: StateOf<F[K]> } & {
                    readonly [K in Exclude<keyof F, ScalarKeys<F>>]: StateOf<F[K]>;
                  }
                >
              : T extends PerIdType<infer N, infer E>
                ? E extends Scalar
                  ? { [K in Id<N>]: StateOf<E> }
                  : { readonly [K in Id<N>]: StateOf<E> }
                : T extends ArrayType<infer L, infer E>
                  ? E extends Scalar
                    ? TupleOf<L, StateOf<E>>
                    : Readonly<TupleOf<L, StateOf<E>>>
                  : never;

/**
 * A record that also names its state type, so that a model's state type is inferred as a plain type argument.
 * The property exists only in types.
 */
export type StateSchema<F extends Fields, S = StateOf<RecordType<F>>> = RecordType<F> & {
  readonly stateType?: S;
};

/** Truth value; lowest is false. */
export const bool: BoolType = { kind: 'bool' };

/** Integer from `low` to `high`, both included; lowest is `low`. The range is at most 2^30 values. */
export function int(low: number, high: number): IntType {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high || high - low >= 2 ** 30)
    throw new RangeError(`int(${low}, ${high}): needs integers, low <= high, at most 2^30 values`);
  if (Math.abs(low) > 2 ** 30 || Math.abs(high) > 2 ** 30)
    throw new RangeError(`int(${low}, ${high}): beyond 2^30`);
  return { kind: 'int', low, high };
}

/** One of these words; lowest is the first. */
export function oneOf<const V extends string>(...values: readonly V[]): OneOfType<V> {
  if (values.length === 0 || new Set(values).size !== values.length)
    throw new RangeError(`oneOf(${values.join(', ')}): needs at least one word and no word twice`);
  return { kind: 'oneOf', values };
}

/** A member of `type`; lowest is the first member. */
export function id<Name extends string>(type: IdType<Name>): IdRefType<Name> {
  return { kind: 'id', of: type };
}

/** A scalar or null; lowest is null. */
export function optional<T extends PresentScalar>(of: T): OptionalType<T> {
  return { kind: 'optional', of };
}

/** A set of members of `type`, which has at most 32; lowest is the empty set. */
export function setOf<Name extends string>(type: IdType<Name>): SetType<Name> {
  if (type.count > 32)
    throw new RangeError(
      `setOf("${type.name}"): ${type.count} members, at most 32; use perId(${type.name}, bool)`,
    );
  return { kind: 'set', of: type };
}

/** What the class of a record has by that name already. */
const taken = ['constructor', '__proto__'];

/** Named fields. A name is a JavaScript identifier. Throws a RangeError for one that is not, or that every object has. */
export function record<const F extends Fields>(fields: F): StateSchema<F> {
  for (const name of Object.keys(fields)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      throw new RangeError(`record: "${name}" is not an identifier`);
    if (taken.includes(name)) throw new RangeError(`record: every object has a "${name}"`);
  }
  return { kind: 'record', fields };
}

/** One `element` for each member of `by`. */
export function perId<Name extends string, E extends Schema>(
  by: IdType<Name>,
  element: E,
): PerIdType<Name, E> {
  return { kind: 'perId', by, element };
}

/** `length` elements. With a literal length the TypeScript type is a tuple. */
export function array<const L extends number, E extends Schema>(length: L, element: E): ArrayType<L, E> {
  if (!Number.isInteger(length) || length < 1 || length > 1024)
    throw new RangeError(`array(${length}): 1 to 1024 elements`);
  return { kind: 'array', length, element };
}

/** True for types whose values are assigned whole. */
export function isScalar(type: Schema): type is Scalar {
  return (
    type.kind === 'bool' ||
    type.kind === 'int' ||
    type.kind === 'oneOf' ||
    type.kind === 'id' ||
    type.kind === 'optional'
  );
}
