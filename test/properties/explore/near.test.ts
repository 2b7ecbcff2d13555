import { expect, it } from 'vitest';
import { type Chooser, decisionText } from '../../../impl/runtime/decision.ts';
import { nearCells } from '../../../properties/campaign/plan.ts';
import { Rarity } from '../../../properties/campaign/reached.ts';
import { emptyResult, runCell } from '../../../properties/campaign/run-cell.ts';
import type { Cell } from '../../../properties/campaign/subject.ts';
import { measureHints } from '../../../properties/explore/hints.ts';
import { near } from '../../../properties/explore/near.ts';
import { deriveSeed } from '../../../properties/explore/random.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { StrictReplay } from '../../../properties/explore/replay.ts';
import { runToCompletion } from '../../../properties/explore/strategy.ts';
import { ScheduleRecorder } from '../../../properties/shrink/schedule.ts';
import { toySubject } from '../campaign/toy-subject.ts';
import { deepRace } from '../toys.ts';

const walk = randomWalk(0.1);
const hints = measureHints(deepRace);
const points = (chooser: Chooser): number => {
  const recorder = new ScheduleRecorder(chooser);
  deepRace(recorder);
  return recorder.trace.length;
};
const fresh = Array.from({ length: 600 }, (_, i) => deepRace(walk.chooser(deriveSeed(3, i), hints)));
const rare = fresh.find((run) => run.fails);
if (rare === undefined) throw new Error('one of so many fails');
const rarePoints = points(new StrictReplay(rare.decisions));

it('comes to what was rare much more often than fresh schedules do', () => {
  const freshRate = fresh.filter((run) => run.fails).length / fresh.length;
  const around = Array.from({ length: 600 }, (_, i) =>
    deepRace(near(rare.decisions, rarePoints, walk.chooser(deriveSeed(4, i), hints), i)),
  );
  const nearRate = around.filter((run) => run.fails).length / around.length;
  expect(freshRate).toBeLessThan(0.1);
  expect(nearRate).toBeGreaterThan(2 * freshRate);
  // And it is not the same schedule over and over.
  const schedules = new Set(around.map((run) => run.decisions.map(decisionText).join()));
  expect(schedules.size).toBeGreaterThan(200);
});

it('takes all decisions again, or none, at the ends of its range', () => {
  const lengths = Array.from(
    { length: 400 },
    (_, seed) =>
      deepRace(near(rare.decisions, rarePoints, runToCompletion.chooser(1, hints), seed)).decisions.length,
  );
  expect(Math.min(...lengths)).toBe(0);
  expect(Math.max(...lengths)).toBe(rare.decisions.length);
});

it('cells lie around executions that alone came to something, others in each round', () => {
  const cell: Cell = { strategy: 'random walk 0.5', program: 'slow', from: 1, count: 50 };
  const rarity = new Rarity();
  const of = (reached: typeof emptyResult.reached) => ({ cell, result: { ...emptyResult, reached } });
  rarity.add(of({ a: [1, 7], b: [2, 8], c: [1, 9], d: [1, 7] }));
  rarity.add(of({ c: [1, 12], e: [1, 13] }));
  rarity.add({ ...of({ f: [1, 1] }), cell: { ...cell, near: { strategy: 'x', seed: 1 } } });
  expect(rarity.executions().map(({ seed }) => seed)).toEqual([7, 13]);
  const many = Array.from({ length: 200 }, (_, seed) => ({ strategy: cell.strategy, program: 'slow', seed }));
  const seeds = [1, 2, 3].flatMap((nth) => nearCells(many, nth).map((c) => c.near?.seed));
  expect(new Set(seeds).size).toBe(60);
  expect(nearCells([], 1)).toEqual([]);
  const [one] = nearCells(many, 1);
  if (one === undefined) throw new Error('there is one');
  const near1 = runCell(toySubject, ['base'], { ...one, strategy: cell.strategy }, ['OWNER']);
  expect(near1).toEqual(runCell(toySubject, ['base'], { ...one, strategy: cell.strategy }, ['OWNER']));
  expect(near1.executions).toBe(one.count);
});
