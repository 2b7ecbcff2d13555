import { expect, test } from 'vitest';
import { noReturnText } from '../../cli/story/no-return.ts';
import type { NoReturn } from '../../properties/counterexample/counterexample.ts';

const last: NonNullable<NoReturn['last']> = {
  wayOut: [],
  step: 3,
  tUs: 1044,
  took: { run: 'tickWork', runs: 'lock sched.lock' },
  instead: { run: 'compositor', runs: 'down_write protm.lock' },
};
const none: NoReturn = { last: null, label: 'proven', delays: 1, runs: 1093 };

test.each<readonly [NoReturn, string]>([
  [none, 'with at most 1 delay no schedule keeps the rule: all 1,093 tried'],
  [{ ...none, delays: null }, 'no schedule keeps the rule: all 1,093 tried'],
  [{ ...none, delays: null, runs: 1 }, 'no schedule keeps the rule: the only one tried'],
  [
    { ...none, label: 'no escape', runs: 155 },
    'no schedule tried keeps the rule: 155, not all that there are',
  ],
  [
    { ...none, last, delays: 2 },
    'point of no return at 1.044 ms: tick_work ("lock sched.lock") before compositor; after it, with at most 2 delays no schedule keeps the rule: all 1,093 tried',
  ],
])('what was tried stands before what it showed: %#', (noReturn, says) => {
  expect(noReturnText(noReturn)).toBe(says);
});
