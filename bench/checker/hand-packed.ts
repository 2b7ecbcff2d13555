import type { ProtmSize } from './models/protm.ts';

// Yardstick: the benchmark model of models/protm.ts once more, written by hand as bit operations on two words, with a
// search that does nothing else. What a general checker loses against it is the price of generality.
const idle = 0;
const runnable = 1;
const onSlot = 2;
const suspended = 3;
const normal = 0;
const entering = 1;
const inProtected = 2;
const exiting = 3;
const pendingBit = 4;
const runningBit = 8;
const savedBit = 16;

/** Counts states and transitions of the benchmark model. Groups must fit in one word. */
export function handPacked(size: ProtmSize): { states: number; transitions: number } {
  const { groups: N, slots, commands: K, priorities: P, ticks: F } = size;
  const countBits = 32 - Math.clz32(K);
  const groupBits = 5 + 2 * countBits;
  if (N * groupBits > 32) throw new RangeError('groups do not fit in one word');
  const countMask = (1 << countBits) - 1;
  const groupMask = 2 ** groupBits - 1;
  const protectedShift = 5 + countBits;
  const outA = new Int32Array(256);
  const outB = new Int32Array(256);
  let outs = 0;

  const emit = (first: number, second: number): void => {
    outA[outs] = first;
    outB[outs++] = second;
  };

  // Second word: owner + 1 in bits 0..3, mode in 4..5, exit requested in 6, ticks waited from 7.
  const successors = (a: number, b: number): void => {
    outs = 0;
    const owner = (b & 15) - 1;
    const mode = (b >>> 4) & 3;
    const exit = (b & 64) !== 0;
    const waited = b >>> 7;
    let used = 0;
    let topOnSlot = -1;
    let topRunnable = -1;
    let waiting = false;
    let running = false;
    for (let g = 0; g < N; g++) {
      const c = (a >>> (g * groupBits)) & groupMask;
      if ((c & runningBit) !== 0) running = true;
      if ((c & 3) === onSlot) {
        used++;
        if (g % P > topOnSlot) topOnSlot = g % P;
        if (((c >>> 5) & countMask) > 0) waiting = true;
      } else if ((c & 3) === runnable && g % P > topRunnable) topRunnable = g % P;
    }
    for (let g = 0; g < N; g++) {
      const shift = g * groupBits;
      const c = (a >>> shift) & groupMask;
      const rest = a & ~(groupMask << shift);
      const work = (c >>> 5) & countMask;
      const protectedWork = (c >>> protectedShift) & countMask;
      switch (c & 3) {
        case idle:
          for (let w = 0; w <= K; w++)
            for (let p = w === 0 ? 1 : 0; p <= K; p++)
              emit(
                rest |
                  (((c & (pendingBit | runningBit | savedBit)) |
                    runnable |
                    (w << 5) |
                    (p << protectedShift)) <<
                    shift),
                b,
              );
          break;
        case runnable:
          if (used < slots && topRunnable <= g % P && !(mode === entering && g % P > owner % P))
            emit(rest | (((c & ~(3 | savedBit)) | onSlot) << shift), b);
          break;
        case suspended:
          emit(rest | (((c & ~3) | runnable) << shift), b);
          break;
        default:
          if (owner !== g) {
            if (protectedWork > 0 && (c & pendingBit) === 0) emit(rest | ((c | pendingBit) << shift), b);
            if ((c & runningBit) === 0)
              emit(
                rest |
                  (((c & ~(3 | pendingBit | savedBit)) | suspended | (protectedWork > 0 ? savedBit : 0)) <<
                    shift),
                b,
              );
            if (work === 0 && protectedWork === 0) emit(rest | (((c & ~3) | idle) << shift), b);
          }
          if (mode === normal && work > 0 && (c & runningBit) === 0)
            emit(rest | ((c | runningBit) << shift), b);
          if (mode === normal && (c & pendingBit) !== 0 && topOnSlot <= g % P && (waited < F || !waiting))
            emit(rest | ((c & ~pendingBit) << shift), (b & ~63) | (g + 1) | (entering << 4));
          if (mode === exiting && owner === g)
            emit(rest | ((protectedWork > 0 ? c | pendingBit : c & ~pendingBit) << shift), waited << 7);
      }
      if ((c & runningBit) !== 0) emit(rest | (((c & ~runningBit) - 32) << shift), b & 127);
      if (mode === inProtected && owner === g && !exit) {
        if (protectedWork > 0) emit(rest | ((c - (1 << protectedShift)) << shift), b);
        if (waited === F || protectedWork === 0) emit(rest | (c << shift), b | 64);
      }
    }
    if (mode === entering && !running) {
      emit(a, (b & ~48) | (inProtected << 4));
    }
    if (mode === inProtected && exit) {
      emit(a, b | (exiting << 4));
    }
    if (mode === inProtected && waiting && waited < F) {
      emit(a, b + 128);
    }
  };

  const holds = (a: number, b: number): boolean => {
    const owner = (b & 15) - 1;
    const mode = (b >>> 4) & 3;
    if ((mode === normal) !== owner < 0) return false;
    if ((b & 64) !== 0 && mode < inProtected) return false;
    let used = 0;
    for (let g = 0; g < N; g++) {
      const c = (a >>> (g * groupBits)) & groupMask;
      if ((c & 3) === onSlot) used++;
      if (owner === g && ((c & 3) !== onSlot || (c & pendingBit) !== 0)) return false;
      if (
        (c & runningBit) !== 0 &&
        (mode >= inProtected || (c & 3) !== onSlot || ((c >>> 5) & countMask) === 0)
      )
        return false;
      if ((c & savedBit) !== 0 && c >>> protectedShift === 0) return false;
      if (mode === entering && (c & 3) === onSlot && g % P > owner % P) return false;
    }
    return used <= slots;
  };

  let capacity = 1 << 12;
  let slotsOfTable = 1 << 13;
  let mask = slotsOfTable - 1;
  let A = new Int32Array(2 * capacity);
  let predecessors = new Uint32Array(capacity);
  let table = new Int32Array(slotsOfTable);
  const hash = (a: number, b: number): number => {
    const h = Math.imul(a ^ Math.imul(b, 0x85ebca6b), 0x9e3779b1);
    return h ^ (h >>> 15);
  };
  let n = 1;
  let transitions = 0;
  table[hash(0, 0) & mask] = 1;
  for (let head = 0; head < n; head++) {
    successors(A[2 * head]!, A[2 * head + 1]!);
    transitions += outs;
    for (let i = 0; i < outs; i++) {
      const a = outA[i]!;
      const b = outB[i]!;
      let q = hash(a, b) & mask;
      let y = table[q]!;
      while (y !== 0 && (A[2 * y - 2] !== a || A[2 * y - 1] !== b)) {
        q = (q + 1) & mask;
        y = table[q]!;
      }
      if (y !== 0) continue;
      if (n === capacity) {
        capacity *= 2;
        const larger = new Int32Array(2 * capacity);
        larger.set(A);
        A = larger;
        const more = new Uint32Array(capacity);
        more.set(predecessors);
        predecessors = more;
      }
      A[2 * n] = a;
      A[2 * n + 1] = b;
      predecessors[n] = head;
      table[q] = ++n;
      if (!holds(a, b)) throw new Error('an invariant is broken');
      if (n * 5 <= slotsOfTable * 3) continue;
      slotsOfTable *= 2;
      mask = slotsOfTable - 1;
      table = new Int32Array(slotsOfTable);
      for (let x = 0; x < n; x++) {
        let s = hash(A[2 * x]!, A[2 * x + 1]!) & mask;
        while (table[s] !== 0) s = (s + 1) & mask;
        table[s] = x + 1;
      }
    }
  }
  return { states: n, transitions };
}
