import type { Value } from '../../impl/runtime/value.ts';

/** A part of a cell that a step changed: where in the value, `[0].place`, and what stood there; null: nothing. */
export interface Difference {
  readonly part: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * What differs between two values of a cell, part by part; the whole where they have no parts in common.
 *
 * @param before canonical text, as `after`
 */
export function differences(before: string, after: string): readonly Difference[] {
  return [...between(JSON.parse(before) as Value, JSON.parse(after) as Value, '')];
}

function* between(before: Value | undefined, after: Value | undefined, part: string): Generator<Difference> {
  const [a, b] = [partsOf(before), partsOf(after)];
  if (a === null || b === null || Array.isArray(before) !== Array.isArray(after)) {
    const [was, is] = [textOf(before), textOf(after)];
    if (was !== is) yield { part, before: was, after: is };
    return;
  }
  for (const key of new Set([...a.keys(), ...b.keys()]))
    yield* between(a.get(key), b.get(key), `${part}${Array.isArray(after) ? `[${key}]` : `.${key}`}`);
}

/** The parts of a list or a record by name; null of what has none. */
function partsOf(value: Value | undefined): ReadonlyMap<string, Value> | null {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

const textOf = (value: Value | undefined): string | null =>
  value === undefined ? null : JSON.stringify(value);
