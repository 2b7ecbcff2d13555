/**
 * Type-level names of opaque ids; nothing here exists at run time.
 *
 * An id must serve as a key (`s.groups[g]`) and refuse `<` and arithmetic, so its type must be a symbol. A branded
 * `symbol` would be an index signature, whose reads include `undefined` under noUncheckedIndexedAccess; unique
 * symbols are known keys, but a type function cannot mint them. So one is picked by the first letter of the id
 * type's name and one by the second, and the id is their union. A union also keeps `g !== h` from narrowing an id
 * to `never`, as it would with a type of a single value.
 */
// biome-ignore lint/complexity/noStaticOnlyClass: unique symbols must be static members of something
declare class First {
  static readonly a: unique symbol;
  static readonly b: unique symbol;
  static readonly c: unique symbol;
  static readonly d: unique symbol;
  static readonly e: unique symbol;
  static readonly f: unique symbol;
  static readonly g: unique symbol;
  static readonly h: unique symbol;
  static readonly i: unique symbol;
  static readonly j: unique symbol;
  static readonly k: unique symbol;
  static readonly l: unique symbol;
  static readonly m: unique symbol;
  static readonly n: unique symbol;
  static readonly o: unique symbol;
  static readonly p: unique symbol;
  static readonly q: unique symbol;
  static readonly r: unique symbol;
  static readonly s: unique symbol;
  static readonly t: unique symbol;
  static readonly u: unique symbol;
  static readonly v: unique symbol;
  static readonly w: unique symbol;
  static readonly x: unique symbol;
  static readonly y: unique symbol;
  static readonly z: unique symbol;
  static readonly _: unique symbol;
}
// biome-ignore lint/complexity/noStaticOnlyClass: unique symbols must be static members of something
declare class Second {
  static readonly a: unique symbol;
  static readonly b: unique symbol;
  static readonly c: unique symbol;
  static readonly d: unique symbol;
  static readonly e: unique symbol;
  static readonly f: unique symbol;
  static readonly g: unique symbol;
  static readonly h: unique symbol;
  static readonly i: unique symbol;
  static readonly j: unique symbol;
  static readonly k: unique symbol;
  static readonly l: unique symbol;
  static readonly m: unique symbol;
  static readonly n: unique symbol;
  static readonly o: unique symbol;
  static readonly p: unique symbol;
  static readonly q: unique symbol;
  static readonly r: unique symbol;
  static readonly s: unique symbol;
  static readonly t: unique symbol;
  static readonly u: unique symbol;
  static readonly v: unique symbol;
  static readonly w: unique symbol;
  static readonly x: unique symbol;
  static readonly y: unique symbol;
  static readonly z: unique symbol;
  static readonly _: unique symbol;
}

type Pick1<C extends string> =
  Lowercase<C> extends Exclude<keyof typeof First, 'prototype'>
    ? (typeof First)[Lowercase<C>]
    : typeof First._;
type Pick2<C extends string> =
  Lowercase<C> extends Exclude<keyof typeof Second, 'prototype'>
    ? (typeof Second)[Lowercase<C>]
    : typeof Second._;

/** The keys that stand for all ids of the id type called `Name`. */
export type IdKey<Name extends string> = Name extends `${infer A}${infer B}${string}`
  ? Pick1<A> | Pick2<B>
  : typeof First._ | typeof Second._;
