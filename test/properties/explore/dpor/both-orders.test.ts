import { describe, expect, it } from 'vitest';
import { revisions } from '../../../../impl/driver/revisions.ts';
import { drawScenario } from '../../../../properties/campaign/plan.ts';
import { Random } from '../../../../properties/explore/random.ts';
import { bothOrders, type Pair } from './both-orders.ts';

/** `DEEP=1 npx vitest run test/properties/explore/dpor/both-orders.test.ts`: 15 min, some 10,000 pairs. */
const [scenarios, pairs] = process.env.DEEP === '1' ? [200, 12] : [2, 6];

describe('steps that are recorded as independent', () => {
  it('give the same state of all cells and activities in either order, on every revision', () => {
    const all: Pair[] = [];
    for (const revision of Object.values(revisions)) {
      for (let seed = 1; seed <= scenarios; seed++) {
        const setup = { revision, ...drawScenario(new Random(seed)), horizonUs: 200_000, maxSteps: 1_500 };
        all.push(...bothOrders(setup, seed, pairs));
      }
    }
    expect(all.filter((pair) => pair.differences.length > 0)).toEqual([]);
    expect(all.length).toBeGreaterThan(20);
    // Not always the same two.
    expect(new Set(all.map((pair) => `${pair.first} ${pair.second}`)).size).toBeGreaterThan(15);
  }, 3_600_000);
});
