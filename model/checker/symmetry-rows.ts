import type { IdType } from './id.ts';
import { type Layout, maskOf, type Place } from './layout.ts';
import { nodesOf, relationsOf } from './symmetry-cells.ts';

/** Makes states the same that differ in the names of the members of one id type, in place. */
export interface Rows {
  canonicalise(words: Int32Array, offset: number): void;
  /** Sizes of the groups of members that a state does not tell apart. */
  ties(words: Int32Array, offset: number): readonly number[];
}

/** A cell of every member: member i has it at `places[i]`. */
interface Owned {
  readonly places: readonly Place[];
  readonly widthBits: number;
}

/** A cell that holds a member, or null. In a row it is one bit: whether it is this member that it holds. */
interface Pointer {
  readonly place: Place;
  readonly mask: number;
  readonly nullable: 0 | 1;
}

function rowFields(layout: Layout, type: IdType): { owned: readonly Owned[]; pointers: readonly Pointer[] } {
  const owned: Owned[] = [];
  const pointers: Pointer[] = [];
  for (const r of relationsOf(layout, nodesOf([type]))) {
    const { places, widthBits } = r.column;
    if (widthBits === 0) continue;
    const [stride] = r.strides;
    if (stride !== undefined)
      for (const base of new Set(r.base))
        owned.push({ places: type.ids.map((_, i) => places[base + i * stride] as Place), widthBits });
    else
      for (const place of places)
        if (r.value.kind === 'set') {
          const { word, shift } = place;
          owned.push({ places: type.ids.map((_, i) => ({ word, shift: shift + i })), widthBits: 1 });
        } else if (r.value.kind === 'node')
          pointers.push({ place, mask: maskOf(widthBits), nullable: r.value.nullable });
  }
  return { owned, pointers };
}

/**
 * For an id type whose members no cell relates to one another nor to other ids that are permuted: what a state says
 * of each member is a row of bits, and sorting the rows is a complete canonical form. Nothing is searched, so twenty
 * members cost little more than twenty words. The code is generated, since it runs once per transition.
 * @param type must not occur twice among the keys and the value of a cell, nor with another permuted type
 */
export function rowsOf(layout: Layout, type: IdType): Rows {
  const n = type.count;
  const { owned, pointers } = rowFields(layout, type);

  // A row is cut into limbs of at most 32 bits; limb l of row i is R[i * limbs + l].
  let limbs = 1;
  let used = 0;
  const inRow = (widthBits: number): { limb: number; at: number } => {
    if (used + widthBits > 32) {
      limbs += 1;
      used = 0;
    }
    used += widthBits;
    return { limb: limbs - 1, at: used - widthBits };
  };
  const ownedIn = owned.map((field) => ({ ...field, ...inRow(field.widthBits) }));
  const pointersIn = pointers.map((pointer) => ({ ...pointer, ...inRow(1) }));

  let read = '';
  for (let i = 0; i < n; i++)
    for (let limb = 0; limb < limbs; limb++) {
      const terms = ownedIn
        .filter((x) => x.limb === limb)
        .map(({ places, widthBits, at }) => {
          const { word, shift } = places[i] as Place;
          return `((A[o + ${word}] >>> ${shift}) & ${maskOf(widthBits)}) << ${at}`;
        });
      read += `R[${i * limbs + limb}] = ${terms.join(' | ') || '0'};\n`;
    }
  const written = new Map<number, { clear: number; terms: string[] }>();
  for (const { places, widthBits, limb, at } of ownedIn)
    for (const [i, { word, shift }] of places.entries()) {
      const mask = maskOf(widthBits);
      const x = written.get(word) ?? { clear: 0, terms: [] };
      written.set(word, x);
      x.clear |= mask << shift;
      x.terms.push(`((R[${i * limbs + limb}] >>> ${at}) & ${mask}) << ${shift}`);
    }
  let write = '';
  for (const [word, { clear, terms }] of written)
    write += `A[o + ${word}] = (A[o + ${word}] & ${~clear}) | ${terms.join(' | ')};\n`;
  for (const { place, mask, nullable, limb, at } of pointersIn) {
    const { word, shift } = place;
    read += `p = ((A[o + ${word}] >>> ${shift}) & ${mask}) - ${nullable};
if (p >= 0) R[p * ${limbs} + ${limb}] |= ${1 << at};\n`;
    write += `for (p = 0; p < ${n}; p++) if (R[p * ${limbs} + ${limb}] & ${1 << at})
A[o + ${word}] = (A[o + ${word}] & ${~(mask << shift)}) | ((p + ${nullable}) << ${shift});\n`;
  }
  const each = (code: (limb: number) => string): string =>
    Array.from({ length: limbs }, (_, l) => code(l)).join(' ');
  // Rows are sorted by insertion, because a successor differs from its source in few of them.
  const source = `'use strict';
const R = new Int32Array(${n * limbs});
function read(A, o) { let p; ${read} }
function sort() {
  let moved = false;
  for (let i = ${limbs}; i < ${n * limbs}; i += ${limbs}) {
    let j = i, d;
    ${each((l) => `const h${l} = R[i + ${l}];`)}
    for (; j > 0; j -= ${limbs}) {
      ${each((l) => `d = R[j + ${l - limbs}] - h${l}; if (d < 0) break; if (d === 0) {`)}
      break; ${each(() => '}')}
      ${each((l) => `R[j + ${l}] = R[j + ${l - limbs}];`)}
    }
    if (j !== i) { moved = true; ${each((l) => `R[j + ${l}] = h${l};`)} }
  }
  return moved;
}
return {
  rows: R, read, sort,
  canonicalise(A, o) { read(A, o); if (!sort()) return; let p; ${write} },
};`;
  const made = new Function(source)() as Rows & {
    readonly rows: Int32Array;
    read(words: Int32Array, offset: number): void;
    sort(): boolean;
  };
  return {
    canonicalise: made.canonicalise,
    ties: (words, offset) => {
      made.read(words, offset);
      made.sort();
      const runs: number[] = [];
      let last = '';
      for (let i = 0; i < n; i++) {
        const row = String(made.rows.subarray(i * limbs, (i + 1) * limbs));
        if (i > 0 && row === last) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
        else runs.push(1);
        last = row;
      }
      return runs;
    },
  };
}
