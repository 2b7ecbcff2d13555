import type { CellValue, Relation } from './symmetry-cells.ts';

/** Mixes two numbers of 32 bits into one. */
export const mix = (a: number, b: number): number => {
  let h = Math.imul(a ^ b, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return h ^ (h >>> 13);
};

/**
 * Colour refinement: nodes of one colour are told apart by what cells say of them and of the colours of those that are
 * in the same cells, until that settles. It depends on names in no way. That it goes by hashes can only leave nodes
 * together that could be told apart, which costs trials and no more.
 * @param codes bits of each relation's cells in the state in hand
 * @returns splits classes in place and gives a number that is equal for equal splittings. `colour` has for each node
 * the position of the first of its class; `order` has the nodes by colour.
 */
export function refinementOf(
  relations: readonly Relation[],
  codes: readonly Int32Array[],
  n: number,
): (colour: Int32Array, order: Int32Array) => number {
  const signature = new Int32Array(n);
  const nodeIn = (value: CellValue, code: number): number =>
    value.kind === 'node' && code >= value.nullable ? value.first + code - value.nullable : -1;

  /** Adds to each node's signature what the cells say of it, given the colours of the others. */
  function sign(colour: Int32Array): void {
    signature.fill(0);
    for (const [x, r] of relations.entries()) {
      const own = codes[x] as Int32Array;
      const { arity, keys, base, value } = r;
      for (let c = 0; c < r.cells; c++) {
        const code = own[c] as number;
        let h = mix(x + 1, base[c] as number);
        for (let j = 0; j < arity; j++) {
          const key = keys[c * arity + j] as number;
          h = mix(h, colour[key] as number);
          for (let i = 0; i < j; i++) if (keys[c * arity + i] === key) h = mix(h, i);
        }
        const node = nodeIn(value, code);
        if (value.kind === 'plain') h = mix(h, code);
        else if (node >= 0) {
          h = mix(h, colour[node] as number);
          for (let j = 0; j < arity; j++) if (keys[c * arity + j] === node) h = mix(h, ~j);
        } else if (value.kind === 'set') {
          let members = 0;
          for (let rest = code; rest !== 0; rest &= rest - 1)
            members += mix(7, colour[value.first + 31 - Math.clz32(rest & -rest)] as number);
          h = mix(h, members | 0);
        }
        for (let j = 0; j < arity; j++) {
          const key = keys[c * arity + j] as number;
          let k = mix(h, j + 11);
          if (value.kind === 'set' && key >= value.first && key < value.first + value.size)
            k = mix(k, (code >>> (key - value.first)) & 1);
          signature[key] = ((signature[key] as number) + k) | 0;
        }
        if (node >= 0) signature[node] = ((signature[node] as number) + mix(h, 5)) | 0;
        if (value.kind === 'set')
          for (let rest = code; rest !== 0; rest &= rest - 1) {
            const member = value.first + 31 - Math.clz32(rest & -rest);
            let k = mix(h, 5);
            for (let j = 0; j < arity; j++) if (keys[c * arity + j] === member) k = mix(k, ~j);
            signature[member] = ((signature[member] as number) + k) | 0;
          }
      }
    }
  }

  function countClasses(colour: Int32Array, order: Int32Array): number {
    let out = 0;
    for (let i = 0; i < n; i++) if (colour[order[i] as number] === i) out += 1;
    return out;
  }

  return (colour, order) => {
    let print = 0;
    for (let classes = countClasses(colour, order); classes < n; ) {
      sign(colour);
      for (let i = 1; i < n; i++) {
        const v = order[i] as number;
        let j = i;
        for (; j > 0; j--) {
          const u = order[j - 1] as number;
          if (colour[u] !== colour[v] || (signature[u] as number) <= (signature[v] as number)) break;
          order[j] = u;
        }
        order[j] = v;
      }
      let now = 0;
      let at = 0;
      let lastColour = -1;
      let lastSignature = 0;
      for (let i = 0; i < n; i++) {
        const v = order[i] as number;
        if (colour[v] !== lastColour || signature[v] !== lastSignature) {
          lastColour = colour[v] as number;
          lastSignature = signature[v] as number;
          at = i;
          now += 1;
          print = mix(mix(print, at), lastSignature);
        }
        colour[v] = at;
      }
      if (now === classes) break;
      classes = now;
    }
    return print;
  };
}
