import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decisionText } from '../../../impl/runtime/decision.ts';
import { withChoices } from '../../../properties/explore/choices.ts';
import { delayBounded, enumerateDelays } from '../../../properties/explore/delay-bounded.ts';
import { measureHints } from '../../../properties/explore/hints.ts';
import { pct } from '../../../properties/explore/pct.ts';
import { memberFor, portfolio } from '../../../properties/explore/portfolio.ts';
import { holdingBack, postponing } from '../../../properties/explore/postponing.ts';
import { deriveSeed, Random } from '../../../properties/explore/random.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { searchStrategies, strategyNamed, strategyNames } from '../../../properties/explore/strategies.ts';
import { runToCompletion, type Strategy } from '../../../properties/explore/strategy.ts';
import { atomicityRace, deepRace, lateRace, orderRace, type Toy } from '../toys.ts';

const seeds = Array.from({ length: 1000 }, (_, i) => deriveSeed(2026, i));

/** How many of the seeds make the toy fail under the strategy. */
function failures(toy: Toy, strategy: Strategy): number {
  const hints = measureHints(toy);
  return seeds.filter((seed) => toy(strategy.chooser(seed, hints)).fails).length;
}

/** What decides nothing itself: names, seeds, measures, what is played again, and the default. */
const noSearch = ['hints.ts', 'random.ts', 'replay.ts', 'strategies.ts', 'strategy.ts'];

it('every search cites on top where it comes from, and says where it departs', () => {
  const files = readdirSync('properties/explore').filter((file) => file.endsWith('.ts'));
  for (const file of noSearch) expect(files).toContain(file);
  const searches = files.filter((file) => !noSearch.includes(file));
  expect(searches.length).toBeGreaterThan(8);
  for (const file of [...searches, 'dpor/history.ts']) {
    const [head] = /^\/\*\*.*?\*\//s.exec(readFileSync(`properties/explore/${file}`, 'utf8')) ?? [''];
    expect(head, file).toMatch(/\b(19|20)\d\d\b/);
    expect(head, file).toMatch(/Departure/);
  }
});

it('every depth of PCT can be named, and no search takes more than it did', () => {
  for (const depth of [1, 2, 3, 4, 5]) {
    const name = `PCT depth ${depth}`;
    expect(strategyNames).toContain(name);
    expect(strategyNamed(name).name).toBe(name);
  }
  expect(searchStrategies.filter((name) => /^PCT depth \d$/.test(name))).toEqual(['PCT depth 2']);
});

describe('random numbers', () => {
  it('are the same for the same seed and differ between seeds', () => {
    const draw = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).toMatchInlineSnapshot(`
      [
        695026750,
        3238519754,
        3685595940,
        1797840322,
        426634756,
      ]
    `);
  });

  it('fall evenly', () => {
    const random = new Random(7);
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 70_000; i++) {
      const drawn = random.below(7);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });
});

