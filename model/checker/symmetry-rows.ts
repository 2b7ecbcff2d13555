import type { IdType } from './id.ts';
import { type Layout, maskOf } from './layout.ts';
import { nodesOf, relationsOf } from './symmetry-cells.ts';

/** Makes states the same that differ in the names of the members of one id type, in place. */
export interface Rows {
  canonicalise(words: Int32Array, offset: number): void;
  /** Sizes of the groups of members that a canonical state does not tell apart; 1s may be left out. */
  ties(words: Int32Array, offset: number): readonly number[];
}

/** Some bits of every member's row: member i has them at `word[i]`, `shift[i]`. */
interface Bits {
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly widthBits: number;
}

/** A cell that holds a member, or null. In a row it is one bit: whether it is this member that it holds. */
interface Pointer {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
  readonly nullable: 0 | 1;
}

/**
 * For an id type whose members no cell relates to one another nor to other ids that are permuted: what a state says
 * of each member is a row of bits, and sorting the rows is a complete canonical form. Nothing is searched, so twenty
 * members cost little more than twenty words.
 * @param type must not occur twice among the keys and the value of a cell, nor with another permuted type
 */
export function rowsOf(layout: Layout, type: IdType): Rows {
  const n = type.count;
  const bits: Bits[] = [];
  const pointers: Pointer[] = [];
  for (const r of relationsOf(layout, nodesOf([type]))) {
    const { places, widthBits } = r.column;
    if (widthBits === 0) continue;
    if (r.arity === 1) {
      const stride = r.strides[0] ?? 1;
      for (const base of new Set(r.base)) {
        const own = type.ids.map((_, i) => places[base + i * stride] ?? { word: 0, shift: 0 });
        const word = Int32Array.from(own, (p) => p.word);
        bits.push({ word, shift: Int32Array.from(own, (p) => p.shift), widthBits });
      }
      continue;
    }
    for (const { word, shift } of places)
      if (r.value.kind === 'set')
        bits.push({
          word: new Int32Array(n).fill(word),
          shift: Int32Array.from(type.ids, (_, i) => shift + i),
          widthBits: 1,
        });
      else if (r.value.kind === 'node')
        pointers.push({ word, shift, mask: maskOf(widthBits), nullable: r.value.nullable });
  }

  // Rows are cut into limbs of at most 32 bits; limb l of row i is rows[i * limbs + l].
  interface InLimb<T> {
    readonly of: T;
    readonly limb: number;
    readonly at: number;
  }
  let used = 32;
  let limbs = 0;
  const place = <T>(of: T, widthBits: number): InLimb<T> => {
    if (used + widthBits > 32) {
      limbs += 1;
      used = 0;
    }
    used += widthBits;
    return { of, limb: limbs - 1, at: used - widthBits };
  };
  const bitPlaces = bits.map((b) => place(b, b.widthBits));
  const pointerPlaces = pointers.map((p) => place(p, 1));
  const rows = new Int32Array(n * Math.max(1, limbs));
  const held = new Int32Array(Math.max(1, limbs));

  const read = (words: Int32Array, offset: number): void => {
    rows.fill(0);
    for (const { of, limb, at } of bitPlaces) {
      const { word, shift } = of;
      const mask = maskOf(of.widthBits);
      for (let i = 0, k = limb; i < n; i++, k += limbs)
        rows[k] =
          (rows[k] as number) |
          ((((words[offset + (word[i] as number)] as number) >>> (shift[i] as number)) & mask) << at);
    }
    for (const { of, limb, at } of pointerPlaces) {
      const code = (((words[offset + of.word] as number) >>> of.shift) & of.mask) - of.nullable;
      if (code >= 0) rows[code * limbs + limb] = (rows[code * limbs + limb] as number) | (1 << at);
    }
  };
  /** Sorts the rows; false if they were sorted. Insertion, because a successor differs from its source in few rows. */
  const sort = (): boolean => {
    let moved = false;
    for (let i = 1; i < n; i++) {
      for (let l = 0; l < limbs; l++) held[l] = rows[i * limbs + l] as number;
      let j = i;
      for (; j > 0; j--) {
        let order = 0;
        for (let l = 0; l < limbs && order === 0; l++)
          order = (rows[(j - 1) * limbs + l] as number) - (held[l] as number);
        if (order <= 0) break;
        for (let l = 0; l < limbs; l++) rows[j * limbs + l] = rows[(j - 1) * limbs + l] as number;
      }
      if (j === i) continue;
      moved = true;
      for (let l = 0; l < limbs; l++) rows[j * limbs + l] = held[l] as number;
    }
    return moved;
  };
  const write = (words: Int32Array, offset: number): void => {
    for (const { of, limb, at } of bitPlaces) {
      const mask = maskOf(of.widthBits);
      for (let i = 0, k = limb; i < n; i++, k += limbs) {
        const w = offset + (of.word[i] as number);
        const s = of.shift[i] as number;
        words[w] = ((words[w] as number) & ~(mask << s)) | ((((rows[k] as number) >>> at) & mask) << s);
      }
    }
    for (const { of, limb, at } of pointerPlaces)
      for (let i = 0; i < n; i++)
        if ((((rows[i * limbs + limb] as number) >>> at) & 1) !== 0) {
          const w = offset + of.word;
          words[w] = ((words[w] as number) & ~(of.mask << of.shift)) | ((i + of.nullable) << of.shift);
        }
  };
  return {
    canonicalise: (words, offset) => {
      read(words, offset);
      if (sort()) write(words, offset);
    },
    ties: (words, offset) => {
      read(words, offset);
      sort();
      const out: number[] = [];
      for (let i = 1, run = 1; i <= n; i++) {
        const same = i < n && held.every((_, l) => rows[i * limbs + l] === rows[(i - 1) * limbs + l]);
        if (same) run += 1;
        else {
          out.push(run);
          run = 1;
        }
      }
      return out;
    },
  };
}
