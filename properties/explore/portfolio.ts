/**
 * Several strategies that share the seeds.
 * G. J. Holzmann, R. Joshi, A. Groce: Swarm Verification Techniques. IEEE TSE 37(6), 2011: searches that differ find more
 * in the same time than one that goes on. Departure: shares are fixed, and a seed alone says which strategy it goes to.
 */
import { deriveSeed } from './random.ts';
import type { Strategy } from './strategy.ts';

/** A member of a portfolio and how many parts of the seeds it gets. */
export interface Share {
  readonly strategy: Strategy;
  readonly parts: number;
}

/** The strategy that a portfolio uses for a seed. The split depends on the seed alone. */
export function memberFor(shares: readonly Share[], seed: number): Strategy {
  const total = shares.reduce((sum, share) => sum + share.parts, 0);
  let left = deriveSeed(seed, 'portfolio') % total;
  for (const { strategy, parts } of shares) {
    if (left < parts) return strategy;
    left -= parts;
  }
  throw new Error('a portfolio needs at least one part');
}

/** Several strategies as one: each seed goes to one of them, in proportion to their parts. */
export function portfolio(name: string, shares: readonly Share[]): Strategy {
  return {
    name,
    lateAllowed: Math.max(0, ...shares.map((share) => share.strategy.lateAllowed)),
    chooser: (seed, hints) => memberFor(shares, seed).chooser(seed, hints),
  };
}
