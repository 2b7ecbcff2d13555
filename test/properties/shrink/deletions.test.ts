import { describe, expect, it } from 'vitest';
import { minimise } from '../../../properties/shrink/core.ts';
import { deletions } from '../../../properties/shrink/deletions.ts';

describe('deletions', () => {
  it('take matched pairs, which cannot go one by one', () => {
    const balanced = (items: readonly string[]): boolean => {
      let depth = 0;
      for (const item of items) depth += item === '(' ? 1 : item === ')' ? -1 : 0;
      return depth === 0 && items.includes('x');
    };
    const remove = {
      name: 'remove',
      edits: (value: readonly string[]) =>
        deletions(
          value,
          (v) => v.length,
          (v, positions) => v.filter((_, i) => !positions.has(i)),
        ),
    };
    const start = [...'a(b(cx)d)()e(f)'];
    const result = minimise(start, (v) => (balanced(v) ? v : null), [remove], { maxTests: 1000 });
    expect(result.value).toEqual(['x']);
    expect(result.oneMinimal).toBe(true);
  });

  it('stop at the limit and say so', () => {
    const result = minimise(
      [1, 2, 3, 4, 5, 6, 7, 8],
      (v) => (v.includes(5) && v.includes(8) ? v : null),
      [
        {
          name: 'remove',
          edits: (value: readonly number[]) =>
            deletions(
              value,
              (v) => v.length,
              (v, positions) => v.filter((_, i) => !positions.has(i)),
            ),
        },
      ],
      { maxTests: 3 },
    );
    expect(result.tests).toBe(3);
    expect(result.oneMinimal).toBe(false);
  });
});
