import type { IdKey } from './id-keys.ts';

/** One member of a finite set of interchangeable things. It can be compared with `===` and used as a key, no more. */
export type Id<Name extends string = string> = IdKey<Name>;

/** A set of `count` interchangeable things. At run time a member is a small integer; its type hides that. */
export interface IdType<Name extends string = string> {
  readonly kind: 'idType';
  readonly name: Name;
  readonly count: number;
  /** All members, always in the same order. */
  readonly ids: readonly Id<Name>[];
  /** The member with this number, for code that builds states from outside the model. Throws a RangeError. */
  at(index: number): Id<Name>;
  /** The number of a member, for printing and for code outside the model; a model must not depend on it. */
  indexOf(id: Id<Name>): number;
}

/**
 * Declares a set of interchangeable things, for instance `const Group = idType('group', 3)`.
 * @param name singular noun of at least two letters, used by printers and to tell id types apart in TypeScript
 * @param count number of members, 1 to 1024
 */
export function idType<const Name extends string>(name: Name, count: number): IdType<Name> {
  if (!/^[A-Za-z][A-Za-z]/.test(name))
    throw new RangeError(`id type "${name}": needs a name that begins with two letters`);
  if (!Number.isInteger(count) || count < 1 || count > 1024)
    throw new RangeError(`id type "${name}": count is ${count}, must be an integer from 1 to 1024`);
  // The only place where the run-time integer becomes the opaque type.
  const ids = Array.from({ length: count }, (_, i) => i) as unknown as Id<Name>[];
  const indexOf = (id: Id<Name>): number => {
    const i = id as unknown as number;
    if (!Number.isInteger(i) || i < 0 || i >= count)
      throw new RangeError(`${String(id)} is not an id of type "${name}"`);
    return i;
  };
  const at = (index: number): Id<Name> => {
    const id = ids[index];
    if (id === undefined) throw new RangeError(`"${name}" has ${count} members, there is no number ${index}`);
    return id;
  };
  return { kind: 'idType', name, count, ids, at, indexOf };
}
