import { expect, test } from 'vitest';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';

test('a run that is stopped after a step does no other, also of an activity that could go on', () => {
  const steps: number[] = [];
  const machine = new Machine({
    chooser: runToCompletion,
    horizonUs: 1_000,
    maxSteps: 100,
    afterStep: ({ index }) => {
      steps.push(index);
      return index === 3;
    },
  });
  machine.spawn('worker', 'process', function* () {
    for (let i = 0; i < 20; i++) yield* machine.step('work');
  });
  expect(machine.run()).toBe('stopped');
  expect(steps).toEqual([0, 1, 2, 3]);
});