describe('strategies', () => {
  it('take the same decisions for the same seed', () => {
    for (const strategy of [
      randomWalk(0.5),
      pct(3),
      pct(3, { focus: true }),
      delayBounded(2),
      postponing(2),
    ]) {
      for (const seed of seeds.slice(0, 20)) {
        const run = () =>
          deepRace(strategy.chooser(seed, { points: 40, choices: 0 })).decisions.map(decisionText);
        expect(run()).toEqual(run());
      }
    }
  });

  it('run to completion finds none of the planted races', () => {
    for (const toy of [orderRace, atomicityRace(10), deepRace, lateRace]) {
      expect(toy(runToCompletion.chooser(1, { points: 1, choices: 1 })).fails).toBe(false);
    }
  });

  it('each find their races, and how often is measured', () => {
    const table = [randomWalk(0.9), randomWalk(0.1), pct(2), pct(3), delayBounded(1), delayBounded(3)].map(
      (strategy) => ({
        strategy: strategy.name,
        order: failures(orderRace, strategy),
        atomicity: failures(atomicityRace(10), strategy),
        deep: failures(deepRace, strategy),
      }),
    );
    expect(table).toMatchInlineSnapshot(`
      [
        {
          "atomicity": 467,
          "deep": 547,
          "order": 1000,
          "strategy": "random walk 0.9",
        },
        {
          "atomicity": 53,
          "deep": 44,
          "order": 881,
          "strategy": "random walk 0.1",
        },
        {
          "atomicity": 26,
          "deep": 0,
          "order": 748,
          "strategy": "PCT depth 2",
        },
        {
          "atomicity": 47,
          "deep": 26,
          "order": 705,
          "strategy": "PCT depth 3",
        },
        {
          "atomicity": 26,
          "deep": 0,
          "order": 1000,
          "strategy": "1 delay",
        },
        {
          "atomicity": 52,
          "deep": 120,
          "order": 719,
          "strategy": "3 delays",
        },
      ]
    `);
  });

  it('late wake-ups are allowed only up to the bound, and are needed by a race of time', () => {
    expect(failures(lateRace, randomWalk(0.5))).toBe(0);
    const late = withChoices(randomWalk(0.5), { late: 1, data: 0 });
    expect(late.lateAllowed).toBe(1);
    expect(failures(lateRace, late)).toBeGreaterThan(20);
    for (const seed of seeds) {
      const { decisions } = lateRace(late.chooser(seed, { points: 2, choices: 1 }));
      expect(decisions.filter((d) => d.kind === 'value').length).toBeLessThanOrEqual(1);
    }
  });

  it('who is postponed goes on when nobody else can, its wake-ups late', () => {
    const found = [orderRace, atomicityRace(10), deepRace, lateRace].map((toy) =>
      failures(toy, postponing(2)),
    );
    expect(found).toMatchInlineSnapshot(`
      [
        900,
        35,
        0,
        521,
      ]
    `);
    const always = (toy: Toy, path: string): readonly boolean[] =>
      seeds.slice(0, 50).map((seed) => {
        const below = randomWalk(0.5).chooser(seed, { points: 40, choices: 1 });
        return toy(holdingBack((one) => one === path, below)).fails;
      });
    expect(new Set(always(orderRace, 'init'))).toEqual(new Set([true]));
    expect(new Set(always(orderRace, 'use'))).toEqual(new Set([false]));
    expect(new Set(always(lateRace, 'worker'))).toEqual(new Set([true]));
    expect(new Set(always(lateRace, 'nobody'))).toEqual(new Set([false]));
  });

  it('a portfolio splits seeds as its parts say, always alike', () => {
    const shares = [
      { strategy: randomWalk(0.5), parts: 3 },
      { strategy: pct(2), parts: 1 },
    ];
    const names = seeds.map((seed) => memberFor(shares, seed).name);
    expect(names).toEqual(seeds.map((seed) => memberFor(shares, seed).name));
    const ofPct = names.filter((n) => n === 'PCT depth 2').length;
    expect(Math.abs(ofPct - 250)).toBeLessThan(60);
    expect(failures(deepRace, portfolio('both', shares))).toBeGreaterThan(0);
  });
});

describe('enumeration of delays', () => {
  const search = (toy: Toy, maxDelays: number, maxRuns = 100_000) =>
    enumerateDelays(toy, (run) => run.fails, { maxDelays, maxRuns });

  it('finds each race with its least number of delays and proves that fewer do not do', () => {
    expect(search(orderRace, 0)).toEqual({
      runs: 1,
      byCost: [1],
      complete: true,
      completeTo: 0,
      everything: false,
      found: null,
    });
    expect(search(orderRace, 1).found?.delays.length).toBe(1);
    expect(search(atomicityRace(10), 0).found).toBeNull();
    expect(search(atomicityRace(10), 1).found?.delays.length).toBe(1);
    const two = search(deepRace, 2);
    expect({ ...two, found: two.found?.delays.length }).toMatchInlineSnapshot(`
      {
        "byCost": [
          1,
          15,
          210,
        ],
        "complete": true,
        "completeTo": 2,
        "everything": false,
        "found": undefined,
        "runs": 226,
      }
    `);
  });

  it('varies late wake-ups unless told not to', () => {
    expect(search(lateRace, 1).found?.result.decisions.map(decisionText)).toEqual([
      'late(worker) #0 = 10000 us',
    ]);
    const without = enumerateDelays(lateRace, (r) => r.fails, {
      maxDelays: 3,
      maxRuns: 10_000,
      varies: () => false,
    });
    expect(without.found).toBeNull();
    expect(without.complete).toBe(true);
  });

  it('says so when it could not run them all', () => {
    expect(search(deepRace, 2, 10)).toMatchObject({ runs: 10, complete: false, found: null });
  });
});
