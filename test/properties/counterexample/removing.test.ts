import { expect, test } from 'vitest';
import { removingAnswers } from '../../../properties/counterexample/assumptions.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';

test('an answer removes a finding only where the run still gets to protected mode', () => {
  const counterexample = readCounterexample(pathOf('series-2026/NO-PROFILE.quiet-profile.json'));

  const asked = new Set(removingAnswers(counterexample).map(({ id }) => id));

  // Without its exit there is a session, and nothing is told of it.
  expect(asked).toContain('F07');
  // With data in the protected section the firmware does not load: nothing is kept by that.
  expect(asked).not.toContain('F27');
});
