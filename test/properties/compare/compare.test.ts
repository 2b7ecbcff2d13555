import { beforeAll, describe, expect, it } from 'vitest';
import { type Comparison, compare } from '../../../properties/compare/compare.ts';
import { replay } from '../../../properties/counterexample/replay.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { runToCompletion } from '../../../properties/explore/strategy.ts';

/** What a fix left out breaks, in one execution of one small program. */
describe('the series beside the series with enter-gate', () => {
  const { workload } = readCounterexample(pathOf('series-2026/ENTER-CONFIRMED.exit-answered.json'));
  let found: Comparison;
  beforeAll(() => {
    found = compare({
      before: 'series-2026+enter-gate',
      after: 'series-2026',
      seed: 1,
      budget: 'smoke',
      workloads: [workload],
      cells: [{ strategy: runToCompletion.name, program: `${workload.name}, default`, from: 1, count: 1 }],
      shouldStop: () => false,
      onProgress: () => {},
    });
  }, 120_000);

  it('has as new only what the one with the fix does not show, told by a run of its own', () => {
    expect(found.fresh.map(({ rule, cure }) => [rule, cure])).toEqual([['ENTER-GATE', ['enter-gate']]]);
    for (const { counterexample, tried } of found.fresh) {
      expect(tried).toBeGreaterThan(3);
      expect(counterexample.revision).toEqual({ name: 'series-2026', units: found.after.units });
      expect(replay(counterexample).stale).toBeNull();
    }
  });

  it('has as uncovered what the other breaks too under another schedule, with a run of each', () => {
    expect(found.uncovered.map(({ rule, there }) => [rule, there.under, there.stacked])).toEqual([
      ['FLAG-TRUTH', 'another schedule', []],
    ]);
    for (const { counterexample, there } of found.uncovered) {
      expect(counterexample.revision).toEqual({ name: 'series-2026', units: found.after.units });
      expect(there.counterexample.revision).toEqual({
        name: 'series-2026+enter-gate',
        units: found.before.units,
      });
      expect(replay(counterexample).stale).toBeNull();
      expect(replay(there.counterexample).stale).toBeNull();
      expect(there.counterexample.cure?.rerun).toBeGreaterThan(0);
    }
  });

  it('has each other cause in both', () => {
    expect(found.both.map(({ rule }) => rule)).toEqual(['NO-OVERLAP', 'ENTER-CONFIRMED', 'NO-THRASH']);
    expect([found.cured, found.gone, found.missed, found.untried]).toEqual([[], [], [], []]);
  });
});
