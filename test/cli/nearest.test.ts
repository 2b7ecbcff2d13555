import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../cli/nearest.ts';

describe('the nearest name', () => {
  test.each([
    ['verfy', 'verify'],
    ['reply', 'replay'],
    ['rep', 'replay'],
    ['VERIFY', 'verify'],
    ['vreify', 'verify'],
    ['frobnicate', null],
    ['', null],
  ])('of "%s" is %j', (word, name) => expect(nearest(word, ['verify', 'replay', 'list'])).toBe(name));

  test('edit distance is a distance', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
      { seed: 1 },
    );
  });
});
