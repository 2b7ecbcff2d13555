import { hashText, mix } from '../../impl/runtime/value.ts';

/**
 * A small seeded generator of pseudo-random numbers: sfc32 (Doty-Humphrey, PractRand), seeded by mixing.
 * Same seed, same numbers, on every machine. Not for cryptography.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.a = mix(seed, 0x243f6a88);
    this.b = mix(seed, 0x85a308d3);
    this.c = mix(seed, 0x13198a2e);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter++) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number of at least 0 and less than 1. */
  fraction(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** Whether something of this probability happens. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** One of the items, all equally likely. Throws on an empty list. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[this.below(items.length)] as T;
  }
}

/** A seed that depends on a seed and on texts and numbers, in that order. */
export function deriveSeed(seed: number, ...parts: readonly (string | number)[]): number {
  let derived = mix(seed, 0x9e3779b9);
  for (const part of parts) derived = mix(derived, typeof part === 'number' ? part : hashText(part));
  return derived;
}
