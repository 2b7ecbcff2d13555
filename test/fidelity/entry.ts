/**
 * Code that does what a statement says, and a test that fails when that code is broken.
 *
 * `code`: `path#name`, the name of a function, a method, a property that holds one, or a constant.
 * `test`: the path of a test file. `title`: part of a title in it, where it runs one test of many.
 */
export interface Carried {
  readonly code: string;
  readonly test: string;
  readonly title: string;
}

/** How one statement of docs/protocol.md is kept: by code and tests, or why it is left out. */
export type Entry =
  | { readonly carried: readonly Carried[]; readonly note?: string }
  | { readonly leftOut: string };

/** Keyed by the id of the statement. */
export type Entries = Readonly<Record<string, Entry>>;

/** `by('driver/mainline/tick.ts#tickWork', 'driver/tick.test.ts', 'rotates')`: paths from impl/ and test/impl/. */
export function by(code: string, test: string, title: string): Carried {
  return { code: `impl/${code}`, test: `test/impl/${test}`, title };
}

export const carried = (...items: readonly Carried[]): Entry => ({ carried: items });

/** Only a part of the statement is carried: what is not, in words. */
export const partly = (note: string, ...items: readonly Carried[]): Entry => ({ carried: items, note });

export const leftOut = (why: string): Entry => ({ leftOut: why });
