import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestion } from '../../cli/nearest.ts';
import { editDistance, nearest } from '../../impl/nearest.ts';

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

  test('where none is near: all of a few names, three of many and how to list them', () => {
    expect(suggestion('frobnicate', ['verify', 'replay'])).toBe('there are: verify, replay');
    expect(suggestion('frobnicate', [])).toBe('there are none');
    const many = Array.from({ length: 40 }, (_, i) => `F${i + 10}`);
    expect(suggestion('frobnicate', many, 'npm run list -- choices')).toBe(
      'nearest: F10, F11, F12; `npm run list -- choices` shows all',
    );
  });
});
