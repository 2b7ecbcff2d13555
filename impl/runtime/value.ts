/** What a tracked cell may hold: immutable values only, so that a cell's history is its sequence of values. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** A 32-bit FNV-1a hash of a value's canonical text. Equal values give equal hashes on every machine. */
export function hashValue(value: Value): number {
  return hashText(canonicalText(value));
}

/** A 32-bit FNV-1a hash of the UTF-16 code units of `text`. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** Mixes two 32-bit numbers into one; not symmetric. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b1, 0x85ebca77) ^ Math.imul(b + 0x165667b1, 0xc2b2ae3d);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

/** JSON with sorted keys. */
export function canonicalText(value: Value): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((k) => `${JSON.stringify(k)}:${canonicalText(value[k] ?? null)}`).join(',')}}`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
