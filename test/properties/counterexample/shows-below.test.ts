import { expect, test } from 'vitest';
import { showsBelow } from '../../../properties/counterexample/shows-below.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { manifestOf } from '../../../properties/manifests/index.ts';

const stored = readCounterexample(pathOf('series-2026/ENTER-GATE.enter-gate.json'));
const { units } = stored.revision;

test('what shows without the units of somebody’s own is told apart from what needs them', () => {
  const mine = { ...manifestOf('mine'), below: { expected: [], own: ['mine-unit'] } };
  const on = (...more: readonly string[]) => ({
    ...stored,
    revision: { name: 'mine', units: [...units, ...more] },
  });
  expect(showsBelow(mine, on('mine-unit'))).toBe(true);
  expect(showsBelow(mine, on('enter-gate', 'mine-unit'))).toBe(false);
  // Named fixes are nobody's own: what they leave is looked up.
  expect(showsBelow({ ...mine, below: { expected: [], own: [] } }, on('mine-unit'))).toBe(false);
  expect(showsBelow(manifestOf('series-2026'), stored)).toBe(false);
});
