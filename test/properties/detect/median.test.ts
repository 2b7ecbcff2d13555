import { test as property } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { medianRuns } from '../../../properties/detect/soonest.ts';

const maxRuns = 60;
const taken = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 11 });

property.prop([taken])(
  'the median of runs is that of all series, with no more runs than all take',
  (each) => {
    let runs = 0;
    const median = medianRuns(each.length, maxRuns, (nth, limit) => {
      const needs = each[nth] as number;
      runs += Math.min(needs, limit);
      return needs <= limit ? needs : Number.POSITIVE_INFINITY;
    });
    const sorted = each.toSorted((a, b) => a - b);
    const middle = sorted[Math.floor((each.length - 1) / 2)] as number;
    expect(median).toBe(middle <= maxRuns ? middle : null);
    expect(runs).toBeLessThanOrEqual(each.reduce((sum, needs) => sum + Math.min(needs, maxRuns), 0));
  },
);

property.prop([fc.integer({ min: 2, max: 11 })])('series that can change nothing are not run', (series) => {
  let begun = 0;
  medianRuns(series, maxRuns, () => {
    begun++;
    return 1;
  });
  expect(begun).toBe(Math.floor((series - 1) / 2) + 1);
});
