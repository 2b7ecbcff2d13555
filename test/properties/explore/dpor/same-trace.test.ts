import { describe, expect, it } from 'vitest';
import { revisions } from '../../../../impl/driver/revisions.ts';
import type { Activity } from '../../../../impl/runtime/activity.ts';
import type { Setup } from '../../../../impl/simulate.ts';
import { drawScenario } from '../../../../properties/campaign/plan.ts';
import { checkRun } from '../../../../properties/check-run.ts';
import { Touches } from '../../../../properties/explore/dpor/touches.ts';
import { touchedBy } from '../../../../properties/explore/dpor/trace.ts';
import { deriveSeed, Random } from '../../../../properties/explore/random.ts';
import { anotherOrder, type Placed } from './same-trace.ts';

/** `DEEP=1 npx vitest run test/properties/explore/dpor/same-trace.test.ts`: 30 scenarios on each revision, 3 min. */
const scenarios = process.env.DEEP === '1' ? 30 : 2;

/**
 * Rules that look at the state after each step, so that of two steps that do not depend on each other the one or
 * the other comes first to them. A verdict on all traces does not speak of all their orders for these.
 */
const tellsOrdersApart: readonly string[] = ['SUSPEND-EXIT'];

interface Judged {
  readonly steps: readonly Placed[];
  readonly broken: readonly string[];
  readonly cells: string;
}

function run(setup: Setup, seed: number, pick: (candidates: readonly Activity[]) => string): Judged {
  const steps: Placed[] = [];
  let chosen = '';
  let touches: Touches | null = null;
  const { run: ran, violations } = checkRun(
    {
      ...setup,
      attend: (machine, candidates) => {
        touches ??= new Touches(machine);
        if (candidates.length === 0) return false;
        chosen = pick(candidates);
        if (!candidates.some((a) => a.path === chosen)) throw new Error(`${chosen} cannot run in this order`);
        return false;
      },
      afterStep: ({ machine }, step) => {
        const { path } = step.activity;
        touches ??= new Touches(machine);
        steps.push({ activity: path, touched: touchedBy(touches.of(step)), nowUs: machine.nowUs });
        return false;
      },
    },
    {
      pickActivity: (candidates) => candidates.findIndex((a) => a.path === chosen),
      pickOption: ({ name, options }) => deriveSeed(seed, name) % options.length,
    },
  );
  const { cells } = ran.system.machine;
  return {
    steps,
    broken: violations
      .filter((v) => !tellsOrdersApart.includes(v.rule))
      .map((v) => `${v.rule} ${v.instance}`)
      .sort(),
    cells: cells
      .map((c) => `${c.name}=${JSON.stringify(c.peek())}`)
      .sort()
      .join('\n'),
  };
}

describe('executions of one trace', () => {
  it('end in the same state and break the same rules, on every revision', () => {
    let broken = 0;
    let moved = 0;
    for (const revision of Object.values(revisions)) {
      for (let seed = 1; seed <= scenarios; seed++) {
        const setup = { revision, ...drawScenario(new Random(seed)), horizonUs: 3_000_000, maxSteps: 1_500 };
        const random = new Random(deriveSeed(seed, 'walk'));
        const first = (candidates: readonly Activity[]): string => candidates[0]?.path ?? '';
        const one = run(setup, seed, (candidates) =>
          random.chance(0.3) ? random.pick(candidates).path : first(candidates),
        );
        const order = anotherOrder(one.steps, new Random(deriveSeed(seed, 'order')));
        let at = 0;
        const other = run(setup, seed, (candidates) => order[at++] ?? first(candidates));
        expect(other.cells).toBe(one.cells);
        expect(other.broken).toEqual(one.broken);
        broken += one.broken.length;
        moved += order.filter((activity, i) => activity !== one.steps[i]?.activity).length;
      }
    }
    // Not the same order again, and rules that could have differed.
    expect(moved).toBeGreaterThan(100);
    expect(broken).toBeGreaterThan(0);
  }, 3_600_000);
});
