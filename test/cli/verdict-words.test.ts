import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../cli/exit-codes.ts';

describe('exit codes', () => {
  test.each([
    [['holds (exhaustive)'], 0],
    [['holds to depth 12', 'not found in 4000 executions, at most 2 late', 'expected violation'], 0],
    [
      [
        'not reached in 114 executions',
        'not reached to depth 15',
        'not found in 114 executions, at most 2 late',
      ],
      0,
    ],
    [['not applicable', 'model only', 'not yet stated', 'holds (exhaustive)'], 0],
    [['holds (exhaustive)', 'violated'], 1],
    [['vacuous'], 1],
    [['dead'], 1],
    [['holds (exhaustive)', 'unknown (truncated)'], 3],
    [['unknown (truncated)', 'violated'], 1],
    [[], 3],
  ])('%j give %i', (words, code) => expect(exitCodeOf(words)).toBe(code));

  test('a run that was cut short is unknown, unless it found something', () => {
    expect(exitCodeOf(['not found in 3 executions'], true)).toBe(3);
    expect(exitCodeOf(['vacuous'], true)).toBe(3);
    expect(exitCodeOf(['violated'], true)).toBe(1);
  });

  test.each(['passed', 'ok', 'holds', '', 'Violated'])('"%s" is no verdict', (word) => {
    expect(() => exitCodeOf([word])).toThrow('no verdict word');
  });
});
