import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../impl/runtime/decision.ts';
import { withChoices } from '../../../properties/explore/choices.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { LenientReplay, ReplayDivergence, StrictReplay } from '../../../properties/explore/replay.ts';
import { atomicityRace, deepRace, lateRace, orderRace } from '../toys.ts';

const strategy = withChoices(randomWalk(0.5), { late: 1, data: 1 });
const toys = [orderRace, atomicityRace(3), deepRace, lateRace];

describe('strict replay', () => {
  it('repeats every run exactly', () => {
    let decisions = 0;
    for (const toy of toys) {
      for (let seed = 0; seed < 200; seed++) {
        const run = toy(strategy.chooser(seed, { points: 20, choices: 1 }));
        const replay = new StrictReplay(run.decisions);
        expect(toy(replay)).toEqual(run);
        replay.finish();
        decisions += run.decisions.length;
      }
    }
    expect(decisions).toBeGreaterThan(4_000);
  });

  it('names the first decision that could not be taken', () => {
    const run = deepRace(strategy.chooser(1, { points: 20, choices: 1 }));
    const [first, ...rest] = run.decisions;
    if (first?.kind !== 'run') throw new Error('expected a schedule decision');
    const replayed = (decisions: readonly Decision[]) => () => {
      const replay = new StrictReplay(decisions);
      deepRace(replay);
      replay.finish();
    };
    expect(replayed([{ ...first, run: 'nobody' }, ...rest])).toThrowErrorMatchingInlineSnapshot(
      `[ReplayDivergence: decision 1 (at second: begin #0 run nobody: begin) finds nobody not able to run]`,
    );
    expect(replayed([{ ...first, label: 'sleep' }, ...rest])).toThrowErrorMatchingInlineSnapshot(
      `[ReplayDivergence: decision 1 (at second: begin #0 run first: sleep) finds first about to do begin]`,
    );
    expect(replayed([...run.decisions, first])).toThrow(ReplayDivergence);
    expect(
      replayed([{ kind: 'value', name: 'F04', nth: 0, option: 'never' }, ...run.decisions]),
    ).toThrowErrorMatchingInlineSnapshot(`[ReplayDivergence: decision 1 (F04 #0 = never) never came up]`);
  });
});

describe('lenient replay', () => {
  it('takes of other delays of the host the longest that is no longer than the recorded one', () => {
    const name = 'late(tick_work)';
    const taken = (recorded: string, options: readonly string[], of = name): string | undefined =>
      options[
        new LenientReplay([{ kind: 'value', name: of, nth: 0, option: recorded }]).pickOption({
          name: of,
          nth: 0,
          options,
        })
      ];
    const usual = ['0 us', '10000 us', '1000 us'];
    expect(taken('10000 us', usual)).toBe('10000 us');
    expect(taken('50000 us', usual)).toBe('10000 us');
    expect(taken('5000 us', usual)).toBe('1000 us');
    expect(taken('500 us', usual)).toBe('0 us');
    expect(taken('10000 us', ['0 us', '50000 us', '5000 us'])).toBe('5000 us');
    expect(taken('50000 us', usual, 'F07')).toBe('0 us');
  });

  it('repeats every recorded run and takes any part of its decisions', () => {
    for (const toy of toys) {
      for (let seed = 0; seed < 100; seed++) {
        const run = toy(strategy.chooser(seed, { points: 20, choices: 1 }));
        expect(toy(new LenientReplay(run.decisions))).toEqual(run);
        const some = toy(new LenientReplay(run.decisions.filter((_, i) => i % 2 === 0)));
        expect(some.decisions.length).toBeLessThanOrEqual(run.decisions.length);
      }
    }
  });
});
