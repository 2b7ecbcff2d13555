import { expect, it } from 'vitest';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type Chooser, runToCompletion } from '../../../impl/runtime/decision.ts';
import { framed } from '../../../impl/runtime/frame.ts';
import { Machine } from '../../../impl/runtime/machine.ts';

const zigzag: Chooser = { pickActivity: (candidates) => candidates.length - 1, pickOption: () => 0 };

/** Two activities that count down in calls of calls, with or without frames; what they did, in order. */
function log(chooser: Chooser, frames: boolean): readonly string[] {
  const said: string[] = [];
  const m = new Machine({
    chooser,
    horizonUs: 1_000,
    maxSteps: 1_000,
    afterStep: ({ activity, label }) => {
      said.push(`${activity.path}: ${label}`);
      return false;
    },
  });
  function* plain(who: string, depth: number): Act<number> {
    if (depth === 0) return 1;
    yield* m.step(`down ${depth}`);
    const below = (yield* call(who, depth - 1)) + (yield* call(who, depth - 1));
    yield* m.sleep(depth, `up ${depth}`);
    said.push(`${who} ${below}`);
    return below;
  }
  const call = frames ? framed(plain, m) : plain;
  for (const who of ['a', 'b']) {
    m.spawn(who, 'process', function* () {
      said.push(`${who} ends with ${yield* call(who, 3)}`);
    });
  }
  m.run();
  return said;
}

it('calls with frames do what calls without do, in the same order, with the same results', () => {
  for (const chooser of [runToCompletion, zigzag]) {
    const expected = log(chooser, false);
    expect(expected.filter((line) => line.endsWith('ends with 8'))).toHaveLength(2);
    expect(log(chooser, true)).toEqual(expected);
  }
  expect(log(zigzag, true)).not.toEqual(log(runToCompletion, true));
});

it('what is thrown by who decides comes out of the run, not through the activity', () => {
  const m = new Machine({
    chooser: {
      pickActivity: () => {
        throw new Error('diverges');
      },
      pickOption: () => 0,
    },
    horizonUs: 1_000,
    maxSteps: 100,
  });
  const caught: unknown[] = [];
  for (const path of ['a', 'b']) {
    m.spawn(
      path,
      'process',
      function* () {
        try {
          yield* m.step('first');
          yield* m.step('second');
        } catch (error) {
          caught.push(error);
        }
      },
      true,
    );
  }
  expect(() => m.run()).toThrow('diverges');
  expect(caught).toEqual([]);
});
